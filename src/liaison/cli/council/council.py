"""liaison council: the council itself."""

from __future__ import annotations

from typing import Any

from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.nouns.council.council import COUNCIL

app = noun_app("council")


@command(app, "show", "查看")
def show(here: Here) -> Answer:
    """查看联席会议。

    例：liaison council show
    """
    from liaison.queries.council.council import the_council

    with here.reading() as database:
        return One(COUNCIL.columns, the_council(database), COUNCIL.label)


@command(app, "edit", "修改", more=typed.options(COUNCIL, adding=False))
def edit(here: Here, values: dict[str, Any]) -> Answer:
    """修改联席会议的名称、秘书处、指导单位等。

    例：liaison council edit --short 金融外滩 --records-from 2022-01-01
    """
    from liaison.queries.council.council import the_council
    from liaison.services.writing.saving import save

    with here.writing() as work:
        given = standard.changes(work.database, COUNCIL, values)
        record = save(work, COUNCIL, given, the_council(work.database))
    return One(COUNCIL.columns, record, COUNCIL.label, f"已修改“{record['name']}”。")
