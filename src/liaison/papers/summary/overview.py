"""年度概览: every figure beside the one before it, since the founding, and the last five years side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from liaison.formats.excel import Book
from liaison.formats.page import Page
from liaison.formats.parts import UNKNOWN, Cell, cell
from liaison.kinds import Kind
from liaison.quantities import Number, Ratio, Whole

if TYPE_CHECKING:
    from liaison.figures.summary.known import Known, Measured


def figure_row(book: Book, measured: Measured) -> list[Cell]:
    """A figure beside the one before it."""
    figure, kind = measured.figure, measured.figure.kind
    return [
        Cell(figure.label, figure.label, book.style("text")),
        _known(book, kind, measured.now),
        _known(book, kind, measured.before),
        _difference(book, measured),
        _growth(book, measured),
        Cell(figure.unit, figure.unit, book.style("text", align="center")),
        cell(book, kind, measured.total.value) if figure.adds else _unknown(book),
    ]


def year_row(book: Book, measured: Measured) -> list[Cell]:
    """A figure in each of the last years."""
    figure = measured.figure
    return [
        Cell(figure.label, figure.label, book.style("text")),
        *(_known(book, figure.kind, known) for _, known in measured.years),
        Cell(figure.unit, figure.unit, book.style("text", align="center")),
    ]


def add_figures(page: Page, figures: list[Measured], before: str) -> None:
    """The figures of the period beside those ``before`` it (上年, 上年同期, 上一任)."""
    labels = ("指标", "本期", before, "增减", "增幅", "单位", "累计")
    page.cells(labels, [figure_row(page.book, measured) for measured in figures])


def add_years(page: Page, figures: list[Measured]) -> None:
    """The last years side by side."""
    years = [f"{year}年" for year, _ in figures[0].years]
    page.cells(["指标", *years, "单位"], [year_row(page.book, measured) for measured in figures])


def _unknown(book: Book) -> Cell:
    return Cell(UNKNOWN, UNKNOWN, book.style("text", align="right"))


def _known(book: Book, kind: Kind, known: Known) -> Cell:
    """A figure's value; one that was published, or is known of a part only, carries a mark."""
    found = cell(book, kind, known.value)
    if known.value is None or not known.mark:
        return found
    marked = f'{_format(kind, known.value)}"{known.mark}"'
    return Cell(found.value, found.shown + known.mark, book.style("whole", num_format=marked))


def _format(kind: Kind, value: int) -> str:
    """The number format of a value: whole numbers have no decimal point."""
    return Whole.number_format if isinstance(kind, Number) and value % kind.scale == 0 else kind.number_format


def _difference(book: Book, measured: Measured) -> Cell:
    kind, difference = measured.figure.kind, measured.difference
    if difference is None:
        return _unknown(book)
    if isinstance(kind, Ratio):
        shape, formula = '0.0"个百分点"', "=(B{row}-C{row})*100"
        number: Any = Decimal(difference).scaleb(-2)
    else:
        shape, formula, number = _format(kind, difference), "=B{row}-C{row}", kind.cell(difference)
    style = book.style("number", num_format=f"+{shape};-{shape};{shape if isinstance(kind, Ratio) else 0}")
    return Cell(number, f"+{kind.show(abs(difference))}" + "百分点" * isinstance(kind, Ratio), style, formula)


def _growth(book: Book, measured: Measured) -> Cell:
    growth = measured.growth
    if growth is None:
        return _unknown(book)
    share = Decimal(growth.difference) / growth.base
    shape = '+#,##0.0"倍"' if growth.in_times else "+#,##0.0%;-#,##0.0%;0.0%"
    return Cell(share, f"+{growth.told}", book.style("ratio", num_format=shape), "=(B{row}-C{row})/C{row}")
