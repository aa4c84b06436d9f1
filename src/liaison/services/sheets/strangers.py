"""Sheets that another council exported: refused, for its codes would be taken for those of this one; or read as anybody's. And
whether sheets bring names that are new here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from liaison.cells import shown, text_of
from liaison.columns import Noun
from liaison.errors import BadFile
from liaison.kinds import Ref, Whose
from liaison.nouns.council.council import COUNCIL
from liaison.nouns.council.member import MEMBER
from liaison.nouns.registry import NOUNS
from liaison.queries.council.council import council_name
from liaison.queries.keys import any_of
from liaison.queries.known import KnownNames
from liaison.queries.whose import holders
from liaison.queries.whose import other as referred_by
from liaison.rules.names import match_key
from liaison.services.sheets.header_lines import is_blank
from liaison.services.sheets.headers import Placed, edition_of, heading_in, heading_row
from liaison.services.sheets.headings import names_of
from liaison.services.sheets.marks import Edition, Marks, is_strange
from liaison.services.writing.draft import Row
from liaison.several import Refs
from liaison.store.database import Database
from liaison.tables import RawTable

_CODE = "code"
_BETWEEN = "、"


def strange(database: Database, tables: Sequence[RawTable]) -> list[tuple[RawTable, Edition]]:
    """Those of the tables that another council exported, each with what its hidden column says."""
    editions = ((table, edition_of(table)) for table in tables)
    return [(table, edition) for table, edition in editions if edition and is_strange(database, edition)]


def refuse_strangers(database: Database, tables: Sequence[RawTable], hint: str = "") -> None:
    """Raise ``BadFile`` for tables that another council exported; a council without members takes any.

    ``hint`` says how they may be taken all the same.
    """
    if not strange(database, tables) or not any_of(database, MEMBER):
        return
    theirs = _name_in(tables)
    which = f"“{shown(theirs)}”的工作簿" if theirs else "另一个联席会议导出的表"
    raise BadFile(
        f"这是{which}，这里是“{council_name(database)}”，",
        f"请核对用的是哪个联席会议（liaison council list）{hint}。",
    )


def _name_in(tables: Sequence[RawTable]) -> str:
    """The council's name, where one of the tables tells it."""
    label = COUNCIL["name"].label
    for table in tables:
        edition = edition_of(table)
        for head, row in pairwise(table.rows) if edition and edition.noun == COUNCIL.name else ():
            for cell, value in zip(head, row, strict=False):
                if text_of(cell).rstrip("★") == label:
                    return text_of(value)
    return ""


