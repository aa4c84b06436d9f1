"""The stages of a joint project, and which may follow which."""

from __future__ import annotations

from liaison.rules.states import States

CARRIED_OUT = ("实施", "常态化运行")
"""The stages of what has begun: a project in one of them has a first day."""

PROJECT_STAGES = States(
    thing="项目",
    word="阶段",
    # A move goes forward and may skip stages. Only what was approved or funded can be finished (结项): an idea that is given
    # up is 中止.
    moves={
        None: ("提议", "共商", "立项", "筹资", "实施", "常态化运行"),
        "提议": ("共商", "立项", "筹资", "实施", "常态化运行", "中止"),
        "共商": ("立项", "筹资", "实施", "常态化运行", "中止"),
        # Some councils raise the money first and approve the project after it, others the other way round.
        "立项": ("筹资", "实施", "常态化运行", "结项", "中止"),
        "筹资": ("立项", "实施", "常态化运行", "结项", "中止"),
        "实施": ("常态化运行", "结项", "中止"),
        "常态化运行": ("结项", "中止"),
        "结项": (),
        # What was stopped is taken up again by working on it; whatever came before it is not done twice.
        "中止": ("实施",),
    },
    final=frozenset({"结项"}),
    renewing=frozenset({"中止"}),
)
