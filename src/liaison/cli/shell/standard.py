"""The verbs that every noun has, made from its columns: add, list, show and edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.shell import filters
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.attached import attached
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.cli.shell.typed import options, read_values, record_of
from liaison.columns import Column, Noun, Record
from liaison.errors import Unreadable, as_typed
from liaison.nouns.registry import home_of
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.queries.states import as_of, lit
from liaison.store.database import Database


def add(
    app: NounApp, noun: Noun, verb: str = "add", chinese: str = "添加", *, text: str = "", first: str = ""
) -> None:
    """The verb that makes a new record; its name is the argument where the noun has one, or the column ``first``."""
    first = first or noun.named
    if not first:
        return _add_nameless(app, noun, verb, chinese, text)
    name = Annotated[str, typer.Argument(metavar=noun[first].label, help=noun[first].label), noun[first]]

    def new(here: Here, title: name, values: dict[str, Any]) -> Answer:
        return _new(here, noun, {first: title} | values)

    new.__annotations__["title"] = name
    more = partial(options, noun, adding=True, first=first)
    command(app, verb, chinese, more=more, text=text or _text(noun, verb, "登记"))(new)
    return None


def _add_nameless(app: NounApp, noun: Noun, verb: str, chinese: str, text: str) -> None:
    def new(here: Here, values: dict[str, Any]) -> Answer:
        return _new(here, noun, values)

    more = partial(options, noun, adding=True)
    command(app, verb, chinese, more=more, text=text or _text(noun, verb, "登记"))(new)


def _new(here: Here, noun: Noun, given: dict[str, Any]) -> Answer:
    from liaison.services.writing.saving import save

    with here.writing(noun) as work:
        record = lit(
            work.database, noun, save(work, noun, read_values(work.database, noun, given)), here.today
        )
    return One(noun.columns, record, noun.label, f"已登记{_called(noun, record)}。", noun.remark)


def show(
    app: NounApp,
    noun: Noun,
    *,
    text: str = "",
    answer: Callable[..., Answer] = One,
    more: tuple[Column, ...] = (),
    told: Callable[[Database, Record, str], Record] = lambda _database, _record, _today: {},
) -> None:
    """The verb that shows one record whole, with its files; ``answer`` makes of it what is answered. ``more`` columns are shown of it that are
    ``told`` of a record on a day."""
    name = Annotated[str, typer.Argument(metavar=noun.label, help="编号、名称或其中一部分"), record_of(noun)]

    def one(here: Here, which: str) -> Answer:
        with here.reading() as database:
            found = by_id(database, noun, find(database, noun, which))
            record = as_of(database, noun, [found], here.today)[0]
            record |= told(database, record, here.today)
            files = attached(database, noun, record)
        return answer(
            (*noun.columns, *more, *files), record, f"{noun.label}-{record[noun.numbered]}", note=noun.remark
        )

    one.__annotations__["which"] = name
    command(app, "show", "查看", text=text or _text(noun, "show", "查看"))(one)


def edit(app: NounApp, noun: Noun, *, text: str = "") -> None:
    """The verb that changes a record; it takes the same options as adding one."""
    name = Annotated[str, typer.Argument(metavar=noun.label, help="编号、名称或其中一部分"), record_of(noun)]

    def change(here: Here, which: str, values: dict[str, Any]) -> Answer:
        from liaison.services.writing.saving import save

        with here.writing(noun, given=[key for key, text in values.items() if text is not None]) as work:
            old = by_id(work.database, noun, find(work.database, noun, which))
            record = save(work, noun, changes(work.database, noun, values), old)
            old, record = (lit(work.database, noun, one, here.today) for one in (old, record))
        said = f"已修改{_called(noun, record)}。"
        return One(noun.columns, record, noun.label, said, noun.remark, before=old)

    change.__annotations__["which"] = name
    more = partial(options, noun, adding=False)
    command(app, "edit", "修改", more=more, text=text or _text(noun, "edit", "修改"))(change)


def changes(database: Database, noun: Noun, values: dict[str, Any]) -> Record:
    """What the options of ``edit`` change, by slot. Raises ``Unreadable`` where there is none."""
    given = read_values(database, noun, values)
    if not given:
        raise Unreadable("没有写要修改什么，", f"请看 liaison {home_of(noun.name).name} edit --help。")
    return given


def listing(
    app: NounApp,
    noun: Noun,
    *,
    text: str = "",
    shown: Callable[[tuple[Column, ...], list[Record]], tuple[Column, ...]] = lambda columns, _records: (
        columns
    ),
) -> None:
    """The verb that lists the records of a noun: all of them, or those asked for; ``shown`` is that of ``lists.listing``.

    Of a noun of which only the records that stand on a day are listed, the title counts them.
    """

    def all_of(here: Here, values: dict[str, Any]) -> Answer:
        from liaison.cli.shell import asking, lists

        with here.reading() as database:
            asked = asking.read(here, database, (noun,), values)
            some, total = lists.found(here, database, noun, asked)
        view = lists.view_of(noun, asked)
        title = stem = view.title if view else noun.label
        if noun.whole_list:
            when = asked.period or "全部"
            stands = "在册过" if asked.question.first != asked.question.last else "在册"
            title += f"（{when} {stands} {total} 家）" if asked.period else "（全部）"
            stem += f"-{when}"
            asked.period = ""
        return lists.listing(
            here,
            asked,
            noun.columns,
            some,
            total,
            title=title,
            stem=stem,
            note=noun.remark,
            shown=shown,
            view=view,
        )

    more = partial(filters.options, (noun,), standing=True)
    command(app, "list", "列表", more=more, text=text or _text(noun, "list", "列出"))(all_of)


def _called(noun: Noun, record: dict[str, Any]) -> str:
    """成员单位 M001 汇添富: the noun's label, then code and name."""
    names = dict.fromkeys(filter(None, (noun.numbered, noun.named)))
    return " ".join([noun.label, *(str(record[key] or "") for key in names)])


def _text(noun: Noun, verb: str, word: str) -> str:
    """The help of a verb that says nothing particular: a line, and an example made from the columns' own examples."""
    words = ["liaison", home_of(noun.name).name, verb]
    example = noun.code.format(year=2023, number=1) if noun.code else _example(noun[noun.called])
    if verb in ("show", "edit"):
        words.append(example)
    if verb == "edit":
        words += _option(next(c for c in noun.columns if c.typed and c.examples and c.key != noun.named))
    if verb not in ("show", "edit", "list"):
        words += [_example(noun[noun.named])] if noun.named else []
        for column in noun.columns:
            if column.required and column.key != noun.named:
                words += _option(column)
    return f"{word}{noun.label}。\n\n例：{' '.join(map(as_typed, words))}"


def _option(column: Column) -> list[str]:
    return [column.flag, _example(column)]


def _example(column: Column) -> str:
    """What people write into a column, as its first example has it."""
    return next(filter(None, column.examples), column.label)
