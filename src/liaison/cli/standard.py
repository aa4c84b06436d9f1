"""The verbs that every noun has, made from its columns: list, show, edit, import, export, form, and add."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.answers import Answer, Listing, One, Plain
from liaison.cli.grammar import command
from liaison.cli.here import Here
from liaison.columns import Choice, Column, Day, Misread, Money, Noun, Record, Ref, Refs, Whole
from liaison.errors import Unreadable
from liaison.nouns import NOUNS, SHEETS
from liaison.queries.find import find
from liaison.queries.records import by_id, called, records, stream
from liaison.store.database import Database

File = Annotated[str, typer.Argument(metavar="文件", help="Excel、WPS 或 CSV 文件")]


def options(noun: Noun, *, adding: bool) -> list[inspect.Parameter]:
    """The options of a noun's typed columns; what is required is required only when adding."""
    found = []
    for column in noun.columns:
        if not column.typed or not column.written or (adding and column.key == noun.named):
            continue
        many = column.kind.many
        info = typer.Option(column.flag, metavar=column.label, help=_help(column))
        found.append(
            inspect.Parameter(
                column.key,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=Annotated[list[str] if many else str, info],
                default=inspect.Parameter.empty if adding and column.required else None,
            )
        )
    return found


def _help(column: Column) -> str:
    words = getattr(column.kind, "words", ())
    example = {"日期": "例如 2023-05-01", "金额": "元", "整数": "整数"}.get(column.kind.label, "")
    parts = [column.help or "、".join(words) or example, "可写多次" if column.kind.many else ""]
    return "，".join(filter(None, parts))


def plain_values(noun: Noun, given: dict[str, Any]) -> Record:
    """Turn options into values by their kinds; a reference stays the text that was typed. Raises ``Unreadable``."""
    values: Record = {}
    for key, raw in given.items():
        if raw is None or raw == []:
            continue
        column = noun[key]
        try:
            values[key] = column.kind.parse(raw)
        except Misread as error:
            raise Unreadable(f"{column.label}（{column.flag}）：{error}。") from None
    return values


def read_values(database: Database, noun: Noun, given: dict[str, Any]) -> Record:
    """Turn options into slots: kinds read them, other records are found by code or name."""
    values = plain_values(noun, given)
    for key in list(values):
        kind = noun[key].kind
        if isinstance(kind, Ref | Refs):
            other, text = NOUNS[kind.noun], values.pop(key)
            if isinstance(kind, Refs):
                values[noun[key].slot] = tuple(dict.fromkeys(find(database, other, name) for name in text))
            else:
                values[noun[key].slot] = find(database, other, text) if text is not None else None
    return values


def day(text: str | None, flag: str = "--on") -> str | None:
    """Read a day given as an option."""
    try:
        found: str | None = Day().parse(text)
        return found
    except Misread as error:
        raise Unreadable(f"日期（{flag}）：{error}。") from None


def whole(text: str, label: str, least: int = 0) -> int:
    """Read a count given on the command line."""
    try:
        found: int = Whole(least=least).parse(text)
        return found
    except Misread as error:
        raise Unreadable(f"{label}：{error}。") from None


def year(text: str) -> int:
    """Read a year given on the command line: 1900 to 9999."""
    found = whole(text, "年度")
    if not 1900 <= found <= 9999:
        raise Unreadable(f"年度：“{text}”不在 1900—9999 之间，", "请核对。")
    return found


def money(text: str | None, label: str, *, zero: bool = False) -> int | None:
    """Read an amount given on the command line, in 分."""
    try:
        found: int | None = Money(positive=not zero).parse(text)
        return found
    except Misread as error:
        raise Unreadable(f"{label}：{error}。") from None


def add(app: typer.Typer, noun: Noun, verb: str = "add", *, text: str) -> None:
    """The verb that makes a new record; its name is the argument where the noun has one."""
    more = options(noun, adding=True)
    name = Annotated[str, typer.Argument(metavar=noun[noun.named].label, help=noun[noun.named].label)]

    def new(here: Here, title: name, values: dict[str, Any]) -> Answer:
        from liaison.services.adding import save_one

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
        )

    new.__annotations__["title"] = name
    command(app, verb, more=more, text=text)(new)


