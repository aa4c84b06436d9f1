"""Records on the screen: a table that fits the terminal, plain aligned text elsewhere; sentences; a progress bar."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO, TypeVar

from liaison.cells import on_one_line
from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.formats.seen import kept, profile, seen
from liaison.formats.streams import styled
from liaison.formats.widths import folded, padded, width_of
from liaison.kinds import Fixed, Flag, Ref

NOTHING = "没有记录。"
BLANK = "（空）"

_MOST_DRAWN = 200
"""Rows up to which a table is drawn; drawing more would keep people waiting."""
_PATIENCE = 1.0
"""Seconds after which work is given a progress bar."""
_REDRAW = 0.1
_NARROWEST = 4
"""Half-width characters that a wrapped column needs: two Chinese characters."""

Item = TypeVar("Item")


def table(
    columns: Sequence[Column],
    records: Iterable[Record],
    *,
    title: str = "",
    under: str = "",
    nothing: str = "",
    out: TextIO | None = None,
) -> None:
    """Show the listed columns of records: drawn on a terminal, else (or when long) as plain text, never cut.

    ``under`` is a line below the title; ``nothing`` is said instead of a table without records.
    """
    out = out or sys.stdout
    listed = [column for column in kept(columns) if column.listed]
    rows = list(records)
    if not rows:
        print(nothing or NOTHING, file=out)
        return
    cells = [_shown(column, rows) for column in listed]
    if out.isatty() and len(rows) <= _MOST_DRAWN:
        _draw(listed, cells, (title, under), out)
        return
    for line in filter(None, (title, under)):
        print(line, file=out)
    out.writelines(_aligned(listed, cells))


def record(columns: Sequence[Column], values: Record, *, out: TextIO | None = None) -> None:
    """Show one record, a line for each value that is known."""
    pairs = [(column.label, column.kind.show(seen(column)(values))) for column in kept(columns)]
    facts([(label, text) for label, text in pairs if text], out=out)


def facts(pairs: Sequence[tuple[str, str]], *, out: TextIO | None = None) -> None:
    """Show label and text, a line for each; on a terminal a long text goes on below itself."""
    out = out or sys.stdout
    out.writelines(_lines(pairs, terminal_width() if out.isatty() else 0))


def changes(
    columns: Sequence[Column],
    before: Record,
    after: Record,
    *,
    out: TextIO | None = None,
) -> None:
    """Show what became of a record, a line for each value that is another one: 党员人数：86 → 87."""
    out, told = out or sys.stdout, []
    for column in kept(columns):
        if column.written and before.get(column.key) != after.get(column.key):
            show, value = column.kind.show, seen(column)
            old, new = (on_one_line(show(value(one))) or BLANK for one in (before, after))
            told.append(f"  {column.label}：{old} → {new}\n")
    out.writelines(told or ["  与原来相同，没有改动。\n"])


def said(sentence: str) -> None:
    """Say a sentence beside the output: a warning, a remark, what was done."""
    sys.stderr.write(sentence + "\n")


def progress(label: str, items: Iterable[Item], total: int) -> Iterable[Item]:
    """Pass the items on; whoever waits for more than a second at a terminal sees how far it is."""
    return _watched(label, items, total) if sys.stderr.isatty() else items


def _watched(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, with a bar from the first one that comes after a second."""
    waiting, clock = iter(items), time.monotonic
    begin, done = clock(), 0
    for item in waiting:
        yield item
        done += 1
        if clock() - begin > _PATIENCE:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    parts = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    console = Console(file=styled(sys.stderr))
    # A sentence that is said meanwhile goes the way of every other one.
    straight = {"redirect_stdout": False, "redirect_stderr": False}
    with Progress(*parts, console=console, transient=True, **straight) as bar:  # type: ignore[arg-type]
        task, drawn = bar.add_task(label, total=total, completed=done), clock()
        for item in waiting:
            yield item
            done += 1
            if clock() - drawn > _REDRAW:
                bar.update(task, completed=done)
                drawn = clock()


# -- cells ------------------------------------------------------------------------------------------------------------


def _shown(column: Column, rows: list[Record]) -> list[str]:
    """A column's cells in one line each; a reference goes by the other record's short name where it has one."""
    value, show = seen(column), column.kind.show
    get: Callable[[Record], str] = lambda row: show(value(row))  # noqa: E731
    if isinstance(column.kind, Ref):
        short = f"{column.key}_short"
        get = lambda row: show(row.get(short) or value(row))  # noqa: E731
    return [on_one_line(get(row)) for row in rows]


def _aligned(columns: list[Column], cells: list[list[str]]) -> Iterator[str]:
    """Lines of plain text, each column as wide as its widest cell."""
    stretched = []
    for column, texts in zip(columns, cells, strict=True):
        texts = [column.label, *texts]
        widths = list(map(width_of, texts))
        widest = max(widths)
        blanks = [" " * (widest - width) for width in widths]
        if column.kind.align == "right":
            stretched.append([blank + text for text, blank in zip(texts, blanks, strict=True)])
        else:
            stretched.append([text + blank for text, blank in zip(texts, blanks, strict=True)])
    for row in zip(*stretched, strict=True):
        yield "  ".join(row).rstrip() + "\n"


