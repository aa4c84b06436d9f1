"""The summary of a period on a terminal: 80 columns, more where there are more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.section import Section
from liaison.figures.summary.known import Measured
from liaison.figures.summary.sentences import shown
from liaison.formats import screen
from liaison.formats.plain import Shown, fitting, paragraph, table, width_for
from liaison.formats.seen import kept, seen
from liaison.formats.widths import width_of
from liaison.kinds import Flag, Kind, Ref, Stored
from liaison.papers.summary.drawing import drawings
from liaison.quantities import Ratio

if TYPE_CHECKING:
    from liaison.figures.figure import Figure
    from liaison.figures.summary.content import Content
    from liaison.figures.summary.known import Known

_UNKNOWN = "—"


def show(content: Content, out: TextIO) -> None:
    """The summary of a period."""
    width = width_for(out)
    _print(out, _summary(content, width))


def _print(out: TextIO, lines: Iterable[str]) -> None:
    out.writelines(line + "\n" for line in lines)


# -- the summary ------------------------------------------------------------------------------------------------------


def _summary(content: Content, width: int) -> Iterator[str]:
    yield from title(content, "title", width)
    yield from heading("主要数据")
    columns = fitting(_figures(content.lines, content.words["before"] or "上期"), width)
    yield from table(columns, width)
    yield from paragraph("注：" + content.remark({column.label for column in columns}), width)
    yield from heading("文字要点")
    for number, sentence in enumerate(content.notes, 1):
        yield from paragraph(sentence, width, first=f"{number:2}. ")
    for section in content.shown:
        if section.title:
            yield from heading(section.title)
            yield from _section(section, content.rows[section.key], width)
    yield from paragraph(content.said("money", "memorandum"), width)
    yield ""
    yield from paragraph(content.said("trace", "line", command=content.command), width)
    yield from paragraph(content.said("trace", "seal"), width)


def _section(section: Section, rows: Sequence[Record], width: int) -> Iterator[str]:
    drawing = drawings().get(section.key)
    if drawing is None or not rows:
        yield from listed(section.columns, rows, width, spare=section.spare)
        return
    for row in rows:
        yield from drawing.screen(row, width)


def title(content: Content, key: str, width: int) -> Iterator[str]:
    """The head of the whole, in the middle."""
    said = content.said
    yield from centred([said("cover", "council"), said("cover", key) + said("cover", "subtitle")], width)


def centred(texts: Iterable[str], width: int) -> Iterator[str]:
    """Lines in the middle."""
    for text in texts:
        yield " " * max(0, (width - width_of(text)) // 2) + text


def heading(text: str) -> Iterator[str]:
    """The head of a part."""
    yield ""
    yield f"【{text}】"


def _figures(figures: Sequence[Measured], before: str) -> list[Shown]:
    """The figures beside those before; on a wide screen since the founding too."""
    return [
        Shown("指标", [one.figure.label for one in figures], wraps=True),
        Shown("本期", [with_unit(one.figure, one.now) for one in figures], right=True),
        Shown(before, [known_value(one.figure, one.before) for one in figures], right=True),
        Shown("增减", [difference(one) for one in figures], right=True),
        Shown("增幅", [growth(one) for one in figures], right=True),
        Shown("累计", [since(one) for one in figures], right=True, spare=True),
    ]


def _shown(kind: Kind, value: Stored) -> str:
    """A value as a summary shows it: unknown as —."""
    return _UNKNOWN if value is None else shown(kind, value)


def with_unit(figure: Figure, known: Known) -> str:
    """A figure's value with its unit, and the mark of where it comes from."""
    unit = "" if known.value is None or isinstance(figure.kind, Ratio) else figure.unit
    return _shown(figure.kind, known.value) + unit + known.mark


def known_value(figure: Figure, known: Known) -> str:
    """A figure's value, and the mark of where it comes from."""
    return _shown(figure.kind, known.value) + known.mark


def difference(measured: Measured) -> str:
    """How much more a figure is than before, with its sign."""
    kind, more = measured.figure.kind, measured.difference
    if more is None:
        return _UNKNOWN
    if isinstance(kind, Ratio):
        tenths = (abs(more) + 5) // 10
        return f"{_sign(more)}{tenths // 10}.{tenths % 10}个百分点"
    return _sign(more) + _shown(kind, abs(more))


def growth(measured: Measured) -> str:
    """The same as a share of what it was before."""
    more = measured.growth
    return _UNKNOWN if more is None else _sign(more.difference) + more.told


def _sign(number: int) -> str:
    return "+" if number > 0 else "-" if number < 0 else ""


def since(measured: Measured) -> str:
    """A figure since the founding, where years add up."""
    return _shown(measured.figure.kind, measured.total.value) if measured.figure.adds else _UNKNOWN


# -- lists ------------------------------------------------------------------------------------------------------------


def listed(
    columns: Sequence[Column], records: Sequence[Record], width: int, *, spare: Sequence[str] = ()
) -> Iterator[str]:
    """The listed columns of records; a reference by its short name."""
    if not records:
        yield screen.NOTHING
        return
    parts = as_texts(columns, records)
    yield from table([one._replace(spare=column.key in spare) for column, one in parts], width)


def as_texts(columns: Sequence[Column], records: Sequence[Record]) -> list[tuple[Column, Shown]]:
    """The listed columns in which records say something, with the texts: a reference by its short name, what is private masked."""
    parts = []
    for column in kept(columns):
        if column.listed and any(texts := [*map(_cell(column), records)]):
            right = column.kind.align == "right"
            whole = right or isinstance(column.kind, Day | Flag) or column.key in ("code", "month")
            parts.append((column, Shown(column.label, texts, right=right, wraps=not whole)))
    return parts


def _cell(column: Column) -> Callable[[Record], str]:
    """How a column is told of a record."""
    value, kind, short = seen(column), column.kind, f"{column.key}_short"
    if isinstance(kind, Ref):
        return lambda record: str(record.get(short) or value(record) or "").replace("\n", " ")

    def text(record: Record) -> str:
        told = value(record)
        return "" if told is None else shown(kind, told).replace("\n", " ")

    return text
