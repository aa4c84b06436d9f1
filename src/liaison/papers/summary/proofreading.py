"""A paper held against the records, sentence by sentence: what can be tied to a figure is judged, and nothing else is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from liaison.figures.summary.content import summary_content
from liaison.figures.summary.measuring import Summary, figures, of_term
from liaison.figures.summary.sayings import Saying, Sayings, in_units
from liaison.figures.summary.texts import in_words
from liaison.papers.summary import proof_tables, stated_facts
from liaison.papers.summary.marks import MARK, Marks
from liaison.papers.summary.report import PARTS
from liaison.papers.summary.values import Values
from liaison.papers.summary.verdicts import Disagreement, Verdicts
from liaison.queries.council.chair import terms
from liaison.rules.periods import Period
from liaison.rules.summary import changes, stretches, wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison.formats.passages import Passage, Table
    from liaison.rules.summary.wording import Clause
    from liaison.store.database import Database

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、．](?![0-9]))"
)
_LONGEST_HEADING = 40
_BESIDE = re.compile(
    r"领导|指导|支持|关心|坚持|贯彻|落实|深入|推动|营造|取得|形成|不断|持续|进一步|切实|努力|充分|稳步|认真|积极|存在问题|数据说明"
)
"""What a clause that narrows nothing is about: under whose guidance, in which spirit."""
_UNDER = re.compile(r"(?:领导|指导|支持|关心|关怀|部署)下$")
_COMPARED = re.compile("同比|[比较](?:上|去)年")
"""同比翻一番: what became of a figure, without a number."""
_AHEAD = re.compile(r"打算|计划|安排|目标|展望|思路|明年|下一?年|下一?步|来年")
_NARROWED = re.compile(r"其中|方面|期间|片区|街道|委员会|联盟|专委会|系列|品牌|专题|针对|围绕|聚焦|面向|依托")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGIT = re.compile("[0-9]")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共)#")
_TERM = re.compile("第([0-9]+)任轮值期")
_OF_ONE = re.compile(
    rf"[“《]?{MARK.pattern}[^\ue000，。；]*(?:总结|小结|案例|报告|汇报|简介|纪实|一家一档)(?:（.*）)?"
)
"""The title of a paper about one record: a project's own summary, a unit's report."""


@dataclass
class _Reading:
    """Where in a sentence the reader is: the period that is spoken of, the saying before and its period, whether something has
    narrowed the sentence down to a part of the council, or to a part of a figure, by whose saying the period is spent, and the numbers
    of a list that may be added up."""

    period: Period
    narrowed: bool = False
    partial: bool = False
    spent_on: str = ""
    after: Saying | None = None
    measured: tuple[str, Period] | None = None
    listed: list[Clause] = field(default_factory=list)


class Proofreader:
    """Reads a paper about a period, and keeps what comes of it in ``verdicts``."""

    def __init__(self, database: Database, about: Period | Summary, today: date) -> None:
        self.verdicts = Verdicts()
        self.values = Values(database, today)
        self.period = period = about if isinstance(about, Period) else self.values.take(about)
        self.year = period.end.year
        self.marks = Marks(database)
        summary = self.values.summary(period)
        told = summary_content(summary, today.isoformat()).sentences if summary else []
        self._sayings = Sayings(told, period, self.marks.mark, self._parts)
        self._facts = stated_facts.Facts(database, self.marks, self.year)
        self._kinds = self._parts("activities_held", "kind")
        self._about_one = self._of_one = False

    def _parts(self, key: str, by: str) -> list[str]:
        """Into what a figure has ever fallen."""
        ever = Period(date(1900, 1, 1), self.period.end, "")
        return [part for part in self.values.parts(key, by, ever) if part]

    def read(self, parts: list[Passage | Table]) -> None:
        """Read a paper from its beginning."""
        for part in parts:
            if isinstance(part, list):
                if not self._of_one:
                    proof_tables.read(self, part)
                for cell in (cell for row in part for cell in row):
                    self.passage(cell, is_cell=True)
            else:
                self.passage(part)

    def passage(self, passage: Passage, *, is_cell: bool = False) -> None:
        """Read a paragraph, a line, or a cell of a table, where only what is a sentence is read for its figures."""
        tidy = wording.tidy(passage.text)
        for said, right in self.marks.wrong(tidy):
            self.verdicts.judge(
                False, Disagreement(passage.place, said, said, right, "单位名称", "unit_name")
            )
        marked = self.marks.mark(tidy)
        for mark in self.marks.units(marked):
            self._agreed_name(mark)
        if is_cell and not re.search("[，。；：]", marked):
            return
        about_one = self._about_one and not is_cell
        if not is_cell and self._is_heading(marked):
            self._of_one = self._of_one or _OF_ONE.fullmatch(marked) is not None
            self._about_one = about_one = self._of_one or self._narrows(marked)
        for sentence in wording.sentences(marked):
            tied = self._sentence(passage.place, sentence, narrowed=about_one)
            about_one = about_one or (bool(MARK.search(sentence)) and not tied)

    def _agreed_name(self, mark: str) -> None:
        name = self.marks.spelt[mark]
        if name not in self.verdicts.names:
            self.verdicts.names.add(name)
            self.verdicts.agreed += 1

    def _is_heading(self, text: str) -> bool:
        short = len(self.marks.spell(text)) <= _LONGEST_HEADING and not re.search("[。；]", text)
        return short and (bool(_NUMBERED.match(text)) or not re.search("[，0-9]", text))

    def _narrows(self, heading: str) -> bool:
        """Whether what stands under a heading is about a part of the council, or of the time to come."""
        if any(title in heading for title, _keys in PARTS):
            return False  # a part of our own summary
        words = (MARK, _NARROWED, _AHEAD)
        return any(one.search(heading) for one in words) or any(kind in heading for kind in self._kinds)

    def _sentence(self, place: str, sentence: str, *, narrowed: bool) -> bool:
        """Read one sentence; whether anything in it was judged."""
        before = self.verdicts.agreed + len(self.verdicts.problems)
        for right, problem in self._facts.judged(place, sentence, self.period):
            self.verdicts.judge(right, problem)
        reading = _Reading(self.period, narrowed=narrowed)
        numbered = _NUMBERED.match(sentence)
        for clause in wording.clauses(sentence[numbered.end() if numbered else 0 :], self.period):
            self._clause(place, sentence, clause, reading)
        return self.verdicts.agreed + len(self.verdicts.problems) > before

    def _clause(self, place: str, sentence: str, clause: Clause, reading: _Reading) -> None:
        if clause.period is not None:
            reading.period, reading.spent_on = clause.period, ""
        if self._added_up(place, sentence, clause, reading):
            return
        if self._changed(place, sentence, clause, reading):
            return
        whole = reading.period == self.period
        saying = self._sayings.find(clause, reading.after, narrowed=reading.narrowed, whole=whole)
        if saying is not None and self._is_meant(saying, reading):
            self._judge(place, sentence, clause, saying, reading)
            return
        self.verdicts.unjudged += sum(
            bool(amount.unit and _DIGIT.search(amount.text)) for amount in clause.amounts
        )
        if clause.shape and not self._is_beside(clause):
            reading.narrowed = True
            reading.after = reading.measured = None

    @staticmethod
    def _is_meant(saying: Saying, reading: _Reading) -> bool:
        """Whether a saying can be about what the sentence has come to: behind a part stands nothing of the whole, and behind what
        was told of a month nothing else of that month."""
        if reading.partial and not saying.part:
            return False
        return not reading.spent_on or saying.group == reading.spent_on

    @staticmethod
    def _is_beside(clause: Clause) -> bool:
        """Whether a clause that says nothing of figures leaves what follows as it is."""
        if _UNDER.search(clause.text):
            return True
        if clause.amounts or clause.days or MARK.search(clause.text) or _NARROWED.search(clause.text):
            return False
        return bool(_BESIDE.search(clause.text) or _COMPARED.match(clause.text))

    def _judge(self, place: str, sentence: str, clause: Clause, saying: Saying, reading: _Reading) -> None:
        """Hold the numbers of a clause against what they say."""
        spelt, known = self.marks.spell(sentence), figures()
        for key, amount in zip(saying.keys, clause.amounts, strict=False):
            value = (
                self.values.part(key, reading.period, saying.part)
                if saying.part
                else self.values.value(key, reading.period)
            )
            if value is None:
                self.verdicts.unjudged += 1
                continue
            right = self.values.right(key, value, amount)
            about = f"{known[key].label}{f'（{saying.part[1]}）' if saying.part else ''}"
            if reading.period != self.period:
                about = f"{wording.called(reading.period)}{about}"
            self.verdicts.judge(
                amount.borne_out(value), Disagreement(place, spelt, amount.text, right, about, key)
            )
        for number, amount in zip(saying.numbers, clause.amounts, strict=False):
            about = self.marks.spell(clause.text).partition(amount.text)[0] or self.period.label
            problem = Disagreement(place, spelt, amount.text, number.text, about, saying.group)
            self.verdicts.judge(amount.borne_out(number.number), problem)
        for day, said in zip(saying.days, clause.days, strict=False):
            shown = in_words(said) if _ISO.fullmatch(said) else said
            self.verdicts.judge(day == said, Disagreement(place, spelt, shown, in_words(day), "日期", "day"))
        reading.after = saying
        reading.measured = (
            (saying.keys[0], reading.period) if len(saying.keys) == 1 and not saying.part else None
        )
        reading.partial = bool(saying.part)
        if reading.period != self.period:
            reading.spent_on = saying.group

    def _changed(self, place: str, sentence: str, clause: Clause, reading: _Reading) -> bool:
        """Judge what a clause says has become of the figure before it; whether it says so."""
        said = changes.read(clause.shape, clause.amounts)
        if said is None or reading.measured is None or clause.period is not None:
            return False
        key, period = reading.measured
        measured = self.values.measured(key, period)
        if measured is None or measured.difference is None:
            return False
        figure = measured.figure
        difference = in_units(figure.kind, measured.difference)
        before = in_units(figure.kind, measured.previous or 0) if measured.growth else None
        right, spelt = self.values.changed(key, period), self.marks.spell(sentence)
        way = (difference > 0) == said.up if said.up is not None else difference == 0
        if not way:
            text = self.marks.spell(clause.text)
            self.verdicts.judge(False, Disagreement(place, spelt, text, right, figure.label, key))
            return True
        self.verdicts.agreed += said.up is None
        for amount in said.amounts:
            borne_out = said.borne_out(amount, difference, before, figure.unit)
            if borne_out is None:
                self.verdicts.unjudged += 1
            else:
                problem = Disagreement(place, spelt, amount.text, right, figure.label, key)
                self.verdicts.judge(borne_out, problem)
        return True

    def _added_up(self, place: str, sentence: str, clause: Clause, reading: _Reading) -> bool:
        """Hold the sum of a list (甲3场、乙5场，合计8场) against its parts; whether the clause is one."""
        if len(clause.amounts) != 1 or clause.amounts[0].rounding:
            reading.listed.clear()
            return False
        listed, amount = reading.listed, clause.amounts[0]
        units = {one.amounts[0].unit for one in listed}
        raw = _TOTAL.fullmatch(clause.text.replace(amount.text, "#"))
        is_sum = bool(raw and len(listed) > 1 and units == {amount.unit})
        if is_sum:
            total = sum(one.amounts[0].number for one in listed)
            right = f"{total:,f}".rstrip("0").rstrip(".") if "." in f"{total:f}" else f"{total:,f}"
            self.verdicts.judge(
                amount.number == total,
                Disagreement(
                    place, self.marks.spell(sentence), amount.text, f"{right}{amount.unit}", "合计", "sum"
                ),
            )
        if listed and listed[-1].end != "、" and not (listed[-1].end == "，" and _alike(listed[-1], clause)):
            listed.clear()
        listed.append(clause)
        return is_sum


def of_titled_term(database: Database, titles: Iterable[str], today: date) -> Summary | None:
    """The summary of the chair's term that the first title that names one is about, up to the day that it says; nothing where none
    does, or there was no such term."""
    held = {(row["area"], row["ordinal"]) for row in terms(database)}
    for title in titles:
        if match := _TERM.search(title):
            area = next((one for one, _number in held if one and title[: match.start()].endswith(one)), None)
            said = re.search(stretches.THROUGH, title)
            until = stretches.through(said.groupdict()) if said else None
            if (area, int(match[1])) in held:
                return of_term(database, match[1], area, min(until.end if until else today, today))
    return None


def _alike(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same of two stretches of time: 上半年举办活动20场，下半年举办活动16场."""
    return one.shape == other.shape and None not in (one.period, other.period) and one.period != other.period
