"""The seal of the journal: its last link, short enough to be written down, and held against the journal later."""

from __future__ import annotations

import re

from liaison.errors import NotFound, Refused, Unreadable
from liaison.queries.keeping.log import Seal, seal
from liaison.store.database import Database
from liaison.store.proof import chain_flaws

_WRITTEN = re.compile(r"(\d{1,15})-([0-9a-f]{16})")


def held(database: Database, written: str) -> Seal:
    """The seal as the journal has it now, if it is the one that was written down.

    Raises ``Unreadable``, ``NotFound`` if the journal has no such entry, ``Refused`` if the entry or one before it is another now.
    """
    match = _WRITTEN.fullmatch("".join(written.split()).lower())
    if match is None:
        raise Unreadable(
            f"“{written}”不是封印，", "请照抄 liaison log seal 打印的，例如 41-3f2a9c0d51e8b7a6。"
        )
    now = seal(database, int(match[1]))
    if now is None:
        raise NotFound(
            f"日志里没有第 {match[1]} 条：封印以后日志被截短，或这是另一个库、恢复过的库，",
            "请运行 liaison doctor。",
        )
    broken = next((flaw.entry for flaw in chain_flaws(database) if flaw.entry <= now.entry), None)
    if now.text != f"{now.entry}-{match[2]}" or broken is not None:
        raise Refused(f"封印不符：日志第 {now.entry} 条或它以前的被改过，", "请运行 liaison doctor 查看。")
    return now
