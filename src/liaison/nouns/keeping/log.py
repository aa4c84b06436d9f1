"""How an entry of the journal is listed."""

from liaison.columns import Column
from liaison.quantities import Whole

LISTED = (
    Column("entry", "序号", Whole()),
    Column("at", "时间"),
    Column("who", "谁"),
    Column("did", "做了什么"),
    Column("rows", "行数", Whole()),
    Column("state", "状态"),
)
"""Who did what when, how many rows that touched, and whether it was taken back."""
