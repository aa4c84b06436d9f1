"""Five years side by side: on screen, as JSON, as CSV, as a workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Column
from liaison.figures.summary.content import Content
from liaison.figures.summary.known import Known, Measured
from liaison.figures.summary.texts import in_words
from liaison.formats import text
from liaison.formats.plain import Shown, paragraph, table, width_for
from liaison.papers.summary import screen
from liaison.papers.summary.as_json import years_json
from liaison.quantities import Ratio


@dataclass
class YearsPaper:
    """The figures of the years that end with the summary's."""

    content: Content

    @property
    def stem(self) -> str:
        """The paper's name."""
        return f"{self.content.words['short']}-{self._title}"

    @property
    def _title(self) -> str:
        return f"{self._years[0]}年至{self._years[-1]}年主要数据"

    @property
    def _years(self) -> list[int]:
        return [year for year, _known in self.content.figures[0].years]

    def to_json(self) -> Any:
        """``{council, complete, as_of, figures: [{key, label, unit, definition, years: [{year, value, source}]}]}``."""
        content, period = self.content, self.content.period
        return {
            "council": content.council["name"],
            "complete": period.complete,
            "as_of": None if period.complete else period.end.isoformat(),
            "figures": [
                {
                    "key": one.figure.key,
                    "label": one.figure.label,
                    "unit": one.figure.unit,
                    "definition": one.figure.definition,
                    "years": years_json(one),
                }
                for one in content.figures
            ],
        }

    def to_screen(self) -> None:
        """A line a figure."""
        out, figures = sys.stdout, self.content.lines
        width = width_for(out)
        columns = [
            Shown("指标", [_named(one) for one in figures], wraps=True),
            *(
                Shown(f"{year}年", [_value(one, one.years[place][1]) for one in figures], right=True)
                for place, year in enumerate(self._years)
            ),
        ]
        title = screen.centred([self.content.said("cover", "council"), self._title], width)
        lines = [*title, "", *table(columns, width), *paragraph("注：" + self.content.side_by_side, width)]
        out.writelines(line + "\n" for line in lines)

    def to_csv(self, out: Any) -> None:
        """The same, a year a column, and where the values come from that are not the records'."""
        period = self.content.period
        until = {} if period.complete else {period.end.year: f"（截至{in_words(period.end.isoformat())}）"}
        columns = [
            Column("key", "代码"),
            Column("label", "指标"),
            *(Column(str(year), f"{year}年{until.get(year, '')}", text.Numeral()) for year in self._years),
            Column("unit", "单位"),
            Column("source", "来源"),
        ]
        rows = [
            {
                "key": one.figure.key,
                "label": one.figure.label,
                "unit": one.figure.unit,
                "source": _sources(one),
            }
            | {str(year): one.figure.kind.show(known.value) for year, known in one.years}
            for one in self.content.figures
        ]
        text.write_csv(columns, rows, out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """The same, ready to print."""
        from liaison.formats.excel import workbook
        from liaison.formats.page import Page
        from liaison.papers.summary.overview import add_years

        with workbook(path, title=self.stem) as book:
            page = Page(book, "各年对照", self._title, [signature], self.content.said("header", "left"))
            add_years(page, self.content.lines)
            page.line("注：" + self.content.side_by_side)
            page.finish()


def _sources(measured: Measured) -> str:
    return "；".join(f"{year}年：{known.source}" for year, known in measured.years if known.source)


def _named(measured: Measured) -> str:
    figure = measured.figure
    return figure.label if isinstance(figure.kind, Ratio) else f"{figure.label}（{figure.unit}）"


def _value(measured: Measured, known: Known) -> str:
    return screen.known_value(measured.figure, known)
