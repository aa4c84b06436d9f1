"""How an entry of the journal is listed."""

from liaison.columns import OFFICE, Column
from liaison.quantities import Whole

ENTRY = (
    Column("entry", "序号", Whole(), db="id"),
    Column("at", "时间"),
    Column("who", "谁", reader=OFFICE),
    Column("command", "做了什么"),
    Column("rows", "行数", Whole()),
    Column("undoes", "撤回第几条", Whole(), written=False),
    Column("undone_by", "由第几条撤销", Whole(), written=False),
)
"""Who did what when, how many rows that touched, and what it took back or was taken back by."""

LISTED = (*ENTRY[:3], Column("did", ENTRY[3].label), ENTRY[4], Column("state", "状态"))
"""The same as people read it."""
