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
from liaison.queries.council.council import council_name
from liaison.queries.journal import first_link, is_noted, last_link, link_of
from liaison.store.database import Database

HEADING = "版本标记"
_EDITION = re.compile(
    rf"{HEADING} ([a-z_]+)-([0-9a-f]{{8}})-(\d{{1,15}})-([0-9a-f]{{8}})(?:-([0-9a-f]{{16}}))?"
    r"(?:-(r[0-9a-f]{16}|\d{1,15})-(\d{1,15}))?(-p)?"
)
_MARK = re.compile(r"(\d{1,15})\.([\w-]*)", re.ASCII)
_EXAMPLE = "示例."
_TOLD = 8
"""Digits of a link of the chain that stand in a heading."""
_LENGTH = 4
"""Characters of a cell's digest: 24 bits."""
_MOST_KNOWN = 50_000
"""Digests that are kept at hand, so that memory does not grow with the rows."""


@dataclass(frozen=True)
class Edition:
    """A sheet of a noun as it was written out after journal entry ``entry``; of a round of collecting, whose stamp and unit.

    Sheets that were written together share their ``stamp``. ``council`` tells which council it was: how its journal began,
    which stays though a copy of it is brought back, and a digest of its name; blank on a form. ``part`` tells that not all
    records were on it.
    """

    noun: str
    stamp: str
    entry: int
    chain: str
    round: str = ""
    unit: int = 0
    council: str = ""
    part: bool = False

    @property
    def heading(self) -> str:
        """What stands at the head of the hidden column."""
        council = f"-{self.council}" if self.council else ""
        asked = f"-{self.round}-{self.unit}" if self.round else ""
        part = "-p" * self.part
        return f"{HEADING} {self.noun}-{self.stamp}-{self.entry}-{self.chain}{council}{asked}{part}"

    @classmethod
    def read(cls, text: str) -> Edition | None:
        """The edition that a heading tells of, if it is one."""
        match = _EDITION.fullmatch(text.strip())
        if not match:
            return None
        noun, stamp, entry, chain, council, collection, unit, part = match.groups()
        asked = collection or "", int(unit or 0)
        return cls(noun, stamp, int(entry), chain, *asked, council or "", bool(part))


class Marks:
    """The marks of one writing-out: made for rows that go out, or understood in rows that come back."""

    def __init__(
        self,
        stamp: str,
        entry: int,
        chain: str,
        collection: str = "",
        unit: int = 0,
        council: str = "",
        *,
        part: bool = False,
    ) -> None:
        self.stamp, self.entry, self._chain, self.part = stamp, entry, chain, part
        self._asked = collection, unit, council
        self._known: dict[Any, str] = {}

    @classmethod
    def new(cls, database: Database, collection: str = "", unit: int = 0, *, part: bool = False) -> Marks:
        """Marks for sheets that are about to be written."""
        entry, chain = last_link(database)
        return cls(os.urandom(4).hex(), entry, chain, collection, unit, _council(database), part=part)

    @classmethod
    def blank(cls) -> Marks:
        """Marks for forms, which show no record."""
        return cls(os.urandom(4).hex(), 0, "0" * 64)

    @classmethod
    def of(cls, database: Database, edition: Edition) -> Marks | None:
        """The marks of a sheet that comes back; nothing if it went out from another council, or later than a copy that was
        brought back since."""
        chain = link_of(database, edition.entry)
        if chain is None or not chain.startswith(edition.chain):
            return None
        asked = edition.round, edition.unit, edition.council
        return cls(edition.stamp, edition.entry, chain, *asked, part=edition.part)

    def heading(self, noun: Noun) -> str:
        """What stands at the head of the hidden column of a noun's sheet."""
        told = noun.mark, self.stamp, self.entry, self._chain[:_TOLD]
        return Edition(*told, *self._asked, self.part).heading

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
        """The columns whose value in the record is not what was written; ``None`` if the mark does not fit the noun.

        A code that stands last is younger than the marks of sheets that went out without it.
        """
        digests, columns = mark.partition(".")[2], noun.sheet
        if columns[-1].key == "code" and len(digests) == _LENGTH * (len(columns) - 1):
            columns = columns[:-1]
        if len(digests) != _LENGTH * len(columns):
            return None
        return [
            column
            for place, column in enumerate(columns)
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


def _council(database: Database) -> str:
    """What tells a council apart: how its journal began, and a digest of its name."""
    name = council_name(database) or ""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_TOLD // 2).hexdigest()
    return (first_link(database) or "")[:_TOLD].zfill(_TOLD) + digest


def is_strange(database: Database, edition: Edition) -> bool:
    """Whether a sheet went out from another council; a form is nobody's.

    A council that began with the sheets of one of its name is that one, moved: its later sheets are none of a stranger.
    """
    if not edition.entry or Marks.of(database, edition) is not None:
        return False
    own, theirs = _council(database), edition.council
    if own[:_TOLD] == theirs[:_TOLD]:
        return False
    return own[_TOLD:] != theirs[_TOLD:] or not is_noted(database, begun_with(edition))


def begun_with(edition: Edition) -> str:
    """How the journal notes, behind a command, that a council without members took in sheets of another database."""
    return f" # 来自 {edition.council[:_TOLD]}"


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
