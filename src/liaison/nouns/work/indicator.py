"""Indicators of anything: of the council, a unit, a project, an agreement, a series of activities; and their readings."""

from liaison.columns import Column, Noun
from liaison.kinds import Choice, Fixed, Flag, Kind, Ref, Whose
from liaison.quantities import Day, Number, Target
from liaison.rules.work.targets import PER
from liaison.shapes import Measured

PERIODS = tuple(PER)
PERIODS_ENGLISH = ("day", "week", "month", "quarter", "half", "year", "once")
_NOT_RUN = "停运 停驶 停开 停班 停发 停运日 停用 停办 停课 停 未运行 未运营 未开 未开行 不运行 不运营 放假 休息 休 节假日 周末"
"""What people write where a day has no reading, for nothing ran."""
TOTALS = ("合计", "期末", "平均", "最大")
TOTALS_ENGLISH = ("sum", "last", "mean", "max")


def _holder(key: str, label: str, kind: Kind) -> Column:
    return Column(key, label, kind, inner=True, typed=False, null=True, listed=False, behind=True)


_HOLDERS = (
    _holder("council", "本会", Ref("council")),
    _holder("project", "项目", Ref("project")),
    _holder("body", "单位", Ref("member")),
    _holder("agreement", "协议", Ref("agreement")),
    _holder("series", "系列", Choice(list="series")),
)
"""What an indicator may belong to: each indicator has one of these. One more is one more line."""

WHOSE = Whose("indicator", tuple(one.key for one in _HOLDERS), itself=("本会", "联席会议", "本联席会议"))

INDICATOR = Noun(
    name="indicator",
    label="指标",
    table="indicator",
    code="I{number:03d}",
    identity=(("code",), ("of", "name")),
    keys=(("code",), *((one.key, "name") for one in _HOLDERS)),
    owner="of",
    order="t.code IS NULL, length(t.code), t.code, t.id",
    unique=False,
    titled=("code", "of", "name"),
    columns=(
        Column("code", "编号", null=True, synonyms=("指标编号",)),
        Column(
            "of",
            "对象",
            WHOSE,
            required=True,
            synonyms=("所属", "归属", "项目", "项目名称", "单位名称", "协议", "系列"),
            help="本会、单位、项目、协议或系列；重名的写编号，或写“项目：名称”",
            examples=("本会", "示例银行股份有限公司", "示例班车"),
        ),
        Column(
            "name",
            "指标",
            required=True,
            synonyms=("指标名称",),
            examples=("服务载体", "培训人次", "满意度"),
        ),
        Column(
            "unit",
            "单位",
            synonyms=("计量单位",),
            help="计量单位，例如 人次",
            examples=("个", "人次", "分"),
        ),
        Column(
            "period",
            "周期",
            Fixed(words=PERIODS, english=PERIODS_ENGLISH),
            default="每日",
            db="every",
            option="--every",
            examples=("每年", "每季", "每月"),
        ),
        Column(
            "total",
            "汇总",
            Fixed(words=TOTALS, english=TOTALS_ENGLISH),
            default="合计",
            examples=("期末", "合计", "平均"),
        ),
        Column(
            "target",
            "目标",
            Target(),
            help="目标数，例如 2000",
            synonyms=("目标值",),
            examples=("200", "60/季", "95"),
        ),
        Column(
            "source",
            "来源",
            listed=False,
            synonyms=("数据来源", "出处"),
            help="读数从哪里来",
            examples=("示例统计表", "", ""),
        ),
        Column(
            "in_summary",
            "列入总结",
            Flag(),
            option="--summary",
            default=0,
            null=True,
            synonyms=("写入总结",),
            help="列入年度总结；项目的指标本来就列，不用写",
            examples=("是", "否", "否"),
        ),
        Column(
            "lower_is_better",
            "越低越好",
            Flag(),
            listed=False,
            default=0,
            null=True,
            examples=("否", "否", "否"),
        ),
        *_HOLDERS,
    ),
)

PARTS = ("numerator", "denominator", "approximate", "lower", "upper")
"""What a reading is told by that is no plain number."""

READING = Noun(
    name="reading",
    label="指标记录",
    table="reading",
    identity=(("indicator", "period"),),
    keys=(("indicator", "period"),),
    owner="indicator",
    dated=("day",),
    shapes=(Measured(value="value", by="indicator", none=tuple(_NOT_RUN.split())),),
    order="indicator.code IS NULL, length(indicator.code), indicator.code, indicator.id, t.day",
    columns=(
        Column(
            "of",
            "对象",
            WHOSE,
            via="indicator",
            synonyms=("所属", "归属", "项目", "项目名称", "单位名称", "协议", "系列"),
            examples=("本会", "本会", "示例银行股份有限公司"),
        ),
        Column(
            "indicator",
            "指标",
            Ref("indicator", within="of"),
            null=False,
            synonyms=("指标名称", "指标编号"),
            examples=("服务载体", "示例网格员到岗率", "培训人次"),
        ),
        Column(
            "day",
            "日期",
            Day(month="whole"),
            required=True,
            help="按周的写其中任一天，按月和更长的也可只写月份，例如 2023-05",
            synonyms=("时间",),
            examples=("2023-05-08", "2023-05-09", "2023-05-08"),
        ),
        Column("period", "周期起", Day(), listed=False, inner=True, typed=False),
        Column(
            "value",
            "数值",
            Number(negative=True, shares=True),
            null=True,
            synonyms=("读数", "数量", "值"),
            examples=("198", "", ""),
        ),
        Column(
            "numerator",
            "分子",
            Number(),
            listed=False,
            synonyms=("达到数", "完成数"),
            help="比率的分子，例如到岗 46 人",
            examples=("", "46", ""),
        ),
        Column(
            "denominator",
            "分母",
            Number(),
            listed=False,
            synonyms=("总数", "应达到数"),
            help="比率的分母，例如应到 50 人；汇总时分子、分母分别相加",
            examples=("", "50", ""),
        ),
        Column(
            "approximate",
            "概数",
            synonyms=("约数",),
            help="说不准的数，照写：约10亿、2000以上、3–6；不加进合计",
            examples=("", "", "60以上"),
        ),
        Column("lower", "下限", Number(negative=True), listed=False, inner=True, typed=False, null=True),
        Column("upper", "上限", Number(negative=True), listed=False, inner=True, typed=False, null=True),
        Column(
            "source",
            "来源",
            listed=False,
            synonyms=("数据来源", "出处"),
            help="这个数从哪里来",
            examples=("示例报道", "", ""),
        ),
    ),
)
