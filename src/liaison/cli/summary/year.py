"""liaison year: years are closed, and opened again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from liaison.cli.exchange.choices import Yes
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import REASON
from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.quantities import Ordinal
from liaison.queries.summary.year import closed_years, corrections
from liaison.settings import local_time

app = noun_app("year")

_COLUMNS = (
    Column("year", "年度", Ordinal()),
    Column("closed_at", "结账时间"),
    Column("closed_by", "结账人"),
    Column("corrections", "结账后的更正"),
)
Year = Annotated[str, typer.Argument(metavar="年度", help="例如 2023"), _COLUMNS[0]]


@command(app, "close", "结账")
def close(here: Here, which: Year, yes: Yes = False) -> Answer:
    """一年过完、数字公布以后结账，以前没有结账的年度一起结；以后会改变这些年度的登记都要用 --correct 写明原因，报告一直用结账时的数。

    例：liaison year close 2022
    """
    from liaison.cli.keeping.taking import Act, with_consent
    from liaison.services.summary import year as closing

    number = typed.year(which)

    def act(work: Any) -> Act:
        return Act(_years(closing.close(work, number)))

    return with_consent(here, "结账", act, yes=yes)


def _years(years: list[int]) -> str:
    """2023年, or 2021—2023年."""
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"


@command(app, "reopen", "重开")
def reopen(
    here: Here,
    which: Year,
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么重新打开"), REASON],
    yes: Yes = False,
) -> Answer:
    """把结过账的一年重新打开，以后的年度一起打开；报告又用现在的记录。

    例：liaison year reopen 2023 --reason 补录漏登的活动
    """
    from liaison.cli.keeping.taking import Act, with_consent
    from liaison.services.summary import year as closing

    number, why = typed.year(which), typed.words(reason, "原因（--reason）")
    if not why:
        raise Unreadable("没有写原因，", "请用 --reason 写明为什么重新打开。")

    def act(work: Any) -> Act:
        return Act(_years(closing.reopen(work, number, why)))

    return with_consent(here, "重开", act, yes=yes)


@dataclass
class Closed(Listing):
    """Closed years; the JSON has each correction apart."""

    years: list[Record] = field(default_factory=list)

    def to_json(self, *, reveal: bool) -> Any:
        """``[{year, closed_at, closed_by, corrections}]``."""
        return self.years


@command(app, "list", "列表")
def list_(here: Here) -> Answer:
    """结过账的年度，以及结账以后的更正。

    例：liaison year list
    """
    from liaison.figures.summary.closed import in_short, labels

    with here.reading() as database:
        closed, made = closed_years(database), corrections(database)
    years, rows = [], []
    for year, one in closed.items():
        told = [{**correction, "parts": labels(correction["parts"])} for correction in made.get(one.key, [])]
        years.append({"year": year, "closed_at": one.at, "closed_by": one.who, "corrections": told})
        lines = [
            f"第 {each['entry']} 条 {local_time(each['at'])} {each['who']}：{each['reason']}（{in_short(each['parts'])}）"
            for each in told
        ]
        rows.append(
            {
                "year": year,
                "closed_at": local_time(one.at),
                "closed_by": one.who,
                "corrections": "；".join(lines) or "没有",
            }
        )
    return Closed(_COLUMNS, rows, "结过账的年度", "结账", years=years)
