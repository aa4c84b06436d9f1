"""liaison redo: what was just taken back is done again."""

from __future__ import annotations

from liaison.cli.exchange.choices import DryRun, Yes
from liaison.cli.keeping.taking import taken_back
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here

app = noun_app("redo")


@command(app, "redo", "重做")
def redo(here: Here, dry_run: DryRun = False, yes: Yes = False) -> Answer:
    """把刚撤销的一笔再做回来；撤销以后又登记了别的就不行了。

    例：liaison redo
    """
    from liaison.services.keeping.undo import to_redo

    return taken_back(here, "redo", to_redo, dry_run=dry_run, yes=yes)
