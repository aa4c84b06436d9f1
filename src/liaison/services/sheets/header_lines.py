"""The lines of a sheet that may be its header, each label with what it may be read as."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from liaison.cells import text_of
from liaison.rules.names import match_key
from liaison.services.sheets.measures import measure_of
from liaison.tables import RawTable

SEARCHED_ROWS = 30
FARTHEST_ROW = 200
"""How far a header is sought where none stands in the rows at the top: notes on how to fill in a form may fill a page."""
_LONGEST = 300
"""Characters of a label: a longer text, a list of units say, is looked at no further."""
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]", re.DOTALL)
_NUMBER = re.compile(
    r"[①-⓿❶-➓㈠-㈩]\s*|[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、:)]\s*(?=\D)"
)
"""What numbers a label: 1.单位名称, 2、类别, （3）加入日期, ④联系电话."""
_FOREIGN = re.compile(
    r"(?:^|[\s/|·-]+)[A-Za-z][A-Za-z .,&/'-]*(?:$|(?=[\s/|]))|^[A-Za-z][A-Za-z .,&/'-]*[\s/|]+"
)
"""The other half of a label in two languages: 单位名称 Company Name, Phone/联系电话."""


@dataclass(frozen=True)
class Header:
    """A candidate for the header: for each position its label, and what that may be read as; where the data begin.

    ``cells`` are those that a label was made of, as they stand. A header of several lines (``height``) keeps what the first says
    alone, and the last as it stands.
    """

    texts: list[str]
    labels: list[tuple[str, ...]]
    cells: list[tuple[str, ...]]
    begin: int
    upper: list[tuple[str, ...]] = field(default_factory=list)
    lower: Sequence[object] = ()
    height: int = 1

    @property
    def line(self) -> str:
        """The labels as one text, by which a header is known again."""
        return "|".join(label[0] if label else "" for label in self.labels).strip("|")


def header_lines(table: RawTable, begin: int = 0, end: int = SEARCHED_ROWS) -> Iterator[Header]:
    """Rows of a sheet as its header, each pair of rows as one of two lines, and of three where a merged cell spans them."""
    rows = table.rows
    tall = {block.top - table.first for block in table.merged if block.bottom == block.top + 2}
    for number, row in enumerate(rows[begin:end], start=begin):
        texts = list(map(_label, row))
        single = list(map(readings, texts))
        if not any(single):
            continue
        yield Header(texts, single, [(text,) for text in texts], number + 1)
        if number + 1 < len(rows):
            lower = list(map(_label, rows[number + 1]))
            yield Header(*_two_lines(texts, lower), number + 2, single, rows[number + 1], 2)
        if number in tall and number + 2 < len(rows):
            lowest = list(map(_label, rows[number + 2]))
            below = _two_lines(lower, lowest)
            yield Header(*_on_top(texts, *below), number + 3, single, rows[number + 2], 3)


def _label(cell: object) -> str:
    """What heads a column: a text, or a number or day, such as the year of its figures."""
    return cell if isinstance(cell, str) else "" if cell is None or isinstance(cell, bool) else text_of(cell)


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing, or blanks only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _two_lines(
    upper: Sequence[str], lower: Sequence[str]
) -> tuple[list[str], list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The labels of a header of two lines: both together, the lower, the upper; a merged upper cell spans the blanks."""
    texts: list[str] = []
    labels: list[tuple[str, ...]] = []
    cells: list[tuple[str, ...]] = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        own = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        if own:
            above = own
        elif not below:
            above = ""
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


def _on_top(
    upper: Sequence[str], texts: list[str], labels: list[tuple[str, ...]], cells: list[tuple[str, ...]]
) -> tuple[list[str], list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Two lines of a header with a third above them: it counts where nothing stands below it."""
    for place, top in enumerate(upper):
        if place >= len(texts):
            texts.append(top)
            labels.append(readings(top))
            cells.append((top,))
        elif top and not texts[place]:
            texts[place], labels[place], cells[place] = top, readings(top), (top,)
    return texts, labels, cells


def readings(text: str) -> tuple[str, ...]:
    """What a label may be read as: whole, without what stands in brackets (单位名称（全称）), and without its unit (预算/元)."""
    if not text or len(text) > _LONGEST:
        return ()
    short = bare(text)
    measure = measure_of(short)
    forms = [text, short, *([measure.bare] if measure else ())]
    forms += [own for form in forms if (own := _FOREIGN.sub("", form)) and own != form and not own.isascii()]
    forms += [form[match.end() :] for form in forms if (match := _NUMBER.match(form))]
    return tuple(dict.fromkeys(filter(None, map(match_key, forms))))


def bare(text: str) -> str:
    """The text without what stands in brackets."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text))


def all_in_brackets(row: Sequence[object]) -> bool:
    """Whether each cell of a row only adds to the label above it: （人）, （万元）."""
    return all(is_blank(cell) or (isinstance(cell, str) and bare(cell).strip() == "") for cell in row)
