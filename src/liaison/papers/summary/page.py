"""The summary of a period as one page to look at: it needs no network and no script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.columns import MEMBERS, Column, Record
from liaison.figures.section import Chart
from liaison.formats import files, html, svg
from liaison.formats.html import drawn
from liaison.formats.screen import NOTHING
from liaison.formats.seen import profile
from liaison.kinds import Kind
from liaison.papers.paper import template_of
from liaison.papers.summary import screen
from liaison.papers.summary.drawing import List, drawings
from liaison.papers.summary.trace import Trace
from liaison.quantities import Whole

if TYPE_CHECKING:
    from liaison.figures.section import Section
    from liaison.figures.summary.content import Content
    from liaison.figures.summary.known import Known, Measured, Traced

_TEMPLATE = "总结.html"
_MOST_ROWS = 500
"""Rows of a list that a page holds: beyond them nobody reads, and a browser takes its time."""
_MOST_BARS = 24
_MOST_PHOTOS = 12
_IMAGES = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n": "png", b"GIF8": "gif"}
"""What a browser shows, by how the file begins."""


@dataclass
class Table:
    """A list as the template has it: each label with how its texts stand (``n`` numbers, ``w`` on one line, ``t`` text), and of
    each row the first text, which names it, and the others, each behind how it stands."""

    title: str
    heads: list[tuple[str, str]]
    rows: list[tuple[str, list[tuple[str, str]]]]
    chart: Any = ""
    note: str = ""
    nothing: str = NOTHING
    cut: str = ""


def write(path: Path, content: Content, traced: Mapping[str, Traced], photos: Sequence[Record] = ()) -> None:
    """Write the page of a summary, with the rows of its figures and photos, as it may be seen by whom it is written for.

    Raises ``BadFile`` where the template or the place does not allow it.
    """
    text = html.page(template_of("page", _TEMPLATE), _Page(content, traced, photos).fields())
    with files.replacing(path) as made:
        made.write_text(text, encoding="utf-8")


@dataclass
class _Page:
    """A page being made."""

    content: Content
    traced: Mapping[str, Traced]
    photos: Sequence[Record]

    def fields(self) -> dict[str, Any]:
        """What the template is given."""
        content, said = self.content, self.content.said
        return {
            "council": said("cover", "council"),
            "title": said("cover", "title"),
            "subtitle": said("cover", "subtitle"),
            "prepared": said("cover", "prepared"),
            "profile": profile(),
            "before": content.words["before"] or "上期",
            "figures": [self.figure(one) for one in content.lines],
            "remark": content.remark(),
            "years": self.years(),
            "years_remark": content.side_by_side,
            "notes": [one.text for one in content.sentences],
            "groups": [(name, list(tables)) for name, tables in self.groups()],
            "photos": self.pictures(),
            "memorandum": said("money", "memorandum"),
            "trace": said("trace", "line", command=content.command),
            "seal": said("trace", "seal"),
        }

    def pictures(self) -> list[dict[str, str]]:
        """The photos, each whole within the page; the public is shown none, for who is seen in them has not been asked."""
        whom = profile()
        found: list[dict[str, str]] = []
        for photo in self.photos if whom.sees(MEMBERS) else ():
            if len(found) == _MOST_PHOTOS:
                break
            content = photo["path"].read_bytes()
            if kind := next((kind for begun, kind in _IMAGES.items() if content.startswith(begun)), None):
                data = b64encode(content).decode()
                words = whom.words(photo["note"] or Path(photo["name"]).stem)
                found.append(
                    {"source": f"data:image/{kind};base64,{data}", "words": words, "day": photo["day"]}
                )
        return found

    def figure(self, measured: Measured) -> dict[str, Any]:
        """A figure beside the one before, with its definition, its last years and its rows."""
        figure, kind = measured.figure, measured.figure.kind
        trace = Trace(self.traced[figure.key], figure.label)
        return {
            "key": figure.key,
            "label": figure.label,
            "now": screen.with_unit(figure, measured.now),
            "before": screen.known_value(figure, measured.before),
            "difference": screen.difference(measured),
            "growth": screen.growth(measured),
            "since": screen.since(measured),
            "bars": drawn(svg.pair(_number(kind, measured.value), _number(kind, measured.previous))),
            "definition": figure.definition,
            "remarks": [one for one in trace.remarks if one],
            "years": self.in_years(measured),
            "table": self.table(List(f"{figure.label}的明细", figure.columns, self.traced[figure.key].rows)),
        }

    def in_years(self, measured: Measured) -> Any:
        """A figure's last years as bars."""
        known = [(year, one) for year, one in measured.years if one.value is not None]
        if len(known) < 2:
            return ""
        figure, kind = measured.figure, measured.figure.kind
        values = [_number(kind, one.value) for _year, one in known]
        series = svg.Series(
            figure.label, figure.unit, values, [screen.known_value(figure, one) for _, one in known]
        )
        return drawn(svg.bars(f"{figure.label}近年", [f"{year}年" for year, _one in known], [series]))

    def years(self) -> Table:
        """The last years side by side."""
        lines = self.content.lines
        heads = [("指标", "t"), *((f"{year}年", "n") for year, _known in lines[0].years), ("单位", "w")]
        rows = [(one.figure.label, *_values(one.years, one), one.figure.unit) for one in lines]
        return Table("近五年对照", heads, _rows(heads, rows))

    def groups(self) -> Iterator[tuple[str, Iterator[Table]]]:
        """The lists, those of one sheet of the workbook together."""
        shown = [section for section in self.content.shown if section.sheet or section.title]
        for name, sections in groupby(shown, key=lambda section: section.sheet or section.title):
            yield name, (table for section in sections for table in self.tables(section, name))

    def tables(self, section: Section, name: str) -> Iterator[Table]:
        """A section's own list, and what is drawn beside it."""
        rows = self.content.rows[section.key]
        title = section.title or section.heading or section.sheet_title or name
        chart = section.chart if section.can_be_drawn(rows) else None
        yield self.table(List(title, section.columns, section.listed(rows), chart))
        if drawing := drawings().get(section.key):
            yield from (self.table(one) for row in rows for one in drawing.page(row))

    def table(self, told: List) -> Table:
        """What may be seen of a list."""
        rows = told.rows[:_MOST_ROWS]
        parts = screen.as_texts(told.columns, rows)
        left = len(told.rows) - len(rows)
        heads = [(one.label, "n" if one.right else "t" if one.wraps else "w") for _column, one in parts]
        return Table(
            told.title,
            heads,
            _rows(heads, zip(*(one.texts for _column, one in parts), strict=True)),
            drawn(_chart(told.chart, told.columns, rows)) if told.chart and rows else "",
            told.note,
            cut=f"这里只列出前 {_MOST_ROWS:,} 行，还有 {left:,} 行在工作簿里。" if left else "",
        )


