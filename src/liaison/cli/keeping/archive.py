"""liaison archive: a year's files laid out by their archive numbers, with the list, and what is missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, refuse_tables
from liaison.cli.shell.grammar import FOLDER, command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import YEAR
from liaison.columns import Column
from liaison.errors import Unreadable

app = noun_app("archive")

_FONDS = Column("fonds", "全宗号", examples=("Z109",))
_NUMBER = re.compile(r"[A-Za-z0-9]{4}")


@command(app, "archive", "归档", writes=FOLDER, inside=True)
def archive(
    here: Here,
    which: Annotated[str, typer.Argument(metavar="年度", help="例如 2023"), YEAR],
    fonds: Annotated[
        str | None,
        typer.Option("--fonds", metavar="全宗号", help="档案馆给的四位全宗号，档号以它开头；没有就不写"),
        _FONDS,
    ] = None,
) -> Answer:
    """按 DA/T 22-2015 归档一年的附件：文件按保管期限、类别、日期排进一个文件夹，每件一个档号，写出归档目录，列出缺少的材料。

    例：liaison archive 2023
    例：liaison archive 2023 --fonds Z109 -o 归档2023
    """
    from liaison.figures.summary.texts import signature, texts
    from liaison.formats import files
    from liaison.papers.keeping.archive import CATALOGUE_FILE, Filed, write
    from liaison.queries.council.council import the_council
    from liaison.services.keeping.archive import filed

    refuse_tables(here)
    year, number = typed.year(which), typed.words(fonds, "全宗号") or ""
    if fonds is not None and not _NUMBER.fullmatch(number):
        raise Unreadable(f"全宗号“{number}”不是四位字母或数字，", "请照档案馆给的写，例如 Z109。")
    folder, here.output = here.output or Path(f"归档-{year}"), None
    with here.reading() as database:
        filing = filed(database, year, here.today, texts()["archive"], number.upper())
        signed = signature(the_council(database), here.today)
    with files.folder(folder) as made:
        for source, path in filing.files:
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, made / path)
        write(made / CATALOGUE_FILE, year, filing.papers, filing.missing, signed)
    return Filed(year, folder, filing.papers, filing.missing)
