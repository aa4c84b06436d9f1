"""The stages of a joint project, and which may follow which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from liaison.errors import Refused, Unreadable

STAGES = ("提议", "共商", "立项", "筹资", "实施", "常态化运行", "结项", "中止")

FINAL = frozenset({"结项"})

_FOLLOWING: dict[str | None, tuple[str, ...]] = {
    None: ("提议", "共商", "立项", "筹资", "实施", "常态化运行"),
    "提议": ("共商", "立项", "筹资", "实施", "常态化运行", "中止"),
    "共商": ("立项", "筹资", "实施", "常态化运行", "中止"),
    # Some councils raise the money first and approve the project after it, others the other way round.
    "立项": ("筹资", "实施", "常态化运行", "结项", "中止"),
    "筹资": ("立项", "实施", "常态化运行", "结项", "中止"),
    "实施": ("常态化运行", "结项", "中止"),
    "常态化运行": ("结项", "中止"),
    # What was stopped is taken up again by working on it; whatever came before it is not done twice.
    "中止": ("实施",),
    "结项": (),
}


def following(old: str | None) -> tuple[str, ...]:
    """The stages that may follow ``old``, or that a project may begin with if ``None``."""
    _check_known(old)
    return _FOLLOWING[old]


def check_move(old: str | None, new: str) -> None:
    """Raise ``Refused`` when ``new`` cannot follow ``old``, naming the stages that can.

    A move goes forward and may skip stages; 立项 and 筹资 come in either order. Only what was approved or funded
    can be finished (结项): an idea that is given up is 中止. A stopped project goes on with 实施; a finished one
    is finished. Raises ``Unreadable`` for a stage that there is not.
    """
    _check_known(new)
    allowed = following(old)
    if new in allowed:
        return
    choices = "、".join(allowed)
    if old is None:
        raise Refused(f"项目的第一个阶段不能是“{new}”，可以是：{choices}")
    if old in FINAL:
        raise Refused(f"项目已经{old}，不能再改为“{new}”；{old}之后没有别的阶段，如需继续请另立新项目")
    already = "已经是" if new == old else "现在是"
    again = "，不必重复登记" if new == old else f"，不能改为“{new}”"
    raise Refused(f"项目{already}“{old}”{again}；接下来可以是：{choices}")


def check_history(moves: Sequence[tuple[date, str]]) -> None:
    """Check a project's stages, each with its day, in the order they were entered.

    Raises ``Refused`` when a day is before the one above it, a stage cannot follow, or a stage comes twice
    without a stop (中止) between; ``Unreadable`` for a stage that there is not.
    """
    old: str | None = None
    before = date.min
    seen: set[str] = set()
    for day, new in moves:
        if day < before:
            raise Refused(
                f"“{new}”的日期{day.isoformat()}早于上一阶段“{old}”的日期{before.isoformat()}，请核对日期"
            )
        check_move(old, new)
        if new in seen:
            raise Refused(f"“{new}”这个阶段已经登记过，{day.isoformat()}不能再登记一次，请核对")
        seen = set() if new == "中止" else seen | {new}
        old, before = new, day


def _check_known(stage: str | None) -> None:
    """Refuse a word that is no stage."""
    if stage not in _FOLLOWING:
        raise Unreadable(f"没有“{stage}”这个阶段，请从这些里选：{'、'.join(STAGES)}")