def show(app: typer.Typer, noun: Noun, *, text: str) -> None:
    """The verb that shows one record whole."""
    name = Annotated[str, typer.Argument(metavar=noun.label, help="编号、名称或其中一部分")]

    def one(here: Here, which: str) -> Answer:
        with here.reading() as database:
            record = by_id(database, noun, find(database, noun, which))
        return One(noun.columns, record, f"{noun.label}-{record['code']}")

    one.__annotations__["which"] = name
    command(app, "show", text=text)(one)


def edit(app: typer.Typer, noun: Noun, *, text: str) -> None:
    """The verb that changes a record; it takes the same options as adding one."""
    name = Annotated[str, typer.Argument(metavar=noun.label, help="编号、名称或其中一部分")]

    def change(here: Here, which: str, values: dict[str, Any]) -> Answer:
        from liaison.services.adding import save_one

        with here.writing() as work:
            old = by_id(work.database, noun, find(work.database, noun, which))
            given = read_values(work.database, noun, values)
            if not given:
                raise Unreadable("没有写要修改什么，", f"请看 liaison {noun.name} edit --help。")
            save_one(work, noun, given, old)
            work.change.flush()
            record = by_id(work.database, noun, old["id"])
        return One(
            noun.columns, record, noun.label, f"已修改{noun.label} {record['code']} {record[noun.named]}。"
        )

    change.__annotations__["which"] = name
    command(app, "edit", more=options(noun, adding=False), text=text)(change)


def listing(app: typer.Typer, noun: Noun, *, text: str) -> None:
    """The verb that lists all records of a noun."""

    def all_of(here: Here) -> Answer:
        with here.reading() as database:
            found = records(database, noun)
        return Listing(noun.columns, found, noun.label, noun.label, note=noun.remark)

    command(app, "list", text=text)(all_of)


def sheets(app: typer.Typer, name: str) -> None:
    """import, export and form: a noun's sheets out to Excel or CSV, and back."""
    nouns = SHEETS[name]
    label = "、".join(noun.label for noun in nouns)

    def bring(here: Here, file: File, dry_run: DryRun = False) -> Answer:
        return bring_in(here, Path(file), nouns, keep=not dry_run)

    def take(here: Here, file: File, sheet: Sheet = None) -> Answer | None:
        export(here, Path(file), _chosen(nouns, sheet))
        return None

    def empty(here: Here, file: File) -> Answer | None:
        form(here, Path(file), nouns)
        return None

    for function in (bring, take, empty):
        function.__annotations__["file"] = File
    command(
        app,
        "import",
        text=f"从表格导入{label}；先全部检查，有错一行也不写入。\n\n例：liaison {name} import 名册.xlsx",
    )(bring)
    command(app, "export", text=f"导出{label}，改好后可再导入。\n\n例：liaison {name} export 名册.xlsx")(take)
    command(app, "form", text=f"取一张{label}的空表，填好后导入。\n\n例：liaison {name} form 空表.xlsx")(
        empty
    )


DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="表名", help="只要这一张表")]


def _chosen(nouns: tuple[Noun, ...], sheet: str | None) -> tuple[Noun, ...]:
    if sheet is None:
        return nouns
    chosen = tuple(noun for noun in nouns if sheet in (noun.label, noun.name))
    if not chosen:
        raise Unreadable(f"没有“{sheet}”这张表，", f"可选：{'、'.join(noun.label for noun in nouns)}。")
    return chosen


def bring_in(
    here: Here,
    path: Path,
    nouns: tuple[Noun, ...],
    *,
    keep: bool = True,
    given: Callable[[Any], Record] | None = None,
) -> Answer:
    """Import a file's sheets; nothing is kept of a file that has refused rows."""
    from liaison.formats import screen
    from liaison.formats import sheets as files
    from liaison.services import importing

    tables = files.read(path)
    outcome = importing.Outcome()
    try:
        with here.writing(keep=keep) as work:
            slots = given(work) if given else None
            outcome = importing.bring_in(work, tables, nouns, slots, screen.progress)
            if outcome.problems:
                raise _Problems
    except _Problems:
        return Refusal(outcome, path)
    done = "可以导入" if not keep else "已导入"
    said = f"{done}“{path.name}”：新增 {outcome.new}，修改 {outcome.changed}，相同 {outcome.same}。"
    return Plain(outcome.counts(), said + ("" if keep else "（只检查，没有写入）"))


