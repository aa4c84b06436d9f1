"""What may be asked of records, in SQL built from their columns: which of them, in what order.

Conditions speak of ``t``, the noun's table, and of what ``records.statement`` joins to it; values are bound, never written in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from unicodedata import normalize

from liaison.columns import Column, Noun, Record
from liaison.dates import Day
from liaison.kinds import Choice, Coded, Fixed, Flag, Phone, Ref, Text, Whose
from liaison.nouns.registry import NOUNS
from liaison.quantities import Money, Number, Target, Whole
from liaison.queries import whose
from liaison.queries.keys import of_link
from liaison.queries.owned import own, owners, referred
from liaison.queries.records import ids, summed
from liaison.queries.states import called_on, light_on
from liaison.several import Refs, Words
from liaison.store.database import Database

TODAY = "today"
"""The name under which the day is bound on which states are asked for."""
FIRST, LAST = "first_day", "last_day"
"""The names under which the ends of a range of days are bound."""


@dataclass
class Question:
    """What is asked of the records of nouns that travel together, the first being the one that the others belong to.

    ``conditions`` are kept by the noun of whose records they speak; a record that belongs to another is among those asked
    for only if that is. ``first`` and ``last`` are the ends of a range in which their days lie.
    """

    nouns: tuple[Noun, ...]
    conditions: dict[str, list[str]] = field(default_factory=dict)
    values: Record = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    order: str = ""
    limit: int | None = None

    def ask(self, noun: Noun, condition: str, **values: Any) -> None:
        """Ask for one thing more."""
        self.conditions.setdefault(noun.name, []).append(condition)
        self.values |= values

    def where(self, noun: Noun) -> str:
        """The condition on records of a noun, empty where all are asked for."""
        found = [*filter(None, [own(noun)]), *self.conditions.get(noun.name, ())]
        parents = owners(noun, self.nouns)
        if (self.first or self.last) and noun.when and noun.when[0] not in parents:
            found.append(in_range(noun, self.first, self.last))
        for column in parents:
            parent = referred(column)
            if condition := self.where(parent):
                found.append(f"t.{column.store} IN ({ids(parent, condition)})")
        return " AND ".join(found)

    @cached_property
    def bound(self) -> Record:
        """The values that are bound."""
        ends = {name: day for name, day in ((FIRST, self.first), (LAST, self.last)) if day}
        return self.values | ends


def expression(noun: Noun, column: Column) -> str:
    """What a column holds: for a reference the other record's key, for a state the one that was reached by ``:today``, and how
    near a record is to its day then."""
    if noun.states and column.key == noun.states.column:
        return called_on(noun, "t", f":{TODAY}")
    if noun.states and column.key == noun.states.light:
        return light_on(noun, "t", f":{TODAY}")
    if column.summed:
        return summed(column.summed)
    if column.latest:
        return f"latest_{column.latest.table}.{column.latest.column}"
    if isinstance(column.kind, Whose):
        return whose.key_of(column, column.via or "t")
    return f"{column.via or 't'}.{column.store or column.slot}"


def among(noun: Noun, columns: Sequence[Column], values: Sequence[Any], name: str) -> tuple[str, Record]:
    """The condition that one of the columns holds one of the values, and what is bound in it; ``None`` stands for blank.

    No is what is not yes.
    """
    bound = {f"{name}_{place}": value for place, value in enumerate(v for v in values if v is not None)}
    marks = ", ".join(f":{key}" for key in bound)
    found = []
    for column in columns:
        if link := column.link:
            there = f"SELECT 1 FROM {link.table} AS x WHERE x.{link.owner} = t.id AND {of_link(link, 'x')}"
            found += [f"EXISTS ({there} AND x.{link.value} IN ({marks}))"] if bound else []
            found += [f"NOT EXISTS ({there})"] if None in values else []
            continue
        held = expression(noun, column)
        known = f"COALESCE({held}, 0)" if isinstance(column.kind, Flag) else held
        found += [f"{known} IN ({marks})"] if bound else []
        found += [f"{held} IS NULL"] if None in values else []
    return f"({' OR '.join(found)})", bound


def between(noun: Noun, column: Column, first: str | None, last: str | None, name: str) -> tuple[str, Record]:
    """The condition that a day lies in a range, and what is bound in it; blank lies in none."""
    ends = ((first, ">=", f"{name}_first"), (last, "<=", f"{name}_last"))
    told = [(day, f"{expression(noun, column)} {sign} :{key}", key) for day, sign, key in ends if day]
    return f"({' AND '.join(sql for _day, sql, _key in told)})", {key: day for day, _sql, key in told}


def in_range(noun: Noun, first: str | None, last: str | None) -> str:
    """The condition that the day of a record, or one from its first day to its last, is not before ``:first_day`` nor after
    ``:last_day``, as far as these are given.

    What has not ended goes on; what has no first day is in no range. Days of which a record has had several pairs are asked
    for in each.
    """
    columns = noun.when
    if isinstance(kind := columns[0].kind, Ref):
        other = NOUNS[kind.noun]
        return f"t.{columns[0].store} IN ({ids(other, in_range(other, first, last))})"
    if latest := columns[0].latest:
        begin, end = (f"x.{column.latest.column}" for column in columns if column.latest)
        met = _meets(begin, f"COALESCE({end}, '9999-12-31')", first, last)
        return f"EXISTS (SELECT 1 FROM {latest.table} AS x WHERE x.{latest.owner} = t.id AND {met})"
    begin = f"t.{columns[0].store}"
    end = begin if len(columns) == 1 else f"COALESCE(t.{columns[1].store}, '9999-12-31')"
    return _meets(begin, end, first, last)


def _meets(begin: str, end: str, first: str | None, last: str | None) -> str:
    told = [f"{begin} <= :{LAST}"] * bool(last) + [f"{end} >= :{FIRST}"] * bool(first)
    return " AND ".join([*told, f"{begin} IS NOT NULL"])


# -- words -------------------------------------------------------------------------------------------------------------


def holding(
    noun: Noun,
    text: str,
    *,
    reveal: bool,
    elsewhere: Callable[[str], str] = lambda _word: "",
) -> tuple[str, Record]:
    """The condition that each word of a text stands in some text of the record, or in a name that it shows; or fits the
    condition that ``elsewhere`` makes of it.

    Width and case of letters make no difference. What is private is looked at only when it is to be revealed.
    """
    words = normalize("NFKC", text).lower().split()
    bound = {f"find_{place}": f"%{_plain(word)}%" for place, word in enumerate(words)}
    told = []
    for key, word in zip(bound, words, strict=True):
        places = [_has(noun, column, key) for column in noun.columns if _is_read(noun, column, reveal=reveal)]
        told.append(f"({' OR '.join(filter(None, [*places, elsewhere(word)]))})")
    return " AND ".join(told), bound


def _plain(word: str) -> str:
    return re.sub("([!%_])", r"!\1", word)


def _is_read(noun: Noun, column: Column, *, reveal: bool) -> bool:
    if (
        column.inner
        or (column.private and not reveal)
        or any(c.sorted_by == column.key for c in noun.columns)
    ):
        return False
    texts = (Text, Fixed, Phone, Ref, Whose, Words, Target)
    kept = column.store or column.via or column.link or column.latest or isinstance(column.kind, Ref | Whose)
    return bool(kept) and isinstance(column.kind, texts) and not isinstance(column.kind, Coded)


def _has(noun: Noun, column: Column, key: str) -> str:
    """That a word stands in what a column shows."""
    kind = column.kind
    if link := column.link:
        start, mine = (
            f"EXISTS (SELECT 1 FROM {link.table} AS x",
            f"x.{link.owner} = t.id AND {of_link(link, 'x')}",
        )
        if isinstance(kind, Refs):
            other = NOUNS[kind.noun]
            met = " OR ".join(_like(f"o.{name}", key) for name in _names(other))
            return f"{start} JOIN {other.table} AS o ON o.id = x.{link.value} WHERE {mine} AND ({met}))"
        return f"{start} WHERE {mine} AND {_like(f'x.{link.value}', key)})"
    if isinstance(kind, Ref):
        return " OR ".join(_like(f"{column.key}.{name}", key) for name in _names(NOUNS[kind.noun]))
    if isinstance(kind, Whose):
        return _like(whose.name_of(column, column.via or "t"), key)
    return _like(expression(noun, column), key)


def _names(noun: Noun) -> list[str]:
    """The columns of a noun's table by which other records show its own."""
    return [noun[key].store for key in dict.fromkeys((noun.called, "short")) if key in noun]


