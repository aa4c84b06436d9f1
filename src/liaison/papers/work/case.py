"""A project told as a whole, from its first day until today: as a summary, and as a case for others to learn from (背景 做法 成效 荣誉).

Every number has a note that says from which rows it comes, so that it can be followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from liaison.columns import MEMBERS, Record
from liaison.errors import Refused
from liaison.figures.summary.texts import in_words
from liaison.figures.work.project_report import project_content
from liaison.formats.seen import profile, seen
from liaison.nouns.work.project import STAGE
from liaison.papers.paper import CASE_LENGTH, Draft, chapters, commented, heading
from liaison.papers.work.project_lines import indicator_line
from liaison.quantities import Money, Number, Whole
from liaison.queries.keeping.attach import photos_of_project
from liaison.queries.merit.honour import of_project
from liaison.queries.work.activity import held_for
from liaison.rules.periods import between

if TYPE_CHECKING:
    from liaison.store.database import Database

_MONEY = Money(positive=False)
_MOST_PHOTOS = 4
"""Photos of a case; the public is shown none, for who is seen in them has not been asked."""
_MOST_ACTIVITIES = 12
"""Activities that are told one by one."""


@dataclass
class _Told:
    """What is told of a project, chapter by chapter, and the note of each sentence that holds a number."""

    project: Record
    notes: dict[str, str] = field(default_factory=dict)

    def noted(self, sentence: str, note: str) -> str:
        """A sentence, and where its number is from."""
        self.notes[sentence] = note
        return sentence


def case(database: Database, project: Record, today: str) -> Draft:
    """The project as a case; how long it has become is said."""
    told, draft = _begun(database, project, today, "工作案例")
    honours = _honours(told, database)
    texts = [
        ("背景", _background(told, draft)),
        ("做法", [*_steps(told), *_activities(told, database, today)]),
        ("成效", [*_figures(told), draft.known("成效和群众反映", None)]),
        ("荣誉", honours),
    ]
    _finished(draft, told, texts)
    if profile().sees(MEMBERS):
        draft.photos = photos_of_project(database, project["id"])[:_MOST_PHOTOS]
    length = sum(len(words) for _title, paragraphs in texts for words in paragraphs)
    draft.said.append(f"正文 {length:,} 字，工作案例一般不超过 {CASE_LENGTH:,} 字。")
    return draft


def summary(database: Database, project: Record, today: str) -> Draft:
    """The project's own summary."""
    told, draft = _begun(database, project, today, "工作总结")
    texts = [
        ("基本情况", _background(told, draft)),
        ("推进情况", [*_steps(told), *_activities(told, database, today)]),
        ("主要成效", [*_figures(told), *_honours(told, database)]),
        ("存在问题", []),
        ("下一步打算", []),
    ]
    _finished(draft, told, texts)
    return draft


def _begun(database: Database, project: Record, today: str, word: str) -> tuple[_Told, Draft]:
    first = min(filter(None, (project["start"], *(row["day"] for row in project["stages"]))), default=None)
    if first is None or first > today:
        raise Refused(f"“{project['name']}”还没有开始，", "请先用 liaison project stage 登记它走到哪一步。")
    period = between(date.fromisoformat(first), date.fromisoformat(today))
    found = project_content(database, period, today, [project["code"]]).rows["projects"]
    if not found:
        raise Refused(f"“{project['name']}”已经结束，没有可写的内容，", "请核对它的阶段和日期。")
    told = _Told(project | {"first": first} | found[0])
    draft = Draft(f"{project['name']}{word}", heading(database, today))
    draft.fields |= {"标题": draft.title, "期间": f"{in_words(first)}至{in_words(today)}"}
    return told, draft


def _background(told: _Told, draft: Draft) -> list[str]:
    project = told.project
    partners = [name for name in project["partners"] if name != project["lead"]]
    who = f"由{project['lead']}牵头" + (
        f"，{'、'.join(partners)}等{len(partners)}家单位参与" if partners else ""
    )
    since = f"“{project['name']}”{in_words(project['first'])}启动，{who}。"
    return [
        draft.known("背景", project["content"] and _sentence(project["content"])),
        told.noted(since, f"项目台账 {project['code']}：liaison project show {project['code']}"),
    ]


def _steps(told: _Told) -> list[str]:
    stages = [
        f"{in_words(row['day'])}，{row['stage']}{_in_brackets(str(seen(STAGE['note'])(row) or ''))}"
        for row in told.project["stages"]
    ]
    if not stages:
        return []
    note = f"项目阶段 {len(stages)} 条：liaison project show {told.project['code']}"
    return [told.noted(f"{'；'.join(stages)}。", note)]


def _activities(told: _Told, database: Database, today: str) -> list[str]:
    code, held = told.project["code"], held_for(database, told.project["id"], today)
    if not held:
        return []
    people = [row["people"] for row in held if row["people"] is not None]
    turns = f"，参加{sum(people):,}人次" if people else ""
    named = "、".join(row["title"] for row in held[:_MOST_ACTIVITIES])
    more = "等" if len(held) > _MOST_ACTIVITIES else ""
    sentence = f"围绕项目开展活动{len(held)}场{turns}：{named}{more}。"
    return [
        told.noted(
            sentence, f"活动台账中项目是 {code} 的 {len(held)} 条：liaison activity list --project {code}"
        )
    ]


def _figures(told: _Told) -> list[str]:
    project, found = told.project, []
    for one in project["indicators"]:
        note = f"指标 {one['code']} 的 {one['days']} 个读数：liaison indicator show {one['code']}"
        found.append(told.noted(f"{indicator_line(one, in_words)}。", note))
    if any(project[key] for key in ("received", "spent")):
        money = {key: _MONEY.show(project[key]) for key in ("received", "spent", "balance")}
        sentence = f"共筹集资金{money['received']}元，支出{money['spent']}元，结余{money['balance']}元。"
        found.append(
            told.noted(
                sentence, f"这个项目的专项资金的经费流水：liaison fund list --project {project['code']}"
            )
        )
    return found


def _honours(told: _Told, database: Database) -> list[str]:
    code = told.project["code"]
    won = of_project(database, told.project["id"])
    return [
        told.noted(
            f"{in_words(row['day'])}，{row['holder']}获得{row['by'] or ''}“{row['name']}”"
            f"{_in_brackets(row['level'])}。",
            f"荣誉 {row['code']}：liaison honour list --project {code}",
        )
        for row in won
    ]


def _in_brackets(text: str | None) -> str:
    return f"（{text}）" if text else ""


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def _finished(draft: Draft, told: _Told, texts: Iterable[tuple[str, list[str]]]) -> None:
    number, project = Number(negative=True), told.project
    draft.fields |= {
        "章节": chapters(draft, ((title, words, []) for title, words in texts)),
        "数据": [
            *(
                _row(f"{one['name']}（{one['rule']}）", number.show(one["total"]), one["unit"] or "")
                for one in project["indicators"]
                if one["days"]
            ),
            *(
                _row(label, _MONEY.show(project[key]), "元")
                for label, key in (("到账", "received"), ("支出", "spent"), ("结余", "balance"))
                if project[key] is not None
            ),
            _row("参与单位", Whole().show(len(set(project["partners"]) | {project["lead"]})), "家"),
        ],
    }
    notes: Mapping[str, str] = told.notes
    draft.finish = lambda paper: commented(paper, notes)


def _row(label: str, value: str, unit: str) -> dict[str, Any]:
    return {"指标": label, "本期": value, "单位": unit, "上期": "—"}
