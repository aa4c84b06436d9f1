"""The council itself: founded once per database."""

from __future__ import annotations

from liaison.columns import Record
from liaison.errors import Refused
from liaison.nouns.council import COUNCIL
from liaison.queries.council import the_council
from liaison.services.saving import Desk
from liaison.services.work import Draft, Work


def _check(work: Work, draft: Draft) -> None:
    name = work.database.value("SELECT name FROM council")
    if draft.old is None and name:
        raise Refused(
            f"这个数据库里已有联席会议“{name}”，",
            "请用 --db 另选一个文件；如要修改，请用 liaison council edit。",
        )


COUNCIL_DESK = Desk(COUNCIL, check=_check)


def found(work: Work, values: Record) -> Record:
    """Enter the council into its new database; returns its record."""
    from liaison.services.adding import save_one

    save_one(work, COUNCIL, values)
    work.change.flush()
    return the_council(work.database)