class Anybodys:
    """A file that is read as anybody's: rows are known by what they are called, and what other rows call by a code of theirs is
    called by the code that it has here, once it has been brought in."""

    def __init__(self) -> None:
        self._theirs: dict[tuple[str, str, int], str] = {}
        """Their code of each row, by the noun, the table's name, and the row's own number."""
        self._ours: dict[str, dict[str, str]] = {}
        """By noun, our code of each of theirs; blank while its row has not been brought in."""
        self._marked: set[str] = set()

    def stripped(self, placed: Sequence[Placed], ours: str) -> tuple[list[Placed], list[str]]:
        """The tables without marks and codes, and what is to be said of it.

        The council's own sheet is left out where there is a council, ``ours``.
        """
        found, said = [], []
        for one in placed:
            name = one.table.name
            if one.noun is COUNCIL and ours:
                said.append(f"工作表“{name}”没有导入：这里是“{ours}”。")
                continue
            place = next((at for at, column in one.columns.items() if column.key == _CODE), None)
            if one.edition:
                self._marked.add(name)
            if place is not None:
                self._note_codes(one, place)
            if place is not None or one.edition:
                said.append(f"工作表“{name}”的编号和版本标记没有看，按名称对。")
            columns = {at: column for at, column in one.columns.items() if at != place}
            found.append(replace(one, columns=columns, mark=None, edition=None, bare_code=None))
        return found, said

    def _note_codes(self, one: Placed, place: int) -> None:
        known = self._ours.setdefault(one.noun.name, {})
        for line, row in enumerate(one.table.rows[one.begin :], one.table.first + one.begin):
            if code := _cell(row, place):
                self._theirs[one.noun.name, one.table.name, line] = code
                known[code] = ""

    def learn(self, noun: str, sheets: Sequence[str], drafts: Iterable[Row]) -> None:
        """Know the codes of rows that have been brought in; ``sheets`` are the names of their tables."""
        for draft in drafts:
            if theirs := self._theirs.get((noun, sheets[draft.sheet], draft.line)):
                self._ours[noun][theirs] = str((draft.old or draft.values)[_CODE])

    def called_as_here(self, one: Placed) -> Placed:
        """A table with our codes where it has theirs. Raises ``BadFile`` where no table of the file shows what they stand for."""
        rows = list(one.table.rows)
        for place, column in one.columns.items():
            kind = column.kind
            if isinstance(kind, Whose):
                others = [noun for holder in holders(kind) if (noun := referred_by(holder))]
            elif isinstance(kind, Ref | Refs):
                others = [NOUNS[kind.noun]]
            else:
                continue
            known = {
                theirs: ours for other in others for theirs, ours in self._ours.get(other.name, {}).items()
            }
            scoped = isinstance(kind, Ref) and bool(kind.within)
            by_code = isinstance(kind, Ref | Refs) and not others[0].unique and not scoped
            for at in range(one.begin, len(rows)):
                row, text = rows[at], _cell(rows[at], place)
                parts = text.split(_BETWEEN) if isinstance(kind, Refs) else [text]
                if any(part in known for part in parts):
                    said = _BETWEEN.join(known.get(part, part) or f"{part}（对方的编号）" for part in parts)
                    rows[at] = [*row[:place], said, *row[place + 1 :]]
                elif text and one.table.name in self._marked and by_code:
                    raise BadFile(
                        f"工作表“{one.table.name}”的{column.label}写的是对方的编号（{shown(text)}），",
                        f"请连同“{others[0].label}”一起导入整个工作簿，或改写为名称。",
                    )
        return replace(one, table=replace(one.table, rows=rows))


def calls_anew(database: Database, tables: Iterable[RawTable], nouns: Collection[Noun]) -> bool:
    """Whether rows may bring new names: those of a sheet of named records that did not go out from here, as far as its name tells;
    or of units that nobody knows, where such are entered."""
    bringing = {noun.mark: noun for noun in nouns if noun.named or noun.entering}
    bare = {noun.label for noun in nouns if noun.mark not in bringing}
    for table in tables:
        edition = edition_of(table)
        if edition is None or Marks.of(database, edition) is None:
            if bringing and table.name not in bare:
                return True
        elif (noun := bringing.get(edition.noun)) and (
            (noun.named and _has_unmarked(table)) or _names_unknown(database, noun, table)
        ):
            return True
    return False


def _names_unknown(database: Database, noun: Noun, table: RawTable) -> bool:
    """Whether a sheet that went out from here names a unit that nobody knows where such are entered."""
    line, names = heading_row(table), names_of(noun)
    for place, label in enumerate(table.rows[line]):
        key = match_key(text_of(label))
        column = next((column for column in noun.entering if key in names[column.key]), None)
        if column is None:
            continue
        cells = {text for row in table.rows[line + 1 :] if (text := _cell(row, place))}
        texts = {name for cell in cells for name in cell.split(_BETWEEN)}
        known = KnownNames(database, NOUNS[column.kind.noun]) if texts else None  # type: ignore[attr-defined]
        if known and not all(map(known.holders, texts)):
            return True
    return False


def _has_unmarked(table: RawTable) -> bool:
    """Whether a row below the heading of the hidden column has no mark."""
    head = heading_row(table)
    mark = table.rows[head].index(heading_in(table.rows[head]))
    return any(row and (len(row) <= mark or is_blank(row[mark])) for row in table.rows[head + 1 :])


def _cell(row: Sequence[object], place: int) -> str:
    return text_of(row[place]) if place < len(row) else ""
