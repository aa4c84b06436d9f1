"""liaison workbook: the whole council as one workbook, out and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison.cli.exchange.choices import Choose, importing
from liaison.cli.exchange.incoming import bring_in, read_tables
from liaison.cli.exchange.outgoing import Sheets, sent
from liaison.cli.exchange.verbs import Target
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.errors import Unreadable
from liaison.nouns.council.council import COUNCIL
from liaison.nouns.registry import NOUNS
from liaison.queries.council.council import the_council
from liaison.tables import RawTable

app = noun_app("workbook")
_EVERY = tuple(NOUNS.values())
_SHOWN = sorted(_EVERY, key=lambda noun: bool(noun.identity[0]))
"""Their sheets: what there is only one of comes first, though it may name records of others."""


@command(app, "export", "导出")
def export(here: Here, file: Target = None) -> Answer:
    """把整个联席会议写成一个工作簿，每类一张表；改好后用 workbook import 导入。

    例：liaison workbook export 台账.xlsx
    """
    with here.reading() as database:
        council = the_council(database)
    answer = sent(
        here, file, Sheets(here, tuple(_SHOWN), f"{council['short'] or council['name']}-工作簿-{here.today}")
    )
    if not here.xlsx:
        raise Unreadable(
            "整个工作簿只能写成 .xlsx，", "单张表请用各类的 export，例如 liaison member export。"
        )
    return answer


def _bring(here: Here, path: Path, choose: Choose) -> Answer:
    with _founded(here, path, choose):
        return bring_in(here, path, _EVERY, choose, apart=True)


importing(
    app,
    "导入整个工作簿：各表一次写入，有错一行也不写；还没有数据库时照“联席会议”那张表建立。\n\n"
    "例：liaison workbook import 台账.xlsx",
    _bring,
)


@contextmanager
def _founded(here: Here, file: Path, choose: Choose) -> Iterator[None]:
    """Make the database where there is none yet, if the workbook holds a council to put into it; it stays if that is so."""
    path = here.place.path
    if path is None or path.exists() or choose.dry_run or not _holds_council(read_tables(file, choose.sheet)):
        yield
        return
    try:
        with here.founding():
            yield
    finally:
        if path.exists():
            here.say(f"注意：已建立数据库 {here.place}。")


def _holds_council(tables: list[RawTable]) -> bool:
    return any(table.name == COUNCIL.label for table in tables)
