"""liaison report: the summary of a year, half a year, a term, or any period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from inspect import Parameter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Plain
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import DAY, TERM, YEAR, Offers, Open, listed
from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.figures.figure import SPLITS
from liaison.figures.summary import measuring as engine
from liaison.figures.summary.measuring import Summary
from liaison.formats.html import SUFFIX
from liaison.kinds import Choice, Coded
from liaison.store.database import Database

if TYPE_CHECKING:
    from liaison.figures.summary.known import Traced
    from liaison.papers.summary.answer import SummaryPaper

app = noun_app("report")

HALVES = {"1": "上半年", "2": "下半年"}


def _figures(_open: Open, _known: Mapping[str, Any]) -> Offers:
    return [(key, figure.label) for key, figure in engine.figures().items()]


HALF = Column("half", "半年", Coded(words=tuple(HALVES.values()), english=tuple(HALVES)))
AREA = Column("area", "片区", Choice(list="area"))
FIGURE = Column("figure", "指标", listed(_figures))

_WAYS = {
    "trace": Annotated[
        str | None, typer.Option("--trace", metavar="指标", help="列出这个数是由哪些行加出来的"), FIGURE
    ],
    "explain": Annotated[
        str | None,
        typer.Option("--explain", metavar="指标", help="这个数为什么变：各部分本期、上期和增减"),
        FIGURE,
    ],
    "by": Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="办法",
            help=f"和 --explain 一起写：{'、'.join(f'{k} {v}' for k, v in SPLITS.items())}",
        ),
        Column("by", "办法", Coded(words=tuple(SPLITS.values()), english=tuple(SPLITS))),
    ],
    "rounded": Annotated[
        bool, typer.Option("--rounded", help="句子里上千的人数、次数取整（2000人以上），原数另写一句")
    ],
    "html": Annotated[
        bool, typer.Option("--html", help="写成一个网页文件，不用网络就能看（不写 -o 就放在当前文件夹）")
    ],
}
WAYS = tuple(
    Parameter(
        name,
        Parameter.KEYWORD_ONLY,
        default=False if name in ("html", "rounded") else None,
        annotation=annotation,
    )
    for name, annotation in _WAYS.items()
)
"""What else than the summary itself may be asked of a period: each of its commands takes these."""


def _answer(here: Here, ask: Callable[[Database, date], Summary], values: Mapping[str, Any]) -> Answer:
    """The summary that ``ask`` makes of a database as things stand today, its page, what one of its figures is made of, or why
    that changed."""
    from liaison.figures.summary.content import summary_content
    from liaison.figures.summary.explaining import explain as explained
    from liaison.figures.summary.rounding import round_words
    from liaison.papers.summary.answer import SummaryPaper, readable
    from liaison.papers.summary.explain import Explanation
    from liaison.papers.summary.trace import Trace

    trace, explain, by = values["trace"], values["explain"], values["by"]
    is_page = values["html"] or bool(here.output and here.output.suffix.lower() == SUFFIX)
    wanted = [
        flag for flag, told in (("--trace", trace), ("--explain", explain), ("--html", is_page)) if told
    ]
    if len(wanted) > 1:
        raise Unreadable(f"{'与 '.join(wanted)} 只能写一种，", "请去掉其中一种。")
    if by and not explain:
        raise Unreadable("--by 要和 --explain 一起写，", "例如 --explain activities_held --by unit。")
    if is_page and (here.csv or here.xlsx):
        raise Unreadable("--html 写的是网页，不能同时写成 CSV 或 Excel，", "请去掉一种。")
    way = typed.one_of(by, SPLITS, "--by") if by else None
    with here.reading() as database:
        summary = ask(database, date.fromisoformat(here.today))
        if trace:
            traced = summary.trace(trace)
            return Trace(traced, f"{traced.figure.label}-{summary.period.label}")
        if explain:
            found = explained(summary, explain, way)
            return Explanation(found, f"{found.figure.label}-{summary.period.label}-增减原因")
        content = summary_content(summary, here.today)
        if values["rounded"]:
            round_words(content)
        paper = SummaryPaper(readable(content))
        if not is_page:
            return paper
        rows = {one.figure.key: summary.trace(one.figure.key) for one in paper.content.lines}
        from liaison.queries.keeping.attach import photos_between

        first, last = (day.isoformat() for day in (summary.period.start, summary.period.end))
        if photos := photos_between(database, first, last):
            from liaison.services.keeping.located import located

            photos = located(database, photos)
    return _page(here, paper, rows, photos)


def _page(here: Here, paper: SummaryPaper, rows: Mapping[str, Traced], photos: Sequence[Record]) -> Answer:
    """Write the page to where it was asked for, or beside, under its title."""
    from liaison.papers.summary import page

    path = here.file(SUFFIX, paper.stem)
    page.write(path, paper.content, rows, photos)
    return Plain({"file": str(path), "profile": here.profile.key}, f"已写入 {path}")


@command(app, "year", "年度", more=WAYS, writes=SUFFIX)
def year(
    here: Here,
    which: Annotated[str, typer.Argument(metavar="年度", help="例如 2023"), YEAR],
    half: Annotated[
        str | None, typer.Option("--half", metavar="1|2", help="只看上半年或下半年"), HALF
    ] = None,
    *,
    values: Mapping[str, Any],
) -> Answer:
    """年度（或半年）总结；--xlsx 写成可直接打印的工作簿，--html 写成网页。

    例：liaison report year 2023 --xlsx
    例：liaison report year 2023 --html --profile public
    例：liaison report year 2023 --trace activity_people_turns
    例：liaison report year 2023 --explain activities_held --by kind
    """
    number = typed.year(which)
    which_half = None if half is None else int(typed.one_of(half, HALVES, "半年（--half）"))
    return _answer(here, lambda database, today: engine.of_year(database, number, which_half, today), values)


@command(app, "years", "各年")
def years(
    here: Here,
    to: Annotated[str | None, typer.Option("--to", metavar="年度", help="最后一年，不写为今年"), YEAR] = None,
) -> Answer:
    """五年的数并排列出；今年的计至今天。

    例：liaison report years --to 2023
    """
    from liaison.figures.summary.content import empty_content
    from liaison.papers.summary.years import YearsPaper

    last = typed.year(to) if to else int(here.today[:4])
    with here.reading() as database:
        summary = engine.of_year(database, last, None, date.fromisoformat(here.today))
        content = empty_content(summary, here.today)
        content.figures = summary.figures
        return YearsPaper(content)


@command(app, "term", "任期", more=WAYS, writes=SUFFIX)
def term(
    here: Here,
    ordinal: Annotated[
        str, typer.Argument(metavar="任次|日期|单位", help="第几任，任期第一天，或单位名称"), TERM
    ],
    area: Annotated[str | None, typer.Option("--area", metavar="片区", help="片区"), AREA] = None,
    *,
    values: Mapping[str, Any],
) -> Answer:
    """一任轮值期的总结；上期是前一任。

    例：liaison report term 4
    """
    if ordinal.isdigit():
        typed.whole(ordinal, "任次", least=1)
    return _answer(here, lambda database, today: engine.of_term(database, ordinal, area, today), values)


@command(app, "period", "期间", more=WAYS, writes=SUFFIX)
def period(
    here: Here,
    start: Annotated[str, typer.Option("--from", metavar="日期", help="第一天"), DAY],
    end: Annotated[str, typer.Option("--to", metavar="日期", help="最后一天"), DAY],
    *,
    values: Mapping[str, Any],
) -> Answer:
    """任意一段时间的总结；上期是上一年的同一段。

    例：liaison report period --from 2023-03-01 --to 2023-05-31
    """
    first, last = (
        date.fromisoformat(typed.day(day, flag) or "") for day, flag in ((start, "--from"), (end, "--to"))
    )
    return _answer(here, lambda database, today: engine.of_period(database, first, last, today), values)


exchange.exchange(app, "report")
