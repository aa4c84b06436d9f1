"""The verb that removes what was entered by mistake: a record, or a row of what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from liaison.cells import shown
from liaison.cli.exchange.choices import Yes
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.errors import NotFound, Unreadable, as_typed
from liaison.kinds import Ref
from liaison.nouns.registry import NOUNS, base_of, home_of
from liaison.queries.find import find, find_within
from liaison.queries.keys import key_of
from liaison.store.database import Database

if TYPE_CHECKING:
    from liaison.services.writing.work import Work

Wanted = dict[str, list[int]]
"""The keys of the records to remove, by the name of their noun."""

_MOVE = "last_move"
"""The parameter that removes a record's last move from state to state."""

Find = Callable[[Database, int, str], int | None]


class Child(NamedTuple):
    """Rows that belong to a record and can be removed by themselves: known by their column ``key``, told as the value of ``option``.

    Where they belong to those of another child in turn, that one must be told too. ``find`` finds a row otherwise: by the
    key of what it belongs to and by the value as it is stored.
    """

    noun: Noun
    option: str
    key: str
    find: Find | None = None

    @property
    def name(self) -> str:
        """The parameter's name."""
        return self.option.removeprefix("--").replace("-", "_")

    def owner(self, others: Sequence[Noun]) -> tuple[Column, Noun]:
        """The column that tells what its rows belong to, which is a record of one of these nouns."""
        named = {base_of(noun).name: noun for noun in others}
        column = next(
            c for c in self.noun.columns if isinstance(c.kind, Ref) and c.store and c.kind.noun in named
        )
        assert isinstance(column.kind, Ref)
        return column, named[column.kind.noun]

    def row(self, database: Database, within: Column, owner: int, text: str) -> int:
        """The key of the row that was told. Raises ``NotFound``."""
        column = self.noun[self.key]
        if not self.find and not isinstance(column.kind, Ref | Day):
            return find_within(database, self.noun, within, owner, text, self.noun.label)
        value = typed.read_values(database, self.noun, {self.key: text})[column.slot]
        if self.find:
            found = self.find(database, owner, value)
        else:
            found = key_of(database, self.noun, {within.store: owner, column.store: value})
        if found is None:
            raise NotFound(
                f"没有{column.label}是“{shown(text)}”的{self.noun.label}，",
                f"请用 liaison {home_of(self.noun.name).name} show 或 export 查看。",
            )
        return found


def removing(app: NounApp, noun: Noun, *children: Child, text: str = "") -> None:
    """Give a noun the verb remove; ``children`` are the rows of its records that can be removed by themselves.

    Of a noun with states that is its last move too, by an option named as the verb that enters one.
    """
    verb = noun.states.verb[0] if noun.states else ""
    options = [
        typed.option(
            one.name,
            list[str],
            None,
            one.option,
            text=_help(one, children),
            metavar=one.noun[one.key].label,
            column=one.noun[one.key],
        )
        for one in children
    ]
    if noun.states:
        word = noun.states.states.word
        options.append(typed.option(_MOVE, bool, False, f"--{verb}", text=f"只删去最后一次{word}记录"))
    names = Annotated[
        list[str],
        typer.Argument(metavar=f"{noun.label}…", help="编号、名称或其中一部分，可写几个"),
        typed.record_of(noun),
    ]

    def remove(here: Here, which: names, values: dict[str, Any] | None = None, yes: Yes = False) -> Answer:
        told = {key: value for key, value in (values or {}).items() if value}
        if told and len(which) > 1:
            raise Unreadable(f"一次只能删一个{noun.label}里的内容，", f"请只写一个{noun.label}。")
        if _MOVE in told and len(told) > 1:
            raise Unreadable(f"--{verb} 不能和别的选项一起写，", "请分两次删。")

        def wanted(work: Work) -> Wanted:
            keys = list(dict.fromkeys(find(work.database, noun, one) for one in which))
            if _MOVE in told:
                from liaison.services.keeping.removing import last_move

                assert noun.states is not None
                return {noun.states.history: [last_move(work, noun, keys[0])]}
            return _within(work.database, noun, keys[0], children, told) if told else {noun.name: keys}

        return removed(here, wanted, yes=yes)

    remove.__annotations__["which"] = names
    command(app, "remove", "删除", more=options, text=text or _text(noun))(remove)


def _within(
    database: Database, noun: Noun, key: int, children: Sequence[Child], told: dict[str, Any]
) -> Wanted:
    """The rows of a record that were told: of the innermost child."""
    found: Wanted = {noun.name: [key]}
    for child in children:
        if child.name not in told:
            continue
        within, owner = child.owner([noun, *(one.noun for one in children if one is not child)])
        if owner.name not in found:
            option = next(one.option for one in children if one.noun is owner)
            raise Unreadable(f"写了 {child.option}，却没有写 {option}，", f"请补上是哪个{owner.label}。")
        if len(found[owner.name]) > 1:
            raise Unreadable(f"写了 {child.option}，就只能有一个{owner.label}，", "请分几次删。")
        rows = [child.row(database, within, found[owner.name][0], one) for one in told[child.name]]
        found[child.noun.name] = list(dict.fromkeys(rows))
    return dict([list(found.items())[-1]])


def removed(here: Here, wanted: Callable[[Work], Wanted], *, yes: bool) -> Answer:
    """Remove what ``wanted`` finds, once that is agreed to."""

    from liaison.cli.keeping.taking import Act, lines_shown, with_consent

    def act(work: Work) -> Act:
        from liaison.queries.keeping.changes import Names
        from liaison.queries.keeping.referring import present
        from liaison.services.keeping.removing import remove

        going, names = wanted(work), Names(work.database)
        called = [
            " ".join(filter(None, (noun.label, *names.title(noun, row))))
            for noun, keys in ((NOUNS[name], keys) for name, keys in going.items())
            for row in present(work.database, noun.table, keys)
        ]
        rows = remove(work, going)
        return Act("、".join(called), lines_shown(work, rows, ""))

    return with_consent(here, "删除", act, yes=yes)


def _help(child: Child, children: Sequence[Child]) -> str:
    others = [one for one in children if one is not child]
    inside = any(
        isinstance(c.kind, Ref) and c.store and c.kind.noun == base_of(one.noun).name
        for one in others
        for c in child.noun.columns
    )
    return f"只删去它的这一条{child.noun.label}" + ("，要同时写明是哪一个" if inside else "") + "，可写多次"


def _text(noun: Noun) -> str:
    example = (
        noun.code.format(year=2023, number=1)
        if noun.code
        else next(filter(None, noun[noun.called].examples), noun.label)
    )
    return (
        f"删除登记错的{noun.label}；别的记录用到它的不能删。可以用 undo 撤销。\n\n"
        f"例：liaison {home_of(noun.name).name} remove {as_typed(example)}"
    )
