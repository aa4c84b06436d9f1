"""Activities and who took part."""

from liaison.columns import Column, Link, Noun
from liaison.kinds import Choice, Ref, Refs, Words
from liaison.quantities import Day, Number, Whole

ACTIVITY = Noun(
    name="activity",
    label="活动台账",
    table="activity",
    code="A{year}-{number:03d}",
    day="start",
    measure="场",
    identity=(("code",), ("title", "start")),
    named="title",
    unique=False,
    order="t.start, t.code",
    columns=(
        Column("code", "编号", synonyms=("活动编号",)),
        Column("title", "活动名称", required=True, synonyms=("活动", "名称", "活动主题")),
        Column(
            "kind", "活动类别", Choice(list="activity_kind"), required=True, synonyms=("活动类型", "类别")
        ),
        Column("series", "系列", Choice(list="series"), listed=False, synonyms=("活动系列",)),
        Column(
            "start",
            "开始日期",
            Day(),
            required=True,
            option="--on",
            synonyms=("活动日期", "活动时间", "日期", "时间"),
        ),
        Column("end", "结束日期", Day(), db="last_day", listed=False, option="--to", synonyms=("结束时间",)),
        Column("venue", "地点", listed=False, synonyms=("活动地点", "地点/阵地", "阵地")),
        Column("host", "主办单位", Ref("member"), required=True, synonyms=("承办单位",)),
        Column(
            "co_host",
            "协办单位",
            Refs(noun="member"),
            listed=False,
            link=Link("activity_co_host", "activity_id", "unit_id"),
        ),
        Column("supporter", "支持单位", Words(), listed=False),
        Column("project", "项目", Ref("project"), listed=False, synonyms=("项目名称", "所属项目")),
        Column(
            "unit",
            "参加单位",
            Refs(noun="member"),
            listed=False,
            synonyms=("参与单位", "参加单位名单"),
            link=Link("attendance", "activity_id", "unit_id"),
        ),
        Column("people", "参加人数", Whole(), adds=True, synonyms=("人数", "参与人数")),
        Column("party", "其中党员", Whole(), listed=False, adds=True, synonyms=("党员人数", "党员数")),
        Column("turns", "服务人次", Whole(), listed=False, adds=True),
        Column(
            "hours",
            "志愿时长",
            Number(),
            listed=False,
            adds=True,
            synonyms=("志愿时长（小时）", "志愿服务时长"),
        ),
        Column("outcome", "成效", listed=False, synonyms=("活动成效",)),
        Column("coverage", "宣传报道", listed=False, synonyms=("报道",)),
        Column("note", "备注", listed=False),
    ),
)

ATTENDANCE = Noun(
    name="attendance",
    label="参加情况",
    table="attendance",
    identity=(("activity", "unit"),),
    order="activity.start, activity.code, t.position IS NULL, t.position, t.id",
    columns=(
        Column("activity", "活动", Ref("activity"), required=True, synonyms=("活动名称", "活动编号")),
        Column("unit", "单位", Ref("member"), required=True, synonyms=("单位名称", "参加单位")),
        Column("people", "人数", Whole(), required=True, synonyms=("参加人数",)),
        Column("party", "其中党员", Whole(), synonyms=("党员人数", "党员数")),
    ),
)
