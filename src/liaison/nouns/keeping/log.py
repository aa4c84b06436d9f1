"""How an entry of the journal is listed."""

from liaison.columns import Column, Noun
from liaison.quantities import Whole

LOG = Noun(
    name="log",
    label="日志",
    table="journal",
    identity=(("entry",),),
    order="t.id DESC",
    columns=(
        Column("entry", "序号", Whole(), db="id"),
        Column("at", "时间"),
        Column("who", "谁"),
        Column("command", "做了什么"),
        Column("rows", "行数", Whole()),
        Column("undoes", "撤回第几条", Whole(), written=False),
        Column("undone_by", "由第几条撤销", Whole(), written=False),
    ),
)
"""Who did what when, how many rows that touched, and what it took back or was taken back by."""

LISTED = (
    *LOG.pick("entry", "at", "who"),
    Column("did", LOG["command"].label),
    LOG["rows"],
    Column("state", "状态"),
)
"""The same as people read it."""
