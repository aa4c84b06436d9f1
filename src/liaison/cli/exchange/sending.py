"""The files of a round of collecting on their way out: a workbook for each unit, with its own rows."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from liaison.cells import visible
from liaison.cli.exchange import outgoing
from liaison.cli.shell.answers import refuse_tables
from liaison.cli.shell.here import Here
from liaison.columns import Noun, Record
from liaison.errors import BadFile, Refused
from liaison.formats import screen
from liaison.queries.council.member import members
from liaison.queries.offered import offered


def send_out(here: Here, name: str, noun: Noun, year: int, due: str, folder: Path) -> list[Path]:
    """Begin a round: a workbook for each member, all of them and the round itself, or nothing."""
    from liaison.formats import files
    from liaison.queries.records import for_sheet
    from liaison.services.exchange import collect
    from liaison.services.sheets.marks import Marks

    refuse_tables(here)
    if folder.exists() and not folder.is_dir():
        raise BadFile(f"“{folder}”是文件，不是文件夹，", "请用 --dir 换一个文件夹。")
    sent, made = [], []
    is_new = not folder.exists()
    try:
        with here.writing() as work:
            collection = collect.begin(work, name, noun, year, due, visible(str(folder.resolve())))
            units = members(work.database, here.today)
            if not units:
                raise Refused(f"{here.today} 没有成员单位，", "请先登记成员。")
            _make(folder)
            options = offered(work.database, noun)
            for unit in screen.progress("写出", units, len(units)):
                stem = f"{unit['code']} {unit['short'] or unit['name']}"
                path = folder / files.well_named(stem, ".xlsx")
                if not path.exists():
                    made.append(path)
                elif not here.force:
                    raise Refused(f"文件“{path}”已经存在，", "请用 --dir 换一个文件夹；要覆盖请加 --force。")
                marks = Marks.new(work.database, collection, unit["id"])
                title = f"{name.strip()}（{unit['name']}）请于 {due} 前填好交回"
                records = list(for_sheet(work.database, noun, collect.scope(noun, unit["id"], year)))
                _write(path, noun, records, marks, options, title, here.reveal)
                sent.append(path)
                collect.ask(work, collection, unit["id"], digest(path))
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    return sent


def _make(folder: Path) -> None:
    from liaison.formats.files import unwritable

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _write(
    path: Path, noun: Noun, records: list[Record], marks: Any, options: Any, title: str, reveal: bool
) -> None:
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
            reveal=reveal,
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


def digest(path: Path) -> str:
    """The digest of a file, by which it is known again."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
