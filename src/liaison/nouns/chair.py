"""Terms of the rotating chair."""

from liaison.columns import Column, Noun
from liaison.kinds import Choice, Flag, Ref
from liaison.quantities import Day, Ordinal

CHAIR = Noun(
    name="chair",
    label="轮值主席",
    table="term",
    measure="任",
    identity=(("ordinal", "area"), ("start", "area")),
    order="t.area IS NOT NULL, t.area, t.start",
    columns=(
        Column("ordinal", "任次", Ordinal(least=1), synonyms=("届次", "第几任")),
        Column(
            "unit",
            "轮值主席单位",
            Ref("member"),
            required=True,
            synonyms=("主席单位", "轮值单位", "单位名称", "单位", "轮值主席"),
        ),
        Column("area", "片区", Choice(list="area")),
        Column(
            "start",
            "开始日期",
            Day(),
            required=True,
            option="--from",
            synonyms=("开始时间", "任期起", "起始日期"),
        ),
        Column(
            "end",
            "结束日期",
            Day(),
            db="last_day",
            option="--to",
            synonyms=("结束时间", "任期止", "截止日期"),
        ),
        Column("theme", "主题", synonyms=("轮值主题",)),
        Column("acting", "代理", Flag(), listed=False, help="代理主席"),
        Column("note", "备注", listed=False),
    ),
)
