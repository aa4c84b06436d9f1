"""The lines of a sheet that may be its header, each label with what it may be read as."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from liaison.rules.names import match_key
from liaison.services.sheets.measures import measure_of

SEARCHED_ROWS = 30
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")


@dataclass(frozen=True)
class Header:
    """A candidate for the header: for each position its label, and what that may be read as; where the data begin.

    ``cells`` are those that a label was made of, as they stand. A header of two lines keeps them both: what the upper line
    says alone, and the lower as it stands.
    """

    texts: list[str]
    labels: list[tuple[str, ...]]
    cells: list[tuple[str, ...]]
    begin: int
    upper: list[tuple[str, ...]] = field(default_factory=list)
    lower: Sequence[object] = ()

    @property
    def line(self) -> str:
        """The labels as one text, by which a header is known again."""
        return "|".join(label[0] if label else "" for label in self.labels).strip("|")


def header_lines(rows: Sequence[Sequence[object]]) -> list[Header]:
    """Every row of the top as a header, and every pair of rows as one of two lines."""
    found = []
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        single = [readings(cell) if isinstance(cell, str) else () for cell in row]
        if not any(single):
            continue
        texts = [cell if isinstance(cell, str) else "" for cell in row]
        found.append(Header(texts, single, [(text,) for text in texts], number + 1))
        if number + 1 < len(rows):
            lower = rows[number + 1]
            found.append(Header(*_two_lines(row, lower), number + 2, single, lower))
    return found


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing, or blanks only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _two_lines(
    upper: Sequence[object], lower: Sequence[object]
) -> tuple[list[str], list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The labels of a header of two lines: both together, the lower, the upper; a merged upper cell spans the blanks."""
    texts: list[str] = []
    labels: list[tuple[str, ...]] = []
    cells: list[tuple[str, ...]] = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else None
        bottom = lower[place] if place < len(lower) else None
        if isinstance(top, str):
            above = top
        elif not isinstance(bottom, str):
            above = ""
        below = bottom if isinstance(bottom, str) else ""
        own = top if isinstance(top, str) else ""
        texts.append(below or own)
        cells.append((above, below))
        labels.append(
            tuple(
                dict.fromkeys(
                    key for text in (above + below, below + above, below, own) for key in readings(text)
                )
            )
        )
    return texts, labels, cells


def readings(text: str) -> tuple[str, ...]:
    """What a label may be read as: whole, without what stands in brackets (单位名称（全称）), and without its unit (预算/元)."""
    short = bare(text)
    measure = measure_of(short)
    forms = (text, short, measure.bare) if measure else (text, short)
    return tuple(dict.fromkeys(filter(None, map(match_key, forms))))


def bare(text: str) -> str:
    """The text without what stands in brackets."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text))


def all_in_brackets(row: Sequence[object]) -> bool:
    """Whether each cell of a row only adds to the label above it: （人）, （万元）."""
    return all(is_blank(cell) or (isinstance(cell, str) and bare(cell).strip() == "") for cell in row)
