"""Terms of the rotating chair, and the council's own order of it."""

from liaison.columns import OFFICE, Column, Noun
from liaison.dates import Day
from liaison.kinds import Choice, Flag, Ref
from liaison.quantities import Ordinal

CHAIR = Noun(
    name="chair",
    label="轮值主席",
    table="term",
    identity=(("ordinal", "area"), ("start", "area")),
    apart=("unit", "start", "end"),
    titled=("ordinal", "area", "unit"),
    span=("start", "end"),
    spanned=(
        "任期",
        "任期时间",
        "任期起止",
        "任期起止时间",
        "任职时间",
        "任职起止时间",
        "轮值时间",
        "轮值起止时间",
    ),
    order="t.area IS NOT NULL, t.area, t.start",
    columns=(
        Column(
            "ordinal",
            "任次",
            Ordinal(least=1),
            synonyms=("届次", "第几任"),
            examples=("1", "2", "3"),
        ),
        Column(
            "unit",
            "轮值主席单位",
            Ref("member"),
            required=True,
            synonyms=("主席单位", "轮值单位", "单位名称", "单位", "轮值主席"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column("area", "片区", Choice(list="area")),
        Column(
            "start",
            "开始日期",
            Day(),
            planned=True,
            required=True,
            option="--from",
            synonyms=("开始时间", "任期起", "起始日期"),
            examples=("2021-07-01", "2022-07-01", "2023-07-01"),
        ),
        Column(
            "end",
            "结束日期",
            Day(),
            db="last_day",
            option="--to",
            synonyms=("结束时间", "任期止", "截止日期"),
            examples=("2022-06-30", "2023-06-30", "2024-06-30"),
        ),
        Column("theme", "主题", synonyms=("轮值主题",), examples=("示例主题一", "示例主题二", "示例主题三")),
        Column("acting", "代理", Flag(), help="代理主席，不占任次", examples=("否", "否", "")),
        Column("note", "备注", listed=False, reader=OFFICE),
    ),
)

CHAIR_ORDER = Noun(
    name="chair_order",
    label="轮值顺序",
    table="chair_order",
    identity=(("unit",),),
    workbook_only=True,
    order="t.position",
    columns=(
        Column(
            "unit",
            "单位",
            Ref("member"),
            required=True,
            synonyms=("单位名称", "成员单位"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column(
            "position",
            "次序",
            Ordinal(least=1),
            required=True,
            synonyms=("顺序", "序号"),
            examples=("1", "2", "3"),
        ),
    ),
)
