"""Bringing the council back from a copy, once it is said how the two differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from liaison.errors import NoDatabase
from liaison.nouns.registry import kept
from liaison.queries.council.council import the_council
from liaison.queries.journal import link_of
from liaison.queries.keeping.log import seal
from liaison.settings import Place, local_time
from liaison.store.attached import (
    SHARED,
    attached,
    beside,
    bring_over,
    folder_of,
    is_whole,
    needed,
)
from liaison.store.backup import rows_in, unpacked
from liaison.store.database import Database
from liaison.store.opening import reading
from liaison.store.proof import chain_flaws
from liaison.store.restore import restore
from liaison.store.sweeping import taken_back


@dataclass
class Restored:
    """What a copy holds, in ``lines`` what is to be known of it, and where that lies now which it has replaced."""

    council: str
    rows: int
    entries: int
    lines: list[str] = field(default_factory=list)
    kept: Path | None = None
    remarks: tuple[str, ...] = ()


def bring_back(place: Place, file: Path, agreed: Callable[[list[str]], bool]) -> Restored | None:
    """Bring a council back if ``agreed``, told how copy and database differ, says yes; else nothing is done.

    Raises ``BadFile`` if the file is no whole copy.
    """
    with unpacked(file) as copy:
        found = _compared(place, copy)
        if not agreed(found.lines):
            return None
        files = folder_of(copy, place)
        new: set[str] = set()
        with taken_back(place, files, new):
            bring_over(needed(copy), (file.parent / SHARED, beside(file)), files, new)
            found.kept, found.remarks = restore(place, copy)
        found.remarks += _lost(copy, files)
    return found


def _lost(copy: Database, files: Path) -> tuple[str, ...]:
    """What is to be said of attached files that are nowhere."""
    lost = [one for one in attached(copy) if not is_whole(files, one)]
    beside_it = f"把“{SHARED}”文件夹和备份放在一起再恢复一次，或用 liaison doctor 看是哪些。"
    return (f"{len(lost)} 个附件的文件不在这里，备份旁边也没有：{beside_it}",) if lost else ()


def _compared(place: Place, copy: Database) -> Restored:
    """Hold a copy against the database; one that is not there, or cannot be read, is said."""
    counts, last = rows_in(copy), seal(copy)
    entries = last.entry if last else 0
    council = str(the_council(copy)["name"])
    found = Restored(council, sum(counts.values()), entries)
    made = f"，最后一笔在 {local_time(last.at)}" if last else ""
    found.lines.append(f"备份里是“{council}”：{found.rows} 行，{entries} 条日志{made}。")
    if next(chain_flaws(copy), None):
        found.lines.append("注意：备份里的日志链对不上，恢复后请运行 liaison doctor 查看。")
    if place.path is not None and not place.path.exists():
        found.lines.append(f"{place} 还没有数据库，恢复就是新建。")
        return found
    try:
        with reading(place) as database:
            found.lines += _against(database, copy, counts)
    except NoDatabase as error:
        found.lines.append(f"现在的数据库读不了：{error.sentence.rstrip('，')}。")
    return found


def _against(database: Database, copy: Database, counts: dict[str, int]) -> list[str]:
    now, then = seal(database), seal(copy)
    name = the_council(database)["name"]
    if then is None or link_of(database, then.entry) != then.chain:
        lines = [f"注意：现在的“{name}”和备份不是一路来的（另一个联席会议，或从更早处分开的）。"]
    elif now is not None and now.entry > then.entry:
        after = now.entry - then.entry
        lines = [
            f"现在的“{name}”比备份多 {after} 条日志（最后一笔在 {local_time(now.at)}），恢复后这些都没有了。"
        ]
    else:
        lines = [f"现在的“{name}”与备份的日志相同。"]
    there = rows_in(database)
    different = [
        f"{noun.label} {there[noun.table]} → {counts[noun.table]}"
        for noun in kept()
        if there.get(noun.table) != counts.get(noun.table)
    ]
    return lines + ([f"行数（现在 → 备份）：{'，'.join(different)}。"] if different else [])
