"""The papers of a meeting: called to it, there, and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.figures.summary.texts import in_words
from liaison.papers.paper import Draft, Paper, heading, numbered, on_weekday
from liaison.queries.council.charter import charter_on
from liaison.queries.council.member import members
from liaison.queries.work import roll as asked
from liaison.queries.work.agenda import deadline, handled
from liaison.rules.council.charter import NO_PROXY
from liaison.rules.work.meetings import CAME, INVITED_ONLY, LISTENED, SENT, is_meeting, refuse_other

if TYPE_CHECKING:
    from liaison.store.database import Database

_REPLY_LINES = 3
"""Lines of the slip that comes back."""
_PROXY = {
    NO_PROXY: "因故不能参加的请书面请假，不可委托他人",
    "own": "因故不能参加的请书面请假，可委托本单位其他同志参加",
    "any": "因故不能参加的请书面请假，可委托其他成员单位代为出席",
}


def _units(database: Database, meeting: Record) -> list[str]:
    """The units that should come."""
    if meeting["kind"] == INVITED_ONLY:
        rows = asked.attendance_of(database, meeting["id"])
        return list(dict.fromkeys(row["unit"] for row in rows if row["status"] != LISTENED))
    return [unit["name"] for unit in members(database, meeting["start"])]


def _called(database: Database, activity: Record) -> list[str]:
    """The units that are called to a meeting; of any other activity those that took part, where that is known, else all members."""
    if not is_meeting(activity["kind"]) and activity["unit"]:
        return list(activity["unit"])
    return _units(database, activity)


def _of_meeting(write: Callable[[Database, Record, str], Draft]) -> Callable[[Database, Record, str], Draft]:
    """A paper that only a meeting has."""

    def written(database: Database, meeting: Record, today: str) -> Draft:
        refuse_other(meeting)
        return write(database, meeting, today)

    return written


@_of_meeting
def _notice(database: Database, meeting: Record, today: str) -> Draft:
    draft = Draft(f"关于召开{meeting['title']}的通知", heading(database, today), to="各成员单位")
    items = [item["title"] for item in asked.agenda_of(database, meeting["id"])]
    reports = ["听取以前决议的办理情况"] if handled(database, meeting, today) else []
    rules = charter_on(database, meeting["start"])
    draft.fields |= {
        "标题": draft.title,
        "主送": "各成员单位"
        if meeting["kind"] != INVITED_ONLY
        else "、".join(_units(database, meeting)) or draft.known("参加单位", None),
        "会议": meeting["title"],
        "时间": on_weekday(meeting["start"]),
        "地点": draft.known("地点", meeting["venue"]),
        "参加人员": "各成员单位党组织负责人、联络员" if meeting["kind"] != INVITED_ONLY else "有关单位负责人",
        "议程": numbered([*reports, *items]) or [draft.known("议程", None)],
        "请假": _PROXY[rules["stand_in"]],
        "主办单位": meeting["host"],
        "回执行": [""] * _REPLY_LINES,
    }
    _late(draft, "会议", meeting["start"], today)
    return draft


def _late(draft: Draft, what: str, day: str, today: str) -> None:
    """Say of a paper that asks for something by a day that the day is over."""
    if day < today:
        draft.said.append(f"{what}的日期 {day} 已经过了，请核对写的是不是这一次会议。")


@_of_meeting
def _call(database: Database, meeting: Record, today: str) -> Draft:
    draft = Draft(f"关于征集{meeting['title']}议题的通知", heading(database, today), to="各成员单位")
    draft.fields |= {
        "标题": draft.title,
        "主送": "各成员单位",
        "会议": meeting["title"],
        "时间": on_weekday(meeting["start"]),
        "截止": in_words(deadline(database, meeting)),
        "回执行": [""] * _REPLY_LINES,
    }
    _late(draft, "报送截止", deadline(database, meeting), today)
    return draft


def _sheet(database: Database, meeting: Record, today: str) -> Draft:
    draft = Draft(f"{meeting['title']}签到表", heading(database, today))
    draft.fields |= {
        "标题": draft.title,
        "时间": on_weekday(meeting["start"]),
        "地点": draft.known("地点", meeting["venue"]),
        "单位": [{"序号": number, "名称": unit} for number, unit in enumerate(_called(database, meeting), 1)],
    }
    return draft


@_of_meeting
def _minutes(database: Database, meeting: Record, today: str) -> Draft:
    draft = Draft(f"{meeting['title']}纪要", heading(database, today), to="各成员单位")
    rows = asked.attendance_of(database, meeting["id"])

    def who(*statuses: str) -> str:
        return "、".join(dict.fromkeys(row["unit"] for row in rows if row["status"] in statuses))

    decided = [_decided(item) for item in asked.agenda_of(database, meeting["id"])]
    draft.fields |= {
        "标题": draft.title,
        "会议": meeting["title"],
        "时间": in_words(meeting["start"]),
        "地点": draft.known("地点", meeting["venue"]),
        "主办单位": meeting["host"],
        "议定事项": numbered(decided) or [draft.known("议定事项", None)],
        "出席": who(CAME) or draft.known("出席", None),
        "委托": who(SENT),
        "请假": who("请假"),
        "缺席": who("缺席"),
        "列席": who(LISTENED),
    }
    return draft


def _decided(item: Record) -> str:
    """What was decided on an item, by how many votes."""
    outcome = item["outcome"] or "（没有登记结论）"
    votes = [(word, item[key]) for word, key in (("赞成", "for"), ("反对", "against"), ("弃权", "abstain"))]
    told = "、".join(f"{word}{count}票" for word, count in votes if count is not None)
    return f"{item['title']}：{outcome}{f'（{told}）' if told else ''}。"


PAPERS = (
    Paper(
        "notice",
        "会议通知",
        "会议",
        "activity",
        "写一份会议通知，附回执：时间、地点、参加人员、议程",
        "A2024-001",
        _notice,
        ("标题", "主送", "会议", "时间", "地点", "参加人员", "议程", "请假", "主办单位", "回执行"),
    ),
    Paper(
        "topics",
        "议题征集通知",
        "会议",
        "activity",
        "写一份议题征集通知：哪次会议、报到哪一天，附议题表",
        "A2024-001",
        _call,
        ("标题", "主送", "会议", "时间", "截止", "回执行"),
    ),
    Paper(
        "sign-in",
        "会议签到表",
        "会议或活动",
        "activity",
        "打印一份签到表：会议应到的单位（活动是参加单位）一家一行",
        "A2024-001",
        _sheet,
        ("标题", "时间", "地点", "单位"),
    ),
    Paper(
        "minutes",
        "会议纪要",
        "会议",
        "activity",
        "写一份会议纪要：议定事项、票数，出席、请假、列席的单位",
        "A2023-001",
        _minutes,
        ("标题", "会议", "时间", "地点", "主办单位", "议定事项", "出席", "委托", "请假", "缺席", "列席"),
    ),
)
