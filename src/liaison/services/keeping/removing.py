"""Removing what was entered by mistake: records to which nothing refers, with the rows that are part of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from liaison.columns import Noun, Record
from liaison.errors import NotFound, Refused
from liaison.nouns.registry import NOUNS, home_of
from liaison.queries.keeping.changes import Names, Rows, called, gathered, held_by, places
from liaison.queries.keeping.referring import parts_of, present, referring
from liaison.queries.states import moves_of, parent_of
from liaison.services.keeping.judging import refuse_wrong
from liaison.services.writing.desk import own_desk
from liaison.services.writing.standing import stand
from liaison.services.writing.work import Work

_NAMED = 3


def remove(work: Work, wanted: Mapping[str, Collection[int]]) -> Rows:
    """Remove records, given by the names of their nouns, with what is part of them; returns the rows that are gone, as they were.

    Raises ``Refused`` where anything else refers to them, with a list of that and the proper way, and where a rule forbids
    what would be left.
    """
    database, nouns = work.database, [NOUNS[name] for name in wanted]
    going: dict[str, set[int]] = defaultdict(set)
    for noun in nouns:
        if leaving := own_desk(noun).leaving:
            leaving(work, wanted[noun.name])
        going[noun.table].update(wanted[noun.name])
        for table, key in parts_of(database, noun, list(wanted[noun.name])):
            going[table].add(key)
    for noun in nouns:
        _refuse_referred(work, noun, wanted[noun.name], going)
    moved = [
        (parent, noun, list(present(work.database, noun.table, list(wanted[noun.name]))))
        for noun in nouns
        if (parent := parent_of(noun))
    ]
    work.change.flush()
    before = len(work.change.written)
    for table, keys in going.items():
        for key in sorted(keys):
            work.change.remove(table, key)
    for parent, history, rows in moved:
        movers = {row[history[parent.name].store] for row in rows}
        stand(work, parent, movers - going[parent.table], gone=rows)
    work.change.flush()
    refuse_wrong(database, "删除")
    return gathered(work.change.written[before:])


def last_move(work: Work, noun: Noun, key: int) -> int:
    """The key of a record's last move from state to state. Raises ``NotFound`` where it has none."""
    moves = moves_of(work.database, noun, {key})
    if not moves:
        assert noun.states is not None
        raise NotFound(
            f"{noun.label}还没有登记过{noun.states.states.word}，",
            f"请用 liaison {home_of(noun.name).name} show 查看。",
        )
    last: int = moves[-1]["id"]
    return last


def _refuse_referred(work: Work, noun: Noun, keys: Collection[int], going: Mapping[str, set[int]]) -> None:
    """Refuse to remove what others refer to that stay: the first such record is named with all of these."""

    def staying(of: Collection[int]) -> Iterator[tuple[str, int]]:
        found = referring(work.database, noun.table, list(of))
        return ((table, key) for table, key, _column in found if key not in going.get(table, ()))

    if next(staying(keys), None) is None:
        return
    first, found = next((key, found) for key in keys if (found := list(staying([key]))))
    by_table: dict[str, list[int]] = defaultdict(list)
    for table, key in found:
        by_table[table].append(key)
    names = Names(work.database)
    (row,) = present(work.database, noun.table, [first])
    what = " ".join(filter(None, names.title(noun, row)))
    told = "、".join(_listed(work, names, *one) for one in by_table.items())
    raise Refused(f"{noun.label}“{what}”还有{told}，不能删除，", noun.instead or "请先删除或改掉那些。")


def _listed(work: Work, names: Names, table: str, keys: list[int]) -> str:
    """How many rows of a table, and the first of them by name: 活动台账 3 条（A2023-001 示例论坛…）."""
    noun, columns = places().get(table, (None, ()))
    some: list[Record] = list(present(work.database, table, keys[:_NAMED]))
    called_by = [
        " ".join(filter(None, names.owner(noun, columns[0], row) if columns else names.title(noun, row)))
        for row in some
        if noun is not None
    ]
    held = dict.fromkeys(held_by(columns, row).label for row in some if columns)
    what = called(table, noun) + "、".join(held)
    named = "、".join(filter(None, dict.fromkeys(called_by)))
    return f"{what} {len(keys)} 条" + (f"（{named}{'等' if len(keys) > _NAMED else ''}）" if named else "")
