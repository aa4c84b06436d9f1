"""Joint projects, their stages, indicators and readings."""

from dataclasses import replace

from liaison.children import Link, Rows
from liaison.columns import MEMBERS, Column, Noun
from liaison.dates import Day
from liaison.kinds import Choice, Fixed, Ref
from liaison.nouns.aliases import aliases
from liaison.nouns.work.measured import (
    BEGINS,
    CODE,
    DAY,
    LOWER_IS_BETTER,
    MEASURED,
    NAME,
    PARTS,
    PERIOD,
    TARGET,
    TOTAL,
    UNIT,
    VALUE,
)
from liaison.quantities import Money
from liaison.rules.work.roles import GUIDES, GUIDING, OTHERS, PARTNER, SUPPORTING
from liaison.rules.work.stages import PROJECT_STAGES
from liaison.several import Details, Refs
from liaison.stated import Stated


def _link(role: str) -> Link:
    return Link("project_unit", "project_id", "unit_id", role)


PROJECT = Noun(
    name="project",
    label="共建项目",
    table="project",
    code="P{year}-{number:02d}",
    day="start",
    identity=(("code",), ("name",)),
    apart=("lead", "start"),
    keys=(("code",), ("name",)),
    span=("start", "finished"),
    span_held=False,
    owner="lead",
    dated=("start", "finished"),
    parties=("lead", "partner"),
    named="name",
    order="t.code",
    states=Stated(PROJECT_STAGES, column="stage", history="stage", verb=("stage", "阶段"), ended="finished"),
    columns=(
        Column("code", "编号", synonyms=("项目编号",)),
        Column(
            "name",
            "项目名称",
            required=True,
            synonyms=("项目", "名称"),
            examples=("示例班车", "示例课堂", "示例义诊"),
        ),
        Column(
            "kind",
            "项目类别",
            Choice(list="project_kind"),
            synonyms=("项目类型", "类别"),
            examples=("民生服务", "人才培养", "志愿服务"),
        ),
        Column(
            "lead",
            "牵头单位",
            Ref("member"),
            required=True,
            synonyms=("责任单位",),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column(
            "partner",
            "参与单位",
            Refs(noun="member"),
            listed=False,
            synonyms=("配合单位", "协办单位"),
            link=_link(PARTNER),
            examples=("示例证券有限责任公司、示例街道党群服务中心", "示例银行股份有限公司", ""),
        ),
        Column("guide", "指导单位", Refs(noun="member", enters=GUIDES), listed=False, link=_link(GUIDING)),
        Column(
            "supporter", "支持单位", Refs(noun="member", enters=OTHERS), listed=False, link=_link(SUPPORTING)
        ),
        Column(
            "stage",
            "阶段",
            Fixed(words=PROJECT_STAGES.names),
            typed=False,
            synonyms=("进展", "状态"),
            help="、".join(PROJECT_STAGES.names),
            examples=("实施", "共商", "结项"),
        ),
        Column(
            "stages",
            "各阶段",
            Details((("stage", "{}", ""), ("day", " {}", ""), ("note", "（{}）", ""))),
            inside=(("note", MEMBERS),),
            listed=False,
            written=False,
            costly=True,
            rows=Rows(
                "project_stage",
                "project_id",
                "x.day, x.id",
                (("stage", "stage"), ("day", "day"), ("note", "note")),
            ),
        ),
        Column(
            "start",
            "启动日期",
            Day(),
            planned=True,
            synonyms=("启动时间", "开始日期"),
            examples=("2023-03-01", "2023-05-01", "2022-10-01"),
        ),
        Column(
            "finished",
            "完成日期",
            Day(),
            listed=False,
            synonyms=("完成时间", "结项日期"),
            examples=("", "", "2023-06-30"),
        ),
        Column(
            "budget",
            "预算",
            Money(positive=False),
            synonyms=("经费预算", "预算（元）", "预算金额"),
            examples=("120000.00", "30000.00", "8000.00"),
            adds=True,
        ),
        Column(
            "content",
            "内容",
            listed=False,
            synonyms=("主要内容", "项目内容", "备注"),
            examples=("示例内容", "示例内容", "示例内容"),
        ),
        aliases("project"),
    ),
)

STAGE = Noun(
    name="stage",
    label="项目阶段",
    table="project_stage",
    identity=(("project", "stage", "day"),),
    keys=(("project", "stage", "day"),),
    owner="project",
    dated=("day",),
    order="project.code, t.day, t.id",
    columns=(
        Column(
            "project",
            "项目",
            Ref("project"),
            required=True,
            synonyms=("项目名称", "项目编号"),
            examples=("示例班车", "示例班车", "示例义诊"),
        ),
        Column(
            "stage",
            "阶段",
            Fixed(words=PROJECT_STAGES.names),
            required=True,
            examples=("立项", "实施", "结项"),
        ),
        Column(
            "day",
            "日期",
            Day(),
            required=True,
            option="--on",
            help="从哪一天起",
            synonyms=("时间",),
            examples=("2023-01-10", "2023-03-01", "2023-06-30"),
        ),
        Column("note", "说明", reader=MEMBERS, synonyms=("备注",), examples=("示例说明", "", "")),
    ),
)

PROJECT_INDICATOR = Noun(
    name="project_indicator",
    label="项目指标",
    table="indicator",
    code=CODE,
    identity=(("project", "name"),),
    owner="project",
    order="project.code, t.id",
    side="indicator",
    marked="indicator",
    only="project",
    # Of one that tells more than these columns, the sheet of all indicators tells.
    exported="t.source IS NULL AND COALESCE(t.in_summary, 0) = 0",
    titled=("project", "name"),
    columns=(
        Column(
            "project",
            "项目",
            Ref("project"),
            required=True,
            synonyms=("项目名称", "项目编号"),
            examples=("示例班车", "示例班车", "示例课堂"),
        ),
        replace(NAME, examples=("乘坐人次", "满意度", "听课人次")),
        replace(UNIT, examples=("人次", "分", "人次")),
        replace(PERIOD, key="every", option="", examples=("每日", "每月", "每周")),
        replace(TOTAL, examples=("合计", "平均", "合计")),
        replace(TARGET, examples=("2000/日", "95", "60/周")),
        LOWER_IS_BETTER,
        Column("code", "编号", listed=False, typed=False, null=True, behind=True, synonyms=("指标编号",)),
    ),
)

PROJECT_READING = Noun(
    name="project_reading",
    label="指标读数",
    table="reading",
    identity=(("indicator", "period"),),
    owner="indicator",
    dated=("day",),
    shapes=(MEASURED,),
    order="project.code, indicator.id, t.day",
    side="reading",
    marked="reading",
    only="project",
    exported="t.value IS NOT NULL AND t.numerator IS NULL AND t.source IS NULL",
    columns=(
        Column(
            "project",
            "项目",
            Ref("project"),
            via="indicator",
            synonyms=("项目名称", "项目编号"),
            examples=("示例班车", "示例班车", "示例课堂"),
        ),
        Column(
            "indicator",
            "指标",
            Ref("indicator", within="project"),
            null=False,
            synonyms=("指标名称",),
            examples=("乘坐人次", "乘坐人次", "听课人次"),
        ),
        DAY,
        BEGINS,
        replace(VALUE, required=True, null=None, examples=("2135", "1987.5", "58")),
        *(replace(one, inner=True, typed=False, listed=False, behind=True) for one in PARTS),
    ),
)
