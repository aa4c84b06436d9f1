"""What was typed: the options of a noun's columns, and reading them with the columns' own kinds."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from liaison.cells import shown, tight, unwrapped
from liaison.columns import Column, Noun, Record
from liaison.dates import Day
from liaison.errors import Unreadable
from liaison.kinds import Flag, Kind, Misread, Ref, Text, Whose
from liaison.nouns.registry import NOUNS
from liaison.quantities import Money, Whole
from liaison.queries.find import find, find_or_name, find_within
from liaison.queries.whose import find_whose
from liaison.rules.periods import Period, between, days_of
from liaison.several import Refs, Words
from liaison.store.database import Database


def options(noun: Noun, *, adding: bool, first: str = "") -> list[inspect.Parameter]:
    """The options of a noun's typed columns but for the one told by place when adding, its name or ``first``; what is required
    is required only then."""
    found = []
    for column in noun.columns:
        if not column.typed or column not in noun.sheet or (adding and column.key == (first or noun.named)):
            continue
        many = column.kind.many
        info = typer.Option(column.flag, metavar=column.label, help=help_of(column))
        found.append(
            inspect.Parameter(
                column.key,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=Annotated[list[str] if many else str, info, column],
                default=inspect.Parameter.empty if adding and column.required else None,
            )
        )
    return found


def record_of(noun: Noun) -> Column:
    """What a parameter holds that names a record of a noun."""
    return Column(noun.name, noun.label, Ref(noun.name))


def option(
    key: str,
    kind: type,
    default: Any,
    flag: str,
    *,
    text: str,
    metavar: str | None = None,
    column: Column | None = None,
) -> inspect.Parameter:
    """An option of a verb's own, beside those of columns; ``column`` tells what it holds."""
    told = Annotated[kind, typer.Option(flag, metavar=metavar, help=text), column]  # type: ignore[valid-type]
    return inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, annotation=told, default=default)


def help_of(column: Column) -> str:
    """What the help of an option says of a column: its own words, else what may be chosen, else an example."""
    words, english = getattr(column.kind, "words", ()), getattr(column.kind, "english", ())
    if english:
        words = [f"{name} {word}" for name, word in zip(english, words, strict=True)]
    example = {"日期": "例如 2023-05-01", "金额": "元", "整数": "整数"}.get(column.kind.label, "")
    told = column.help or "、".join(words) or example
    parts = [
        told,
        "写 是 或 否，后面不写就是“是”" * isinstance(column.kind, Flag),
        "可写多次" if column.kind.many else "",
    ]
    return "，".join(filter(None, parts))


def plain_values(noun: Noun, given: dict[str, Any]) -> Record:
    """Turn options into values by their kinds; a reference stays the text that was typed. Raises ``Unreadable``."""
    values: Record = {}
    names = {noun.named, *noun.also_called}
    for key, raw in given.items():
        if raw is None or raw == []:
            continue
        free = type(noun[key].kind) is Text and key not in names
        values[key] = plain(noun[key].kind, raw, noun[key].label, free=free)
    return values


def _parsed(kind: Kind, raw: Any, *, free: bool) -> Any:
    """The value of what was typed; Chinese quotation marks around it only quote it, unless it is free text."""
    if free or not isinstance(raw, str | list):
        return kind.parse(raw)
    value = kind.parse(unwrapped(raw) if isinstance(raw, str) else list(map(unwrapped, raw)))
    return tuple(dict.fromkeys(map(unwrapped, value))) if isinstance(kind, Words) else value


def read_values(database: Database, noun: Noun, given: dict[str, Any]) -> Record:
    """Turn options into slots: kinds read them, other records are found by code or name."""
    return find_others(database, noun, plain_values(noun, given))


