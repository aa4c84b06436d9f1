"""The verb that opens the sheet by which one chair hands over to the next."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import DAY
from liaison.errors import Refused
from liaison.nouns.council.chair import CHAIR
from liaison.nouns.council.member import MEMBER
from liaison.queries.council.chair import handing_over
from liaison.queries.find import find
from liaison.queries.records import by_id


def handover(app: NounApp) -> None:
    """Give the chair that verb."""

    @command(app, "handover", "交接")
    def hand_over(
        here: Here,
        to: Annotated[
            str | None,
            typer.Option("--to", metavar="单位", help="接收单位；不写就是排定的下一任"),
            CHAIR["unit"],
        ] = None,
        on: Annotated[
            str | None, typer.Option("--on", metavar="日期", help="交接日期，默认今天"), DAY
        ] = None,
        area: Annotated[
            str | None, typer.Option("--area", metavar="片区", help="片区；不写指整个联席会议"), CHAIR["area"]
        ] = None,
    ) -> Answer:
        """开出轮值交接单：到这一天还没有了结的项目、专项资金结余等，--xlsx 写成可打印、签字的一张。

        例：liaison chair handover
        例：liaison chair handover --to 示例青桐清算中心 --xlsx
        """
        from liaison.papers.council.handover import Handover
        from liaison.queries.handover import parts

        day = typed.day(on) or here.today
        with here.reading() as database:
            present, following = handing_over(database, day, area)
            receiving = by_id(database, MEMBER, find(database, MEMBER, to)) if to else None
            if receiving:
                following = {"unit": receiving["name"], "code": receiving["code"]}
                if receiving["code"] == present["code"]:
                    raise Refused(f"“{present['unit']}”就是移交单位，", "请用 --to 写明接收单位。")
            found = [(part, part.ask(database, day)) for part in parts()]
        head = {"from": present["unit"], "from_code": present["code"], "day": day}
        next_one = following or {"unit": None, "code": None}
        return Handover(head | {"to": next_one["unit"], "to_code": next_one["code"]}, found)
