"""The rules that hold where a council has set none, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from liaison.rules.council.voting import MORE_THAN_HALF


class Default(NamedTuple):
    """A rule's value, as it is stored, and where it comes from in words for people; ``words`` are those for what depends on
    more than the rules, where ``value`` is ``None``."""

    value: Any
    source: str
    words: str = ""


NO_PROXY = "none"
"""Under ``stand_in``: nobody may be represented at a meeting."""
USUAL_TERM = 12
"""The months of a first chair's term, where nothing is set: 凉城新村街道 and 伊犁 (a model plan) change the chair once a year."""


_MODEL = "《社会团体章程示范文本》"
DEFAULTS: Mapping[str, Default] = {
    "term": Default(None, "各地多为一年一轮值", f"同上一任，第一任{USUAL_TERM}个月"),
    "order": Default(None, "轮值各单位议定", "有议定顺序的按它，没有的按加入先后"),
    # 社区共建联席会议制度: in March and December, topics from members 15 days before.
    "meetings": Default(2, "社区共建联席会议制度，半年一次"),
    "topic_days": Default(15, "社区共建联席会议制度"),
    # The general meeting is told of its topics in writing, 10 days before at least.
    "notice_days": Default(10, _MODEL),
    # 2/3 以上的会员出席方能召开，其决议须经到会会员半数以上表决通过.
    "quorum": Default("2/3", _MODEL),
    "majority": Default(MORE_THAN_HALF, _MODEL),
    # Each member sends its party leader, and may replace that person by another of its own.
    "stand_in": Default("own", "街道党建联席会议制度，可换本单位的人"),
    # 三亚: within two days of the minutes each item is entered with what, who and by when.
    "task_days": Default(2, "三亚市督办工作规定，两日内分解立项"),
    "working_days": Default(0, "没有规定的按自然日"),
    "strict": Default(0, "没有规定的照记，并说明"),
}
"""The default of each rule, by its key."""


def filled(version: Mapping[str, Any] | None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A version of the rules, or none, with defaults where it sets nothing; and the keys of those."""
    known = dict(version or {})
    unset = tuple(key for key in DEFAULTS if known.get(key) is None)
    return known | {key: DEFAULTS[key].value for key in unset}, unset
