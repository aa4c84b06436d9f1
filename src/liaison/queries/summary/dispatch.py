"""The numbers of documents that went out."""

from __future__ import annotations

from liaison.columns import Record
from liaison.errors import left_open
from liaison.nouns.summary.dispatch import DISPATCH
from liaison.queries.council.council import the_council
from liaison.queries.filing import Sort
from liaison.queries.records import records
from liaison.queries.series import Series
from liaison.rules.keeping.attachments import SCAN
from liaison.rules.series import DOCUMENTS, Numbered
from liaison.store.database import Database

DOCUMENT = Series(DISPATCH, "number", DOCUMENTS)
"""The numbers of documents."""
GAPS = (
    DOCUMENT.gap(
        "documents_missing",
        "缺号的发文",
        lambda first: f"liaison dispatch add {left_open('标题')} --number {first} --on {left_open('日期')}",
    ),
)


REGISTER = (*DISPATCH.pick("number", "title", "kind", "to", "day", "code"), DISPATCH["note"])
"""The columns of the register as a book."""


def register_of(database: Database, year: int) -> list[Record]:
    """The numbers that were given in the series of a year, one after the other; one that is missing has a row that says so.

    What bears another kind of number, or none of a series, comes last.
    """
    found: dict[tuple[str, int], Record] = {}
    others = []
    for record in records(database, DISPATCH):
        number = DOCUMENTS.read(record["number"])
        if number and f"〔{year}〕" in number.series:
            found[number] = record
        elif not number and record["day"][:4] == str(year):
            others.append(record)
    rows = []
    for series in sorted({series for series, _serial in found}):
        for serial in range(1, max(last for one, last in found if one == series) + 1):
            number = Numbered(series, serial)
            rows.append(found.get(number, {"number": DOCUMENTS.write(number), "note": "缺号"}))
    return [*rows, *others]


def series_of(database: Database, year: str) -> str:
    """The series of a year: the council's letters, where it has any, and the year."""
    return f"{the_council(database)['symbol'] or ''}〔{year}〕"


def next_number(database: Database, day: str) -> str:
    """The number that the next document of a day's year gets."""
    series = series_of(database, day[:4])
    given = DOCUMENT.serials(database).get(series, [0])
    return DOCUMENTS.write(Numbered(series, max(given) + 1))


def given_to(database: Database, kind: str, about: str) -> tuple[str, str] | None:
    """The number that was last given to a paper of a kind about a record, and on which day, if one was."""
    rows = database.tuples(
        f"SELECT number, day FROM {DISPATCH.table} WHERE kind = :kind AND about = :about ORDER BY day DESC, id DESC LIMIT 1",
        kind=kind,
        about=about,
    )
    return (rows[0][0], rows[0][1]) if rows else None


FILED = (Sort("dispatch", "发文", DISPATCH, day="day", number="number", wants=SCAN),)