def _like(text: str, key: str) -> str:
    return f"lower(\"normalize\"({text}, 'NFKC')) LIKE :{key} ESCAPE '!'"


# -- order -------------------------------------------------------------------------------------------------------------

_OWN_TABLE = re.compile(r"\bt\.")


def can_sort(column: Column, *, reveal: bool) -> bool:
    """Whether records can be put in the order of a column: it holds one value that can be compared, and may be seen."""
    kind = column.kind
    stands = column.store or column.via or column.latest or column.summed or isinstance(kind, Whose)
    if not stands or column.inner or kind.many or (column.private and not reveal):
        return False
    return isinstance(kind, Text | Fixed | Flag | Phone | Ref | Whose | Day | Whole | Number | Money)


def in_order(noun: Noun, keys: Iterable[tuple[Column, bool]]) -> str:
    """The order by columns, each up or down, blanks last; what is equal stays in the noun's own order.

    Other records go in their own order, the council's words in that of their list, the program's in theirs; numbers and days by
    size, codes by length first; all other texts as GB 18030 has them: common characters by their sound, then the rest by radical.
    """
    terms: list[str] = []
    for column, down in keys:
        terms.append(f"{expression(noun, column)} IS NULL")
        terms += [f"{term} DESC" if down else term for term in _terms(noun, column)]
    return ", ".join([*terms, noun.order])


