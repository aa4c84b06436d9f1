"""The council's own words."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import Noun, Record
from liaison.kinds import Choice
from liaison.nouns.registry import NOUNS, kept
from liaison.queries.owned import own
from liaison.store.database import Database


def uses(list_name: str) -> list[tuple[str, str, str]]:
    """The tables and columns that hold words of a list, each with the condition of the rows ``t`` in which they do."""
    return list(
        dict.fromkeys(
            (noun.table, column.store, own(noun) or "1 = 1")
            for noun in NOUNS.values()
            for column in noun.columns
            if isinstance(column.kind, Choice) and column.kind.list == list_name
        )
    )


def words(database: Database, list_name: str | None = None) -> list[Record]:
    """The words of one list or of all, in their order, each with how often it is used."""
    from liaison.nouns.council.choice import LISTS  # it loads every noun

    where = "" if list_name is None else "WHERE c.list = :list"
    rows = database.records(
        f"SELECT c.id, c.list, c.word, c.position, c.locked FROM choice AS c {where} ORDER BY c.list, c.position",
        **({"list": list_name} if list_name else {}),
    )
    used: dict[tuple[str, str], int] = {}
    for name in {row["list"] for row in rows}:
        for table, column, which in uses(name):
            sql = f"SELECT t.{column}, count(*) FROM {table} AS t WHERE {which} GROUP BY t.{column}"
            for word, times in database.tuples(sql):
                used[name, word] = used.get((name, word), 0) + times
    for row in rows:
        row["label"] = LISTS.get(row["list"], row["list"])
        row["used"] = used.get((row["list"], row["word"]), 0)
    return rows


def using(database: Database, list_name: str, word: str) -> list[tuple[str, str, int]]:
    """Table, column and key of each row that holds a word of a list."""
    return [
        (table, column, row_id)
        for table, column, which in uses(list_name)
        for (row_id,) in database.tuples(
            f"SELECT t.id FROM {table} AS t WHERE t.{column} = :word AND {which}", word=word
        )
    ]


def alike(database: Database, list_name: str, old: str, new: str) -> Iterator[tuple[Noun, int]]:
    """The records that have one word of a list and would be just like one that has another, once the two words are one."""
    for noun in kept():
        for column in noun.columns:
            if not (isinstance(column.kind, Choice) and column.kind.list == list_name and column.store):
                continue
            for keys in (keys for keys in noun.keys if column.key in keys):
                same = " AND ".join(
                    f"x.{noun[key].store} = t.{noun[key].store}" for key in keys if key != column.key
                )
                rows = database.tuples(
                    f"SELECT t.id FROM {noun.table} AS t JOIN {noun.table} AS x ON x.{column.store} = :new AND {same} "
                    f"WHERE t.{column.store} = :old",
                    old=old,
                    new=new,
                )
                yield from ((noun, key) for (key,) in rows)
