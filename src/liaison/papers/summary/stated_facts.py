"""What a paper states besides figures: who chairs and since when, on which day something was, and how many units a list has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from liaison.figures.summary.texts import in_words
from liaison.nouns.registry import NOUNS
from liaison.papers.summary.verdicts import Disagreement
from liaison.queries.records import records
from liaison.rules.numerals import NUMERAL, value_of
from liaison.rules.summary import wording

if TYPE_CHECKING:
    from liaison.columns import Record
    from liaison.papers.summary.marks import Marks
    from liaison.rules.periods import Period
    from liaison.store.database import Database

Judged = Iterator[tuple[bool, Disagreement]]
_M = "[\U000f0000-\U0010fffd]"
_Q = "[“”《》]?"
_DAY = r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日"
_HAPPENS = {
    "activity": ("start", "召开|举办|举行|开展|组织"),
    "agreement": ("signed", "签订|签署|签约"),
    "honour": ("day", "获得|荣获|获评"),
    "project": ("start", "启动"),
}
"""For each noun that papers date, the column of the day and what is said of it."""
_CHAIR = re.compile(
    rf"(?:^|(?<=[，；：、期年议\ue000]))(?<!上期)(?:第(?P<a>{NUMERAL})任)?轮值主席(?:单位)?(?:为|是|由|：){_Q}(?P<x>{_M})"
    rf"|(?P<y>{_M}){_Q}(?:担任|接任|作为|任|为|是)(?:本届|本期|现任)?(?:第(?P<b>{NUMERAL})任)?轮值主席"
)
_YEAR = re.compile("([0-9]{4})年")
_TERM = re.compile(rf"(?P<first>{_DAY})[-—–~～至到]+(?P<last>{_DAY})")
_LIST = re.compile(
    rf"(?P<list>{_Q}{_M}{_Q}(?:[、和及与]{_Q}{_M}{_Q})+)(?P<etc>等)?(?P<n>{NUMERAL})家(?!次)(?:成员|会员)?(?:单位)?"
)


class Facts:
    """What the records say of chairs, days and names."""

    def __init__(self, database: Database, marks: Marks, year: int) -> None:
        self._marks, self._year = marks, year
        self._chairs: list[Record] = list(records(database, NOUNS["chair"]))
        self._titled: dict[tuple[str, str], set[str]] = defaultdict(set)
        for noun, (column, _said) in _HAPPENS.items():
            for row in records(database, NOUNS[noun]):
                if day := row[column]:
                    self._titled[noun, row[NOUNS[noun].called]].add(str(day))
        self._happening = [
            (noun, re.compile(pattern))
            for noun, (_column, verbs) in _HAPPENS.items()
            for pattern in (
                rf"(?P<day>{_DAY})(?:上午|下午|晚)?，?(?:在[^，。0-9]{{1,20}}?)?，?(?:成功|顺利|正式)?(?:{verbs})了?{_Q}(?P<x>{_M})",
                rf"(?P<x>{_M}){_Q}(?:于|在)(?P<day>{_DAY})(?:上午|下午)?(?:在[^，。0-9]{{1,20}}?)?(?:成功|顺利|正式)?(?:{verbs})",
            )
        ]

    def judged(self, place: str, sentence: str, period: Period) -> Judged:
        """Each fact that a marked sentence states, and whether it is right."""
        text = self._marks.spell(sentence)

        def problem(said: str, right: str, about: str, key: str) -> Disagreement:
            return Disagreement(place, text, said, right, about, key)

        for noun, pattern in self._happening:
            for match in pattern.finditer(sentence):
                one = self._marks.known[match["x"]]
                # A project and what is held for it may have one name.
                days = self._titled.get((noun, one.name))
                found = wording.iso_of(match["day"], self._year)
                if days:
                    right = "、".join(map(in_words, sorted(days)))
                    yield found in days, problem(match["day"], right, one.name, "day")
        yield from self._chair(sentence, period, problem)
        for match in _LIST.finditer(sentence):
            units = self._marks.units(match["list"])
            said, count = value_of(match["n"]) or 0, len(set(units))
            if len(units) == len(match["list"]) - len(re.sub("[\U000f0000-\U0010fffd]", "", match["list"])):
                is_right = count <= said if match["etc"] else count == said
                yield is_right, problem(f"{match['n']}家", f"列出了{count}家", "单位数", "list")

    def _chair(self, sentence: str, period: Period, problem: object) -> Judged:
        assert callable(problem)
        for match in _CHAIR.finditer(sentence):
            mark, number = match["x"] or match["y"], value_of(match["a"] or match["b"] or "")
            if self._marks.known[mark].noun != "member":
                continue
            years = set(_YEAR.findall(sentence, 0, match.start())) - {str(self._year)}
            if years and not number:
                continue  # another year's chair
            fits = [
                one
                for one in self._chairs
                if (one["ordinal"] == number if number else _overlaps(one, period))
            ]
            if not fits:
                continue
            name = self._marks.known[mark].name
            right = "、".join(dict.fromkeys(one["unit"] for one in fits))
            what = f"第{number}任轮值主席" if number else "轮值主席"
            yield (
                name in {one["unit"] for one in fits},
                problem(self._marks.spelt[mark], right, what, "chair"),
            )
            own = [one for one in fits if one["unit"] == name and one["end"]]
            if own and (term := _TERM.search(sentence, match.end())):
                said = tuple(wording.iso_of(term[part], self._year) for part in ("first", "last"))
                right = "、".join(f"{in_words(one['start'])}至{in_words(one['end'])}" for one in own)
                is_right = said in {(one["start"], one["end"]) for one in own}
                yield is_right, problem(term[0], right, f"{what}任期", "term")


def _overlaps(term: Record, period: Period) -> bool:
    return term["start"] <= period.end.isoformat() and (term["end"] or "9999") >= period.start.isoformat()
