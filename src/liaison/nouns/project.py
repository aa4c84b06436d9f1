"""Joint projects, their stages, indicators and readings."""

from liaison.columns import Column, Link, Noun
from liaison.kinds import Choice, Fixed, Flag, Ref, Refs
from liaison.quantities import Day, Money, Number, Target
from liaison.vocab import PERIODS, PERIODS_ENGLISH, STAGES, TOTALS, TOTALS_ENGLISH

PROJECT = Noun(
    name="project",
    label="共建项目",
    table="project",
    code="P{year}-{number:02d}",
    day="start",
    measure="个",
    identity=(("code",), ("name",)),
    named="name",
    order="t.code",
    columns=(
        Column("code", "编号", synonyms=("项目编号",)),
        Column("name", "项目名称", required=True, synonyms=("项目", "名称")),
        Column("kind", "项目类别", Choice(list="project_kind"), synonyms=("项目类型", "类别")),
        Column("lead", "牵头单位", Ref("member"), required=True, synonyms=("责任单位",)),
        Column(
            "partner",
            "参与单位",
            Refs(noun="member"),
            listed=False,
            synonyms=("配合单位", "协办单位"),
            link=Link("project_partner", "project_id", "unit_id"),
        ),
        Column(
            "stage",
            "阶段",
            Fixed(words=STAGES),
            typed=False,
            synonyms=("进展", "状态"),
            help="、".join(STAGES),
        ),
        Column("start", "启动日期", Day(), synonyms=("启动时间", "开始日期")),
        Column("finished", "完成日期", Day(), listed=False, synonyms=("完成时间", "结项日期")),
        Column(
            "budget",
            "预算",
            Money(positive=False),
            adds=True,
            synonyms=("经费预算", "预算（元）", "预算金额"),
        ),
        Column("content", "内容", listed=False, synonyms=("主要内容", "项目内容", "备注")),
    ),
)

STAGE = Noun(
    name="stage",
    label="项目阶段",
    table="project_stage",
    identity=(("project", "stage", "day"),),
    order="project.code, t.day, t.id",
    columns=(
        Column("project", "项目", Ref("project"), required=True, synonyms=("项目名称", "项目编号")),
        Column("stage", "阶段", Fixed(words=STAGES), required=True),
        Column("day", "日期", Day(), required=True, option="--on", synonyms=("时间",)),
        Column("note", "说明", synonyms=("备注",)),
    ),
)

INDICATOR = Noun(
    name="indicator",
    label="项目指标",
    table="indicator",
    measure="个",
    identity=(("project", "name"),),
    order="project.code, t.id",
    columns=(
        Column("project", "项目", Ref("project"), required=True, synonyms=("项目名称", "项目编号")),
        Column("name", "指标", required=True, synonyms=("指标名称",)),
        Column("unit", "单位", synonyms=("计量单位",), help="例如 人次"),
        Column("every", "周期", Fixed(words=PERIODS, english=PERIODS_ENGLISH), default="每日"),
        Column("total", "汇总", Fixed(words=TOTALS, english=TOTALS_ENGLISH), default="合计"),
        Column("target", "目标", Target(), synonyms=("目标值",)),
        Column("lower_is_better", "越低越好", Flag(), listed=False, default=0),
    ),
)

READING = Noun(
    name="reading",
    label="指标读数",
    table="reading",
    identity=(("indicator", "period"),),
    order="project.code, indicator.id, t.day",
    columns=(
        Column("project", "项目", Ref("project"), via="indicator", synonyms=("项目名称", "项目编号")),
        Column("indicator", "指标", Ref("indicator", within="project"), synonyms=("指标名称",)),
        Column("day", "日期", Day(), required=True, synonyms=("时间",)),
        Column("period", "周期起", Day(), listed=False, inner=True, typed=False),
        Column("value", "数值", Number(negative=True), required=True, synonyms=("读数", "数量", "值")),
    ),
)
