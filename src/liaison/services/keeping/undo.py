"""Taking an entry of the journal back, whatever it was; an entry of its own, so that it can be taken back in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from liaison.columns import Record
from liaison.errors import NotFound, Refused
from liaison.queries.keeping.changes import Rows, rows_of
from liaison.queries.keeping.doctor import columns
from liaison.queries.keeping.log import Entry, entries, undone
from liaison.queries.keeping.referring import present, referring, since
from liaison.services.keeping.judging import refuse_wrong
from liaison.services.writing.work import Work
from liaison.settings import user
from liaison.store.change import Change
from liaison.store.database import Database
from liaison.store.explaining import is_conflict

Later = dict[tuple[str, int], list[int]]
"""The rows that later entries touched, by table and key, each with these entries."""
Coming = dict[str, list[Record]]
"""By table, the rows as they will be."""

_NAMED = 5
_FOR_GOOD = {
    "upgrade": "升级数据库那一笔不能撤销，",
    "init": "建立联席会议那一笔不能撤销，",
    "demo": "装入示例那一笔不能撤销，",
}


def to_undo(database: Database, number: int | None) -> Entry:
    """The entry of that number, or the newest of this user that stands.

    Raises ``NotFound`` if there is none, ``Refused`` if it has been taken back already or can never be.
    """
    if number is None:
        own = (one for one in entries(database, "t.who = :who", who=user()) if one.undoes is None)
        chosen = next((one for one in own if one.undone_by is None and not _for_good(one)), None)
        if chosen is None:
            raise NotFound(
                f"日志里没有“{user()}”可以撤销的改动，",
                "别人的改动请写编号：liaison undo 编号；编号见 liaison log。",
            )
        return chosen
    chosen = next(entries(database, "t.id = :id", id=number), None)
    if chosen is None:
        raise NotFound(f"日志里没有第 {number} 条，", "编号见 liaison log。")
    if chosen.undone_by is not None:
        raise Refused(f"第 {number} 条已由第 {chosen.undone_by} 条撤销，", "要恢复它请用 liaison redo。")
    if told := _for_good(chosen):
        raise Refused(told, "要回到更早的样子，请用备份恢复：liaison restore 备份文件。")
    return chosen


def to_redo(database: Database) -> Entry:
    """The newest undo of this user that stands, if nothing else was written by this user since."""
    for one in entries(database, "t.who = :who", who=user()):
        if one.undoes is None:
            break
        if one.command.startswith("liaison undo ") and one.undone_by is None:
            return one
    raise NotFound(
        "没有可以重做的撤销，", "撤销以后又登记了别的就不能重做；还可以撤销那一笔撤销：liaison undo 编号。"
    )


def _for_good(entry: Entry) -> str:
    verb = entry.command.split(" ")[1] if " " in entry.command else ""
    return _FOR_GOOD.get(verb, "" if entry.entry > 1 else _FOR_GOOD["init"])


def take_back(work: Work, entry: Entry, command: str) -> Rows:
    """Write what was there before an entry; returns the rows that become others, as they are and as they will be.

    Raises ``Refused`` where a later entry changed the same cells or something refers to what would go, with the entries to
    take back first, and where a rule forbids what would come.
    """
    database, change = work.database, work.change
    change.command = f"liaison {command} {entry.entry}"
    wanted = {key: (after, before) for key, (before, after) in rows_of(database, entry.entry).items()}
    wanted = _as_tables_are(database, entry, wanted)
    _refuse_later(database, entry, wanted)
    try:
        _write(change, wanted)
    except Exception as error:
        if not is_conflict(error):
            raise
        raise Refused(
            f"第 {entry.entry} 条以后登记的内容和它冲突（同名、同编号，或它引用的已经删去），",
            "请先撤销那些。",
        ) from error
    refuse_wrong(database, "撤销")
    return wanted


def _as_tables_are(database: Database, entry: Entry, wanted: Rows) -> Rows:
    """The rows of an entry without what the tables have no room for any more. Raises ``Refused`` where that held something."""
    there = columns(database)
    found: Rows = {}
    for (table, key), (before, after) in wanted.items():
        lost = (after or {}).keys() - there.get(table, set())
        if table not in there or any(after[name] != (before or {}).get(name) for name in lost):  # type: ignore[index]
            raise Refused(
                f"第 {entry.entry} 条是数据库升级以前登记的，升级改了它的表，不能撤销，",
                "请直接修改或删除那条记录，或用升级前的备份恢复：liaison restore 备份文件。",
            )
        kept = after if after is None else {name: after[name] for name in after if name not in lost}
        found[table, key] = before, kept
    return found


def _write(change: Change, wanted: Rows) -> None:
    """Put back, change, take away: in an order in which nothing ever refers to nothing."""
    for (table, _key), (before, after) in wanted.items():
        if before is None and after is not None:
            change.put_back(table, after)
    change.flush()
    for (table, key), (before, after) in wanted.items():
        if before is not None and after is not None:
            change.update(
                table, key, {name: after[name] for name in after if before.get(name) != after[name]}
            )
    change.flush()
    for (table, key), (before, after) in wanted.items():
        if before is not None and after is None:
            change.remove(table, key)
    change.flush()


def _refuse_later(database: Database, entry: Entry, wanted: Rows) -> None:
    """Refuse what later entries have made impossible."""
    later = since(database, entry.entry)
    at_stake: set[int] = set()
    by_table: dict[str, list[int]] = defaultdict(list)
    for table, key in wanted:
        if (table, key) in later:
            by_table[table].append(key)
    now: dict[tuple[str, int], Record] = {}
    for table, keys in by_table.items():
        now |= {(table, row["id"]): row for row in present(database, table, keys)}
    for table, keys in by_table.items():
        for key in keys:
            there, (before, after) = now.get((table, key)), wanted[table, key]
            if not _stands(there, before, after):
                at_stake.update(later[table, key])
    going = defaultdict(list)
    for (table, key), (_before, after) in wanted.items():
        if after is None:
            going[table].append(key)
    for table, keys in going.items():
        for other, row, column in referring(database, table, keys):
            if not _lets_go(wanted.get((other, row)), column):
                at_stake.update(later.get((other, row), [0]))
    coming = defaultdict(list)
    for (table, _key), (_before, after) in wanted.items():
        if after is not None:
            coming[table].append(after)
    for place in (*_twins(database, coming, wanted, later), *_missed(database, coming, wanted, later)):
        at_stake.update(later[place])
    if at_stake:
        _name(database, entry, at_stake)


def _twins(database: Database, coming: Coming, wanted: Rows, later: Later) -> Iterator[tuple[str, int]]:
    """The rows touched later that hold what only one may hold and a row that comes back would hold too."""
    for table, rows in coming.items():
        others = [key for other, key in later if other == table and (other, key) not in wanted]
        there = list(present(database, table, others))
        for apart in database.telling(table) if there else ():
            told = {tuple(after.get(one) for one in apart) for after in rows}
            for row in there:
                held = tuple(row[one] for one in apart)
                if None not in held and held in told:
                    yield table, row["id"]


def _missed(database: Database, coming: Coming, wanted: Rows, later: Later) -> Iterator[tuple[str, int]]:
    """The rows taken away later that a row which comes back refers to."""
    touched: dict[str, list[int]] = defaultdict(list)
    for table, key in later:
        touched[table].append(key)
    for table, keys in touched.items() if coming else ():
        gone = set(keys) - {row["id"] for row in present(database, table, keys)}
        for other, column in database.references(table) if gone else ():
            for after in coming.get(other, ()):
                parent = after.get(column)
                if parent in gone and (table, parent) not in wanted:
                    yield table, parent


def _lets_go(change: tuple[Record | None, Record | None] | None, column: str) -> bool:
    """Whether a change of a row takes it away, or what it refers to by a column."""
    if change is None:
        return False
    before, after = change
    return after is None or (before is not None and column in after and after[column] != before.get(column))


def _name(database: Database, entry: Entry, at_stake: set[int]) -> None:
    """Refuse, with the entries to take back first: those that stand, not what took others back and was taken back."""
    taken = undone(database)
    numbers = sorted((one for one in at_stake if one > entry.entry), reverse=True)
    standing = [one.entry for one in entries(database, "t.id > :id", id=entry.entry) if one.undoes is None]
    numbers = [one for one in numbers if one in standing and one not in taken] or numbers
    if not numbers:
        raise Refused(f"还有记录引用着第 {entry.entry} 条登记的内容，", "请先改掉那些记录。")
    told = "、".join(map(str, numbers[:_NAMED])) + ("等" if len(numbers) > _NAMED else "")
    raise Refused(
        f"第 {entry.entry} 条以后，日志第 {told} 条又改过或用到了同样的内容，",
        f"请先撤销第 {numbers[0]} 条：liaison undo {numbers[0]}。",
    )


def _stands(there: Record | None, before: Record | None, after: Record | None) -> bool:
    """Whether what would be taken back is still as the entry left it; cells that it did not touch may be others now."""
    if before is None:
        return there is None
    if there is None:
        return False
    touched = before if after is None else [name for name in after if before.get(name) != after[name]]
    return all(there.get(name) == before[name] for name in touched if name in there and name in before)