def find_others(database: Database, noun: Noun, values: Record) -> Record:
    """Put the ids of other records in the place of what they were called by; a unit that is to be entered stays a name."""
    found = dict(values)
    # What is known within another record is found when that one is.
    for key, text in sorted(values.items(), key=lambda one: bool(getattr(noun[one[0]].kind, "within", ""))):
        column, kind = noun[key], noun[key].kind
        if isinstance(kind, Refs):
            other, look = NOUNS[kind.noun], find_or_name if kind.enters else find
            found[column.slot] = tuple(dict.fromkeys(look(database, other, name) for name in found.pop(key)))
        elif isinstance(kind, Whose):
            del found[key]
            found[column.slot] = None if text is None else find_whose(database, kind, text)
        elif isinstance(kind, Ref):
            del found[key]
            if text is not None and kind.within and noun[kind.within].slot in found:
                owner = found[noun[kind.within].slot]
                text = find_within(database, NOUNS[kind.noun], noun[kind.within], owner, text, column.label)
            elif text is not None:
                text = find(database, NOUNS[kind.noun], text)
            found[column.slot] = text
    return found


def owner_of(database: Database, kind: Ref | Refs, known: Mapping[str, Any]) -> tuple[str, int] | None:
    """The column of what a record is known within, and the key of that one, which was told before it."""
    within = kind.within if isinstance(kind, Ref) else ""
    if not within:
        return None
    other = NOUNS[kind.noun][within].kind
    assert isinstance(other, Ref)
    return within, find(database, NOUNS[other.noun], known[within])


def plain(kind: Kind, text: Any, label: str, *, free: bool | None = None) -> Any:
    """Read what was written as a value of a kind; ``label`` says what it is for. Raises ``Unreadable``.

    Chinese quotation marks around it only quote it, unless it is ``free`` text, as all text is where that is not told.
    """
    try:
        return _parsed(kind, text, free=type(kind) is Text if free is None else free)
    except Misread as error:
        raise Unreadable(f"{label}：{error}。") from None


def day(text: str | None, flag: str = "--on", kind: Kind | None = None) -> str | None:
    """Read a day given as an option, be it one of a column's own kind."""
    found: str | None = plain(kind or Day(), text, f"日期（{flag}）")
    if found is None and text is not None:
        raise Unreadable(f"日期（{flag}）是空的，", "请写成 2023-05-01 这样，或去掉这个选项。")
    return None if found is None else str(found)


def words(text: str | None, label: str) -> str | None:
    """Read a text given on the command line."""
    found: str | None = plain(Text(), text, label)
    return found


def several(texts: Sequence[str], label: str) -> list[str]:
    """Read names given one by one, or some of them in one word with 、 or ， between."""
    try:
        return [one for text in texts for one in Words().parse(text)]
    except Misread as error:
        raise Unreadable(f"{label}：{error}。") from None


def whole(text: str, label: str, least: int = 0) -> int:
    """Read a count given on the command line."""
    found: int | None = plain(Whole(least=least), text, label)
    if found is None:
        raise Unreadable(f"{label}是空的，", "请写一个整数。")
    return found


def year(text: str) -> int:
    """Read a year given on the command line: 1900 to 9999."""
    found = whole(text, "年度")
    if not 1900 <= found <= 9999:
        raise Unreadable(f"年度：“{text}”不在 1900—9999 之间，", "请核对。")
    return found


def period(text: str, label: str = "年度") -> Period:
    """Read a period given on the command line: a year, or a half, a quarter, a month of one."""
    found = days_of(text)
    if found is None:
        raise Unreadable(f"{label}：“{shown(text)}”看不懂，", "请写年份或半年，例如 2023、2023上半年。")
    return between(*map(date.fromisoformat, found))


def one_of(text: str, names: dict[str, str], label: str) -> str:
    """Read one of the words an option takes, in English or Chinese; returns the English one."""
    bare = tight(unwrapped(text))
    found = {word: name for name, word in names.items()}.get(bare, bare.casefold())
    if found not in names:
        both = "、".join(f"{name} {word}" for name, word in names.items())
        raise Unreadable(f"{label}：“{text}”不在可选范围内，", f"可选：{both}。")
    return found


def money(text: str | None, label: str, *, zero: bool = False) -> int | None:
    """Read an amount given on the command line, in 分."""
    found: int | None = plain(Money(positive=not zero), text, label)
    return found
