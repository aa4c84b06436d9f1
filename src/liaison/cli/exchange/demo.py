"""liaison demo: the example council, loaded through the ordinary imports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from liaison import resources
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FOLDER
from liaison.columns import Record
from liaison.errors import BadFile, Unreadable
from liaison.nouns.council.council import COUNCIL
from liaison.nouns.registry import NOUNS

app = noun_app("demo")


@command(app, "demo", "示例")
def demo(
    here: Here,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="文件夹", help="自带的 bund-finance、nansha、zengcheng，或自己的文件夹；不写就是第一个"
        ),
        FOLDER,
    ] = None,
) -> Answer:
    """建立示例联席会议并装入它的数据：它有自己的数据库，不动别的联席会议；进去练习用 liaison council use 示例。

    例：liaison demo
    例：liaison demo --db 示例.db
    例：liaison demo zengcheng --db 增城.db
    """
    from liaison.formats import sheets
    from liaison.queries.council.council import the_council
    from liaison.services.council import office
    from liaison.services.council.council import found_council
    from liaison.services.keeping.attach import laid_out
    from liaison.services.sheets.importing import bring_in
    from liaison.services.writing.saving import save

    refuse_tables(here)
    shipped = resources.folder("examples") / (folder or "bund-finance")
    own = folder is not None and (Path(folder).exists() or not shipped.is_dir())
    source = Path(folder) if folder and own else shipped
    description = source / "council.toml"
    if not description.is_file():
        raise BadFile(f"“{source}”里没有 council.toml，", "请换一个示例文件夹。")
    given = _described(description)
    files = [(source / f"{name}.csv", noun) for name, noun in NOUNS.items()]
    tables = [(path, sheets.read(path), noun) for path, noun in files if path.is_file()]
    rows, told = 0, here.place
    here.place = office.place_for_demo(told)
    with (
        laid_out(here.place, source),
        here.founding(),
        here.writing(COUNCIL, *NOUNS.values(), whenever=True) as work,
    ):
        guides = {column.key: given.pop(column.key, ()) for column in COUNCIL.entering}
        record = found_council(work, given)
        for path, table, noun in tables:
            outcome = bring_in(work, table, (noun,))
            if outcome.notes:
                first = outcome.notes[0]
                raise BadFile(
                    f"示例表“{path.name}”第 {first.row} 行 {first.column}：{first.reason}，",
                    "没有装入。",
                )
            rows += outcome.new + outcome.changed
        # Who guides it may stand among the units, with a code of its own.
        save(work, COUNCIL, typed.find_others(work.database, COUNCIL, guides), the_council(work.database))
        # What is to be noticed in the program's own example is meant to be there: no beginner can do anything about it.
        work.leave_unsaid(lambda warning: not own or "新增" in warning)
    aside = (
        "" if here.place is told else "它和自己的联席会议分开，要进去练习，先输入：liaison council use 示例\n"
    )
    said = (
        f"已装入“{record['name']}”（{rows} 行，标明“示例”的都是编造的），数据库在 {here.place}。\n{aside}"
        "接下来可以输入：liaison member list、liaison report year 2023、liaison project report --year 2023 --xlsx"
    )
    return Plain({"council": record["name"], "rows": rows, "database": str(here.place)}, said)


def _described(path: Path) -> Record:
    """The council that ``council.toml`` describes. Raises ``BadFile`` for what is no value of it."""
    hint = "请对照程序自带的 council.toml 修改。"
    told = resources.toml(path, hint)
    columns = {column.key: column for column in COUNCIL.columns}
    for key, value in told.items():
        if key not in columns:
            raise BadFile(f"“{path}”里的 {key} 不是联席会议的内容，", hint)
        many = columns[key].kind.many
        parts = value if many and isinstance(value, list) else [value]
        if not all(isinstance(part, str | date) for part in parts):
            raise BadFile(f"“{path}”里的 {key} 应是{'几项文字' if many else '一句文字'}，", hint)
    try:
        values = typed.plain_values(COUNCIL, told)
    except Unreadable as error:
        raise BadFile(f"“{path}”里的{error}") from None
    for column in COUNCIL.columns:
        if column.required and not values.get(column.slot):
            raise BadFile(f"“{path}”里缺少 {column.key}，", hint)
    return values
