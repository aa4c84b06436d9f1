"""The council itself: founded once per database."""

from __future__ import annotations

from liaison.errors import Refused
from liaison.nouns.council.council import COUNCIL
from liaison.services.writing.saving import Desk
from liaison.services.writing.work import Draft, Work


def _check(work: Work, draft: Draft) -> None:
    name = work.database.value("SELECT name FROM council")
    if draft.old is None and name:
        raise Refused(
            f"这个数据库里已有联席会议“{name}”，",
            "请用 --db 另选一个文件；如要修改，请用 liaison council edit。",
        )


COUNCIL_DESK = Desk(COUNCIL, check=_check)
