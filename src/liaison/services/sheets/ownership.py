"""Whose a record is: a sheet collected from one unit holds that unit's records only."""

from __future__ import annotations

from functools import cached_property

from liaison.columns import ITSELF, Noun
from liaison.queries.keys import keys
from liaison.queries.owned import owned, owning, referred
from liaison.services.writing.draft import CellRefused, Row
from liaison.services.writing.work import Work


class Ownership:
    """Which records of a noun are a unit's own."""

    def __init__(self, work: Work, noun: Noun, unit: int) -> None:
        self.work, self.noun, self.unit = work, noun, unit

    @cached_property
    def _own(self) -> set[int]:
        """The records that are the unit's before the sheet is brought in."""
        return self._keys(self.noun)

    @cached_property
    def _owners(self) -> set[tuple[str, int]]:
        """What a new record may belong to: by slot, the keys."""
        others = ((column.slot, referred(column)) for column in owning(self.noun))
        return {
            (slot, key)
            for slot, other in others
            for key in ({self.unit} if other.owner == ITSELF else self._keys(other))
        }

    def _keys(self, noun: Noun) -> set[int]:
        return set(keys(self.work.database, noun, owned(noun, self.unit)))

    def check(self, draft: Row) -> None:
        """Refuse a record that is another unit's, or would become so."""
        first = self.noun.named or self.noun.columns[0].key
        if draft.old is not None and draft.old["id"] not in self._own:
            label = self.noun.title(draft.old)
            raise CellRefused(first, f"“{label}”是别的单位的资料，", "请从这份表里删去这一行。")
        if self.noun.owner == ITSELF:
            if draft.old is None:
                raise CellRefused(first, "这份表只收本单位的资料，不能增加别的单位，", "请删去这一行。")
        elif not any((one.slot, draft[one.slot]) in self._owners for one in owning(self.noun)):
            raise CellRefused(self.noun.owner, "填的是别的单位的资料，", "请从这份表里删去这一行。")
