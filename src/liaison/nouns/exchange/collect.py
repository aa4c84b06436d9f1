"""Rounds of collecting sheets from units."""

from liaison.columns import Column
from liaison.dates import Day
from liaison.kinds import Coded, Fixed, Flag, Ref
from liaison.nouns.registry import NOUNS
from liaison.quantities import Ordinal, Whole

COLLECTED = {name: noun for name, noun in NOUNS.items() if noun.owner}
"""The nouns whose sheets can be collected from the units that own the rows."""

STATES = ("未交", "逾期未交", "有错", "迟交", "已交")
"""How a unit's answer stands."""

ROUNDS = (
    Column("name", "收集名称"),
    Column(
        "noun",
        "内容",
        Coded(words=tuple(noun.label for noun in COLLECTED.values()), english=tuple(COLLECTED)),
    ),
    Column("year", "年度", Ordinal()),
    Column("opened", "发起日期", Day()),
    Column("due", "截止日期", Day()),
    Column("asked", "单位数", Whole()),
    Column("returned", "已交", Whole()),
    Column("missing", "未交", Whole()),
    Column("faulty", "有错", Whole()),
)

ANSWERS = (
    Column("unit", "单位", Ref("member"), required=True),
    Column("state", "状态", Fixed(words=STATES)),
    Column("returned", "收到日期", Day()),
    Column("new", "新增", Whole(), adds=True),
    Column("changed", "修改", Whole(), adds=True),
    Column("same", "相同", Whole(), listed=False, adds=True),
    Column("refused", "不能导入", Whole(), adds=True),
    Column("missing", "未交", Flag(), listed=False),
    Column("overdue", "逾期", Flag(), listed=False),
    Column("file", "文件"),
)