def _terms(noun: Noun, column: Column) -> list[str]:
    held, kind = expression(noun, column), column.kind
    if column.sorted_by:
        return _terms(noun, noun[column.sorted_by])
    if isinstance(kind, Whose):
        return [_as_bytes(whose.name_of(column, column.via or "t"))]
    if isinstance(kind, Ref):
        return _OWN_TABLE.sub(f"{column.key}.", NOUNS[kind.noun].order).split(", ")
    if isinstance(kind, Choice):
        place = f"(SELECT c.position FROM choice AS c WHERE c.list = '{kind.list}' AND c.word = {held})"
        return [place, _as_bytes(held)]
    if isinstance(kind, Fixed):
        words = kind.english if isinstance(kind, Coded) else kind.words
        if noun.states and column.key == noun.states.column:
            words = noun.states.names
        cases = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words))
        return [f"CASE {held} {cases} END"]
    if isinstance(kind, Day | Whole | Number | Money | Flag):
        return [held]
    return [f"length({held})", _as_bytes(held)] if column.key == noun.numbered else [_as_bytes(held)]


def _as_bytes(text: str) -> str:
    return f"convert_to({text}, 'GB18030')"


# -- answers -----------------------------------------------------------------------------------------------------------


def how_many(database: Database, noun: Noun, where: str, values: Record) -> int:
    """How many records fit."""
    return int(database.value(f"SELECT count(*) FROM ({ids(noun, where or '1 = 1')}) AS x", **values))


def keys_in_order(
    database: Database, noun: Noun, where: str, question: Question, values: Record
) -> list[int]:
    """The keys of the records that are asked for, in the order asked for, as many as asked for."""
    few = "" if question.limit is None else f" LIMIT {question.limit:d}"
    sql = f"{ids(noun, where or '1 = 1')} ORDER BY {question.order or noun.order}{few}"
    return [key for (key,) in database.tuples(sql, **values, **question.bound)]
