"""liaison log: the journal of what was done, newest first; what one entry did, cell by cell; its seal."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Annotated, Any

import typer

from liaison.cli.keeping.wording import cell_record, cell_texts, entry_json, held, lines_of, saying, told_of
from liaison.cli.shell import asking, filters, lists, typed
from liaison.cli.shell.answers import Answer, Listing, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import ANYTHING, DAY, ENTRY
from liaison.columns import Column, Record
from liaison.errors import NotFound
from liaison.kinds import Fixed
from liaison.nouns.keeping.log import LISTED
from liaison.nouns.registry import registered
from liaison.queries.keeping.log import LOG, Entry
from liaison.settings import local_time

app = noun_app("log", "list")

_MOST, _FEW = 30, 3
"""Entries that the screen shows unless told from when; lines of each."""
_PARTS = {"did": ("command",), "state": ("undoes", "undone_by")}
"""What stands in an entry for columns that people read otherwise."""
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
    """Entries with their first lines; JSON has the entries alone, as far as their columns are ``wanted`` (none: all)."""

    entries: list[Entry] = field(default_factory=list)
    wanted: tuple[Column, ...] = ()
    more: str = ""

    def to_json(self) -> Any:
        """The entries."""
        keys = [key for one in self.wanted for key in _PARTS.get(one.key, (one.key,))]
        whole = [entry_json(one) for one in self.entries]
        return [{key: one[key] for key in keys if key in one} for one in whole] if keys else whole

    def to_screen(self) -> None:
        """Each entry with what it did; a table where columns are wanted."""
        if self.wanted:
            super().to_screen()
            return
        out = sys.stdout
        out.write(f"{self.narrowed}\n" if self.narrowed and self.entries else "")
        out.write("" if self.entries else f"{self.nothing or '没有符合的日志。'}\n")
        for row in self.records:
            state = f"  〔{row['state']}〕" if row["state"] else ""
            out.write(f"第 {row['entry']} 条  {row['at']}  {row['who']}  {row['did']}{state}\n")
            out.writelines(f"    {line}\n" for line in row["lines"])
            if row["more"]:
                out.write(f"    ……共 {row['rows']} 行，全部见 liaison log show {row['entry']}\n")
        out.write(self.more)


_SORT = Column(
    "noun", "类别", Fixed(words=tuple(one.chinese for one in registered().values() if one.records))
)


Since = Annotated[str | None, typer.Option("--since", metavar="日期", help="从这天起，例如 2023-05-01"), DAY]
Until = Annotated[str | None, typer.Option("--until", metavar="日期", help="到这天止"), DAY]
By = Annotated[str | None, typer.Option("--by", metavar="谁", help="只看这个人的"), LISTED[2]]
OfNoun = Annotated[
    str | None, typer.Option("--noun", metavar="类别", help="只看这一类，例如 成员 或 member"), _SORT
]


@command(app, "list", "列表", more=partial(filters.options, (LOG,)))
def listing(
    here: Here,
    values: dict[str, Any],
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
    例：liaison log list --find 导入 --sort -行数 --limit 10
    """
    from liaison.queries.keeping.changes import Names, changes, rows_of
    from liaison.queries.keeping.log import told
    from liaison.services.keeping.looking import meant

    first, last = typed.day(since, "--since"), typed.day(until, "--until")
    on_screen = not (here.json or here.csv or here.xlsx)
    with here.reading() as database:
        asked = asking.read(here, database, (LOG,), values, columns=LISTED, holding=saying)
        which = meant(database, record, first, last, by, of)
        if few := on_screen and not (which.where or asked.narrows):
            asked.question.limit = _MOST
        some, total = lists.found(here, database, LOG, asked, which.where, **which.values)
        shown = list(told(database, some))
        names, rows = Names(database), []
        for one in shown:
            lines: list[str] = []
            if on_screen and not asked.columns:
                changed = changes(database, rows_of(database, one.entry, _FEW * 4, which.rows), names)
                lines = list(islice(lines_of(changed, cells=False), _FEW + 1))
            more = len(lines) > _FEW or one.rows > _FEW * 4
            rows.append(told_of(one) | {"lines": lines[:_FEW], "more": more})
    left = total - len(shown)
    return Log(
        asked.picked(LISTED),
        rows,
        LOG.label,
        f"{LOG.label}-{here.today}",
        narrowed="" if few else asked.narrowed(len(shown), total),
        nothing=asked.nothing,
        entries=shown,
        wanted=asked.columns,
        more=f"只列最近 {_MOST} 条，更早的还有 {left} 条：加 --since 日期 查看。\n" if few and left else "",
    )


@dataclass
class Cells(Listing):
    """One entry with every cell that it changed."""

    entry: Record = field(default_factory=dict)
    changes: list[Record] = field(default_factory=list)
    head: str = ""
    lines: list[str] = field(default_factory=list)

    def to_json(self) -> Any:
        """The entry and its changes."""
        return self.entry | {"changes": self.changes}

    def to_screen(self) -> None:
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
        one = next(entries(database, "t.id = :id", id=wanted), None)
        if one is None:
            raise NotFound(f"日志里没有第 {wanted} 条，", "序号见 liaison log。")
        changed = list(held(changes(database, rows_of(database, one.entry))))
    row = told_of(one)
    state = f"  〔{row['state']}〕" if row["state"] else ""
    head = f"第 {row['entry']} 条  {row['at']}  {row['who']}  {row['did']}{state}"
    records = [cell_texts(cell) for cell in changed]
    told = [cell_record(cell) for cell in changed]
    lines = list(lines_of(changed, cells=True))
    stem = f"日志-{one.entry}"
    return Cells(_CELLS, records, "日志", stem, entry=entry_json(one), changes=told, head=head, lines=lines)


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
