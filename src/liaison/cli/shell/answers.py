"""What commands answer with, and how an answer is delivered: on screen, as JSON, as CSV, as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import typer

from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.formats import files, screen, text


class Answer(Protocol):
    """Something that can be shown in every form."""

    @property
    def stem(self) -> str:
        """The name of its file."""

    def to_json(self) -> Any:
        """The answer as JSON."""

    def to_screen(self) -> None:
        """The answer on standard output, for people."""

    def to_csv(self, out: Any) -> None:
        """The answer as CSV."""

    def to_book(self, path: Path, *, signature: str) -> None:
        """The answer as a workbook; ``signature`` says who fills it in, and on which day."""


@dataclass
class Listing:
    """Records of one kind; ``shown`` are the columns as people see them, where these are not those of JSON and CSV.

    ``narrowed`` tells by what a list was narrowed down, ``nothing`` what is said where nothing fits that.
    """

    columns: tuple[Column, ...]
    records: Iterable[Record]
    title: str
    stem: str
    note: str = ""
    shown: tuple[Column, ...] = ()
    narrowed: str = ""
    nothing: str = ""

    def to_json(self) -> Any:
        """A bare array."""
        return [text.to_json(self.columns, record) for record in self.records]

    def to_screen(self) -> None:
        """A table."""
        screen.table(
            self.shown or self.columns,
            self.records,
            title=self.title,
            under=self.narrowed,
            nothing=self.nothing,
        )

    def to_csv(self, out: Any) -> None:
        """The same columns as the sheet."""
        text.write_csv(self.columns, self.records, out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """One sheet, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page

        with workbook(path, title=self.title) as book:
            page = Page(book, self.title, self.title, [signature, self.narrowed, self.note])
            page.table(self.shown or self.columns, list(self.records))
            page.finish()


@dataclass
class One:
    """One record, and what was done with it; ``before`` is the record that was changed."""

    columns: tuple[Column, ...]
    record: Record
    stem: str
    said: str = ""
    note: str = ""
    before: Record | None = None

    def __post_init__(self) -> None:
        self.columns = tuple(column for column in self.columns if not column.behind)

    def to_json(self) -> Any:
        """An object."""
        return text.to_json(self.columns, self.record)

    def to_screen(self) -> None:
        """Label and value, line by line."""
        if self.said:
            sys.stdout.write(self.said + "\n")
        if self.before is not None:
            screen.changes(self.columns, self.before, self.record)
        screen.record(self.columns, self.record)

    def to_csv(self, out: Any) -> None:
        """A table of one row."""
        text.write_csv(self.columns, [self.record], out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """Label and value, row by row, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page
        from liaison.formats.parts import cell
        from liaison.formats.seen import kept, seen

        with workbook(path, title=self.stem) as book:
            page = Page(book, self.stem, self.stem, [signature, self.note])
            known = [(one, seen(one)(self.record)) for one in kept(self.columns)]
            pairs = [(one.label, cell(book, one.kind, value, left=True)) for one, value in known]
            page.facts(pairs, alone=True)
            page.finish()


@dataclass
class Plain:
    """A JSON value with a sentence for people: for commands that answer with neither a list nor a record."""

    value: Any
    said: str
    stem: str = "结果"

    def to_json(self) -> Any:
        """The value."""
        return self.value

    def to_screen(self) -> None:
        """The sentence."""
        sys.stdout.write(self.said + "\n")

    def to_csv(self, out: Any) -> None:
        """There is no table here."""
        raise Unreadable("这个命令没有表格可以写成 CSV，", "请改用 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """There is no table here."""
        raise Unreadable("这个命令没有表格可以写成 Excel，", "请改用 --json。")


def refuse_undeliverable(here: Here, *, inside: bool = False) -> None:
    """Refuse a form of the answer that cannot be had, or a place where it cannot go, before anything is done; what is for the office
    ``inside`` is for nobody else."""
    if inside and not here.profile.inside:
        raise Unreadable("这个命令只给秘书处用，", f"不能写给“{here.profile.name}”，请去掉 --profile。")
    if here.json + here.csv + here.xlsx > 1:
        raise Unreadable("--json、--csv、--xlsx 只能选一个，", "请去掉多余的。")
    if here.output and not (here.writes_output or here.json or here.csv or here.xlsx):
        raise Unreadable(
            f"不知道“{here.output}”要写成什么格式，",
            "请用 .xlsx、.csv 或 .json 结尾，或加 --xlsx、--csv、--json。",
        )
    if here.output and not here.writes_output:
        files.target(here.output, here.force)
    if here.xlsx:
        from liaison.figures.summary.texts import texts

        texts()  # what a sheet is headed by


def refuse_tables(here: Here) -> None:
    """Refuse, before anything is done, a table of an answer that is none. Raises ``Unreadable``."""
    for wanted, name in ((here.csv, "CSV"), (here.xlsx, "Excel")):
        if wanted:
            raise Unreadable(f"这个命令没有表格可以写成 {name}，", "请改用 --json。")


def deliver(here: Here, answer: Answer) -> None:
    """Show an answer in the form that was asked for."""
    if here.profile.note:
        here.say(here.profile.note)
    if here.xlsx:
        path = files.target(
            here.output or files.well_named(here.profile.called(answer.stem), ".xlsx"), here.force
        )
        answer.to_book(path, signature=_signature(here))
        here.say(f"已写入 {path}")
    elif here.json or here.csv:
        _write_text(here, answer)
    else:
        answer.to_screen()
        if not isinstance(answer, Plain) and here.council_below:
            sys.stdout.write(f"联席会议：{here.council_below}\n")
    if code := getattr(answer, "exit_code", 0):
        here.say(getattr(answer, "sentence", ""))
        raise typer.Exit(code)


def _signature(here: Here) -> str:
    """填报单位 and 填报日期, of this council and this day."""
    from liaison.figures.summary.texts import signature
    from liaison.queries.council.council import the_council

    with here.reading() as database:
        signed = signature(the_council(database), here.today)
    return f"{signed}　　联席会议：{here.council_below}" if here.council_below else signed


def _write_text(here: Here, answer: Answer) -> None:
    def write(out: Any) -> None:
        if here.json:
            text.write_json(answer.to_json(), out)
        else:
            answer.to_csv(out)

    if here.output is None:
        write(sys.stdout)
        return
    path = files.target(here.output, here.force)
    with files.replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as out:
        write(out)
    here.say(f"已写入 {here.output}")
