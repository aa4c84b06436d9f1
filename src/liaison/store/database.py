"""An open database: reading by plain SQL on the DB-API connection, alike on SQLite and PostgreSQL."""

from __future__ import annotations

import functools
import os
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from liaison.cells import shown
from liaison.drafts import PRIVATE
from liaison.errors import NoDatabase, Unreadable, as_typed
from liaison.settings import Place
from liaison.store.explaining import explained

if TYPE_CHECKING:
    from liaison.columns import Record

Dialect = Literal["sqlite", "postgresql"]
_CONNECTING = 5


def by_column(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    """Rows told column by column."""
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


@functools.lru_cache(maxsize=256)
def _for_psycopg(sql: str) -> str:
    """The same statement with ``%(name)s`` for ``:name``."""
    return re.sub(r"(?<!:):([a-z_]\w*)", r"%(\1)s", sql.replace("%", "%%"))


_REFERENCES: dict[Dialect, str] = {
    "sqlite": 'SELECT m.name, f."table" FROM sqlite_master AS m LEFT JOIN pragma_foreign_key_list(m.name) AS f '
    "WHERE m.type = 'table'",
    "postgresql": "SELECT t.relname, o.relname FROM pg_class AS t LEFT JOIN pg_constraint AS c "
    "ON c.conrelid = t.oid AND c.contype = 'f' LEFT JOIN pg_class AS o ON o.oid = c.confrelid "
    "WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace",
}
"""Every table with each that it refers to, nothing where it refers to none."""
_REFERRING: dict[Dialect, str] = {
    "sqlite": 'SELECT m.name, f."from" FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f '
    "WHERE m.type = 'table' AND f.\"table\" = :table ORDER BY 1, 2",
    "postgresql": "SELECT t.relname, a.attname FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.conrelid "
    "JOIN pg_class AS o ON o.oid = c.confrelid JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = c.conkey[1] "
    "WHERE c.contype = 'f' AND o.relname = :table AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2",
}
"""The tables that refer to one, with the column by which they do."""
_TELLING: dict[Dialect, str] = {
    "sqlite": "SELECT l.name, i.name FROM pragma_index_list(:table) AS l JOIN pragma_index_info(l.name) AS i "
    "WHERE l.\"unique\" = 1 AND l.origin <> 'pk' ORDER BY 1, 2",
    "postgresql": "SELECT i.indexrelid, a.attname FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid "
    "JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = ANY(i.indkey) WHERE i.indisunique AND NOT i.indisprimary "
    "AND t.relname = :table AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2",
}
"""The columns that together tell the rows of a table apart, by the name of the index over them."""


class Database:
    """One connection, in one transaction from opening to closing; ``tell`` takes what is to be said of how it was asked."""

    def __init__(self, connection: Any, dialect: Dialect, place: Place) -> None:
        self.tell: Callable[[str], object] = lambda _sentence: None
        self.connection = connection
        self.dialect: Dialect = dialect
        self.place = place

    def execute(self, sql: str, **values: Any) -> Any:
        """Run one statement and return its cursor. Raises ``Unreadable`` for a text that is none."""
        cursor = self.connection.cursor()
        try:
            if self.dialect == "postgresql":
                cursor.execute(_for_psycopg(sql), values or None)
            else:
                cursor.execute(sql, values)
        except UnicodeEncodeError as error:
            raise Unreadable(f"“{shown(error.object)}”里有不是文字的内容，", "请重新输入。") from None
        return cursor

    def execute_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """Run one statement for many rows of values; ``?`` marks their places."""
        cursor = self.connection.cursor()
        cursor.executemany(sql.replace("?", "%s") if self.dialect == "postgresql" else sql, rows)

    def insert_many(self, table: str, cells: Mapping[str, Sequence[Any]]) -> None:
        """Add rows, told column by column, to a table that has a value by default nowhere.

        A column of which nothing is known is left out: sqlite3 takes six times as long over ``None`` as over a number.
        """
        known = {name: cells[name] for name in cells if any(value is not None for value in cells[name])}
        marks = ", ".join("?" * len(known))
        into = f"INSERT INTO {table} ({', '.join(known)}) VALUES ({marks})"
        self.execute_many(into, list(zip(*known.values(), strict=True)))

    def tuples(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        found: list[tuple[Any, ...]] = self.execute(sql, **values).fetchall()
        return found

    def records(self, sql: str, **values: Any) -> list[Record]:
        """All rows of an answer, each with its columns' names."""
        cursor = self.execute(sql, **values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or nothing."""
        row = self.execute(sql, **values).fetchone()
        return None if row is None else row[0]

    def references(self, table: str) -> list[tuple[Any, ...]]:
        """The tables that refer to a table, each with the column by which it does."""
        return self.tuples(_REFERRING[self.dialect], table=table)

    def telling(self, table: str) -> list[tuple[str, ...]]:
        """The columns of which no two rows of a table hold the same, each set of them."""
        found: dict[Any, tuple[str, ...]] = {}
        for index, column in self.tuples(_TELLING[self.dialect], table=table):
            found[index] = (*found.get(index, ()), column)
        return list(found.values())

    def tables(self) -> list[str]:
        """The names of all tables, each after those that it refers to (and after itself, where it does that)."""
        waiting: dict[str, set[str]] = {}
        for table, other in self.tuples(_REFERENCES[self.dialect]):
            waiting.setdefault(table, set()).update({other} - {table, None})
        found: list[str] = []
        while waiting:
            ready = sorted(table for table, others in waiting.items() if others.isdisjoint(waiting))
            found += ready
            for table in ready:
                del waiting[table]
        return found


def _greatest(*values: Any) -> Any:
    known = [value for value in values if value is not None]
    return max(known) if known else None


def _normalized(text: str | None, form: Any) -> str | None:
    return text if text is None or text.isascii() else normalize(form, text)


def _bytes(text: str | None, encoding: str) -> bytes | None:
    return None if text is None else text.encode(encoding)


_FUNCTIONS = (("greatest", -1, _greatest), ("normalize", 2, _normalized), ("convert_to", 2, _bytes))
"""What PostgreSQL has and SQLite lacks: name, number of values, and what it does."""


def is_there(path: Path) -> bool:
    """Whether a database's file is there. Raises ``NoDatabase`` for a path that is none of a file."""
    try:
        if path.is_dir():
            raise NoDatabase(f"数据库路径“{path}”是一个文件夹，", "请写到文件名，例如 --db council.db。")
        return path.exists()
    except OSError as error:
        raise NoDatabase(f"数据库“{path}”打不开，", "请检查路径，名称太长的请改短。") from error


def connect(place: Place, *, create: bool = False) -> tuple[Any, Dialect]:
    """Open a connection; ``create`` allows a new file. Raises ``NoDatabase`` with what to do."""
    if place.path is None:
        return _connect_postgresql(place), "postgresql"
    path = place.path
    if not is_there(path):
        if not create:
            raise _missing(place, path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE))
    with explained(place):
        name, is_uri = (
            (str(path), False) if _can_grow(path) else (f"{path.resolve().as_uri()}?immutable=1", True)
        )
        connection = sqlite3.connect(
            name, timeout=place.wait, isolation_level=None, cached_statements=256, uri=is_uri
        )
        _prepare(connection)
    return connection, "sqlite"


def _missing(place: Place, path: Path) -> NoDatabase:
    """The refusal to make a database where there is none: which file it is, and what makes it."""
    if place.told == "chosen":
        return NoDatabase(
            f"现在用的联席会议，数据库“{path}”不在了，",
            "请放回原处（在 U 盘、共享文件夹上的先连上），或用 liaison council use 名称 换一个。",
        )
    if not place.told:
        return NoDatabase(
            f"还没有数据库“{path}”，",
            "请先运行 liaison init 联席会议名称；已有别的联席会议，请用 liaison council use 名称；看示例，请用 liaison demo。",
        )
    where = "" if path.is_absolute() else f"（在“{Path.cwd()}”里找的）"
    behind = f" --db {as_typed(str(path))}" if place.told == "--db" else ""
    return NoDatabase(
        f"还没有数据库“{path}”{where}，",
        f"请核对{'路径' if behind else '环境变量 LIAISON_DB'}；要在这里新建，请运行 liaison init 联席会议名称{behind}。",
    )


def in_memory() -> sqlite3.Connection:
    """An empty database that is gone when it is closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _prepare(connection)
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    for name, count, function in _FUNCTIONS:
        connection.create_function(name, count, function, deterministic=True)


def _can_grow(path: Path) -> bool:
    """Whether SQLite may put its working files beside the database; on a read-only disk it reads the file as it stands."""
    if os.access(path.parent, os.W_OK):
        return True
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _connect_postgresql(place: Place) -> Any:
    try:
        import psycopg
    except ImportError:
        raise NoDatabase("使用 PostgreSQL 需要另装组件，", "请安装时写 liaison-council[postgres]。") from None
    with explained(place):
        connection = psycopg.connect(place.url, autocommit=True, connect_timeout=_CONNECTING)
        connection.execute(f"SET lock_timeout = {max(int(place.wait * 1000), 1)}")
        return connection
