"""What undo and redo have in common: what would be taken back is shown and asked, then written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from itertools import islice

import typer

from liaison.cli.keeping.wording import doing, lines_of
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.here import Here, attended
from liaison.queries.keeping.log import Entry
from liaison.settings import local_time
from liaison.store.database import Database

_MOST = 20
_WORDS = {"undo": "撤销", "redo": "重做"}

Choose = Callable[[Database], Entry]


def taken_back(here: Here, verb: str, choose: Choose, *, dry_run: bool, yes: bool) -> Answer:
    """Take back the entry that ``choose`` finds; without a terminal nobody is asked."""
    from liaison.queries.keeping.log import entries

    refuse_tables(here)
    word = _WORDS[verb]
    if dry_run or (not yes and attended()):
        entry, shown = _go(here, verb, choose, keep=False)
        if dry_run:
            return Plain(asdict(entry), f"{shown}{word}{_told(entry)}会有上面的变化；没有写入。")
        sys.stdout.write(shown)
        if not typer.confirm(f"{word}{_told(entry)}吗？", default=False):
            return Plain(asdict(entry), f"没有{word}。")
        entry, _shown = _go(here, verb, lambda database: _same(choose(database), entry), keep=True)
        shown = ""
    else:
        entry, shown = _go(here, verb, choose, keep=True)
    with here.reading() as database:
        made = next(entries(database, "j.command = :command", command=f"liaison {verb} {entry.entry}"))
    return Plain(asdict(made), f"{shown}已{word}{_told(entry)}，记为日志第 {made.entry} 条。")


def _same(found: Entry, agreed: Entry) -> Entry:
    """The entry that was agreed to, though another has come since."""
    from liaison.errors import Refused

    if found.entry != agreed.entry:
        raise Refused("刚才又有了新的改动，没有撤销，", "请重新运行。")
    return found


def _told(entry: Entry) -> str:
    return (
        f"第 {entry.entry} 条（{local_time(entry.at)} {entry.who} {doing(entry.command)}，{entry.rows} 行）"
    )


def _go(here: Here, verb: str, choose: Choose, *, keep: bool) -> tuple[Entry, str]:
    """Take back an entry, for good or on trial; returns it, with the first of what becomes of cells."""
    from liaison.queries.keeping.changes import changes
    from liaison.services.keeping.undo import take_back

    with here.writing(keep=keep, saves="undo" if keep else "") as work:
        entry = choose(work.database)
        rows = take_back(work, entry, verb)
        few = dict(islice(rows.items(), _MOST))
        lines = list(lines_of(changes(work.database, few), cells=False, reveal=here.reveal))[:_MOST]
    more = f"  ……共 {len(rows)} 行，全部见 liaison log show {entry.entry}\n" if len(rows) > _MOST else ""
    return entry, "".join(f"  {line}\n" for line in lines) + more
