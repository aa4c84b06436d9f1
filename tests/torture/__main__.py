"""``make torture``: the long run. Its figures go into ``docs/reliability.md``, between two marks."""

from __future__ import annotations

import argparse
import platform
import re
import sqlite3
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from tests import postgres
from tests.torture import councils, crowds, disks, kills, together

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
_BEGIN, _END = "<!-- make torture 写在这里 -->", "<!-- 到这里为止 -->"
_TIMES = 10
"""Rounds of eight at once."""


class Run:
    """The long run: what was tried, how often, and what was wrong, line by line of the page."""

    def __init__(self, folder: Path, size: argparse.Namespace) -> None:
        self.folder, self.size = folder, size
        self.rows: list[tuple[str, str, str]] = []
        self.faults: list[str] = []
        self.example = councils.example(folder / "example.db")
        self.old = councils.old(self.example, folder / "old.db")

    @property
    def _council(self) -> Path:
        """The database of the crowd on SQLite."""
        return self.folder / "crowd-SQLite" / "council.db"

    def note(self, what: str, often: str, faults: list[str], outcome: str) -> None:
        """One line of the page; shown at once, too."""
        self.faults += faults
        self.rows.append((what, often, f"**{len(faults)} 处不对**" if faults else outcome))
        print(" | ".join(self.rows[-1]), flush=True)
        for fault in faults[:20]:
            print(f"    {fault}"[:1000], flush=True)

    def kill(self) -> None:
        """Every command that writes, killed at any moment."""
        found = kills.killed(self.folder / "kills", self.example, self.old, self.size.kills, self.size.seed)
        commands = len(found.commands)
        self.note(
            f"任意时刻 `kill -9`，{commands} 种会写库或写文件的命令轮流来（SQLite）",
            f"{found.kills:,} 次杀死",
            found.faults,
            f"每次数据库都完整，没有中间状态：{found.before:,} 次什么也没有写，{found.after:,} 次全写入了"
            f"{f'（另外 {rest:,} 次杀的是备份，只看文件完整）' if (rest := found.kills - found.before - found.after) else ''}；"
            "再运行一次都成功，不留残余文件",
        )

    def disk(self) -> None:
        """A full disk at every write."""
        try:
            found = disks.filled(self.folder / "full", self.example, self.old)
        except disks.NoDisk as reason:
            print(f"no full disk: {reason}", file=sys.stderr)
            return
        self.note(
            f"磁盘写满：{len(disks.PATHS)} 种命令，剩余空间从 0 起每次多给 {disks.STEP // 1024} KB，直到够用",
            f"{found.refused + found.went_well:,} 次，其中写满 {found.refused:,} 次",
            found.faults,
            "写满时一句话说明磁盘已满，什么也没有写入；腾出空间后照常",
        )

    def sqlite(self) -> None:
        """Crowds on SQLite."""
        self._crowd("SQLite", str(self._council))
        result = together.Together()
        for number in range(_TIMES):
            together.founded(
                self.folder / f"init-{number}", str(self.folder / f"init-{number}" / "c.db"), result
            )
            together.founded(self.folder / f"home-{number}", None, result)
        self._note_founded("SQLite，一半是在新电脑上第一次运行", result)
        result = together.Together()
        for number in range(_TIMES):
            there = self.folder / f"old-{number}"
            together.upgraded(there, str(there / "c.db"), self.old, result)
        self._note_upgraded("SQLite", result)

    def postgresql(self, url: str) -> None:
        """The same on PostgreSQL, and writers killed there."""
        self._crowd("PostgreSQL", _schema(url, "crowd"))
        count, faults = crowds.killed_writers(
            self.folder / "killed", _schema(url, "killed"), self.size.kills // 5, self.size.seed
        )
        self.note(
            "任意时刻 `kill -9` 正在写的程序（PostgreSQL）",
            f"{count:,} 次杀死",
            faults,
            "每次要么全写入，要么什么也没有写；编号不重，校验链完整",
        )
        result = together.Together()
        for number in range(_TIMES):
            together.founded(self.folder / f"pg-{number}", _schema(url, f"init{number}"), result)
        self._note_founded("PostgreSQL", result)
        result = together.Together()
        for number in range(_TIMES):
            place = _schema(url, f"old{number}")
            councils.load_example(place, "2023-12-31")
            together.upgraded(self.folder / f"pgold-{number}", place, None, result)
        self._note_upgraded("PostgreSQL", result)

    def lock(self, url: str | None) -> None:
        """A lock held for a minute."""
        places = [str(self._council)] + ([_schema(url, "crowd")] if url else [])
        faults = together.held(self.folder / "held", places, self.size.held, "90s")
        self.note(
            f"别的程序占着写锁 {self.size.held} 秒，命令带 `--wait 90s`（{'两种数据库' if url else 'SQLite'}）",
            f"{len(places)} 次",
            faults,
            "一秒后说一次“正在等另一个程序写完……”，等到以后写成",
        )

    def _crowd(self, name: str, place: str) -> None:
        size = self.size
        found = crowds.crowd(self.folder / f"crowd-{name}", place, size.people, size.commands, size.seed)
        self.note(
            f"{size.people} 个程序同时写，每个 {size.commands} 条命令（{name}）",
            f"{found.commands:,} 条，{found.seconds:.0f} 秒",
            found.faults,
            f"一条不丢，编号不重，没有一条被“占用”挡回，校验链完整；两个专项边收边支，余额分毫不差，"
            f"超支的 {found.refused:,} 笔都被拒绝",
        )

    def _note_founded(self, name: str, result: together.Together) -> None:
        outcome = "每次一个建成，七个得知已有联席会议；不留残余文件"
        self.note(f"八个 `init` 同时开始（{name}）", f"{result.times} 次", result.faults, outcome)

    def _note_upgraded(self, name: str, result: together.Together) -> None:
        outcome = "每次升级一回，八个都得到回答" + ("；备份一份，检查过" if name == "SQLite" else "")
        self.note(f"八个命令同时遇到旧版本的数据库（{name}）", f"{result.times} 次", result.faults, outcome)


