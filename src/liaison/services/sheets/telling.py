"""Sheets that tell a command something and are kept nowhere: read as those that are brought in, row by row."""

from __future__ import annotations

from collections.abc import Callable

from liaison.columns import Noun
from liaison.errors import BadFile
from liaison.queries.council.council import council_name
from liaison.services.sheets.headers import Misplaced, Placed
from liaison.services.sheets.headings import remember, remembered
from liaison.services.sheets.importing import TAKE_PLAIN, Terms
from liaison.services.sheets.outcome import Outcome
from liaison.services.sheets.placing import place_all
from liaison.services.sheets.presets import with_presets
from liaison.services.sheets.rows import Progress, Rows
from liaison.services.sheets.sheet import Sheet, sound
from liaison.services.sheets.strangers import Anybodys, refuse_strangers
from liaison.services.sheets.tidying import tidy_all
from liaison.services.writing.draft import Row
from liaison.services.writing.work import Work
from liaison.tables import RawTable


def nothing_else(_table: RawTable) -> None:
    """What recognises nothing of a table that has no header."""


def read_out(
    work: Work,
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    terms: Terms,
    progress: Progress,
    *,
    otherwise: Callable[[RawTable], tuple[Placed, str] | Misplaced | None] = nothing_else,
) -> Outcome:
    """The rows of the first table that is one of the noun's, by slot (``Outcome.told``); what its rows cannot say is noted.

    The noun's records are known by the first way of its ``identity``: a row that names one again is refused. ``otherwise`` is that
    of ``place_all``. Raises ``BadFile`` for a file that holds none.
    """
    database, work.doubts = work.database, terms.doubts
    work.doubts.begin()
    if not terms.plain:
        refuse_strangers(database, tables, TAKE_PLAIN)
    one, said = _first(work, tables, nouns, terms, otherwise)
    if terms.plain:
        anybodys = Anybodys()
        (one,), unlooked = anybodys.stripped([one], council_name(database) or "")
        one = anybodys.called_as_here(one)
        said += unlooked
    (one,), tidied = tidy_all(work, with_presets([one], terms.presets))
    if not one.has_rows:
        raise BadFile("表里没有可用的行，", _wanted(one.noun))
    sheet = Sheet(work, one, None, "")
    rows = Rows(work, sheet, 0, {}).read(progress)
    _refuse_incomplete(sheet, rows)
    _refuse_repeated(sheet, rows)
    sheet.tally.refused = len(sheet.bad)
    sheet.tally.sort()
    remember(work, one.noun.name, one.line, one.meant)
    return Outcome([sheet.tally], said + tidied, told=sound([sheet], rows))


def _first(
    work: Work,
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    terms: Terms,
    otherwise: Callable[[RawTable], tuple[Placed, str] | Misplaced | None],
) -> tuple[Placed, list[str]]:
    """The first of the tables that can be read, and what is to be said of that. Raises ``BadFile`` as the first of them does."""
    given = {key for preset in terms.presets for key in preset.keys.values()}
    headings, hint = remembered(work, terms.told), "请核对是不是这个文件。"
    refused: list[BadFile] = []
    for table in tables:
        try:
            (one,), said = place_all([table], nouns, given, headings, otherwise, hint)
        except BadFile as error:
            refused.append(error)
            continue
        if others := [other.name for other in tables if other is not table and any(other.rows)]:
            listed = "”、“".join(others)
            said.append(f"只读了工作表“{table.name}”，没有读“{listed}”；要读别的，请加 --sheet。")
        return one, said
    raise refused[0]


def _wanted(noun: Noun) -> str:
    """What a sheet should be headed by."""
    labels = "、".join(f"“{column.label}”" for column in noun.sheet if column.required)
    return f"表头应有：{labels}。"


def _refuse_incomplete(sheet: Sheet, rows: list[Row]) -> None:
    for row in rows:
        for column in sheet.noun.sheet:
            if column.required and row.line not in sheet.bad and row[column.slot] is None:
                sheet.note(row.line, column, None, f"缺少{column.label}，请填写")


def _refuse_repeated(sheet: Sheet, rows: list[Row]) -> None:
    columns = sheet.noun.pick(*sheet.noun.identity[0])
    seen: dict[tuple[object, ...], int] = {}
    for row in sound([sheet], rows):
        first = seen.setdefault(tuple(row[column.slot] for column in columns), row.line)
        if first != row.line:
            sheet.note(
                row.line, columns[0], _raw(sheet, row, columns[0].key), f"与第 {first} 行重复，请只留一行"
            )


def _raw(sheet: Sheet, row: Row, key: str) -> object:
    cells, place = sheet.placed.table.rows[row.line - sheet.placed.table.first], sheet.raw.get(key)
    return cells[place] if place is not None and place < len(cells) else None
