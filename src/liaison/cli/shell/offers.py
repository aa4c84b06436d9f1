"""What parameters hold that are no column of a noun, where it can be told what there is: to be chosen, and completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from liaison.cells import shown
from liaison.columns import Column
from liaison.dates import Day
from liaison.kinds import Misread, Text
from liaison.nouns.registry import NOUNS
from liaison.quantities import Ordinal, Whole
from liaison.store.database import Database

Open = Callable[[], AbstractContextManager[Database]]
"""Opens the database that the command will use."""
Offers = Iterable[tuple[str, str]]
"""What may be written, each with what is shown beside it."""
_NEWEST = 10
"""Entries of the journal that are offered."""


@dataclass(frozen=True)
class Offered(Text):
    """A text that names one of what ``ask`` finds, given what the command was told before and how the text begins; where it is
    one of them ``only``, nothing else will do."""

    ask: Callable[[Open, Mapping[str, Any], str], Offers]
    only: bool = False

    def refuse_other(self, text: str, offers: Offers) -> None:
        """Raise ``Misread`` for a text that is none of them, if it must be one."""
        if self.only and text not in {word for word, _shown in offers}:
            raise Misread(f"没有“{shown(text)}”")


YEAR = Column("year", "年度", Ordinal(least=1900), examples=("2023",))
PERIOD = Column("period", "期间", examples=("2023",))
DAY = Column("day", "日期", Day(), examples=("2023-05-01",))
LIMIT = Column("limit", "条数", Whole(least=1), examples=("20",))
FILE = Column("file", "文件", examples=("名册.xlsx",))
FOLDER = Column("folder", "文件夹", examples=("收回的表",))
WORDS = Column("words", "字词", examples=("直通车",))
REASON = Column("reason", "原因", examples=("登记时写错",))


def listed(ask: Callable[[Open, Mapping[str, Any]], Offers], *, only: bool = False) -> Offered:
    """What ``ask`` finds, of which those are offered that begin as was written."""

    def begin(open_: Open, known: Mapping[str, Any], begun: str) -> Offers:
        return [(word, told) for word, told in ask(open_, known) if word.startswith(begun)]

    return Offered(begin, only)


def _titles(names: Iterable[str]) -> Callable[[Open, Mapping[str, Any], str], Offers]:
    """Of these nouns every record, by code and title."""

    def ask(open_: Open, _known: Mapping[str, Any], begun: str) -> Offers:
        from liaison.queries.offered import beginning

        with open_() as database:
            found = [one for name in names for one in beginning(database, NOUNS[name], begun)]
        by_name = {name for _code, name in found if begun and name.startswith(begun)}
        return [(name if name in by_name else code or name, f"{code} {name}".strip()) for code, name in found]

    return ask


UNITS = Column("unit", "单位", Offered(_titles(("member",))))
ANYTHING = Column("record", "记录", Offered(_titles(("member", "project", "activity", "fund"))))


def _terms(open_: Open, known: Mapping[str, Any]) -> Offers:
    """The terms of the chair in an area, each by its number, or else by its first day."""
    from liaison.queries.council.chair import terms_of_area

    with open_() as database:
        found = terms_of_area(database, known.get("area"))
    return [
        (
            str(one["ordinal"] or one["start"]),
            f"{one['start']} 起 {one['unit']}{'（代理）' * bool(one['acting'])}",
        )
        for one in found
    ]


def _entries(open_: Open, _known: Mapping[str, Any]) -> Offers:
    """The newest entries of the journal."""
    from liaison.cli.keeping.wording import doing
    from liaison.queries.keeping.log import entries
    from liaison.settings import local_time

    with open_() as database:
        newest = list(islice(entries(database), _NEWEST))
    return [(str(one.entry), f"{local_time(one.at)} {doing(one.command)}") for one in newest]


TERM = Column("ordinal", "任次", listed(_terms))
ENTRY = Column("number", "序号", listed(_entries))


def columns_of(columns: Iterable[Column]) -> Column:
    """The labels of some columns."""
    labels = [(column.label, column.key) for column in columns if not column.inner]
    return Column("columns", "列名", listed(lambda _open, _known: labels))
