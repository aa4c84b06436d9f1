"""The yearly summary as a paper: its sentences in the order that offices keep, each with the figures it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from liaison.figures.summary.content import Content, summary_content
from liaison.figures.summary.measuring import of_year
from liaison.figures.summary.sentences import DATA, DONE, WRONG, Told, shown
from liaison.figures.summary.texts import fill
from liaison.papers.paper import Draft, Paper, heading
from liaison.papers.summary.answer import readable
from liaison.quantities import Ratio
from liaison.rules.numerals import spoken

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
_OWN = "（请补写。）"
"""What no figure can say, and nobody else should make up."""


def _summary(database: Database, year: int, today: str) -> Draft:
    content = readable(summary_content(of_year(database, year, None, date.fromisoformat(today)), today))
    council = content.council["name"]
    draft = Draft(
        f"{council}{fill(content.texts['cover']['title'], content.words)}", heading(database, today)
    )
    draft.fields |= {
        "标题": draft.title,
        "期间": content.period.label,
        "章节": list(_chapters(content.sentences)),
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
    draft.lack += ["特色亮点", "下一年打算"]
    return draft


def _chapters(sentences: list[Told]) -> Iterator[dict[str, Any]]:
    """The chapters, each ``{标题, 段落, 小节}``."""
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
    chapters = (
        ("基本情况", _words(done, BASICS), []),
        ("主要工作", [], numbered),
        ("特色亮点", [_OWN], []),
        ("存在问题", wrong, []),
        ("下一年打算", [_OWN], []),
        *((("数据说明", data, []),) if data else ()),
    )
    for number, (title, words, parts) in enumerate(chapters, 1):
        yield {"标题": f"{spoken(number)}、{title}", "段落": words, "小节": parts}


def _words(sentences: Iterable[Told], keys: tuple[str, ...]) -> list[str]:
    return [one.words for one in sentences if one.key in keys]


def _mark(paper: Document, content: Content) -> None:
    """Put a comment to each sentence that says which figures it is made of, so that a leader can follow them."""
    known = {one.figure.key: one for one in content.figures}
    told = {one.words: one for one in content.sentences}
    for paragraph in paper.paragraphs:
        sentence = told.get(paragraph.text.strip())
        keys = [key for key in sentence.fields if key in known] if sentence else []
        if keys and paragraph.runs:
            lines = [
                f"{(one := known[key]).figure.label} {shown(one.figure.kind, one.value or 0)}{one.figure.unit}（{key}）：{one.figure.definition}"
                for key in keys
            ]
            paper.add_comment(paragraph.runs, "\n".join(lines), author="口径", initials="")


PAPERS = (
    Paper(
        "summary",
        "年度工作总结",
        "年度",
        "",
        "写一份年度工作总结：基本情况、主要工作、特色亮点、存在问题、下一年打算，附主要数据",
        "2023",
        _summary,
        ("标题", "期间", "章节", "数据"),
    ),
)
