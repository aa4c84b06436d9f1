"""The marks that tie a row of a sheet to its record, and tell which version of the record was written out.

A sheet that goes out has a hidden column. Its heading says from which council the sheet comes and when it was written (an
``Edition``), each row which record it shows and, cell by cell, a short digest of what was written. When the sheet comes
back, a cell of the record that no longer fits its digest has been changed in between. The digests are keyed with a link of
the journal's chain, so that nobody without the database can guess a masked value from them.
"""

from __future__ import annotations

import os
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from liaison.columns import Column, Noun, Record
from liaison.queries.journal import last_link, link_of
from liaison.store.database import Database

HEADING = "版本标记"
_EDITION = re.compile(
    rf"{HEADING} ([a-z_]+)-([0-9a-f]{{8}})-(\d{{1,15}})-([0-9a-f]{{8}})(?:-(r[0-9a-f]{{16}}|\d{{1,15}})-(\d{{1,15}}))?(-p)?"
)
_MARK = re.compile(r"(\d{1,15})\.([\w-]*)", re.ASCII)
_EXAMPLE = "示例."
_LENGTH = 4
"""Characters of a cell's digest: 24 bits."""
_MOST_KNOWN = 50_000
"""Digests that are kept at hand, so that memory does not grow with the rows."""


@dataclass(frozen=True)
class Edition:
    """A sheet of a noun as it was written out after journal entry ``entry``; of a round of collecting, whose stamp and unit.

    Sheets that were written together share their ``stamp``. ``part`` tells that not all records were on it.
    """

    noun: str
    stamp: str
    entry: int
    chain: str
    round: str = ""
    unit: int = 0
    part: bool = False

    @property
    def heading(self) -> str:
        """What stands at the head of the hidden column."""
        asked = f"-{self.round}-{self.unit}" if self.round else ""
        return f"{HEADING} {self.noun}-{self.stamp}-{self.entry}-{self.chain}{asked}{'-p' * self.part}"

    @classmethod
    def read(cls, text: str) -> Edition | None:
        """The edition that a heading tells of, if it is one."""
        match = _EDITION.fullmatch(text.strip())
        if not match:
            return None
        noun, stamp, entry, chain, collection, unit, part = match.groups()
        return cls(noun, stamp, int(entry), chain, collection or "", int(unit or 0), bool(part))


class Marks:
    """The marks of one writing-out: made for rows that go out, or understood in rows that come back."""

    def __init__(
        self, stamp: str, entry: int, chain: str, collection: str = "", unit: int = 0, *, part: bool = False
    ) -> None:
        self.stamp, self.entry, self._chain, self.part = stamp, entry, chain, part
        self._asked = collection, unit
        self._known: dict[Any, str] = {}

    @classmethod
    def new(cls, database: Database, collection: str = "", unit: int = 0, *, part: bool = False) -> Marks:
        """Marks for sheets that are about to be written."""
        entry, chain = last_link(database)
        return cls(os.urandom(4).hex(), entry, chain, collection, unit, part=part)

    @classmethod
    def blank(cls) -> Marks:
        """Marks for forms, which show no record."""
        return cls(os.urandom(4).hex(), 0, "0" * 64)

    @classmethod
    def of(cls, database: Database, edition: Edition) -> Marks | None:
        """The marks of a sheet that comes back, or nothing if it went out from another council."""
        chain = link_of(database, edition.entry)
        if chain is None or not chain.startswith(edition.chain):
            return None
        return cls(edition.stamp, edition.entry, chain, edition.round, edition.unit, part=edition.part)

    def heading(self, noun: Noun) -> str:
        """What stands at the head of the hidden column of a noun's sheet."""
        return Edition(noun.name, self.stamp, self.entry, self._chain[:8], *self._asked, self.part).heading

    def digest(self, value: object) -> str:
        """The digest of one stored value."""
        found = self._known.get(value)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            raw = blake2b(
                repr(value).encode("utf-8", "surrogatepass"), key=self._chain.encode(), digest_size=3
            ).digest()
            found = self._known[value] = urlsafe_b64encode(raw).decode()
        return found

    def writer(self, noun: Noun) -> Callable[[Record], str]:
        """How the mark of a record of that noun is made."""
        slots, digest, known = [column.slot for column in noun.sheet], self.digest, self._known.get
        return lambda record: (
            f"{record['id']}." + "".join([known(v) or digest(v) for v in map(record.get, slots)])
        )

    def changed(self, noun: Noun, mark: str, record: Record) -> list[Column] | None:
        """The columns whose value in the record is not what was written; ``None`` if the mark does not fit the noun."""
        digests = mark.partition(".")[2]
        if len(digests) != _LENGTH * len(noun.sheet):
            return None
        return [
            column
            for place, column in enumerate(noun.sheet)
            if digests[place * _LENGTH : (place + 1) * _LENGTH] != self.digest(record.get(column.slot))
        ]

    def shows(self, noun: Noun, mark: str, rank: int, value: object) -> bool:
        """Whether the mark says that its row was written out with that value, or with it alone, in the column of that rank."""
        digests = mark.strip().partition(".")[2]
        written = digests[rank * _LENGTH : (rank + 1) * _LENGTH]
        return len(digests) == _LENGTH * len(noun.sheet) and written in (
            self.digest(value),
            self.digest((value,)),
        )


def record_of(mark: object) -> int | None:
    """The key of the record that a row's mark names."""
    match = _MARK.fullmatch(mark.strip()) if isinstance(mark, str) else None
    return int(match[1]) if match else None


def example_mark(values: Mapping[str, object]) -> str:
    """The mark of an example row: it holds as long as nobody has typed into the row. ``values`` by column key."""
    filled = sorted((key, value) for key, value in values.items() if value not in (None, ()))
    return _EXAMPLE + blake2b(repr(filled).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def is_example(mark: object) -> bool:
    """Whether a row was written as an example."""
    return isinstance(mark, str) and mark.startswith(_EXAMPLE)
