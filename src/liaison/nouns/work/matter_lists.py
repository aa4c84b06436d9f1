"""The lists that an office keeps of its matters: topics, needs, tasks, each under the heads that it has there."""

from liaison.columns import MEMBERS, OFFICE, Column
from liaison.dates import Day
from liaison.kinds import Known, Ref
from liaison.quantities import Whole
from liaison.several import Details, Refs
from liaison.stated import View

TOPIC, NEED, TASK = "议题", "需求", "督办"
"""What is brought before a meeting, what units claim, and what a meeting has given somebody to do."""
KINDS = (TOPIC, NEED, TASK, "问题", "意见")

_NUMBER = Column("ordinal", "序号", Whole())

LISTS = (
    View(
        "kind",
        TOPIC,
        "议题清单",
        (
            _NUMBER,
            Column("code", "编号"),
            Column("raised_by", "提出单位", Ref("member")),
            Column("raised", "提出日期", Day()),
            Column("title", "议题"),
            Column("background", "背景", reader=MEMBERS),
            Column("proposal", "建议方案"),
            Column("effect", "预期效果"),
            Column("source", "来源"),
            Column("status", "处理"),
            Column("opinion", "协调意见"),
        ),
    ),
    View(
        "kind",
        NEED,
        "需求清单",
        (
            _NUMBER,
            Column("raised_by", "提出单位", Ref("member")),
            Column("kind", "需求类别"),
            Column("title", "需求内容"),
            Column("due", "期望完成时间", Day()),
            Column("beneficiaries", "受益人数"),
            Column("owner", "联系人", reader=MEMBERS),
            Column("status", "状态"),
            Column("lead", "对接单位", Ref("member")),
        ),
    ),
    View(
        "kind",
        TASK,
        "督办台账",
        (
            _NUMBER,
            Column("source", "会议"),
            Column("title", "议定事项"),
            Column("lead", "主办单位", Ref("member")),
            Column("helpers", "协办单位", Refs(noun="member")),
            Column("owner", "责任人", reader=MEMBERS),
            Column("due", "完成时限", Day()),
            Column("steps", "进展情况", Details((("text", "{}", ""),), last=True), reader=MEMBERS),
            Column("problem", "存在问题"),
            Column("closed", "是否办结", Known()),
            Column("closed", "办结时间", Day()),
            Column("note", "备注", reader=OFFICE),
        ),
    ),
)
