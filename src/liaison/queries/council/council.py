"""The council of a database."""

from __future__ import annotations

from liaison.columns import Noun, Record
from liaison.errors import NoDatabase
from liaison.nouns.council.council import COUNCIL, COUNCILS
from liaison.queries.filing import Sort
from liaison.queries.records import records
from liaison.store.database import Database

OFFICE = Noun("councils", "联席会议", "", COUNCILS, identity=(("place",),))
"""The councils of one office: a list that is worked out, of no table."""


def the_council(database: Database) -> Record:
    """The council of this database."""
    found = records(database, COUNCIL)
    if not found:
        raise NoDatabase("数据库里还没有联席会议，", "请先运行 liaison init 联席会议名称。")
    return found[0]


def council_name(database: Database) -> str | None:
    """The name of the council, nothing where the database holds none yet."""
    found: str | None = database.value("SELECT name FROM council")
    return found


FILED = (Sort("council", "联席会议", COUNCIL),)
