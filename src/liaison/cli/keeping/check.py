"""liaison check: what is missing or contradicts itself, each with the command that mends it."""

from __future__ import annotations

import sys
from collections import Counter

from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.formats import screen
from liaison.kinds import Coded
from liaison.queries.gaps import Gap, gaps, kinds

app = noun_app("check")

_MOST_TOLD = 8
"""Gaps of one kind that are told one by one on the screen."""


@command(app, "check", "核对")
def check(here: Here) -> Answer:
    """核对：漏填的、互相矛盾的，一条一行，各写明接着输入什么。数据库本身完好不完好，请用 doctor。

    例：liaison check
    """
    with here.reading() as database:
        return Gaps(here.today, kinds(), gaps(database, here.today))


class Gaps(Listing):
    """What was found, as a list; on the screen in groups, each with the command on a line of its own."""

    def __init__(self, today: str, known: list[Gap], found: list[Record]) -> None:
        self.labels = {kind.key: kind.label for kind in known}
        columns = (
            Column("rule", "类别", Coded(words=tuple(self.labels.values()), english=tuple(self.labels))),
            Column("record", "记录", required=True),
            Column("code", "编号", listed=False),
            Column("problem", "问题", required=True),
            Column("command", "接着输入"),
        )
        super().__init__(columns, found, f"核对（{today}）", f"核对-{today}")

    def to_screen(self) -> None:
        """Group by group, the first of each."""
        found = list(self.records)
        if not found:
            sys.stdout.write("没有发现漏填和矛盾。\n")
        times, told = Counter(row["rule"] for row in found), Counter[str]()
        for row in found:
            rule = row["rule"]
            if not told[rule]:
                sys.stdout.write(f"【{self.labels[rule]}】{times[rule]} 条\n")
            told[rule] += 1
            if told[rule] <= _MOST_TOLD:
                screen.facts([(f"{told[rule]:>3}.", f"{row['record']}：{row['problem']}")])
                sys.stdout.write(f"      {row['command']}\n")
            elif told[rule] == times[rule]:
                sys.stdout.write(
                    f"      另有 {times[rule] - _MOST_TOLD} 条，写成表看全部：liaison check --xlsx\n"
                )
