"""liaison council: the council itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.nouns.council.council import COUNCIL

app = noun_app("council")
BackupTo = Annotated[
    str | None, typer.Option(COUNCIL["backup_to"].flag, metavar="文件夹", help=COUNCIL["backup_to"].help)
]


@command(app, "show", "查看")
def show(here: Here) -> Answer:
    """查看联席会议。

    例：liaison council show
    """
    from liaison.queries.council.council import the_council

    with here.reading() as database:
        return One(COUNCIL.columns, the_council(database), COUNCIL.label)


@command(app, "edit", "修改", more=typed.options(COUNCIL, adding=False))
def edit(here: Here, values: dict[str, Any], backup_to: BackupTo = None) -> Answer:
    """修改联席会议的名称、秘书处、指导单位等。

    例：liaison council edit --short 金融外滩 --records-from 2022-01-01
    例：liaison council edit --backup-to /media/U盘
    """
    from liaison.queries.council.council import the_council
    from liaison.services.writing.saving import save

    if backup_to:
        folder = Path(backup_to).expanduser().absolute()
        backup_to = str(folder)
        if not folder.is_dir():
            here.say(f"注意：现在找不到文件夹“{folder}”，插上或连上以后的备份才会存到那里。")
    with here.writing(COUNCIL) as work:
        given = standard.changes(work.database, COUNCIL, values | {"backup_to": backup_to})
        old = the_council(work.database)
        record = save(work, COUNCIL, given, old)
    return One(COUNCIL.columns, record, COUNCIL.label, f"已修改“{record['name']}”。", before=old)