class _Problems(Exception):  # noqa: N818 - rolls the transaction back, never leaves this file
    pass


class Refusal(Plain):
    """An import that was refused: the counts and every refused cell, with exit code 5."""

    def __init__(self, outcome: Any, path: Path) -> None:
        lines = [
            f"  {p['sheet']} 第 {p['row']} 行 {p['column']}：{p['reason']}"
            + (f"（填的是“{p['value']}”）" if p["value"] else "")
            for p in outcome.problems[:20]
        ]
        if len(outcome.problems) > 20:
            lines.append(f"  ……另有 {len(outcome.problems) - 20} 处，请用 --json 查看全部")
        self.sentence = f"“{path.name}”有 {outcome.refused} 行不能导入，没有写入任何内容，请改好后再导入。"
        super().__init__(outcome.counts(), "\n".join(lines))
        self.exit_code = 5


def export(here: Here, path: Path, nouns: tuple[Noun, ...]) -> None:
    """Write a noun's sheets: a workbook holds all, a text file the first."""
    from liaison.formats import excel, files, text

    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv", ".json"):
        raise Unreadable(f"不会写“{path.name}”这种文件，", "请用 .xlsx、.csv 或 .json 结尾。")
    target = files.target(path, here.force)
    with here.reading() as database:
        if suffix == ".xlsx":
            with excel.workbook(target, title=nouns[0].label, large=True) as book:
                for noun in nouns:
                    words = _words(database, noun)
                    book.data_sheet(
                        noun.label, noun.sheet, exported(database, noun), options=words, reveal=here.reveal
                    )
        else:
            with files.replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as out:
                found = exported(database, nouns[0])
                if suffix == ".csv":
                    text.write_csv(nouns[0].sheet, found, out, reveal=here.reveal)
                else:
                    text.write_json([text.to_json(nouns[0].sheet, r, reveal=here.reveal) for r in found], out)
    here.say(f"已写入 {path}")


def exported(database: Database, noun: Noun) -> Any:
    """The records a noun's sheet holds; a record whose name another may share is referred to by its code.

    Attendance of unknown number stands in the activity's own row.
    """
    codes = [c.key for c in noun.sheet if isinstance(c.kind, Ref) and not NOUNS[c.kind.noun].unique]
    for record in stream(database, noun, "t.people IS NOT NULL" if noun.name == "attendance" else ""):
        for key in codes:
            record[key] = record[f"{key}_code"]
        yield record


def form(here: Here, path: Path, nouns: tuple[Noun, ...]) -> None:
    """Write a noun's sheets empty, with drop-downs."""
    from liaison.formats import excel, files, text

    target = files.target(path, here.force)
    if path.suffix.lower() == ".csv":
        with files.replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as out:
            text.write_csv(nouns[0].sheet, [], out)
    elif path.suffix.lower() == ".xlsx":
        with here.reading() as database, excel.workbook(target, title=nouns[0].label) as book:
            for noun in nouns:
                book.data_sheet(noun.label, noun.sheet, [], options=_words(database, noun))
    else:
        raise Unreadable(f"不会写“{path.name}”这种文件，", "请用 .xlsx 或 .csv 结尾。")
    here.say(f"已写入 {path}，填好后用 import 导入。")


def _words(database: Database, noun: Noun) -> dict[str, list[str]]:
    """What may be chosen in each column of a noun's sheet: the council's words, and the names of other records."""

    found: dict[str, list[str]] = {}
    for column in noun.sheet:
        if isinstance(column.kind, Choice):
            rows = database.tuples(
                "SELECT word FROM choice WHERE list = :list ORDER BY position", list=column.kind.list
            )
        elif isinstance(column.kind, Ref) and not column.kind.within:
            other = NOUNS[column.kind.noun]
            rows = database.tuples(f"SELECT {called(other)} FROM {other.table} ORDER BY code LIMIT 2000")
        else:
            continue
        if rows:
            found[column.key] = [row[0] for row in rows]
    return found
