"""What a meeting has besides being an activity: who was there, and what was on its agenda."""

from liaison.columns import OFFICE, Column, Noun
from liaison.kinds import Fixed, Person, Ref
from liaison.quantities import Ordinal, Whole
from liaison.rules.work.meetings import OUTCOMES, STATUSES

PRESENCE = Noun(
    name="presence",
    label="签到",
    table="presence",
    identity=(("activity", "unit", "person"),),
    keys=(("activity", "unit", "person"),),
    owner="unit",
    dated=("activity",),
    titled=("activity", "unit"),
    order="activity.start, activity.code, unit.rank IS NULL, unit.rank, unit.code, t.id",
    columns=(
        Column(
            "activity",
            "活动",
            Ref("activity"),
            required=True,
            synonyms=("会议", "会议名称", "活动名称", "活动编号"),
            examples=("示例全体会议", "示例全体会议", "示例全体会议"),
        ),
        Column(
            "unit",
            "单位",
            Ref("member"),
            required=True,
            synonyms=("单位名称", "参会单位", "工作单位", "所在单位"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column(
            "person",
            "出席人",
            Person(),
            private=True,
            aside=True,
            reader=OFFICE,
            synonyms=("姓名", "参会人", "参会人员"),
            examples=("示例甲", "示例乙", ""),
        ),
        Column("post", "职务", aside=True, reader=OFFICE, examples=("党委书记", "联络员", "")),
        Column(
            "status",
            "出席情况",
            Fixed(words=STATUSES),
            required=True,
            synonyms=("情况", "签到", "到会情况"),
            help="、".join(STATUSES),
            examples=("出席", "委托", "请假"),
        ),
    ),
)

AGENDA = Noun(
    name="agenda",
    label="议程",
    table="agenda_item",
    identity=(("activity", "item"),),
    keys=(("activity", "item"),),
    owner="activity",
    dated=("activity",),
    titled=("activity", "item", "title"),
    order="activity.start, activity.code, t.number",
    columns=(
        Column(
            "activity",
            "活动",
            Ref("activity"),
            required=True,
            synonyms=("会议", "会议名称", "活动名称", "活动编号"),
            examples=("示例全体会议", "示例全体会议", "示例全体会议"),
        ),
        Column("item", "序号", Ordinal(least=1), required=True, db="number", examples=("1", "2", "3")),
        Column(
            "matter",
            "事项",
            Ref("matter"),
            synonyms=("事项编号",),
            help="议的是哪件登记过的事项",
        ),
        Column(
            "title",
            "标题",
            required=True,
            synonyms=("议题", "议程"),
            examples=("示例：审议年度计划", "示例：听取轮值情况", "示例：讨论班车线路"),
        ),
        Column(
            "outcome",
            "结论",
            Fixed(words=OUTCOMES),
            synonyms=("决议", "审议结果"),
            help="、".join(OUTCOMES),
            examples=("通过", "听取", "缓议"),
        ),
        Column("for", "赞成", Whole(), db="for_it", synonyms=("赞成票",), examples=("20", "", "")),
        Column("against", "反对", Whole(), synonyms=("反对票",), examples=("1", "", "")),
        Column("abstain", "弃权", Whole(), synonyms=("弃权票",), examples=("2", "", "")),
    ),
)
