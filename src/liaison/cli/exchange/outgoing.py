"""Sheets that go out: to be changed in Excel or WPS and brought back, or empty, to be filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.cli.shell.answers import Answer
from liaison.cli.shell.asking import Asked
from liaison.cli.shell.here import Here
from liaison.columns import Column, Noun, Record
from liaison.errors import Unreadable
from liaison.formats import text
from liaison.queries.offered import offered
from liaison.queries.owned import alone
from liaison.queries.records import for_sheet
from liaison.services.sheets.marks import Marks, example_mark
from liaison.store.database import Database

EXAMPLES = 3
"""Example rows of a form."""


def sent(here: Here, file: str | None, answer: Answer) -> Answer:
    """The answer, to be written to ``file`` in the form that its name tells; without one, as the options say, or Excel."""
    if file is not None:
        here.output = Path(file)
    if here.output is not None:
        suffix = here.output.suffix.lower()
        if suffix not in (".xlsx", ".csv", ".json"):
            raise Unreadable(f"不会写“{here.output.name}”这种文件，", "请用 .xlsx、.csv 或 .json 结尾。")
        here.json, here.csv, here.xlsx = suffix == ".json", suffix == ".csv", suffix == ".xlsx"
    elif not (here.json or here.csv):
        here.xlsx = True
    return answer


@dataclass
class Sheets:
    """The records of some nouns, or those of them that were asked for: a workbook holds a sheet for each, a text file the first.

    Columns, an order or a number are asked of one sheet, and then it is the only one.
    """

    here: Here
    nouns: tuple[Noun, ...]
    title: str
    asked: Asked | None = None

    def __post_init__(self) -> None:
        if self.asked and (self.asked.columns or self.asked.question.order or self.asked.question.limit):
            self.nouns = self.nouns[:1]

    @property
    def stem(self) -> str:
        """The name of the file."""
        return self.asked.stem(self.title) if self.asked else self.title

    def _columns(self, noun: Noun) -> tuple[Column, ...]:
        """The columns of a sheet."""
        return self.asked.picked(noun.sheet) if self.asked else noun.sheet

    def _records(self, database: Database, noun: Noun) -> Iterator[Record]:
        """The records of a sheet."""
        mine = alone(noun, self.nouns)
        if not self.asked:
            return for_sheet(database, noun, mine)
        question = self.asked.question
        where = " AND ".join(filter(None, (question.where(noun), mine)))
        order, limit = (question.order, question.limit) if noun is self.nouns[0] else ("", None)
        return for_sheet(database, noun, where, order, limit=limit, **question.bound)

    def to_json(self) -> Any:
        """A bare array."""
        noun = self.nouns[0]
        with self.here.reading() as database:
            columns = self._columns(noun)
            return [text.to_json(columns, record) for record in self._records(database, noun)]

    def to_screen(self) -> None:
        """Sheets go into files."""

    def to_csv(self, out: Any) -> None:
        """The same columns as the sheet."""
        noun = self.nouns[0]
        with self.here.reading() as database:
            text.write_csv(self._columns(noun), self._records(database, noun), out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """A workbook to be brought back."""
        from liaison.formats import excel

        with (
            self.here.reading() as database,
            excel.workbook(path, title=self.stem, large=True) as book,
        ):
            marks = self._marks(database)
            for noun in self.nouns:
                records, shown = self._rows(database, noun)
                add_sheet(
                    book,
                    noun,
                    records,
                    marks,
                    columns=self._columns(noun),
                    options=offered(database, noun),
                    fixed=noun.fixed,
                    above="\n".join(filter(None, (self._narrowed, signature))),
                    examples=shown,
                )

    @property
    def _narrowed(self) -> str:
        """What is printed above each page, where not all records are there."""
        return self.asked.narrowing if self.asked else ""

    def _marks(self, database: Database) -> Marks:
        """The marks of the rows: their version."""
        return Marks.new(database, part=bool(self._narrowed))

    def _rows(self, database: Database, noun: Noun) -> tuple[Iterable[Record], list[Record]]:
        """The records of a sheet, and its examples."""
        return self._records(database, noun), []


class Forms(Sheets):
    """The same sheets without records, with example rows that an import passes over."""

    def to_json(self) -> Any:
        """There is nothing to fill in."""
        raise Unreadable("空表不能写成 JSON，", "请用 .xlsx 或 .csv 结尾。")

    def to_csv(self, out: Any) -> None:
        """The labels alone: an example in a text file could not be told from data."""
        text.write_csv(self.nouns[0].sheet, [], out)

    def _marks(self, database: Database) -> Marks:
        return Marks.blank()

    def _rows(self, database: Database, noun: Noun) -> tuple[Iterable[Record], list[Record]]:
        return (), examples(noun.sheet)


def add_sheet(
    book: Any,
    noun: Noun,
    records: Iterable[Record],
    marks: Marks,
    *,
    columns: Sequence[Column],
    options: Mapping[str, Sequence[str]],
    fixed: Collection[str] | None,
    above: str,
    examples: Sequence[Record] = (),
) -> None:
    """Put a noun's sheet into a workbook, each row with its mark."""
    book.data_sheet(
        noun.label,
        columns,
        _marked(noun, records, marks),
        mark=marks.heading(noun),
        examples=examples,
        options=options,
        remark=noun.remark,
        above=above,
        fixed=fixed,
    )


def _marked(noun: Noun, records: Iterable[Record], marks: Marks) -> Iterator[Record]:
    """Records with the marks of their rows."""
    from liaison.formats.grid import MARK

    mark = marks.writer(noun)
    for record in records:
        record[MARK] = mark(record)
        yield record


def examples(columns: Sequence[Column]) -> list[Record]:
    """The example rows of a noun's form, each with the mark by which an import knows it."""
    from liaison.formats.grid import MARK

    rows = []
    for number in range(EXAMPLES):
        values = {
            column.key: column.kind.parse(column.examples[number]) for column in columns if column.examples
        }
        rows.append({**values, MARK: example_mark(values)})
    return rows
