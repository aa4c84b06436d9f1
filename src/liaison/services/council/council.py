"""The council itself: founded once per database."""

from __future__ import annotations

from liaison.columns import Record
from liaison.errors import Refused
from liaison.nouns.council.council import COUNCIL
from liaison.queries.council.council import council_name
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.saving import save
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    name = council_name(work.database)
    if draft.old is None and name:
        raise Refused(
            f"这个数据库里已有联席会议“{name}”，",
            "请用 --db 另选一个文件；如要修改，请用 liaison council edit。",
        )


COUNCIL_DESK = Desk(COUNCIL, check=_check)


def found_council(work: Work, values: Record) -> Record:
    """Enter the council into its new database; returns its record."""
    return save(work, COUNCIL, values)
