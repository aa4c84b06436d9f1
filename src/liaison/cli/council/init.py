"""liaison init: a council in a new database."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.nouns.council.council import COUNCIL

app = noun_app("init")


@command(app, "init", "建立", more=typed.options(COUNCIL, adding=True))
def init(
    here: Here,
    name: Annotated[str, typer.Argument(metavar="名称", help="联席会议全称"), COUNCIL["name"]],
    values: dict[str, Any],
) -> Answer:
    """建立联席会议的数据库；同一个办公室的第二个、第三个，用 liaison council new 新建。

    例：liaison init 滨江党建·金融外滩区域化党建联席会议 --founded 2018-06-01 --records-from 2022-01-01
    """
    from liaison.services.council import office
    from liaison.services.council.council import found_council

    given = typed.plain_values(COUNCIL, {"name": name} | values)
    told = here.place
    here.place = office.place_for_first(told)
    with here.founding(), here.writing(COUNCIL, given=given) as work:
        record = found_council(work, typed.find_others(work.database, COUNCIL, given))
    if here.place is not told:
        office.settle(here.place)
    return One(COUNCIL.columns, record, COUNCIL.label, f"已建立“{record['name']}”，数据库在 {here.place}。")
