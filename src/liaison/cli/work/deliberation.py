"""The verbs of what a meeting deliberates: its agenda, what is decided, and which topics are sent in for it."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here
from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.errors import NotFound, Unreadable
from liaison.kinds import Ref
from liaison.nouns.work.activity import ACTIVITY
from liaison.nouns.work.matter import MATTER, MATTER_STEP
from liaison.nouns.work.meeting import AGENDA, PRESENCE
from liaison.papers.work.agenda import ITEMS, Agenda
from liaison.quantities import Whole
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.queries.work import roll as asked
from liaison.rules.work.meetings import refuse_other
from liaison.store.database import Database

Meeting = Annotated[str, typer.Argument(metavar="会议", help="编号、名称或其中一部分"), PRESENCE["activity"]]

_TOPICS = (
    Column("unit", "单位", Ref("member")),
    Column("topics", "按时报的议题", Whole(), adds=True),
    Column("late", "截止后报的", Whole(), adds=True),
    Column("newest", "最近报送", Day()),
    Column("status", "情况"),
)


def found(database: Database, which: str) -> Record:
    """The meeting that is meant. Raises ``NotFound``, ``Refused`` for another activity."""
    record = by_id(database, ACTIVITY, find(database, ACTIVITY, which))
    refuse_other(record)
    return record


def items_of(database: Database, meeting: Record) -> list[Record]:
    """The items of a meeting, each with its ``number``."""
    return [one | {"number": one["item"]} for one in asked.agenda_of(database, meeting["id"])]


def deliberation(app: NounApp) -> None:
    """Give the meeting these verbs."""

    @command(app, "agenda", "议程")
    def agenda(
        here: Here,
        which: Meeting,
        titles: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="事项", help="加在议程后面的：事项的编号或标题，也可以只写一句话", show_default=False
            ),
            AGENDA["title"],
        ] = None,
    ) -> Answer:
        """查看一次会议的议程：先是以前的决议办得怎样，再是这次的各项；写上事项就加在后面，事项随着“列入会议”。

        例：liaison meeting agenda A2023-001
        例：liaison meeting agenda A2023-001 听取轮值情况 审议班车线路
        """
        from liaison.queries.work.agenda import handled

        if titles:
            from liaison.services.work import meeting

            with here.writing(AGENDA, MATTER, MATTER_STEP) as work:
                record = found(work.database, which)
                meeting.put_on_agenda(work, record, typed.several(titles, "事项"))
                return Agenda(
                    record, handled(work.database, record, here.today), items_of(work.database, record)
                )
        with here.reading() as database:
            record = found(database, which)
            return Agenda(record, handled(database, record, here.today), items_of(database, record))

    @command(app, "decide", "决定")
    def decide(
        here: Here,
        which: Meeting,
        item: Annotated[str, typer.Argument(metavar="序号", help="议程第几项"), AGENDA["item"]],
        outcome: Annotated[
            str, typer.Argument(metavar="结论", help=AGENDA["outcome"].help), AGENDA["outcome"]
        ],
        for_it: Annotated[
            str | None, typer.Option("--for", metavar="票数", help="赞成"), AGENDA["for"]
        ] = None,
        against: Annotated[
            str | None, typer.Option("--against", metavar="票数", help="反对"), AGENDA["against"]
        ] = None,
        abstain: Annotated[
            str | None, typer.Option("--abstain", metavar="票数", help="弃权"), AGENDA["abstain"]
        ] = None,
        assign: Annotated[
            str | None, typer.Option("--assign", metavar="单位", help="交给哪个单位办"), MATTER_STEP["unit"]
        ] = None,
        due: Annotated[
            str | None, typer.Option("--due", metavar="时限", help="办到哪一天"), MATTER_STEP["due"]
        ] = None,
    ) -> Answer:
        """登记议程一项的结论和票数，交给谁办；到会、赞成不够章程的比例，照记并说明；章程从严的不予登记。

        这一项是登记过的事项，事项就随着“交办”或“缓议”；不是的，交办时立成一件督办。

        例：liaison meeting decide A2023-001 2 通过 --for 18 --abstain 2
        例：liaison meeting decide A2023-001 2 通过 --assign 汇添富 --due 2023-12-31
        """
        from liaison.services.work import meeting

        if due is not None and assign is None:
            raise Unreadable("只写了时限（--due），没有写交给谁办，", "请加 --assign 写明单位。")
        number = typed.plain(AGENDA["item"].kind, item, "序号")
        told = {"outcome": outcome, "for": for_it, "against": against, "abstain": abstain}
        values = typed.plain_values(AGENDA, told)
        with here.writing(AGENDA, MATTER, MATTER_STEP, given=()) as work:
            record = found(work.database, which)
            to = typed.read_values(work.database, MATTER_STEP, {"unit": assign, "due": due})
            done = meeting.decide(work, record, number, values, to.get("unit_id"), to.get("due"))
            given = by_id(work.database, MATTER, done["matter_id"]) if assign else None
        done["number"] = done["item"]
        said = f"“{record['title']}”第 {done['item']} 项：{done['outcome']}。"
        if given:
            until = f"，{given['due']} 前办好" if given["due"] else ""
            said += f"事项 {given['code']}“{given['title']}”交给“{given['lead']}”{until}。"
        return One(ITEMS, done, f"{record['title']}-议程", said)

    @command(app, "call-for-topics", "征集议题")
    def call_for_topics(
        here: Here,
        which: Annotated[
            str | None,
            typer.Argument(metavar="会议", help="不写就是下一次会议", show_default=False),
            PRESENCE["activity"],
        ] = None,
    ) -> Answer:
        """一次会议的议题报送到哪一天截止，哪些单位报了，哪些还没有报。

        例：liaison meeting call-for-topics A2023-003
        """
        from liaison.queries.work import agenda as sent

        with here.reading() as database:
            code = which or sent.next_meeting(database, here.today)
            if code is None:
                raise NotFound(
                    "没有登记今天以后的会议，", "请用 liaison meeting add 登记，或写明是哪次会议。"
                )
            record = found(database, code)
            last_day = sent.deadline(database, record)
            rows = sent.topics(database, record, last_day)
        for row in rows:
            row["status"] = "已报" if row["topics"] else "截止后才报" if row["late"] else "未报"
        lacking = sum(not row["topics"] for row in rows)
        return Listing(
            _TOPICS,
            rows,
            f"{record['title']}议题征集（{lacking} 家没有按时报）"
            if last_day < here.today
            else f"{record['title']}议题征集（{lacking} 家还没有报）",
            f"{record['title']}-议题征集",
            narrowed=f"{record['start']} 召开，{last_day} 前报送",
        )