def _schema(url: str, name: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3Dtorture_{name}"


def write(rows: list[tuple[str, str, str]], took: float) -> None:
    """Put the figures into the page."""
    head = f"{date.today().isoformat()}，{platform.system()}，Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    lines = [
        f"一次长跑（{head}），共 {took / 60:.0f} 分钟：",
        "",
        "| 试了什么 | 多少次 | 结果 |",
        "|---|---|---|",
    ]
    lines += [f"| {what} | {often} | {outcome} |" for what, often, outcome in rows]
    text = PAGE.read_text(encoding="utf-8")
    inner = "\n".join(lines)
    pattern = f"{re.escape(_BEGIN)}.*{re.escape(_END)}"
    PAGE.write_text(
        re.sub(pattern, lambda _old: f"{_BEGIN}\n{inner}\n{_END}", text, flags=re.DOTALL), encoding="utf-8"
    )


def main() -> int:
    """Run all of it; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--commands", type=int, default=500)
    parser.add_argument("--held", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--only", choices=("kill", "disk", "sqlite", "postgresql"))
    size = parser.parse_args()
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="torture-")))
        run = Run(folder, size)
        parts = (size.only,) if size.only else ("kill", "sqlite", "postgresql", "disk")
        url = None
        if "postgresql" in parts:
            try:
                url = stack.enter_context(postgres.server())
            except postgres.NoServer as reason:
                print(f"no PostgreSQL: {reason}", file=sys.stderr)
        for part in parts:
            if part != "postgresql":
                getattr(run, part)()
            elif url:
                run.postgresql(url)
        if not size.only:
            run.lock(url)
            write(run.rows, time.monotonic() - began)
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
