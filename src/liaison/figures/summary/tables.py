"""The columns of a summary's lists: one description for screen, JSON and workbook."""

from __future__ import annotations

from collections.abc import Mapping

from liaison.columns import Column
from liaison.kinds import Flag, Ref, Text
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Day, Money, Number, Ordinal, Whole

_money = Money(positive=False)
_number = Number(negative=True)

MEMBERS = MEMBER.pick(
    "code",
    "name",
    "category",
    "party_org",
    "secretary",
    "party_members",
    "headcount",
    "area",
    "joined",
    "contact",
)

CHAIRS = (
    Column("ordinal", "任次", Ordinal()),
    Column("unit", "轮值主席单位", Ref("member")),
    Column("area", "片区"),
    Column("start", "开始日期", Day()),
    Column("end", "结束日期", Day()),
    Column("theme", "主题"),
    Column("acting", "代理", Flag(), listed=False),
    Column("note", "备注", listed=False),
)

PROJECTS = (
    Column("code", "编号"),
    Column("name", "项目名称"),
    Column("kind", "项目类别"),
    Column("stage", "阶段"),
    Column("lead", "牵头单位", Ref("member")),
    Column("start", "启动日期", Day()),
    Column("finished", "完成日期", Day(), listed=False),
    Column("budget", "预算", _money, listed=False, adds=True),
    Column("received", "本期到账", _money, adds=True),
    Column("spent", "本期支出", _money, adds=True),
    Column("balance", "期末结余", _money, adds=True),
)

INDICATORS = (
    Column("name", "指标"),
    Column("unit", "单位", Text()),
    Column("every", "周期", listed=False),
    Column("rule", "汇总", listed=False),
    Column("total", "本期值", _number),
    Column("sum", "合计", _number),
    Column("mean", "平均", _number),
    Column("days", "读数", Whole()),
    Column("max", "最高", _number),
    Column("max_on", "最高日", Day()),
    Column("target", "目标", _number),
    Column("target_per", "目标周期"),
    Column("met", "达标", Whole()),
    Column("periods", "应达标", Whole()),
)

INDICATOR_MONTHS = (
    Column("month", "月份"),
    Column("sum", "合计", _number),
    Column("mean", "平均", _number),
    Column("days", "读数", Whole()),
    Column("max", "最高", _number),
    Column("total", "本月值", _number, listed=False),
)

ACTIVITIES = (
    Column("code", "编号"),
    Column("title", "活动名称"),
    Column("kind", "活动类别"),
    Column("start", "开始日期", Day()),
    Column("end", "结束日期", Day(), listed=False),
    Column("venue", "地点", listed=False),
    Column("host", "主办单位", Ref("member")),
    Column("units", "单位数", Whole(), adds=True),
    Column("people", "人数", Whole(), adds=True),
    Column("party", "党员", Whole(), adds=True),
    Column("unassigned", "未分单位", Whole(), listed=False, adds=True),
    Column("turns", "服务人次", Whole(), listed=False, adds=True),
    Column("hours", "时长", Number(), listed=False, adds=True),
    Column("outcome", "成效", listed=False),
)

_COUNTS = (
    Column("activities", "场次", Whole(), adds=True),
    Column("people", "参加人次", Whole(), adds=True),
    Column("party", "其中党员", Whole(), adds=True),
    Column("service_turns", "服务人次", Whole(), adds=True),
    Column("hours", "志愿时长", Number(), adds=True),
)
BY_MONTH = (Column("month", "月份"), *_COUNTS)
BY_KIND = (Column("kind", "活动类别"), *_COUNTS)
BY_UNIT = (
    Column("unit", "单位", Ref("member")),
    Column("hosted", "主办场次", Whole(), adds=True),
    Column("attended", "参加场次", Whole(), adds=True),
    Column("people", "参加人次", Whole(), adds=True),
    Column("party", "其中党员", Whole(), adds=True),
    Column("member", "成员单位", Flag()),
)

FUNDS = (
    Column("code", "编号"),
    Column("name", "专项"),
    Column("due", "应缴", _money, adds=True),
    Column("received", "到账", _money, adds=True),
    Column("in_kind", "实物", _money, adds=True),
    Column("spent", "支出", _money, adds=True),
    Column("refunded", "退款", _money, adds=True),
    Column("balance", "期末结余", _money, adds=True),
    Column("arrears", "期末欠缴", _money, adds=True),
)
DEALINGS = (
    Column("fund", "专项", Ref("fund")),
    Column("unit", "单位", Ref("member")),
    Column("due", "应缴", _money, adds=True),
    Column("received", "到账", _money, adds=True),
    Column("in_kind", "实物", _money, adds=True),
    Column("refunded", "退款", _money, adds=True),
    Column("arrears", "期末欠缴", _money, adds=True),
)
SPENDING = (
    Column("fund", "专项", Ref("fund")),
    Column("category", "科目"),
    Column("spent", "本期支出", _money, adds=True),
)
ENTRIES = (
    Column("entry", "流水号"),
    Column("day", "日期", Day()),
    Column("kind", "类型"),
    Column("unit", "单位", Ref("member")),
    Column("amount", "金额", _money),
    Column("category", "科目"),
    Column("voucher", "凭证号"),
    Column("payee", "对方", listed=False),
    Column("note", "摘要", listed=False),
    Column("balance", "结余", _money),
)
STATEMENT = (
    Column("code", "编号"),
    Column("name", "专项"),
    Column("budget", "预算", _money),
    *FUNDS[2:5],
    Column("spent", "支出", _money),
    Column("refunded", "退款", _money),
    Column("balance", "结余", _money),
    Column("arrears", "欠缴", _money),
)
STAGES = (Column("stage", "阶段"), Column("day", "日期", Day()), Column("note", "说明"))

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "members": MEMBERS,
    "chairs": CHAIRS,
    "projects": PROJECTS,
    "indicators": INDICATORS,
    "months": INDICATOR_MONTHS,
    "stages": STAGES,
    "activities": ACTIVITIES,
    "by_month": BY_MONTH,
    "by_kind": BY_KIND,
    "by_unit": BY_UNIT,
    "funds": FUNDS,
    "dealings": DEALINGS,
    "spending": SPENDING,
}
"""The columns of each list by its name in ``Content``."""

SUMS: Mapping[str, tuple[str, ...]] = {
    name: tuple(one.key for one in columns if one.adds) for name, columns in COLUMNS.items()
}
"""The columns of each list that add up."""
