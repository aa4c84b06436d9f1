"""What indicators of anything and those of projects have in common, and their readings."""

from liaison.columns import Column
from liaison.dates import Day
from liaison.kinds import Fixed, Flag
from liaison.quantities import Number, Target
from liaison.rules.work.targets import PER
from liaison.shapes import Measured

PERIODS = tuple(PER)
PERIODS_ENGLISH = ("day", "week", "month", "quarter", "half", "year", "once")
_NOT_RUN = "停运 停驶 停开 停班 停发 停运日 停用 停办 停课 停 未运行 未运营 未开 未开行 不运行 不运营 放假 休息 休 节假日 周末"
"""What people write where a day has no reading, for nothing ran."""
TOTALS = ("合计", "期末", "平均", "最大")
TOTALS_ENGLISH = ("sum", "last", "mean", "max")

CODE = "I{number:03d}"

NAME = Column(
    "name",
    "指标",
    required=True,
    synonyms=("指标名称",),
    examples=("服务载体", "培训人次", "满意度"),
)
UNIT = Column(
    "unit",
    "单位",
    synonyms=("计量单位",),
    help="计量单位，例如 人次",
    examples=("个", "人次", "分"),
)
PERIOD = Column(
    "period",
    "周期",
    Fixed(words=PERIODS, english=PERIODS_ENGLISH),
    default="每日",
    db="every",
    option="--every",
    examples=("每年", "每季", "每月"),
)
TOTAL = Column(
    "total",
    "汇总",
    Fixed(words=TOTALS, english=TOTALS_ENGLISH),
    default="合计",
    examples=("期末", "合计", "平均"),
)
TARGET = Column(
    "target",
    "目标",
    Target(),
    help="目标数，例如 2000",
    synonyms=("目标值",),
    examples=("200", "60", "95"),
)
LOWER_IS_BETTER = Column(
    "lower_is_better",
    "越低越好",
    Flag(),
    listed=False,
    default=0,
    null=True,
    examples=("否", "否", "否"),
)
DAY = Column(
    "day",
    "日期",
    Day(month="whole"),
    required=True,
    help="按周的写其中任一天，按月和更长的也可只写月份，例如 2023-05；按年的也可只写年份",
    synonyms=("时间", "月份", "年月"),
    examples=("2023-05-08", "2023-05-09", "2023-05-08"),
)
BEGINS = Column("period", "周期起", Day(), listed=False, inner=True, typed=False)
VALUE = Column(
    "value",
    "数值",
    Number(negative=True, shares=True),
    null=True,
    synonyms=("读数", "数量", "值"),
    examples=("198", "", ""),
)
PARTS = (
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
)
"""What a reading is told by that is no plain number."""
MEASURED = Measured(value="value", by="indicator", none=tuple(_NOT_RUN.split()))
