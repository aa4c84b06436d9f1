"""What was asked of a list on the command line: reading the options of ``filters`` into a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from liaison.cells import tight
from liaison.cli.shell import typed
from liaison.cli.shell.asked_days import ends, stretch
from liaison.cli.shell.filters import Filter, filters
from liaison.cli.shell.here import Here
from liaison.columns import Column, Noun, Record
from liaison.dates import Day
from liaison.errors import NotFound, Unreadable
from liaison.kinds import Choice, Ref, Whose
from liaison.nouns.registry import NOUNS
from liaison.queries import asking
from liaison.queries.asking import Question
from liaison.queries.find import find
from liaison.queries.known import named
from liaison.queries.states import seen
from liaison.queries.whose import find_whose
from liaison.queries.words import words_of
from liaison.rules.names import match_key
from liaison.rules.periods import called
from liaison.several import Refs, Words
from liaison.store.database import Database

_BLANK = ("空", "(空)")
_MOST_NAMED = 40
"""Words that a refusal lists."""


@dataclass
class Asked:
    """What was asked: the question, the columns wanted (none: all), and how to tell people what a list was narrowed by."""

    question: Question
    columns: tuple[Column, ...] = ()
    told: list[str] = field(default_factory=list)
    period: str = ""
    chosen: dict[str, tuple[list[Any], str]] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """Whether other records, or in another order, are asked for than all of those days."""
        return bool(self.told or self.question.limit or self.question.order)

    def chosen_by(self, key: str) -> str:
        """The sentence that says what was let through by one filter; empty where nothing was asked of it."""
        return f"只列：{self.chosen[key][1]}" if key in self.chosen else ""

    def picked(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns asked for, each to be seen; these where none were."""
        return tuple(replace(column, listed=True) for column in self.columns) or columns

    def heading(self, title: str) -> str:
        """A title with the period: a year before it, other days behind it."""
        if self.period.endswith("年"):
            return f"{self.period}{title}"
        return f"{title}（{self.period}）" if self.period else title

    def stem(self, title: str) -> str:
        """The name of a file, from which one sees that not everything is in it."""
        return f"{self.heading(title)}{'-部分' if self.told or self.question.limit else ''}"

    @property
    def narrowing(self) -> str:
        """What was asked for, its days and its number included; empty where everything was."""
        few = [f"最多 {self.question.limit} 条"] if self.question.limit else []
        told = [*([self.period] if self.period else []), *self.told, *few]
        return f"只有：{'；'.join(told)}" if told else ""

    def narrowed(self, listed: int, total: int) -> str:
        """The line under a title that says what was asked for, and how many there are; empty where everything was."""
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
    of: Noun | None = None,
    holding: Callable[..., tuple[str, Record]] = asking.holding,
) -> Asked:
    """Read these options. Words, columns, order and number are asked ``of`` one of the nouns, the first if not told otherwise;
    ``columns`` are those that there are to choose from, all of that noun if not told. ``holding`` makes the condition that
    words stand in what is shown of a record, where that is not what is stored.

    Raises ``Unreadable``, ``NotFound``, ``Refused``.
    """
    noun = of or nouns[0]
    asked = Asked(Question(tuple(nouns)))
    question = asked.question
    question.values |= {asking.TODAY: here.today} | seen(database, nouns, here.today)
    for one in filters(nouns, given).values():
        if (raw := values.get(one.key)) is not None:
            _choose(database, asked, one, raw)
    question.first, question.last = ends(here, nouns[0], values)
    asked.period = called(question.first, question.last)
    if (raw := values.get("find")) is not None:
        words = typed.words(raw, "字词（--find）")
        if words is None:
            raise Unreadable("要找的字词（--find）是空的，", "请写要找的字。")
        condition, bound = holding(noun, words, reveal=here.reveal)
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
        first, last = stretch(raw, one.label, one.flag)
        condition, bound = asking.between(one.noun, one.columns[0], first, last, one.key)
        asked.question.ask(one.noun, condition, **bound)
        asked.told.append(f"{one.label} {called(first, last)}")
        return
    values, shown = _values(database, one, raw)
    condition, bound = asking.among(one.noun, one.columns, values, one.key)
    asked.question.ask(one.noun, condition, **bound)
    asked.told.append(f"{one.label} {'、'.join(shown)}")
    asked.chosen[one.key] = values, asked.told[-1]


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
    if isinstance(kind, Whose):
        return lambda text: [(find_whose(database, kind, text), text)]
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


# -- columns -----------------------------------------------------------------------------------------------------------


def _named_columns(columns: Sequence[Column], text: str, flag: str) -> Iterator[Column]:
    """The columns that are named: by label, key or synonym, or by a part that fits one label alone."""
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
    parts = [column for column in columns if wanted and wanted in match_key(column.label)]
    if len(parts) == 1:
        return parts[0]
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
