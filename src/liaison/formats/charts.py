"""Charts that can be read on paper: Chinese fonts, titles, and both axes in sight."""

from __future__ import annotations

from collections.abc import Sequence
from types import MethodType
from typing import Any

from liaison.formats.excel import Book
from liaison.formats.paper import BODY, HEADING

COLOURS = ("#4472A8", "#C55A11", "#7F8C3A", "#8064A2")
_SMALL = {"name": BODY, "size": 9}
_TICKS = "[>=1000]#,##0;General"
_LINE = {"color": "#D9D9D9", "width": 0.5}

Cells = list[Any]
"""Where values stand: sheet, first row, first column, last row, last column."""


def columns(
    book: Book,
    title: str,
    labels: Cells,
    series: Sequence[tuple[str, Cells]],
    unit: str,
    *,
    lying: bool = False,
) -> Any:
    """Values as columns, or as bars where names are long; several series side by side."""
    chart = _new(book, "bar" if lying else "column", title)
    for index, (name, values) in enumerate(series):
        chart.add_series(
            {
                "name": name,
                "categories": labels,
                "values": values,
                "fill": {"color": COLOURS[index]},
                "gap": 60,
                "data_labels": {"value": True, "font": _SMALL} if len(series) == 1 else {},
            }
        )
    # Bars are drawn upwards unless told otherwise; the first in the table is to be the first in the chart.
    of_names, of_values = _axis(""), _axis(unit, grid=True)
    if lying:
        of_names |= {"reverse": True, "crossing": "max"}
    chart.set_x_axis(of_values if lying else of_names)
    chart.set_y_axis(of_names if lying else of_values)
    _legend(chart, len(series))
    return chart


def with_line(
    book: Book, title: str, labels: Cells, bars: tuple[str, Cells, str], line: tuple[str, Cells, str]
) -> Any:
    """Columns, and a line on an axis of its own; each with its name, its values and its unit."""
    chart = columns(book, title, labels, [bars[:2]], bars[2])
    over = book.raw.add_chart({"type": "line"})
    _chinese(over)
    over.add_series(
        {
            "name": line[0],
            "categories": labels,
            "values": line[1],
            "y2_axis": True,
            "line": {"color": COLOURS[1], "width": 2},
            "marker": _dot(1),
        }
    )
    over.set_y2_axis(_axis(line[2]))
    chart.combine(over)
    _legend(chart, 2)
    return chart


def lines(book: Book, title: str, labels: Cells, series: Sequence[tuple[str, Cells]], unit: str) -> Any:
    """Values as lines, those after the first dashed; a month without a value is a gap."""
    chart = _new(book, "line", title)
    for index, (name, values) in enumerate(series):
        drawn = {"color": COLOURS[index], "width": 2.25 if not index else 1.5}
        chart.add_series(
            {
                "name": name,
                "categories": labels,
                "values": values,
                "line": drawn if not index else drawn | {"dash_type": "dash"},
                "marker": _dot(index) if not index else {"type": "none"},
            }
        )
    chart.show_blanks_as("gap")
    chart.set_x_axis(_axis(""))
    chart.set_y_axis(_axis(unit, grid=True))
    _legend(chart, len(series))
    return chart


def _new(book: Book, kind: str, title: str) -> Any:
    chart = book.raw.add_chart({"type": kind})
    _chinese(chart)
    chart.set_title(
        {"name": title, "name_font": {"name": HEADING, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_chartarea({"border": {"color": "#BFBFBF"}})
    return chart


def _axis(unit: str, *, grid: bool = False) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "num_font": _SMALL,
        "line": {"color": "#7F7F7F"},
        "major_gridlines": {"visible": grid, "line": _LINE},
    }
    if unit:
        axis |= {"name": unit, "name_font": {**_SMALL, "bold": False}, "num_format": _TICKS}
    return axis


def _legend(chart: Any, series: int) -> None:
    chart.set_legend({"none": True} if series == 1 else {"position": "bottom", "font": _SMALL})


def _dot(index: int) -> dict[str, Any]:
    colour = {"color": COLOURS[index]}
    return {"type": "circle", "size": 5, "fill": colour, "border": colour}


def _chinese(chart: Any) -> None:
    """Have each font named for Chinese letters too; XlsxWriter names it for Latin ones only, and Excel then guesses."""

    def write(self: Any, attributes: Any) -> None:
        self._xml_empty_tag("a:latin", attributes)
        self._xml_empty_tag("a:ea", attributes)

    chart._write_a_latin = MethodType(write, chart)
