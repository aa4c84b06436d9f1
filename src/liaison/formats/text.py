"""Records as JSON and CSV, and the guard that keeps a spreadsheet from running a text as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from liaison.cells import UNSAFE
from liaison.columns import Column, Record
from liaison.formats.seen import kept, profile, seen
from liaison.kinds import Ref, Text, Whose
from liaison.quantities import Money, Number, Ratio, Whole
from liaison.several import Refs

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_BOM = "\ufeff"


class Numeral(Text):
    """Numbers of several kinds in one column, each written out by its own."""


def guarded(text: str) -> str:
    """A text for CSV: one ' goes before what Excel would run as a formula, so that ``=cmd|…`` stays text."""
    return "'" + text if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """A text out of CSV: ``guarded`` undone, exactly."""
    return text[1:] if _GUARDED.match(text) else text


def to_json(columns: Sequence[Column], record: Record) -> dict[str, Any]:
    """A record as JSON has it; a reference brings its code along where the other noun has codes."""
    result: dict[str, Any] = {}
    for column in kept(columns):
        result[column.key] = column.kind.plain(seen(column)(record))
        code = f"{column.key}_code"
        if isinstance(column.kind, Ref | Refs | Whose) and code in record:
            value = record[code]
            result[code] = list(value or ()) if isinstance(column.kind, Refs) else value
    return result


def write_json(value: object, out: TextIO) -> None:
    """Write one value, or an array item by item as it comes: any iterable but a mapping or a text is an array."""
    words = profile().words
    with _utf8(out) as stream:
        if isinstance(value, dict | str) or not isinstance(value, Iterable):
            stream.write(_dumped(words(value)) + "\n")
            return
        before = "[\n  "
        for item in value:
            # A line break inside a JSON text is written \n, so each real one is indentation.
            stream.write(before + _dumped(words(item)).replace("\n", "\n  "))
            before = ",\n  "
        stream.write("[]\n" if before == "[\n  " else "\n]\n")


def _dumped(value: object) -> str:
    """JSON in which what a terminal must not have is escaped: JSON's own way to keep it."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_csv(columns: Sequence[Column], records: Iterable[Record], out: TextIO) -> None:
    """Write records row by row as an import reads them back: labels first, numbers without thousands marks.

    UTF-8 with BOM and CRLF, which Excel and WPS open rightly by a double click.
    """
    columns = kept(columns)
    writers = [_writer(column) for column in columns]
    with _utf8(out) as stream:
        if not out.isatty():
            stream.write(_BOM)
        rows = csv.writer(stream, lineterminator="\r\n")
        rows.writerow([column.label for column in columns])
        rows.writerows([write(record) for write in writers] for record in records)


def _writer(column: Column) -> Callable[[Record], str]:
    """How a column's cell is written: text guarded, numbers bare."""
    value, show = seen(column), column.kind.show
    if isinstance(column.kind, Whole | Number | Money | Ratio | Numeral):
        return lambda record: show(value(record)).replace(",", "")
    words = profile().words
    return lambda record: guarded(words(show(value(record))))


@contextmanager
def _utf8(out: TextIO) -> Iterator[TextIO]:
    """The stream in UTF-8, line ends untouched, whatever the machine's own code page is; a terminal keeps its own."""
    buffer = getattr(out, "buffer", None)
    if buffer is None or out.isatty():
        yield out
        return
    out.flush()
    stream = io.TextIOWrapper(buffer, encoding="utf-8", newline="", write_through=False)
    try:
        yield stream
    finally:
        stream.detach()
