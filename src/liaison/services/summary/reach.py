"""How far back a change reaches: from which year on what it has written may tell of anything."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cached_property

from liaison.columns import Noun, Record
from liaison.dates import Day
from liaison.kinds import Ref
from liaison.nouns.registry import NOUNS
from liaison.queries.keeping.changes import held_by, places
from liaison.queries.keeping.referring import present
from liaison.queries.owned import parts
from liaison.services.writing.work import Work

HINT = "确要更正请在命令后面加 --correct 原因。"
"""What is said beside the refusal of what would change a closed year."""
_ALWAYS = 0
"""The year from which what has no day of its own may tell of anything."""


class Reach:
    """The rows that a change has written, each with the year from which on it may tell of anything.

    That is the year of the first day that stands in its row, before or after, or in the row that it belongs to. Columns that
    no summary tells of reach nowhere; rows that were held against the closed years before are left out.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        work.change.flush()
        self._written = work.change.written[work.judged :]

    def is_as_far_back_as(self, year: int) -> bool:
        """Whether the change may tell of anything in a year."""
        return any(reached <= year for reached in self.years.values())

    def records_until(self, year: int) -> set[tuple[str, int]]:
        """The records, by noun and key, whose rows reach as far back as a year; and those that such rows are part of."""
        found = set()
        for (table, key), reached in self.years.items():
            if reached <= year:
                noun, columns = places()[table]
                if not columns:
                    found.add((noun.name, key))
                found.update(self._owners[table, key])
        return found

    @cached_property
    def years(self) -> dict[tuple[str, int], int]:
        """The year that each written row reaches, by table and key."""
        found: dict[tuple[str, int], int] = {}
        new: dict[tuple[str, int], list[int]] = defaultdict(list)
        for table, key, before, after in self._written:
            if table not in places():
                continue
            images = [json.loads(image) for image in (before, after) if image]
            if len(images) == 2 and not self._matters(table, *images):
                continue
            year = min(self._year(table, image) for image in images)
            found[table, key] = min(year, found.get((table, key), year))
            for owner in self._owned_by(table, images[-1]):
                self._owners[table, key].add(owner)
                new[owner].append(year)
        # A unit that is new is there from its first membership on.
        for (table, key), year in list(found.items()):
            noun, columns = places()[table]
            if not columns and year == _ALWAYS and self.work.change.is_new(table, key):
                found[table, key] = min(new.get((noun.name, key), [year]))
        return found

    @cached_property
    def _owners(self) -> dict[tuple[str, int], set[tuple[str, int]]]:
        return defaultdict(set)

    @cached_property
    def _parts(self) -> dict[str, list[tuple[str, str]]]:
        """Whose parts the rows of a table are: nouns, each with the column that tells of which record."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for noun in NOUNS.values():
            for table, owner in parts(noun):
                found[table].append((noun.name, owner))
        return found

    def _owned_by(self, table: str, image: Record) -> list[tuple[str, int]]:
        return [(noun, image[owner]) for noun, owner in self._parts[table] if image.get(owner) is not None]

    def _matters(self, table: str, before: Record, after: Record) -> bool:
        """Whether a row has changed in a column that a summary may tell of."""
        noun, columns = places()[table]
        if columns:
            return not held_by(columns, after).aside
        aside = {one.store for one in noun.columns if one.aside} | {"initials"}
        return any(before.get(key) != after[key] for key in after if key not in aside)

    def _year(self, table: str, image: Record) -> int:
        noun, columns = places()[table]
        if columns:
            assert columns[0].link is not None
            return self._year_of(noun, image.get(columns[0].link.owner))
        days = [one for one in noun.columns if isinstance(one.kind, Day) and one.store and not one.aside]
        if days:
            told = image.get(days[0].store)
            return int(told[:4]) if told else _ALWAYS
        if noun.dated and isinstance(kind := (via := noun[noun.dated[0]]).kind, Ref):
            return self._year_of(NOUNS[kind.noun], image.get(via.store))
        return _ALWAYS

    def _year_of(self, noun: Noun, key: int | None) -> int:
        """The year of another record: as it is, or as the change has left it."""
        if key is None:
            return _ALWAYS
        known = self._known[noun.name]
        if key not in known:
            images = [
                *present(self.work.database, noun.table, [key]),
                *self._before.get((noun.table, key), ()),
            ]
            known[key] = min((self._year(noun.table, image) for image in images), default=_ALWAYS)
        return known[key]

    @cached_property
    def _before(self) -> dict[tuple[str, int], list[Record]]:
        """The rows that the change has altered or taken away, as they were."""
        found: dict[tuple[str, int], list[Record]] = defaultdict(list)
        for table, key, before, _after in self.work.change.written:
            if before:
                found[table, key].append(json.loads(before))
        return found

    @cached_property
    def _known(self) -> dict[str, dict[int, int]]:
        return defaultdict(dict)


def keep_closed(work: Work, last: int) -> None:
    """Refuse what would change a closed year, or note it where it is meant; ``last`` is the last of them.

    Most changes reach none of them, and load nothing more.
    """
    reach = Reach(work)
    if reach.is_as_far_back_as(last):
        from liaison.services.summary.year import guard

        guard(work, reach)
