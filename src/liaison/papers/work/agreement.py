"""The paper of an agreement: what the parties sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.figures.summary.texts import in_words
from liaison.figures.work.indicators import targets_of
from liaison.papers.paper import Draft, Paper, heading, numbered
from liaison.rules.numerals import spoken

if TYPE_CHECKING:
    from liaison.store.database import Database


def _agreement(database: Database, agreement: Record, today: str) -> Draft:
    parties = list(agreement["parties"])
    draft = Draft(agreement["name"], heading(database, today), to="、".join(parties))

    def day(key: str, label: str) -> str:
        return in_words(agreement[key]) if agreement[key] else draft.known(label, None)

    targets = [_target(one) for one in targets_of(database, agreement, today)]
    draft.fields |= {
        "标题": draft.title,
        "各方": [
            {
                "称": f"{_STEMS[number]}方" if number < len(_STEMS) else f"第{spoken(number + 1)}方",
                "单位": name,
            }
            for number, name in enumerate(parties)
        ],
        "内容": draft.known("共建内容", agreement["content"]),
        "目标": numbered(targets),
        "生效日": day("start", "生效日"),
        "到期日": day("end", "到期日"),
        "续签": "期满没有一方书面提出异议的，自动续签一期" if agreement["renews"] else "期满前协商续签",
        "份数": spoken(len(parties)),
        "签订日期": day("signed", "签订日期"),
        "地点": draft.known("签订地点", agreement["place"]),
    }
    return draft


_STEMS = "甲乙丙丁戊己庚辛壬癸"


def _target(one: Record) -> str:
    """A measurable target in words."""
    goal = f"目标{one['target']}{one['unit'] or ''}" if one["target"] is not None else "每期记录，不设目标"
    return f"{one['name']}：{goal}。"


PAPERS = (
    Paper(
        "agreement",
        "共建协议",
        "协议",
        "agreement",
        "写一份共建协议：各方、内容、可以量化的目标、期限、续签，留出签字盖章的地方",
        "G2023-001",
        _agreement,
        ("标题", "各方", "内容", "目标", "生效日", "到期日", "续签", "份数", "签订日期", "地点"),
    ),
)
