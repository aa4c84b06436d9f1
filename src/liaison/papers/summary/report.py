"""The yearly summary as a paper: its sentences in the order that offices keep, each with the figures it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from liaison.columns import Record
from liaison.figures.summary.content import Content, summary_content
from liaison.figures.summary.measuring import of_period, of_term
from liaison.figures.summary.rounding import round_words
from liaison.figures.summary.sentences import DATA, DONE, WRONG, Told, shown
from liaison.figures.summary.texts import fill
from liaison.papers.paper import CHAPTERED, IN_CHAPTERS, Draft, Paper, chapters, commented, heading
from liaison.papers.summary.answer import readable
from liaison.quantities import Ratio
from liaison.rules.numerals import spoken
from liaison.rules.periods import Period

if TYPE_CHECKING:
    from docx.document import Document

    from liaison.store.database import Database

BASICS = ("members", "chairs")
PARTS = (
    ("议事协商", ("matters",)),
    ("共建项目", ("projects", "indicator")),
    ("主题活动", ("activities", "no_activities", "attendance", "services")),
    ("经费保障", ("funds",)),
)
"""The parts of what was done, each with the sentences that stand in it, by their keys."""


def _summary(database: Database, period: Period, today: str, *, rounded: bool = False) -> Draft:
    summary = of_period(database, period.start, period.end, date.fromisoformat(today))
    return _told(database, summary_content(summary, today), today, rounded=rounded)


def _term(database: Database, term: Record, today: str, *, rounded: bool = False) -> Draft:
    summary = of_term(database, term["start"], term["area"], date.fromisoformat(today))
    return _told(database, summary_content(summary, today), today, rounded=rounded)


def _told(database: Database, content: Content, today: str, *, rounded: bool) -> Draft:
    if rounded:
        round_words(content)
    content = readable(content)
    council = content.council["name"]
    draft = Draft(
        f"{council}{fill(content.texts['cover']['title'], content.words)}", heading(database, today)
    )
    draft.fields |= {
        "标题": draft.title,
        "期间": content.period.label,
        "章节": _chapters(draft, content),
        "数据": [
            {
                "指标": one.figure.label,
                "本期": f"{one.figure.kind.show(one.value) or '—'}",
                "单位": "" if isinstance(one.figure.kind, Ratio) else one.figure.unit,
                "上期": one.figure.kind.show(one.previous) or "—",
            }
            for one in content.lines
        ],
    }
    draft.finish = lambda paper: _mark(paper, content)
    return draft


def _ahead(content: Content) -> str:
    """What the last chapter is called: of a whole year, or of any other period."""
    return "下一年打算" if content.period.label == f"{content.period.start.year}年度" else "下一步打算"


def _chapters(draft: Draft, content: Content) -> list[dict[str, Any]]:
    """The chapters, each ``{标题, 段落, 小节}``; what no figure can say nobody else should make up."""
    sentences = content.sentences
    done = [one for one in sentences if one.about == DONE]
    placed = {key for _title, keys in PARTS for key in keys} | set(BASICS)
    sections = [(title, _words(done, keys)) for title, keys in PARTS]
    sections.append(("其他工作", [one.words for one in done if one.key not in placed]))
    told = [(title, words) for title, words in sections if words]
    numbered = [
        {"标题": f"（{spoken(number)}）{title}", "段落": words}
        for number, (title, words) in enumerate(told, 1)
    ]
    wrong = [one.words for one in sentences if one.about == WRONG]
    data = [one.words for one in sentences if one.about == DATA]
    told_of = (
        ("基本情况", _words(done, BASICS), []),
        ("主要工作", [], numbered),
        ("特色亮点", [], []),
        ("存在问题", wrong, []),
        (_ahead(content), [], []),
        *((("数据说明", data, []),) if data else ()),
    )
    return chapters(draft, told_of)


def _words(sentences: Iterable[Told], keys: tuple[str, ...]) -> list[str]:
    return [one.words for one in sentences if one.key in keys]


def _mark(paper: Document, content: Content) -> None:
    known = {one.figure.key: one for one in content.figures}
    notes = {}
    for sentence in content.sentences:
        keys = [key for key in sentence.fields if key in known]
        if keys:
            notes[sentence.words] = "\n".join(
                f"{(one := known[key]).figure.label} {shown(one.figure.kind, one.value or 0)}{one.figure.unit}（{key}）：{one.figure.definition}"
                for key in keys
            )
    commented(paper, notes)


PAPERS = (
    Paper(
        "summary",
        IN_CHAPTERS,
        "年度",
        "",
        "写一份工作总结（一年、半年）：基本情况、主要工作、特色亮点、存在问题、下一年打算，附主要数据",
        "2023",
        _summary,
        CHAPTERED,
        rounded=partial(_summary, rounded=True),
    ),
    Paper(
        "term-summary",
        "任期工作总结",
        "任次|日期|单位",
        "chair",
        "写一份轮值主席的任期工作总结，章节与年度总结相同",
        "4",
        _term,
        CHAPTERED,
        form=IN_CHAPTERS,
        rounded=partial(_term, rounded=True),
    ),
)