def _rows(
    heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    kinds = [kind for _label, kind in heads[1:]]
    return [(row[0], list(zip(kinds, row[1:], strict=True))) for row in rows]


def _values(years: Sequence[tuple[int, Known]], measured: Measured) -> Iterator[str]:
    return (screen.known_value(measured.figure, known) for _year, known in years)


def _chart(chart: Chart, columns: Sequence[Column], rows: Sequence[Record]) -> str:
    """A chart of as many rows as can be told apart."""
    by_key, rows = {one.key: one for one in columns}, rows[:_MOST_BARS]
    names = [by_key[chart.names].kind.show(row[chart.names]) for row in rows]
    series = [_series(by_key[key], label, unit, rows) for label, key, unit in chart.series]
    if chart.lying:
        return svg.lying(chart.title, names, series[0])
    return svg.bars(chart.title, names, series, line=chart.line)


def _series(column: Column, label: str, unit: str, rows: Sequence[Record]) -> svg.Series:
    values = [row[column.key] for row in rows]
    texts = [
        f"{value:,}" if isinstance(column.kind, Whole) and value else column.kind.show(value)
        for value in values
    ]
    return svg.Series(label, unit, [_number(column.kind, value) for value in values], texts)


def _number(kind: Kind, value: int | None) -> float | None:
    """A value as a length."""
    return None if value is None else float(kind.cell(value))
