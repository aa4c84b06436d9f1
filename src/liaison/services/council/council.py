"""The council itself: founded once per database."""

from __future__ import annotations

from collections.abc import Collection

from liaison.columns import Record
from liaison.errors import Refused
from liaison.nouns.council.council import COUNCIL
from liaison.queries.council.council import council_name
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import Draft
from liaison.services.writing.saving import save
from liaison.services.writing.work import Work
from liaison.store.founding import exists_already


def _check(work: Work, draft: Draft) -> None:
    name = council_name(work.database)
    if draft.old is None and name:
        raise exists_already(name)


def _leaving(_work: Work, _keys: Collection[int]) -> None:
    raise Refused("联席会议本身不能删除，", "换一个联席会议请用另一个数据库。")


COUNCIL_DESK = Desk(COUNCIL, check=_check, leaving=_leaving)


def found_council(work: Work, values: Record) -> Record:
    """Enter the council into its new database, ``values`` by slot; returns its record."""
    return save(work, COUNCIL, values)
