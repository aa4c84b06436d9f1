"""liaison today: which council this is, and what is due in it, each with the command to type."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from liaison.cli.keeping.wording import doing
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.formats import screen
from liaison.kinds import Coded
from liaison.quantities import Day, Whole
from liaison.queries.due import Due, due, kinds
from liaison.services.council.today import Standing, standing
from liaison.settings import local_time

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
) -> Answer:
    """今天：在哪个联席会议、最近的改动和备份、有什么到期要办，各写明接着输入什么。单独输入 liaison 也是这个。

    例：liaison today
    例：liaison today --days 30
    """
    ahead = None if days is None else typed.whole(days, "天数（--days）")
    with here.reading() as database:
        found = due(database, here.today, ahead)
        return Today(here, standing(database), kinds(), found)


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
            Column("command", "接着输入"),
        )
        super().__init__(columns, found, f"今日要办（{here.today}）", f"今日-{here.today}")
        self.here, self.stands = here, stands

    def to_screen(self, *, reveal: bool) -> None:
        """Where the council stands, then the things in number, each with its command on a line of its own."""
        changed, copied = self.stands.changed, self.stands.copied
        change = f"{local_time(changed.at)} {changed.who} {doing(changed.command)}" if changed else "还没有"
        copy = f"{copied.moment:%Y-%m-%d %H:%M}（{copied.why}）" if copied else "还没有：liaison backup"
        screen.facts(
            [
                ("联席会议", self.stands.council),
                ("数据库", str(self.here.place)),
                ("最近改动", change),
                ("最近备份", copy),
            ]
        )
        day, found = self.here.today, list(self.records)
        few = f"要办的有 {len(found)} 件：" if found else "没有到期要办的事。"
        sys.stdout.write(f"\n今天是 {day}，{few}\n")
        times, told = Counter(row["kind"] for row in found), Counter[str]()
        for number, row in enumerate(found, 1):
            kind = row["kind"]
            told[kind] += 1
            if told[kind] <= _MOST_TOLD:
                screen.facts([(f"{number:>3}.", f"{self.labels[kind]}：{row['what']}{_when(row)}")])
                sys.stdout.write(f"      {row['command']}\n")
            elif told[kind] == times[kind]:
                rest = times[kind] - _MOST_TOLD
                sys.stdout.write(
                    f"      {self.labels[kind]}另有 {rest} 件，写成表看全部：liaison today --xlsx\n"
                )


def _when(row: Record) -> str:
    """How long it still is, or how late it has become."""
    left = row["days_left"]
    if left is None:
        return ""
    how = f"还有 {left} 天" if left > 0 else f"已过 {-left} 天" if left else "就是今天"
    return f"（{row['day']}，{how}）"
