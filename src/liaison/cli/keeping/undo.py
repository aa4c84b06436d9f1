"""liaison undo: an entry of the journal is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.exchange.choices import DryRun, Yes
from liaison.cli.keeping.taking import taken_back
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import ENTRY

app = noun_app("undo")


@command(app, "undo", "撤销")
def undo(
    here: Here,
    number: Annotated[
        str | None, typer.Argument(metavar="序号", help="日志的序号，默认是自己最近一笔还没有撤销的"), ENTRY
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> Answer:
    """撤销一笔改动，不论改了一格还是导入了十万行；撤销也记入日志，可以用 redo 再做回来。

    例：liaison undo
    例：liaison undo 12
    """
    from liaison.services.keeping.undo import to_undo

    wanted = None if number is None else typed.whole(number, "序号", least=1)
    return taken_back(here, "undo", lambda database: to_undo(database, wanted), dry_run=dry_run, yes=yes)
