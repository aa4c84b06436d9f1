"""What is filed at a year's end: each noun tells which sorts of papers its records have, beside its other questions.

A noun's file in this layer lists them as ``FILED``; whoever wants to know all asks here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from liaison.columns import Noun, Record
from liaison.nouns.registry import exported
from liaison.queries.records import records
from liaison.store.database import Database


class Sort(NamedTuple):
    """A sort of papers: those of the records of a noun that fit ``where``.

    ``key`` names it in the house's template, ``label`` is its Chinese name. Of a record ``by`` is the column of who made it
    (empty: the council), ``day`` that of its day, ``number`` that of the number of its paper. It lacks something where no file
    of the kind ``wants`` is attached, once its day has come and ``when`` says so of it.
    """

    key: str
    label: str
    noun: Noun
    where: str = ""
    by: str = ""
    day: str = ""
    number: str = ""
    wants: str = ""
    when: Callable[[Record], bool] = lambda _record: True

    def records(self, database: Database) -> list[Record]:
        """Its records, each with ``{by, day, number, title}`` as a paper of it is told."""
        return [row | self._told(row) for row in records(database, self.noun, self.where)]

    def _told(self, row: Record) -> Record:
        by = row[self.by] if self.by else None
        return {
            "made_by": "、".join(by) if isinstance(by, tuple) else by,
            "day_of": row[self.day] if self.day else None,
            "number_of": row[self.number] if self.number else None,
            "title_of": row[self.noun.called],
        }


def sorts() -> list[Sort]:
    """Every sort of papers, noun by noun in the order of registering."""
    return exported("queries", "FILED")
