"""The ways in which a summary says its figures: those of the templates, those of each figure, and the year's own sentences.

A saying is known by its shape (``rules/summary/wording.py``). One that tells what it counts stands alone; another, such as 参加#人次,
is understood only where it follows one of its own sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from liaison.figures.figure import AFTER, Figure
from liaison.figures.summary.measuring import figures
from liaison.figures.summary.sentences import Told
from liaison.figures.summary.texts import texts
from liaison.kinds import Kind
from liaison.nouns.registry import exported_by
from liaison.quantities import Money, Number, Ratio
from liaison.rules import periods
from liaison.rules.periods import Period
from liaison.rules.summary import wording
from liaison.rules.summary.amounts import Amount

_OPTIONAL = re.compile(r"[\[\]]")
_FIELD = re.compile(r"\{(\w+)\}")
_CHANGE = "_change"
_PLACE = "0"
"""What stands for a figure in a template while its shape is made."""
_TELLING = re.compile(r"成员单位|项目|活动|事项|资金|协议|荣誉|会议|授牌|需求|参加率|参与率|欠缴|服务")
"""What tells by itself what is counted."""
_NAMED = re.compile(r"[\U000f0000-\U0010ffff][^#@]{3,}")
"""A record that is named, and what is said of it."""
_PART = "其中"
_BARE = "#"
"""A number and nothing else: told of the figure before for another time (2月举办3场，3月5场), and not of a part of it."""
_BEHIND = 1000
"""The place of a saying that stands in no template."""


@dataclass(frozen=True)
class Saying:
    """A clause that says something: its shape, the sentence that it is of (``group``) and its ``place`` there, whether it stands
    ``alone``; the figure of each of its numbers, and by what and to which ``part`` of it it is narrowed down; or, of a sentence of the
    year, the numbers and days themselves."""

    shape: str
    group: str
    place: int
    alone: bool
    keys: tuple[str, ...] = ()
    part: tuple[str, str] | None = None
    numbers: tuple[Amount, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether it names the record that it is about."""
        return bool(_NAMED.search(self.shape))

    def fits(self, clause: wording.Clause) -> bool:
        """Whether a clause of that shape counts in its units."""
        if self.keys:
            known = figures()
            units = [known[key].unit for key in self.keys]
            return len(units) == len(clause.amounts) and all(
                amount.counts(unit) for amount, unit in zip(clause.amounts, units, strict=True)
            )
        mine = [one.unit for one in self.numbers]
        return mine == [one.unit for one in clause.amounts] and len(self.days) == len(clause.days)


class Sayings:
    """Every saying by its shape; ``told`` are the sentences of the year, their names marked as ``mark`` marks them; ``parts`` are
    those into which a figure falls by something."""

    def __init__(
        self,
        told: Iterable[Told],
        about: Period,
        mark: Callable[[str], str],
        parts: Callable[[str, str], Iterable[str]],
    ) -> None:
        self._by_shape: dict[str, list[Saying]] = defaultdict(list)
        templates = list(_of_templates())
        groups = {key: one.group for one in reversed(templates) for key in one.keys}
        for one in (*templates, *_of_figures(groups, parts), *_of_told(told, about, mark)):
            self._by_shape[one.shape].append(one)

    def find(
        self, clause: wording.Clause, after: Saying | None, *, narrowed: bool, whole: bool
    ) -> Saying | None:
        """What a clause says, given what the one before it in its sentence said; nothing where that cannot be told.

        A sentence that is ``narrowed`` down to something says nothing of the whole council, but for what names a record itself; the
        year's own sentences are about the ``whole`` period.
        """
        group = after.group if after else None
        found = [
            one
            for one in self._by_shape.get(clause.shape, ())
            if (one.alone or one.group == group)
            and (whole or one.keys)
            and (not narrowed or one.is_named or (one.group == group and not one.keys))
            and (one.shape != _BARE or one.place < _BEHIND or (clause.period and _PART not in clause.text))
            and one.fits(clause)
        ]
        last = after.place if after else -1
        found.sort(key=lambda one: (one.group != group, not one.keys, one.place <= last, one.place))
        return found[0] if found else None


def _clauses(text: str, about: Period) -> list[wording.Clause]:
    tidy = wording.tidy(text)
    return [clause for sentence in wording.sentences(tidy) for clause in wording.clauses(sentence, about)]


def _of_templates() -> Iterator[Saying]:
    """The clauses of the templates that are made of figures alone."""
    known = figures()
    for section in ("sentences", "problems"):
        for key, template in texts()[section].items():
            for place, part in enumerate(re.split("(?<=[，；：、。])", _OPTIONAL.sub("", template))):
                names = _FIELD.findall(part)
                if not names or not all(name in known for name in names if name != "to"):
                    continue
                names = [name for name in names if name != "to"]
                filled = _FIELD.sub(
                    lambda found: _stand_in(known[found[1]]) if found[1] in known else "2000年1月1日", part
                )
                for clause in _clauses(filled, periods.year(2000)):
                    if names and clause.shape.count("#") == len(names):
                        yield Saying(clause.shape, key, place, _stands_alone(clause.shape), tuple(names))


def _stand_in(figure: Figure) -> str:
    return "0%" if isinstance(figure.kind, Ratio) else _PLACE


def _of_figures(groups: dict[str, str], parts: Callable[[str, str], Iterable[str]]) -> Iterator[Saying]:
    """Each figure by its label, and by what else is said of it; a part of another is not said by its label alone.

    They stand in the group of the template that tells of the figure, or of others of its noun, after all of that.
    """
    of = {one.key: noun for noun, some in exported_by("figures", "FIGURES").items() for one in some}
    nouns = {of[key]: group for key, group in reversed(groups.items())}
    for key, figure in figures().items():
        group = groups.get(key) or nouns.get(of[key], key)
        labels = () if _PART in figure.label else (f"{figure.label}#", f"#{figure.label}")
        for text in (*labels, *figure.said):
            bare = text.removeprefix(AFTER)
            split = _FIELD.search(bare)
            for part in parts(key, split[1]) if split else ("",):
                shape = wording.folded(_FIELD.sub(part, bare))
                yield Saying(shape, group, _BEHIND, bare is text, (key,), (split[1], part) if split else None)


def _of_told(told: Iterable[Told], about: Period, mark: Callable[[str], str]) -> Iterator[Saying]:
    """The clauses of the year's sentences, as they stand."""
    for number, one in enumerate(told):
        group = one.key or f"told {number}"
        for place, clause in enumerate(_clauses(mark(wording.tidy(one.words)), about)):
            if clause.amounts or clause.days:
                yield Saying(
                    clause.shape,
                    group,
                    place,
                    _stands_alone(clause.shape),
                    numbers=clause.amounts,
                    days=clause.days,
                )


def _stands_alone(shape: str) -> bool:
    return bool(_TELLING.search(shape)) or bool(_NAMED.search(shape))


def in_units(kind: Kind, value: int) -> Decimal:
    """A stored value in the unit that people write: 元, per cent, or as it is counted."""
    if isinstance(kind, Money | Ratio):
        return Decimal(value).scaleb(-2)
    return Decimal(value).scaleb(-4) if isinstance(kind, Number) else Decimal(value)


def stored(kind: Kind, value: Decimal) -> int:
    """A value in the unit that people write as its kind stores it."""
    scale = 2 if isinstance(kind, Money | Ratio) else 4 if isinstance(kind, Number) else 0
    return int(value.scaleb(scale))
