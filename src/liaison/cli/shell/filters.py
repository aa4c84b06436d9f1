"""The options by which the records of a list are chosen and laid out, made from the columns of their nouns."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import typer

from liaison.cli.shell.offers import DAY, LIMIT, WORDS, YEAR, columns_of
from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Choice, Fixed, Flag, Kind, Ref, Whose
from liaison.queries.owned import owners
from liaison.several import Refs

GROUP = "筛选和排列"
"""The heading under which the help of a command lists these options."""

RANGE = ("--from", "--to", "--on")
"""The options of a list's own days, which a column that goes by one of them has no other beside."""


class Filter(NamedTuple):
    """An option by which records are chosen: one of ``columns`` of a noun holds what is written behind it."""

    key: str
    flag: str
    label: str
    noun: Noun
    columns: tuple[Column, ...]

    @property
    def kind(self) -> Kind:
        """How what is written is read."""
        return self.columns[0].kind


def filters(nouns: Sequence[Noun], given: Sequence[str] = ()) -> dict[str, Filter]:
    """The filters of nouns that travel together: an option is that of the first noun that has it.

    None is made for the columns ``given`` otherwise, nor for what tells to which record of those nouns another belongs.
    """
    found: dict[str, Filter] = {}
    for noun in nouns:
        passed = {*given, *(column.key for column in owners(noun, nouns))}
        if noun.parties:
            found.setdefault("unit", Filter("unit", "--unit", "单位", noun, noun.pick(*noun.parties)))
        for column in noun.columns:
            kind = column.kind
            if column.key in passed or column.inner or column.private or column.via:
                continue
            if isinstance(kind, Choice | Fixed | Ref | Refs | Whose | Flag) or (
                isinstance(kind, Day) and column.flag not in RANGE
            ):
                asked = Filter(column.key, column.flag, column.label, noun, (_as_seen(noun, column),))
                found.setdefault(column.key, asked)
    return found


def _as_seen(noun: Noun, column: Column) -> Column:
    """The column with all the words that records are shown with."""
    if noun.states and column.key == noun.states.column:
        return replace(column, kind=Fixed(words=noun.states.names))
    return column


def options(
    nouns: Sequence[Noun], given: Sequence[str] = (), *, standing: bool = False
) -> list[inspect.Parameter]:
    """The options by which records of some nouns are chosen and laid out; ``standing`` where a list shows those of a day."""
    noun = nouns[0]
    found = [
        _option(one.key, one.flag, one.label, _help(one), one.columns[0])
        for one in filters(nouns, given).values()
    ]
    columns = columns_of(noun.columns)
    if standing and noun.whole_list:
        found.append(_option("on", "--on", "日期", "这一天在册的，默认今天", DAY))
        found.append(_option("whole", noun.whole_list, None, "全部，不论哪天在册", kind=bool, default=False))
    if dated := [one for one in nouns if one.when]:
        found.append(_option("first", "--from", "日期", _since(dated), DAY))
        found.append(_option("last", "--to", "日期", "到这天止；也可写 2023-05、2023、2023上半年", DAY))
        found.append(_option("year", "--year", "年度", "这一年，就是从第一天起到最后一天止", YEAR))
    return [
        *found,
        _option("find", "--find", "字词", "文字或名称里有这些字的；几个词用空格隔开，都要有", WORDS),
        _option("columns", "--columns", "列名", "只要这几列，按写的先后，例如 名称,电话", columns),
        _option("sort", "--sort", "列名", "按这几列排；列名前加 - 就倒过来，没有填的在最后", columns),
        _option("limit", "--limit", "条数", "最多列几条，并说明一共几条", LIMIT),
    ]


def _option(
    key: str,
    flag: str,
    metavar: str | None,
    text: str,
    column: Column | None = None,
    *,
    kind: type = str,
    default: Any = None,
) -> inspect.Parameter:
    told = Annotated[kind, typer.Option(flag, metavar=metavar, help=text, rich_help_panel=GROUP), column]  # type: ignore[valid-type]
    return inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, annotation=told, default=default)


def _since(dated: Sequence[Noun]) -> str:
    """What the first day of a range means for records that have a day, or a first and a last one."""
    if len(dated) > 1:
        return "从这天起，各表按自己的日期"
    labels = [column.label for column in dated[0].when]
    return f"从这天起，{'到'.join(labels)}有一天在内就算" if len(labels) > 1 else f"{labels[0]}从这天起"


def _help(one: Filter) -> str:
    if len(one.columns) > 1:
        return "、".join(column.label for column in one.columns) + "都算"
    match one.kind:
        case Flag():
            return "是 或 否"
        case Fixed(words=words):
            return "、".join(words)
        case Day():
            return "一天、一月、一年，或 2023-01至2023-06"
        case Ref() | Refs() | Whose():
            return "编号、名称或其中一部分"
    return "现有的词；几个用、隔开"
