"""What was given out of the numbers of a series, and what is missing of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from liaison.columns import Noun, Record
from liaison.errors import as_typed
from liaison.queries.gaps import Gap
from liaison.rules.series import Numbered, Numbering, gaps
from liaison.store.database import Database


class Series(NamedTuple):
    """The ``column`` of a noun that holds numbers of a kind; ``by`` is the column that tells which office gave one, where several
    do."""

    noun: Noun
    column: str
    numbering: Numbering
    by: str = ""

    @property
    def label(self) -> str:
        """What such a number is called."""
        return self.noun[self.column].label

    def given(self, database: Database) -> list[tuple[int, str, str | None]]:
        """Every number that was given: the record's key, the number, who gave it."""
        by = self.noun[self.by].store if self.by else "NULL"
        column = self.noun[self.column].store
        return database.tuples(
            f"SELECT id, {column}, {by} FROM {self.noun.table} WHERE {column} IS NOT NULL ORDER BY id"
        )

    def serials(self, database: Database) -> dict[str, list[int]]:
        """The numbers given out in each series."""
        found: dict[str, list[int]] = defaultdict(list)
        for _key, number, _by in self.given(database):
            if one := self.numbering.read(number):
                found[one.series].append(one.serial)
        return dict(sorted(found.items()))

    def gap(self, key: str, label: str, command: Callable[[str], str]) -> Gap:
        """Series in which a number below the highest is nobody's: forgotten, or spoilt; ``command`` enters such a number."""

        def missing(database: Database, _today: str) -> Iterator[Record]:
            for series, serials in self.serials(database).items():
                if found := gaps(serials):
                    first = self.numbering.write(Numbered(series, found[0][0]))
                    yield {
                        "record": series,
                        "code": None,
                        "problem": f"缺 {self.numbering.told(series, found)}",
                        "command": command(as_typed(first)),
                    }

        return Gap(key, label, missing)
