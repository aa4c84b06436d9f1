"""What may be asked of a list on the command line: options made from the columns of its records, and reading them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any, NamedTuple

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Listing
from liaison.cli.shell.here import Here
from liaison.cells import tight
from liaison.columns import Column, Noun, Record
from liaison.errors import NotFound, Refused, Unreadable
from liaison.kinds import Choice, Fixed, Flag, Kind, Ref, Refs, Words
from liaison.nouns.registry import NOUNS
from liaison.quantities import Day
from liaison.queries import asking
from liaison.queries.asking import Question, owners
from liaison.queries.find import find, named
from liaison.queries.records import records
from liaison.queries.states import as_of
from liaison.queries.words import words_of
from liaison.rules.names import match_key
from liaison.rules.periods import called, days_of
from liaison.store.database import Database

GROUP = "筛选和排列"
"""The heading under which the help of a command lists these options."""

_BLANK = ("空", "(空)")
_RANGE = ("--from", "--to", "--on")
_MOST_NAMED = 40
"""Words that a refusal lists."""


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
            if isinstance(kind, Choice | Fixed | Ref | Refs | Flag) or (
                isinstance(kind, Day) and column.flag not in _RANGE
            ):
                found.setdefault(column.key, Filter(column.key, column.flag, column.label, noun, (column,)))
    return found


# -- options -----------------------------------------------------------------------------------------------------------


def options(
    nouns: Sequence[Noun], given: Sequence[str] = (), *, standing: bool = False
) -> list[inspect.Parameter]:
    """The options by which records of some nouns are chosen and laid out; ``standing`` where a list shows those of a day."""
    noun = nouns[0]
    found = [_option(one.key, one.flag, one.label, _help(one)) for one in filters(nouns, given).values()]
    if standing and noun.whole_list:
        found.append(_option("on", "--on", "日期", "这一天在册的，默认今天"))
        found.append(_option("whole", noun.whole_list, None, "全部，不论哪天在册", bool, False))
    if any(one.when for one in nouns):
        when = "或".join(dict.fromkeys("到".join(c.label for c in one.when) for one in nouns if one.when))
        found.append(_option("first", "--from", "日期", f"{when}在这天或以后"))
        found.append(_option("last", "--to", "日期", "到这天止；也可写 2023-05、2023"))
        found.append(_option("year", "--year", "年度", "这一年，等于写这年第一天到最后一天"))
    return [
        *found,
        _option("find", "--find", "字词", "文字或名称里有这些字的；几个词用空格隔开，都要有"),
        _option("columns", "--columns", "列名", "只要这几列，按写的先后，例如 名称,电话"),
        _option("sort", "--sort", "列名", "按这几列排；列名前加 - 就倒过来，没有填的在最后"),
        _option("limit", "--limit", "条数", "最多列几条，并说明一共几条"),
    ]


def _option(
    key: str, flag: str, metavar: str | None, text: str, kind: type = str, default: Any = None
) -> inspect.Parameter:
    told = Annotated[kind, typer.Option(flag, metavar=metavar, help=text, rich_help_panel=GROUP)]  # type: ignore[valid-type]
    return inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, annotation=told, default=default)


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
        case Ref() | Refs():
            return "编号、名称或其中一部分"
    return "这一类；几类用、隔开"


# -- reading -----------------------------------------------------------------------------------------------------------


@dataclass
class Asked:
    """What was asked: the question, the columns wanted (none: all), and how to tell people what a list was narrowed by."""

    question: Question
    columns: tuple[Column, ...] = ()
    told: list[str] = field(default_factory=list)
    period: str = ""
    chosen: dict[str, list[Any]] = field(default_factory=dict)

    def heading(self, title: str) -> str:
        """A title with the period: a year before it, other days behind it."""
        if self.period.endswith("年"):
            return f"{self.period}{title}"
        return f"{title}（{self.period}）" if self.period else title

    def stem(self, title: str) -> str:
        """The name of a file, from which one sees that not everything is in it."""
        return f"{self.heading(title)}{'-部分' if self.told or self.question.limit else ''}"

    def narrowed(self, listed: int, total: int) -> str:
        """The sentence that says what was asked for, and how many there are; empty where everything was."""
        several = [f"只列：{'；'.join(self.told)}"] if self.told else []
        if listed < total:
            several.append(f"共 {total} 条，列出 {listed} 条")
        elif several:
            several.append(f"共 {total} 条")
        return "；".join(several)

    @property
    def nothing(self) -> str:
        """The sentence where no record fits; empty where everything was asked for."""
        told = [*([self.period] if self.period else []), *self.told]
        return f"没有符合的记录（{'；'.join(told)}）。" if told else ""


def read(
    here: Here,
    database: Database,
    nouns: Sequence[Noun],
    values: dict[str, Any],
    *,
    given: Sequence[str] = (),
    columns: Sequence[Column] = (),
    sorts: Noun | None = None,
) -> Asked:
    """Read these options. ``columns`` are those that there are to choose from, those of ``sorts`` or the first noun otherwise.

    Raises ``Unreadable``, ``NotFound``, ``Refused``.
    """
    noun = sorts or nouns[0]
    asked = Asked(Question(tuple(nouns)))
    question = asked.question
    question.values[asking.TODAY] = here.today
    for one in filters(nouns, given).values():
        if (raw := values.get(one.key)) is not None:
            _choose(database, asked, one, raw)
    question.first, question.last = _ends(here, noun, values)
    asked.period = called(question.first, question.last)
    if (words := typed.words(values.get("find"), "--find")) is not None:
        condition, bound = asking.holding(noun, words, reveal=here.reveal)
        question.ask(noun, condition, **bound)
        asked.told.append(f"有“{words}”字样")
    if (raw := values.get("columns")) is not None:
        asked.columns = tuple(dict.fromkeys(_named_columns(columns or noun.columns, raw, "--columns")))
    if (raw := values.get("sort")) is not None:
        question.order = asking.in_order(noun, _sorting(noun, raw, reveal=here.reveal))
    if (raw := values.get("limit")) is not None:
        question.limit = typed.whole(raw, "条数（--limit）", least=1)
    return asked


def _choose(database: Database, asked: Asked, one: Filter, raw: str) -> None:
    """Ask for the records that one filter lets through."""
    if isinstance(one.kind, Day) and tight(raw) not in _BLANK:
        first, last = _stretch(raw, one.label, one.flag)
        condition, bound = asking.between(one.noun, one.columns[0], first, last, one.key)
        asked.question.ask(one.noun, condition, **bound)
        asked.told.append(f"{one.label} {called(first, last)}")
        return
    values, shown = _values(database, one, raw)
    condition, bound = asking.among(one.noun, one.columns, values, one.key)
    asked.question.ask(one.noun, condition, **bound)
    asked.chosen[one.key] = values
    asked.told.append(f"{one.label} {'、'.join(shown)}")


def _values(database: Database, one: Filter, raw: str) -> tuple[list[Any], list[str]]:
    """The values that are let through, and what people call them."""
    values: list[Any] = []
    shown: list[str] = []
    reader = _reader(database, one)
    for text in typed.plain(Words(), raw, f"{one.label}（{one.flag}）") or ("",):
        for value, name in [(None, "空")] if tight(text) in _BLANK else reader(text):
            values.append(value)
            shown.append(name)
    return values, list(dict.fromkeys(shown))


def _reader(database: Database, one: Filter) -> Callable[[str], list[tuple[Any, str]]]:
    """How one word behind a filter is read: into the values it stands for, each with its name."""
    kind, label = one.kind, f"{one.label}（{one.flag}）"
    if isinstance(kind, Choice):
        words = {match_key(word): word for word in words_of(database, kind.list)}
        return partial(_word, words, one)
    if isinstance(kind, Ref | Refs):
        other = NOUNS[kind.noun]
        people = {one.key: one.name for one in named(database, other)}
        if isinstance(kind, Ref) and kind.within:
            return partial(_within, people, one)
        return lambda text: [(key := find(database, other, text), people[key])]
    return lambda text: [(value := typed.plain(kind, text, label), kind.show(value))]


def _word(words: dict[str, str], one: Filter, text: str) -> list[tuple[Any, str]]:
    found = words.get(match_key(text))
    if found is None:
        raise Unreadable(f"{one.label}（{one.flag}）里没有“{text}”，", _there_are(words.values()))
    return [(found, found)]


def _within(people: dict[int, str], one: Filter, text: str) -> list[tuple[Any, str]]:
    """The records of a name, of whatever they are known within."""
    keys = [key for key, name in people.items() if match_key(name) == match_key(text)]
    if not keys:
        raise NotFound(f"没有叫“{text}”的{one.label}，", _there_are(people.values()))
    return [(key, people[key]) for key in keys]


def _there_are(words: Any) -> str:
    several = list(dict.fromkeys(words))
    if not several:
        return "现在一个词也还没有。"
    more = "等" if len(several) > _MOST_NAMED else ""
    return f"现有：{'、'.join(several[:_MOST_NAMED])}{more}。"


# -- days --------------------------------------------------------------------------------------------------------------


def _ends(here: Here, noun: Noun, values: dict[str, Any]) -> tuple[str | None, str | None]:
    """The first and the last day of the range asked for, nothing for an open end."""
    told = [
        flag
        for key, flag in (("on", "--on"), ("whole", noun.whole_list), ("year", "--year"))
        if values.get(key)
    ]
    ends = values.get("first"), values.get("last")
    if any(ends):
        told.append("--from、--to")
    if len(told) > 1:
        raise Unreadable(f"{'与'.join(told)} 只能写一种，", "请去掉多余的。")
    if year := values.get("year"):
        number = typed.year(year)
        return f"{number:04d}-01-01", f"{number:04d}-12-31"
    if any(ends):
        first, last = (_edge(text, side, flag) for side, (text, flag) in enumerate(zip(ends, _RANGE)))
        return _checked(first, last)
    if "on" in values and not values.get("whole"):
        day = typed.day(values["on"]) or here.today
        return day, day
    return None, None


def _edge(text: str | None, side: int, flag: str) -> str | None:
    """A day, or the first (0) or last (1) day of the month or year that is written."""
    if text is None:
        return None
    whole = days_of(text)
    return whole[side] if whole else typed.day(text, flag)


_UNTIL = ("至", "到", "~", "～", "—", "..")


def _stretch(text: str, label: str, flag: str) -> tuple[str | None, str | None]:
    """The first and the last day of what is written: a day, a month, a year, or from one of them to another."""
    for mark in _UNTIL:
        begin, found, end = text.partition(mark)
        if found:
            sides = (begin.strip() or None, end.strip() or None)
            first, last = (_edge(side, place, flag) for place, side in enumerate(sides))
            break
    else:
        first, last = _edge(text, 0, flag), _edge(text, 1, flag)
    if first is None and last is None:
        raise Unreadable(f"{label}（{flag}）是空的，", "例如 2023、2023-05、2023-01至2023-06。")
    return _checked(first, last)


def _checked(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    if first and last and first > last:
        raise Refused(f"{first} 在 {last} 以后，中间没有日子，", "请核对这两个日期。")
    return first, last


# -- columns -----------------------------------------------------------------------------------------------------------


def _named_columns(columns: Sequence[Column], text: str, flag: str) -> Iterator[Column]:
    """The columns that are named, by label, key or synonym."""
    there = [column for column in columns if not column.inner]
    for name in typed.plain(Words(), text, flag) or ("",):
        yield _column(there, name, flag)


def _column(columns: Sequence[Column], name: str, flag: str) -> Column:
    wanted = match_key(name)
    ways: tuple[Callable[[Column], Sequence[str]], ...] = (
        lambda column: (column.label,),
        lambda column: (column.key, column.flag),
        lambda column: column.synonyms,
    )
    for way in ways:
        for column in columns:
            if wanted and wanted in map(match_key, way(column)):
                return column
    labels = "、".join(column.label for column in columns)
    raise Unreadable(f"没有“{name}”这一列（{flag}），", f"可写：{labels}。")


def _sorting(noun: Noun, text: str, *, reveal: bool) -> Iterator[tuple[Column, bool]]:
    """The columns to sort by, each with whether downwards."""
    for name in typed.plain(Words(), text, "--sort") or ("",):
        bare = name.lstrip("-－−–—")
        column = _column([one for one in noun.columns if not one.inner], bare, "--sort")
        if not asking.can_sort(column, reveal=reveal):
            can = "、".join(one.label for one in noun.columns if asking.can_sort(one, reveal=reveal))
            why = "是遮盖的" if column.private else "一格里有几项，或不能比大小"
            raise Unreadable(f"不能按“{column.label}”排：它{why}，", f"可写：{can}。")
        yield column, bare != name


# -- answers -----------------------------------------------------------------------------------------------------------


def found(
    database: Database, noun: Noun, asked: Asked, today: str, where: str = "", **values: Any
) -> tuple[list[Record], int]:
    """The records asked for among those that fit a condition, and how many there were in all."""
    question = asked.question
    condition = " AND ".join(filter(None, (where, question.where(noun))))
    bound = values | question.bound
    some = records(database, noun, condition, question.order, limit=question.limit, **bound)
    total = len(some)
    if question.limit == total:
        total = asking.how_many(database, noun, condition, bound)
    return as_of(database, noun, some, today), total


def listing(
    here: Here,
    asked: Asked,
    columns: tuple[Column, ...],
    some: list[Record],
    total: int,
    *,
    title: str,
    stem: str,
    note: str = "",
    shown: Callable[[tuple[Column, ...]], tuple[Column, ...]] = tuple,
) -> Listing:
    """The answer of a list: the columns asked for, all of them if none were; ``shown`` makes of them what people see."""
    from dataclasses import replace

    picked = tuple(replace(column, listed=True) for column in asked.columns) or columns
    if len(some) < total and (here.json or here.csv):
        here.say(f"共 {total} 条，列出 {len(some)} 条。")
    return Listing(
        picked,
        some,
        asked.heading(title),
        asked.stem(stem),
        note,
        shown(picked),
        asked.narrowed(len(some), total),
        asked.nothing,
    )
