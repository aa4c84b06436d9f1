"""Activities and who took part."""

from liaison.children import Link, Rows, Summed
from liaison.columns import OFFICE, Column, Noun
from liaison.dates import Day
from liaison.kinds import Choice, Ref
from liaison.nouns.aliases import aliases
from liaison.quantities import Number, Ordinal, Whole
from liaison.rules.work.roles import GUIDES, GUIDING, HELPING, JOINT, ORGANISING, OTHERS, SUPPORTING
from liaison.several import Details, Refs
from liaison.shapes import Crossed, Shared, SignedIn


def _link(role: str) -> Link:
    return Link("activity_unit", "activity_id", "unit_id", role)


ACTIVITY = Noun(
    name="activity",
    label="活动台账",
    table="activity",
    code="A{year}-{number:03d}",
    day="start",
    identity=(("code",), ("title", "start", "host"), ("title", "start")),
    apart=("host",),
    keys=(("code",),),
    span=("start", "end"),
    spanned=("活动起止时间", "活动起止日期", "举办起止时间"),
    shapes=(Shared(first="host", others="co_host"),),
    owner="host",
    dated=("start",),
    parties=("host", "joint_host", "organiser", "co_host", "unit"),
    named="title",
    unique=False,
    order="t.start, t.code",
    columns=(
        Column("code", "编号", synonyms=("活动编号",)),
        Column(
            "title",
            "活动名称",
            required=True,
            synonyms=("活动", "名称", "活动主题"),
            examples=("示例论坛", "示例联学", "示例志愿服务"),
        ),
        Column(
            "kind",
            "活动类别",
            Choice(list="activity_kind"),
            required=True,
            synonyms=("活动类型", "类别"),
            examples=("论坛", "联学联建", "志愿服务"),
        ),
        Column("series", "系列", Choice(list="series"), listed=False, synonyms=("活动系列",)),
        Column(
            "start",
            "开始日期",
            Day(),
            planned=True,
            required=True,
            option="--on",
            synonyms=("活动日期", "活动时间", "日期", "时间"),
            examples=("2023-05-18", "2023-06-01", "2023-09-10"),
        ),
        Column("end", "结束日期", Day(), db="last_day", listed=False, option="--to", synonyms=("结束时间",)),
        Column(
            "venue",
            "地点",
            listed=False,
            synonyms=("活动地点", "地点/阵地", "阵地"),
            examples=("示例阵地一", "示例阵地二", "示例阵地三"),
        ),
        Column(
            "host",
            "主办单位",
            Ref("member"),
            required=True,
            synonyms=("承办单位",),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column(
            "joint_host",
            "联合主办单位",
            Refs(noun="member", enters=OTHERS),
            listed=False,
            synonyms=("联合主办", "共同主办单位"),
            link=_link(JOINT),
        ),
        Column(
            "organiser",
            "承办单位",
            Refs(noun="member", enters=OTHERS),
            listed=False,
            instead_of="host",
            synonyms=("具体承办单位", "承办方"),
            link=_link(ORGANISING),
        ),
        Column(
            "co_host",
            "协办单位",
            Refs(noun="member"),
            listed=False,
            link=_link(HELPING),
            examples=("示例证券有限责任公司", "", "示例银行股份有限公司、示例证券有限责任公司"),
        ),
        Column("guide", "指导单位", Refs(noun="member", enters=GUIDES), listed=False, link=_link(GUIDING)),
        Column(
            "supporter", "支持单位", Refs(noun="member", enters=OTHERS), listed=False, link=_link(SUPPORTING)
        ),
        Column("project", "项目", Ref("project"), listed=False, synonyms=("项目名称", "所属项目")),
        Column(
            "unit",
            "参加单位",
            Refs(noun="member"),
            listed=False,
            synonyms=("参与单位", "参加单位名单"),
            link=Link("attendance", "activity_id", "unit_id"),
            examples=(
                "示例银行股份有限公司、示例证券有限责任公司",
                "示例证券有限责任公司",
                "示例银行股份有限公司",
            ),
        ),
        Column(
            "people",
            "参加人数",
            Whole(),
            listed=False,
            synonyms=("人数", "参与人数"),
            examples=("120", "36", "58"),
            adds=True,
        ),
        Column(
            "party",
            "其中党员",
            Whole(),
            listed=False,
            synonyms=("党员人数", "党员数"),
            examples=("80", "36", "20"),
            adds=True,
        ),
        Column(
            "counted",
            "各单位人数",
            Details((("unit", "{}", ""), ("people", " {} 人", ""), ("party", "（党员 {}）", ""))),
            listed=False,
            written=False,
            costly=True,
            rows=Rows(
                "attendance",
                "activity_id",
                "x.position IS NULL, x.position, x.id",
                (("unit", "unit_id"), ("people", "people"), ("party", "party")),
                names=(("unit", "member"),),
            ),
        ),
        Column(
            "there",
            "到场合计",
            Whole(),
            written=False,
            adds=True,
            costly=True,
            summed=Summed("attendance", "activity_id", "people"),
        ),
        Column("turns", "服务人次", Whole(), listed=False, examples=("", "", "310"), adds=True),
        Column(
            "hours",
            "志愿时长",
            Number(),
            listed=False,
            synonyms=("志愿时长（小时）", "志愿服务时长"),
            examples=("", "", "174.5"),
            adds=True,
        ),
        Column(
            "outcome",
            "成效",
            listed=False,
            synonyms=("活动成效",),
            examples=("示例成效", "示例成效", "示例成效"),
        ),
        Column(
            "ordinal",
            "第几次",
            Ordinal(least=1),
            listed=False,
            synonyms=("会议次数", "届次"),
            help="会议按类别编次，留空就接着编",
        ),
        Column("coverage", "宣传报道", listed=False, synonyms=("报道",)),
        Column("note", "备注", listed=False, reader=OFFICE),
        aliases("activity"),
    ),
)

ATTENDANCE = Noun(
    name="attendance",
    label="参加情况",
    table="attendance",
    identity=(("activity", "unit"),),
    keys=(("activity", "unit"),),
    indexed=(("activity", "unit", "people", "party"),),
    shapes=(
        Crossed(one="unit", other="activity", counts="people"),
        SignedIn(by=("activity", "unit"), counts="people", party="party"),
    ),
    # What is known of a unit beside its having been there; the others stand in the activity's own row.
    exported="t.people IS NOT NULL",
    owner="unit",
    dated=("activity",),
    order="activity.start, activity.code, t.position IS NULL, t.position, t.id",
    columns=(
        Column(
            "activity",
            "活动",
            Ref("activity"),
            required=True,
            synonyms=("活动名称", "活动编号"),
            examples=("示例论坛", "示例论坛", "示例联学"),
        ),
        Column(
            "unit",
            "单位",
            Ref("member"),
            required=True,
            synonyms=("单位名称", "参加单位", "工作单位", "所在单位"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例证券有限责任公司"),
        ),
        Column(
            "people",
            "人数",
            Whole(),
            required=True,
            null=True,
            help="到场人数",
            synonyms=("参加人数",),
            examples=("12", "8", "36"),
        ),
        Column(
            "party",
            "其中党员",
            Whole(),
            help="其中党员人数",
            synonyms=("党员人数", "党员数"),
            examples=("8", "5", "36"),
        ),
    ),
)
