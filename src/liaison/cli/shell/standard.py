"""The verbs that every noun has, made from its columns: add, show, edit and list."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.grammar import command
from liaison.cli.shell.here import Here
from liaison.cli.shell.typed import options, read_values
from liaison.columns import Noun
from liaison.errors import Unreadable
from liaison.queries.find import find
from liaison.queries.records import by_id, records


def add(app: typer.Typer, noun: Noun, verb: str = "add", *, text: str) -> None:
    """The verb that makes a new record; its name is the argument where the noun has one."""
    more = options(noun, adding=True)
    name = Annotated[str, typer.Argument(metavar=noun[noun.named].label, help=noun[noun.named].label)]

    def new(here: Here, title: name, values: dict[str, Any]) -> Answer:
        from liaison.services.writing.adding import save_one

        with here.writing() as work:
            given = read_values(work.database, noun, {noun.named: title} | values)
            key = save_one(work, noun, given)
            work.change.flush()
            record = by_id(work.database, noun, key)
        return One(
            noun.columns,
            record,
            noun.label,
            f"已登记{noun.label} {record.get('code', '')} {record[noun.named]}。",
            noun.remark,
        )

    new.__annotations__["title"] = name
    command(app, verb, more=more, text=text)(new)


def show(app: typer.Typer, noun: Noun, *, text: str) -> None:
    """The verb that shows one record whole."""
    name = Annotated[str, typer.Argument(metavar=noun.label, help="编号、名称或其中一部分")]

    def one(here: Here, which: str) -> Answer:
        with here.reading() as database:
            record = by_id(database, noun, find(database, noun, which))
        return One(noun.columns, record, f"{noun.label}-{record['code']}", note=noun.remark)

    one.__annotations__["which"] = name
    command(app, "show", text=text)(one)


def edit(app: typer.Typer, noun: Noun, *, text: str) -> None:
    """The verb that changes a record; it takes the same options as adding one."""
    name = Annotated[str, typer.Argument(metavar=noun.label, help="编号、名称或其中一部分")]

    def change(here: Here, which: str, values: dict[str, Any]) -> Answer:
        from liaison.services.writing.adding import save_one

        with here.writing() as work:
            old = by_id(work.database, noun, find(work.database, noun, which))
            given = read_values(work.database, noun, values)
            if not given:
                raise Unreadable("没有写要修改什么，", f"请看 liaison {noun.name} edit --help。")
            save_one(work, noun, given, old)
            work.change.flush()
            record = by_id(work.database, noun, old["id"])
        said = f"已修改{noun.label} {record['code']} {record[noun.named]}。"
        return One(noun.columns, record, noun.label, said, noun.remark)

    change.__annotations__["which"] = name
    command(app, "edit", more=options(noun, adding=False), text=text)(change)


def listing(app: typer.Typer, noun: Noun, *, text: str) -> None:
    """The verb that lists all records of a noun."""

    def all_of(here: Here) -> Answer:
        with here.reading() as database:
            found = records(database, noun)
        return Listing(noun.columns, found, noun.label, noun.label, note=noun.remark)

    command(app, "list", text=text)(all_of)
