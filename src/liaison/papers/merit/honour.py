"""The papers of honours and plaques: a letter of appointment, a certificate, the list of plaques, and what is posted before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from liaison.columns import Record
from liaison.errors import Refused
from liaison.figures.summary.texts import in_words
from liaison.formats.seen import seen
from liaison.nouns.merit.honour import HONOUR
from liaison.papers.paper import Draft, Paper, heading
from liaison.queries.merit.honour import won_plaques
from liaison.rules.periods import Period

if TYPE_CHECKING:
    from liaison.store.database import Database

POSTED_DAYS = 5
"""Working days for which a result is posted: the custom of selections by councils and offices; a house changes its template."""


def _of_kind(*kinds: str) -> Callable[[Callable[..., Draft]], Callable[..., Draft]]:
    """A paper that only these kinds have."""

    def narrowed(write: Callable[[Database, Record, str], Draft]) -> Callable[[Database, Record, str], Draft]:
        def written(database: Database, honour: Record, today: str) -> Draft:
            if honour["kind"] not in kinds:
                raise Refused(
                    f"“{honour['code']} {honour['name']}”是{honour['kind']}，",
                    f"这种公文只给{'、'.join(kinds)}写。",
                )
            return write(database, honour, today)

        return written

    return narrowed


def _recipient(honour: Record) -> str:
    """Who of the unit it was given to, where that may be seen."""
    return str(seen(HONOUR["recipient"])(honour) or "")


def _given(database: Database, honour: Record, today: str, kind: str) -> Draft:
    """What a letter of appointment and a certificate have in common."""
    draft = Draft(f"{kind}-{honour['code']}-{honour['name']}", heading(database, today), to=honour["holder"])
    draft.fields |= {
        "标题": kind,
        "获得者": honour["holder"],
        "具体对象": _recipient(honour),
        "名称": honour["name"],
        "证书编号": draft.known("证书编号", honour["certificate"]),
        "授予单位": draft.known("授予单位", honour["by"]),
        "日期": in_words(honour["day"]) if honour["day"] else draft.known("日期", None),
        "有效期至": in_words(honour["until"]) if honour["until"] else "",
    }
    return draft


@_of_kind("聘书")
def _appointment(database: Database, honour: Record, today: str) -> Draft:
    return _given(database, honour, today, "聘书")


@_of_kind("荣誉", "证书")
def _certificate(database: Database, honour: Record, today: str) -> Draft:
    return _given(database, honour, today, "荣誉证书")


def _plaques(database: Database, period: Period, today: str) -> Draft:
    draft = Draft(f"{period.label}授牌清单", heading(database, today))
    found = won_plaques(database, period.start.isoformat(), period.end.isoformat())
    if not found:
        raise Refused(f"{period.label}没有授牌，", "不必写清单；请核对年份。")
    draft.fields |= {
        "标题": draft.title,
        "授牌": [
            {
                "序号": str(number),
                "名称": row["name"],
                "单位": row["holder"],
                "证书编号": row["certificate"] or "—",
                "日期": row["day"],
                "有效期至": row["until"] or "—",
            }
            for number, row in enumerate(found, 1)
        ],
    }
    return draft


def _posting(database: Database, honour: Record, today: str) -> Draft:
    draft = Draft(f"关于拟授予“{honour['name']}”的公示", heading(database, today))
    draft.fields |= {
        "标题": draft.title,
        "名称": honour["name"],
        "类别": honour["kind"],
        "对象": "，".join(filter(None, (honour["holder"], _recipient(honour)))),
        "授予单位": draft.known("授予单位", honour["by"]),
        "天数": str(POSTED_DAYS),
        "联系": draft.known("联系人和电话", None),
    }
    return draft


_GIVEN = ("标题", "获得者", "具体对象", "名称", "证书编号", "授予单位", "日期", "有效期至")
PAPERS = (
    Paper(
        "appointment",
        "聘书",
        "荣誉",
        "honour",
        "写一份聘书：聘谁、做什么、从哪天到哪天、证书编号",
        "J2023-005",
        _appointment,
        _GIVEN,
    ),
    Paper(
        "certificate",
        "荣誉证书",
        "荣誉",
        "honour",
        "写一份荣誉证书：授给谁、什么名称、证书编号",
        "J2023-006",
        _certificate,
        _GIVEN,
    ),
    Paper(
        "plaques",
        "授牌清单",
        "年度",
        "",
        "打印一份授牌清单：这一年授了哪些牌，给了谁，编号和有效期",
        "2023",
        _plaques,
        ("标题", "授牌"),
    ),
    Paper(
        "posting",
        "公示",
        "荣誉",
        "honour",
        "写一份公示：拟授予谁什么荣誉、公示几天、向谁反映",
        "J2023-002",
        _posting,
        ("标题", "名称", "类别", "对象", "授予单位", "天数", "联系"),
    ),
)
