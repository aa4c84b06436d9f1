"""Which revision a database has, and how an older one is brought up to date: a backup first, then Alembic.

Migrations run on an engine of their own, with foreign keys off (SQLite rebuilds a table by dropping the old one, and
with foreign keys on that drop would delete the rows that refer to it) and inside one explicit transaction (by default
SQLite's driver opens none for DDL, and half a migration would stay behind).
"""

from __future__ import annotations

import sys
from typing import Any

from liaison.errors import NoDatabase
from liaison.resources import folder, newest_migration
from liaison.settings import Place
from liaison.store.database import Dialect, connect, explained


def revision(connection: Any, dialect: Dialect) -> str | None:
    """The revision the database says it has, nothing if it holds no council."""
    catalogue = (
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        if dialect == "sqlite"
        else "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"
    )
    if connection.execute(catalogue).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def connect_current(place: Place) -> tuple[Any, Dialect]:
    """Connect to a database whose schema is this program's; upgrade an older one first and say so on stderr."""
    connection, dialect = connect(place)
    try:
        with explained(place):
            found = revision(connection, dialect)
    except BaseException:
        connection.close()
        raise
    newest = newest_migration()
    if found == newest:
        return connection, dialect
    connection.close()
    if found is None:
        raise NoDatabase(f"数据库“{place}”里还没有联席会议，", "请先运行 liaison init 联席会议名称。")
    if found > newest:
        raise NoDatabase(f"数据库“{place}”是更新版本的程序建立的，", "请先升级本程序。")
    saved = ""
    if place.path is not None:
        from liaison.store.backup import back_up

        saved = f"，升级前的备份在 {back_up(place.path, f'升级前-{found}')}"
    upgrade(place)
    print(f"数据库已从版本 {found} 升级到 {newest}{saved}。", file=sys.stderr)  # noqa: T201 - said while opening
    return connect(place)


def create(place: Place) -> None:
    """Give a new or empty database its tables; one that has them is left as it is.

    Raises ``NoDatabase`` if the file holds tables of something else.
    """
    connection, dialect = connect(place, create=True)
    with explained(place):
        try:
            if revision(connection, dialect) is not None:
                return
            if dialect == "sqlite":
                if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise NoDatabase(f"“{place}”里已有别的数据，", "请用 --db 另选一个文件。")
                connection.execute("PRAGMA journal_mode=WAL")
            elif connection.execute("SELECT current_schema()").fetchone()[0] is None:
                schema = connection.execute("SHOW search_path").fetchone()[0].split(",")[0].strip(' "')
                connection.execute(f'CREATE SCHEMA "{schema}"')
        finally:
            connection.close()
    upgrade(place)


def upgrade(place: Place, target: str = "head") -> None:
    """Run the migrations up to ``target`` in one transaction; nothing is kept if one of them fails."""
    from alembic import command
    from alembic.config import Config

    made = engine(place)
    try:
        with explained(place), made.connect() as connection, connection.begin():
            configuration = Config()
            location = str(folder("migrations")).replace("%", "%%")
            configuration.set_main_option("script_location", location)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, target)
            if made.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise NoDatabase(f"升级后的数据库“{place}”有断开的引用，升级已撤销，", "请联系维护者。")
    finally:
        made.dispose()


def engine(place: Place) -> Any:
    """An engine for migrations only, see the top of this file."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    if place.path is None:
        import psycopg

        return create_engine(
            "postgresql+psycopg://",
            creator=lambda: psycopg.connect(place.url),
            poolclass=NullPool,
            hide_parameters=True,
        )

    import sqlite3

    path = place.path
    made = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, isolation_level=None),
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(made, "connect")
    def _off(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made
