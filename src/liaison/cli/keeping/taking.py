"""What undo, redo and remove have in common: what would become of records is shown and asked, then written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from liaison.cli.keeping.wording import entry_json, lines_of, told_of
from liaison.cli.shell import prompting
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.here import Here, attended
from liaison.columns import Noun
from liaison.queries.keeping.log import Entry
from liaison.store.database import Database

if TYPE_CHECKING:
    from liaison.queries.keeping.changes import Rows
    from liaison.services.writing.work import Work

_MOST = 20
_WORDS = {"undo": "撤销", "redo": "重做"}

Choose = Callable[[Database], Entry]


@dataclass(frozen=True)
class Act:
    """What has been done to records, for good or on trial: ``what`` in words, the lines that show it, and as JSON what it
    was done to."""

    what: str
    shown: str = ""
    value: Any = None


def with_consent(
    here: Here,
    word: str,
    act: Callable[[Work], Act],
    *nouns: Noun,
    dry_run: bool = False,
    yes: bool = False,
    saves: str = "",
) -> Answer:
    """Do what ``word`` names; on a terminal the clerk first sees what would come of it and is asked.

    Without a terminal nobody is asked. The answer is the new entry of the journal.
    """
    refuse_tables(here)
    shown, agreed = "", None
    if dry_run or (not yes and attended()):
        with here.writing(*nouns, keep=False) as work:
            agreed = act(work)
        if dry_run:
            return Plain(agreed.value, f"{agreed.shown}{word}{agreed.what}会有上面的变化；没有写入。")
        sys.stdout.write(agreed.shown)
        if not prompting.agreed(f"{word}{agreed.what}吗？"):
            return Plain(agreed.value, f"没有{word}。")
    with here.writing(*nouns, saves=saves) as work:
        done = act(work)
        if agreed is not None and done.what != agreed.what:
            _refuse_other(word)
        shown = done.shown if agreed is None else ""
    entry = work.change.entry
    from liaison.queries.keeping.log import entries

    with here.reading() as database:
        made = next(entries(database, "t.id = :id", id=entry))
    return Plain(entry_json(made), f"{shown}已{word}{done.what}，记为日志第 {entry} 条。")


def _refuse_other(word: str) -> None:
    """Refuse to do what was not agreed to: something else has come since."""
    from liaison.errors import Refused

    raise Refused(f"刚才又有了新的改动，没有{word}，", "请重新运行。")


def taken_back(here: Here, verb: str, choose: Choose, *, dry_run: bool, yes: bool) -> Answer:
    """Take back the entry that ``choose`` finds."""

    def act(work: Work) -> Act:
        from liaison.services.keeping.undo import take_back

        entry = choose(work.database)
        rows = take_back(work, entry, verb)
        return Act(_told(entry), lines_shown(work, rows, f"log show {entry.entry}"), entry_json(entry))

    return with_consent(here, _WORDS[verb], act, dry_run=dry_run, yes=yes, saves="undo")


def lines_shown(work: Work, rows: Rows, where: str) -> str:
    """The first lines of what becomes of rows; ``where`` all of them are seen, as a command."""
    from liaison.queries.keeping.changes import changes

    few = dict(islice(rows.items(), _MOST))
    lines = list(lines_of(changes(work.database, few), cells=False))[:_MOST]
    more = ""
    if len(rows) > _MOST:
        more = f"  ……共 {len(rows)} 行" + (f"，全部见 liaison {where}" if where else "") + "\n"
    return "".join(f"  {line}\n" for line in lines) + more


def _told(entry: Entry) -> str:
    told = told_of(entry)
    done = " ".join(filter(None, (told["at"], told["who"], told["did"])))
    return f"第 {entry.entry} 条（{done}，{entry.rows} 行）"
