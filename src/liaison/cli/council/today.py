"""liaison today: which council this is, and what is due in it, each with the command to type."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from liaison.cli.keeping.wording import doing
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.errors import Unreadable
from liaison.formats import screen
from liaison.formats.files import replacing, target
from liaison.kinds import Coded
from liaison.papers.council.due_events import AHEAD, events, told_of
from liaison.quantities import Whole
from liaison.queries.due import Due, due, kinds
from liaison.queries.keeping.log import Seal, seal
from liaison.services.council.today import Standing, standing
from liaison.settings import local_time, now

app = noun_app("today")

_MOST_TOLD = 8
"""Things of one kind that are told one by one on the screen."""


@command(app, "today", "今日")
def today(
    here: Here,
    days: Annotated[
        str | None,
        typer.Option(
            "--days",
            metavar="天数",
            help="往后看这么多天；不写时各看各的：轮值 60 天，换届 6 个月，其余只看已经到期的",
        ),
        Column("days", "天数", Whole(), examples=("30",)),
    ] = None,
    ics: Annotated[
        str | None,
        typer.Option(
            "--ics", metavar="文件", help="写成手机、Outlook 能打开的日历（.ics），不写 --days 就往后看一年"
        ),
        Column("ics", "日历文件", examples=("待办.ics",)),
    ] = None,
) -> Answer:
    """今天：在哪个联席会议、最近的改动和备份、有什么到期要办，各写明接着输入什么。单独输入 liaison 也是这个。

    例：liaison today
    例：liaison today --days 30
    例：liaison today --ics 待办.ics
    """
    path = None if ics is None else _calendar(here, ics)
    ahead = AHEAD if path else None
    with here.reading() as database:
        found = due(database, here.today, ahead if days is None else typed.whole(days, "天数（--days）"))
        answer = Today(here, standing(database), kinds(), found)
        if path:
            answer.write(path, seal(database, 1))
    return answer


def _calendar(here: Here, name: str) -> Path:
    """Where a calendar may be written. Raises ``LiaisonError`` where it may not."""
    if Path(name).suffix.lower() != ".ics":
        raise Unreadable(f"日历文件“{name}”要用 .ics 结尾，", "请改一个文件名。")
    return target(Path(name), here.force)


class Today(Listing):
    """What is due, as a list; on the screen below where the council stands."""

    def __init__(self, here: Here, stands: Standing, known: list[Due], found: list[Record]) -> None:
        self.labels = {kind.key: kind.label for kind in known}
        columns = (
            Column("kind", "类别", Coded(words=tuple(self.labels.values()), english=tuple(self.labels))),
            Column("what", "事项", required=True),
            Column("code", "编号"),
            Column("day", "日期", Day()),
            Column("days_left", "还有天数", Whole()),
            Column("working_days_left", "还有工作日", Whole(), listed=False),
            Column("command", "接着输入"),
        )
        super().__init__(columns, found, f"今日要办（{here.today}）", f"今日-{here.today}")
        self.here, self.stands, self.written = here, stands, False

    def write(self, path: Path, first: Seal | None) -> None:
        """Write a calendar of what has a day; the journal's ``first`` seal stands for the council, and stays."""
        from liaison.formats import ics

        council, day = self.stands.council, self.here.today
        known = events(self.records, self.labels, first.text if first else council, day)
        with replacing(path) as draft:
            ics.write(draft, f"{council}待办", known, datetime.fromisoformat(now()))
        others = sum(row["day"] is None for row in self.records)
        told = f"，另有 {others} 件没有日子，不在里面" if others else ""
        self.here.say(
            f"已写入 {path}（{len(known)} 件{told}）。在手机上打开就能导入，以后再写一份导入会更新，不会重复。"
        )
        self.written = True

    def to_screen(self) -> None:
        """Where the council stands, then the things in number, each with its command on a line of its own; nothing where a
        calendar was written."""
        if self.written:
            return
        changed, copied = self.stands.changed, self.stands.copied
        change = f"{local_time(changed.at)} {changed.who} {doing(changed.command)}" if changed else "还没有"
        copy = f"{copied.moment:%Y-%m-%d %H:%M}（{copied.why}）" if copied else "还没有：liaison backup"
        inside = [("数据库", str(self.here.place)), ("最近改动", change), ("最近备份", copy)]
        screen.facts([("联席会议", self.stands.council), *(inside if self.here.profile.inside else ())])
        day, found = self.here.today, list(self.records)
        few = f"要办的有 {len(found)} 件：" if found else "没有到期要办的事。"
        sys.stdout.write(f"\n今天是 {day}，{few}\n")
        times, told = Counter(row["kind"] for row in found), Counter[str]()
        for number, row in enumerate(found, 1):
            kind = row["kind"]
            told[kind] += 1
            if told[kind] <= _MOST_TOLD:
                screen.facts([(f"{number:>3}.", f"{self.labels[kind]}：{row['what']}{told_of(row)}")])
                sys.stdout.write(f"      {row['command']}\n")
            elif told[kind] == times[kind]:
                rest = times[kind] - _MOST_TOLD
                sys.stdout.write(
                    f"      {self.labels[kind]}另有 {rest} 件，写成表看全部：liaison today --xlsx\n"
                )
