"""The files of a round of collecting on their way out: a workbook for each unit, with its own rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from liaison.cells import visible
from liaison.cli.exchange import outgoing
from liaison.cli.exchange.staged import Staged, in_the_way, sweep
from liaison.cli.shell.answers import refuse_tables
from liaison.cli.shell.here import Here
from liaison.columns import Noun, Record
from liaison.commits import commits
from liaison.errors import BadFile, Refused
from liaison.formats import screen
from liaison.queries.council.member import members
from liaison.queries.offered import offered
from liaison.store.database import Database


def send_out(here: Here, name: str, noun: Noun, year: int, due: str, folder: Path) -> list[Path]:
    """Begin a round: a workbook for each member, all of them and the round itself, or nothing.

    The workbooks are written before the database is locked, and have their places when the round is on record.
    """
    from liaison.services.exchange import collect

    refuse_tables(here)
    if folder.exists() and not folder.is_dir():
        raise BadFile(f"“{folder}”是文件，不是文件夹，", "请用 --dir 换一个文件夹。")
    stamp, is_new, before = collect.new_stamp(), not folder.exists(), commits.count
    staged = None
    try:
        with here.reading() as database:
            sweep(folder, database)
            collect.check_name(database, name)
            units = members(database, here.today)
            if not units:
                raise Refused(f"{here.today} 没有成员单位，", "请先登记成员。")
            _make(folder)
            names = [_named(unit) for unit in units]
            for one in names:
                if not here.force and (folder / one).exists():
                    raise in_the_way(folder / one)
            staged = Staged(folder, stamp)
            _write_all(database, (name.strip(), noun, year, due, stamp), units, staged)
        staged.seal(names)
        with here.writing() as work:
            collection = collect.begin(work, name, noun, year, due, visible(str(folder.resolve())), stamp)
            for unit, one in zip(units, names, strict=True):
                collect.ask(work, collection, unit["id"], staged.sent[one])
            staged.put_in_place(here.force)
    except BaseException:
        if staged and commits.count == before and not commits.under_way:
            staged.withdraw()
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    staged.done()
    return [folder / one for one in names]


def _named(unit: Record) -> str:
    """What a unit's workbook is called."""
    from liaison.formats.files import well_named

    return well_named(f"{unit['code']} {unit['short'] or unit['name']}", ".xlsx").name


def _make(folder: Path) -> None:
    from liaison.formats.files import unwritable

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _write_all(
    database: Database,
    asked: tuple[str, Noun, int, str, str],
    units: list[Record],
    staged: Staged,
) -> None:
    """Every unit's workbook, from one state of the database."""
    from liaison.queries.records import for_sheet
    from liaison.services.exchange.collect import scope
    from liaison.services.sheets.marks import Marks

    name, noun, year, due, stamp = asked
    options = offered(database, noun)
    for unit in screen.progress("写出", units, len(units)):
        marks = Marks.new(database, stamp, unit["id"])
        title = f"{name}（{unit['name']}）请于 {due} 前填好交回"
        records = list(for_sheet(database, noun, scope(noun, unit["id"], year)))
        _write(staged.path(_named(unit)), noun, records, marks, options, title)


def _write(path: Path, noun: Noun, records: list[Record], marks: Any, options: Any, title: str) -> None:
    """One unit's workbook: its own rows, or the examples where it has none yet."""
    from liaison.formats import excel, guide
    from liaison.services.exchange.collect import shown_columns

    columns = noun.pick(*shown_columns(noun))
    with excel.workbook(path, title=title) as book:
        outgoing.add_sheet(
            book,
            noun,
            records,
            marks,
            columns=columns,
            options=options,
            fixed=("code", noun.named),
            above=title,
            examples=() if records else outgoing.examples(columns),
        )
        guide.add_guide(
            book,
            (
                f"{title}。",
                f"请核对“{noun.label}”这张表里的行，有变化的直接改；没有的，在下面接着添。",
                "列名带★的必须填；灰色斜体的行是示例，不用删。",
                "请就在这个文件里填，不要另建文件；文件名可以改。",
            ),
        )
