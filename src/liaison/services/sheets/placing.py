"""Every table of a file as the sheet of a noun, and what is to be said about the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection

from liaison.cells import shown, text_of
from liaison.columns import Noun
from liaison.errors import BadFile, Lacking, Unreadable, as_typed
from liaison.kinds import masked
from liaison.nouns.registry import home_of
from liaison.queries.exchange.collect import round_name
from liaison.services.sheets.headers import Misplaced, Placed, edition_of, place
from liaison.services.sheets.headings import Headings, meant_by
from liaison.services.sheets.passing_over import EXAMPLE, FOOT, SECTION
from liaison.services.sheets.unseen import count_unseen
from liaison.services.writing.work import Work
from liaison.tables import RawTable

_LISTED, _QUOTED = 8, 3


def place_all(
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    given: Collection[str] = (),
    headings: Headings | None = None,
    otherwise: Callable[[RawTable], tuple[Placed, str] | Misplaced | None] = lambda _table: None,
    hint: str = "",
) -> tuple[list[Placed], list[str]]:
    """Recognise every table of a file; what is not read is skipped and said. Raises ``BadFile`` if none fits.

    ``otherwise`` recognises what has no header of its own, and says how, or why not. ``hint`` says what a sheet should be like,
    where the noun has no form to compare it with.
    """
    headings = headings or Headings()
    placed: list[Placed] = []
    skipped: list[tuple[str, Misplaced]] = []
    crosswise: list[str] = []
    foreign = [table.name for table in tables if _is_of_another(table, nouns)]
    if len(foreign) < len(tables):
        tables = [table for table in tables if table.name not in foreign]
    for table in tables:
        result = place(table, nouns, given, headings)
        if isinstance(result, Misplaced) and not result.shaped and (found := otherwise(table)):
            if isinstance(found, Misplaced):
                result = found
            else:
                result, how = found
                crosswise.append(how)
        if isinstance(result, Misplaced):
            skipped.append((table.name, result))
        else:
            placed.append(result)
    if not placed:
        name, why = skipped[0]
        where = f"工作表“{name}”" if len(tables) > 1 else "这张表"
        sentence = f"{where}{why.reason}{why.detail}，"
        hint = hint or f"可用 liaison {home_of(nouns[0].name).name} form 空表.xlsx 取一张空表对照。"
        raise Lacking(sentence, hint, why.lacks) if why.lacks else BadFile(sentence, hint)
    _check_told(placed, headings)
    order = {noun.name: rank for rank, noun in enumerate(nouns)}
    placed.sort(key=lambda one: order[one.noun.name])
    placed, unseen = count_unseen(placed)
    said = [f"工作表“{name}”没有导入：{why.reason}。" for name, why in skipped] + crosswise
    if foreign:
        listed = "”、“".join(foreign)
        said.append(f"工作表“{listed}”是别类的，没有导入，整个工作簿请用 liaison workbook import。")
    for one in placed:
        said += _said_of(one, headings)
    return placed, said + unseen


def _is_of_another(table: RawTable, nouns: tuple[Noun, ...]) -> bool:
    """Whether a sheet that went out from here is none of these nouns'."""
    edition = edition_of(table)
    return edition is not None and all(noun.mark != edition.noun for noun in nouns)


def _check_told(placed: list[Placed], headings: Headings) -> None:
    """Refuse an explanation of a label that is on no sheet: it was misspelt."""
    used = {label for one in placed for label in one.meant}
    for label, wanted in headings.told.items():
        if label not in used:
            raise Unreadable(f"表头里没有“{label}”，或“{wanted}”已有别的列，", "请核对 --map。")


def _said_of(one: Placed, headings: Headings) -> list[str]:
    """What of a table was not read, or read otherwise than it stands."""
    name, said = one.table.name, []
    if one.unknown:
        near = headings.nearest(one.noun, one.unknown, one.columns.values())
        said.append(f"工作表“{name}”有不认识的列，没有导入：{masked(near)}。")
    if one.unheaded:
        said.append(f"工作表“{name}”的 {'、'.join(one.unheaded)} 列有内容、没有表头，没有导入。")
    recalled = [
        f"“{label}”作“{column.label}”"
        for label, key in one.meant.items()
        if label not in headings.told and (column := meant_by(one.noun, key))
    ]
    if recalled:
        said.append(f"工作表“{name}”的表头按上次指明的来读：{'、'.join(recalled)}。")
    for worth in dict.fromkeys(one.worth.values()):
        labels = "、".join(one.columns[place].label for place, told in one.worth.items() if told == worth)
        said.append(f"工作表“{name}”的{labels}按“{worth}”计，例如 1 读作 1{worth}。")
    for reason in filter(None, dict.fromkeys(one.passed_over.values())):
        if reason == EXAMPLE and not one.has_rows:
            continue  # a sheet of a form that nobody has touched
        lines = [str(line) for line, why in one.passed_over.items() if why == reason]
        listed = "、".join(lines[:_LISTED]) + ("等" if len(lines) > _LISTED else "")
        said.append(f"工作表“{name}”第 {listed} 行是{reason}{_quoted(one, reason)}，没有导入。")
    return said


def _quoted(one: Placed, reason: str) -> str:
    """What stands in the first rows of that sort, where only that tells whether they are no data."""
    if reason not in (SECTION, FOOT):
        return ""
    lines = [line for line, why in one.passed_over.items() if why == reason][:_QUOTED]
    firsts = (next(filter(text_of, one.table.rows[line - one.table.first]), "") for line in lines)
    return f"（{'、'.join(f'“{masked(shown(cell))}”' for cell in firsts)}）"


def refuse_collected(work: Work, tables: list[RawTable]) -> None:
    """Refuse the workbook of a round of collecting: merged, its rows are known to be the unit's."""
    for table in tables:
        edition = edition_of(table)
        if edition and edition.round:
            name = round_name(work.database, edition.round)
            hint = f"请用 liaison collect merge {as_typed(name or '名称')} 文件夹 合并。"
            raise BadFile("这是收集时发给单位的表，", hint)
