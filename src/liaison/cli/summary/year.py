"""liaison year: years are closed, and opened again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.exchange.choices import Yes
from liaison.cli.shell import asking, filters, lists, typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import REASON
from liaison.columns import Record
from liaison.errors import Unreadable
from liaison.queries.summary.year import YEARS, closed_years, corrections
from liaison.settings import local_time

app = noun_app("year")

Year = Annotated[str, typer.Argument(metavar="年度", help="例如 2023"), YEARS["year"]]


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
    """Closed years; the JSON has moments as the journal has them, and each correction apart."""

    years: list[Record] = field(default_factory=list)

    def to_json(self) -> Any:
        """``[{year, closed_at, closed_by, corrections}]``."""
        return self.years


@command(app, "list", "列表", more=partial(filters.options, (YEARS,)))
def list_(here: Here, values: dict[str, Any]) -> Answer:
    """结过账的年度，以及结账以后的更正。

    例：liaison year list
    例：liaison year list --sort -年度
    """
    from liaison.figures.summary.closed import in_short, labels
    from liaison.queries.worked_out import as_relation

    years, rows = [], []
    with here.reading() as database:
        asked, made = asking.read(here, database, (YEARS,), values), corrections(database)
        for year, one in closed_years(database).items():
            told = [{**each, "parts": labels(each["parts"])} for each in made.get(one.key, [])]
            years.append({"year": year, "closed_at": one.at, "closed_by": one.who, "corrections": told})
            lines = [
                f"第 {each['entry']} 条 {local_time(each['at'])} {each['who']}：{each['reason']}（{in_short(each['parts'])}）"
                for each in told
            ]
            shown = {"closed_at": local_time(one.at), "corrections": "；".join(lines) or "没有"}
            rows.append(years[-1] | shown)
        relation, bound = as_relation(YEARS, rows)
        some, total = lists.found(here, database, relation, asked, **bound)
    columns = asked.picked(YEARS.columns)
    return Closed(
        columns,
        some,
        YEARS.label,
        "结账",
        narrowed=asked.narrowed(len(some), total),
        nothing=asked.nothing,
        years=[{column.key: years[row["id"] - 1][column.key] for column in columns} for row in some],
    )