def _lines(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Lines 'label  value'; a value of several lines, or longer than the terminal is wide, goes on below itself."""
    margin = max((width_of(label) for label, _ in pairs), default=0) + 2
    room = width - margin
    for label, text in pairs:
        lines = folded(text, room) if room > _NARROWEST else text.splitlines()
        for index, line in enumerate(lines):
            yield (padded("" if index else label, margin) + on_one_line(line)).rstrip() + "\n"


# -- the drawn table --------------------------------------------------------------------------------------------------


def _draw(columns: list[Column], cells: list[list[str]], above: tuple[str, str], out: TextIO) -> None:
    """Draw a table as wide as the terminal allows; where even wrapping cannot make it fit, each record on its own."""
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Line

    width = terminal_width()
    console = Console(file=styled(out), width=width, height=25, markup=False, highlight=False, emoji=False)
    for line, style in zip(above, ("bold", ""), strict=True):
        if line:
            console.print(Line(on_one_line(profile().words(line)), style=style))
    fitted = _fit(columns, cells, width)
    if not fitted:
        _draw_apart(columns, cells, width, out)
        return
    columns, cells, widths, gap = fitted
    # ASCII only: the lines that are usual in tables are two columns wide in Chinese consoles.
    rule = Box("    \n    \n -  \n    \n    \n    \n    \n    \n", ascii=True)
    drawn = Table(box=rule, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        justify = "right" if column.kind.align == "right" else "left"
        drawn.add_column(Line(on_one_line(column.label)), justify=justify, width=width, overflow="fold")  # type: ignore[arg-type]
    for row in zip(*cells, strict=True):
        drawn.add_row(*map(Line, row))
    console.print(drawn)


def _fit(
    columns: list[Column], cells: list[list[str]], width: int
) -> tuple[list[Column], list[list[str]], list[int], int] | None:
    """The columns to draw with their cells, widths and the gap between them; ``None`` where they cannot fit.

    Where not all fit, columns without any value give way, the gap narrows, and words wrap.
    """
    natural = _natural(columns, cells)
    if sum(natural) + 2 * (len(columns) - 1) <= width:
        return columns, cells, natural, 2
    filled = [index for index, texts in enumerate(cells) if any(texts)]
    columns, cells = [columns[index] for index in filled], [cells[index] for index in filled]
    widths = _squeezed(columns, cells, width - (len(columns) - 1))
    return (columns, cells, widths, 1) if widths else None


def _natural(columns: list[Column], cells: list[list[str]]) -> list[int]:
    """The width of each column's widest cell, its label included."""
    return [
        max(width_of(column.label), *map(width_of, texts))
        for column, texts in zip(columns, cells, strict=True)
    ]


def _squeezed(columns: list[Column], cells: list[list[str]], room: int) -> list[int]:
    """Widths that fit into the room, or none: what is read digit by digit stays whole, words wrap evenly.

    The first required column, which names the record, gets twice what others get.
    """
    natural = _natural(columns, cells)
    least = [
        min(_NARROWEST, wide) if _wraps(column) else max(_NARROWEST, *map(width_of, texts))
        for column, texts, wide in zip(columns, cells, natural, strict=True)
    ]
    naming = next((index for index, column in enumerate(columns) if column.required and _wraps(column)), None)
    fitting: list[int] = []
    for level in range(_NARROWEST, room + 1, 2):
        tried = [
            min(wide, max(narrow, level * 2 if index == naming else level))
            for index, (narrow, wide) in enumerate(zip(least, natural, strict=True))
        ]
        if sum(tried) > room:
            break
        fitting = tried
    # What is left makes whole whichever columns lack least.
    for index in sorted(range(len(fitting)), key=lambda index: natural[index] - fitting[index]):
        fitting[index] += min(room - sum(fitting), natural[index] - fitting[index])
    return fitting


def _wraps(column: Column) -> bool:
    """Whether a column's cells are words that may go over several lines, rather than codes, numbers or days."""
    whole = column.kind.align == "right" or isinstance(column.kind, Day | Flag | Fixed)
    return not whole and not column.private and column.key != "code"


def _draw_apart(columns: list[Column], cells: list[list[str]], width: int, out: TextIO) -> None:
    """Each record by itself, as ``record`` shows it."""
    for index, row in enumerate(zip(*cells, strict=True)):
        if index:
            print(file=out)
        known = [(column.label, text) for column, text in zip(columns, row, strict=True) if text]
        out.writelines(_lines(known, width))


def terminal_width() -> int:
    """The terminal's width in half-width characters."""
    import shutil

    return shutil.get_terminal_size().columns
