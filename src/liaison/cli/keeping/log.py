"""liaison log: the journal of what was done, newest first; what one entry did, cell by cell; its seal."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Annotated, Any

import typer

from liaison.cli.keeping.wording import cell_record, cell_texts, lines_of, told_of
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import ANYTHING, DAY, ENTRY
from liaison.columns import Column, Record
from liaison.errors import NotFound
from liaison.kinds import Fixed
from liaison.nouns.keeping.log import LISTED
from liaison.nouns.registry import registered
from liaison.settings import local_time

app = noun_app("log", "list")

_MOST, _FEW = 30, 3
"""Entries that the screen shows unless told from when; lines of each."""
_CELLS = (
    Column("noun", "类别"),
    Column("code", "编号"),
    Column("name", "名称"),
    Column("label", "列"),
    Column("before", "原来"),
    Column("after", "改为"),
)


@dataclass
class Log(Listing):
    """Entries with their first lines; JSON has the entries alone."""

    entries: list[Record] = field(default_factory=list)
    left: int = 0

    def to_json(self, *, reveal: bool) -> Any:
        """The entries."""
        return self.entries

    def to_screen(self, *, reveal: bool) -> None:
        """Each entry with what it did."""
        if not self.entries:
            sys.stdout.write("没有符合的日志。\n")
        for row in self.records:
            state = f"  〔{row['state']}〕" if row["state"] else ""
            sys.stdout.write(f"第 {row['entry']} 条  {row['at']}  {row['who']}  {row['did']}{state}\n")
            sys.stdout.writelines(f"    {line}\n" for line in row["lines"])
            if row["more"]:
                sys.stdout.write(f"    ……共 {row['rows']} 行，全部见 liaison log show {row['entry']}\n")
        if self.left:
            sys.stdout.write(f"只列最近 {_MOST} 条，更早的还有 {self.left} 条：加 --since 日期 查看。\n")


_SORT = Column(
    "noun", "类别", Fixed(words=tuple(one.chinese for one in registered().values() if one.records))
)


Since = Annotated[str | None, typer.Option("--since", metavar="日期", help="从这天起，例如 2023-05-01"), DAY]
Until = Annotated[str | None, typer.Option("--until", metavar="日期", help="到这天止"), DAY]
By = Annotated[str | None, typer.Option("--by", metavar="谁", help="只看这个人的"), LISTED[2]]
OfNoun = Annotated[
    str | None, typer.Option("--noun", metavar="类别", help="只看这一类，例如 成员 或 member"), _SORT
]


@command(app, "list", "列表")
def listing(
    here: Here,
    record: Annotated[
        str | None, typer.Argument(metavar="记录", help="只看一条记录的：编号、名称或其中一部分"), ANYTHING
    ] = None,
    since: Since = None,
    until: Until = None,
    by: By = None,
    of: OfNoun = None,
) -> Answer:
    """谁在什么时候改了什么，最近的在前；“列表”可以不写。

    例：liaison log list --since 2023-05-01
    例：liaison log list 汇添富
    """
    from liaison.queries.keeping.changes import Names, changes, rows_of
    from liaison.services.keeping.looking import entries_of

    first, last = typed.day(since, "--since"), typed.day(until, "--until")
    with here.reading() as database:
        found = list(entries_of(database, record, first, last, by, of))
        told = bool(record or since or until or by or of)
        on_screen = not (here.json or here.csv or here.xlsx)
        shown = found[:_MOST] if on_screen and not told else found
        names, rows = Names(database), []
        for one in shown:
            lines: list[str] = []
            if on_screen:
                some = changes(database, rows_of(database, one.entry, _FEW * 4), names)
                lines = list(islice(lines_of(some, cells=False, reveal=here.reveal), _FEW + 1))
            more = len(lines) > _FEW or one.rows > _FEW * 4
            rows.append(told_of(one) | {"lines": lines[:_FEW], "more": more})
    entries = [asdict(one) for one in shown]
    return Log(LISTED, rows, "日志", f"日志-{here.today}", entries=entries, left=len(found) - len(shown))


@dataclass
class Cells(Listing):
    """One entry with every cell that it changed."""

    entry: Record = field(default_factory=dict)
    changes: list[Record] = field(default_factory=list)
    head: str = ""
    lines: list[str] = field(default_factory=list)

    def to_json(self, *, reveal: bool) -> Any:
        """The entry and its changes."""
        return self.entry | {"changes": self.changes}

    def to_screen(self, *, reveal: bool) -> None:
        """A line per cell."""
        sys.stdout.write(self.head + "\n")
        sys.stdout.writelines(f"    {line}\n" for line in self.lines)


@command(app, "show", "查看")
def show(
    here: Here, number: Annotated[str, typer.Argument(metavar="序号", help="日志的序号"), ENTRY]
) -> Answer:
    """一条日志改了哪些格，逐格列出原来和改后。

    例：liaison log show 1
    """
    from liaison.queries.keeping.changes import changes, rows_of
    from liaison.queries.keeping.log import entries

    wanted = typed.whole(number, "序号", least=1)
    with here.reading() as database:
        one = next(entries(database, "j.id = :id", id=wanted), None)
        if one is None:
            raise NotFound(f"日志里没有第 {wanted} 条，", "序号见 liaison log。")
        changed = list(changes(database, rows_of(database, one.entry)))
    row = told_of(one)
    state = f"  〔{row['state']}〕" if row["state"] else ""
    head = f"第 {row['entry']} 条  {row['at']}  {row['who']}  {row['did']}{state}"
    records = [cell_texts(cell, reveal=here.reveal) for cell in changed]
    told = [cell_record(cell, reveal=here.reveal) for cell in changed]
    lines = list(lines_of(changed, cells=True, reveal=here.reveal))
    stem = f"日志-{one.entry}"
    return Cells(_CELLS, records, "日志", stem, entry=asdict(one), changes=told, head=head, lines=lines)


@command(app, "seal", "封印")
def seal(
    here: Here,
    written: Annotated[
        str | None,
        typer.Argument(metavar="封印", help="以前记下的封印，核对那以前的日志有没有被动过"),
        Column("seal", "封印", examples=("41-3f2a9c0d51e8b7a6",)),
    ] = None,
) -> Answer:
    """日志到此刻的封印：抄在纸上或印在总结里，以后可以证明这以前的日志没有被改过。带上封印就核对。

    例：liaison log seal
    例：liaison log seal 41-3f2a9c0d51e8b7a6
    """
    from liaison.queries.keeping.log import seal as sealed
    from liaison.services.keeping.seal import held

    refuse_tables(here)
    with here.reading() as database:
        last = sealed(database) if written is None else held(database, written)
    if last is None:
        raise NotFound("日志还是空的，", "登记了内容以后再封。")
    value = {"entry": last.entry, "at": last.at, "chain": last.chain, "seal": last.text}
    moment = local_time(last.at)
    if written is None:
        return Plain(value, f"封印 {last.text}（日志第 {last.entry} 条，{moment}）。")
    return Plain(value, f"封印相符：日志第 {last.entry} 条（{moment}）及以前没有被改过。")
