"""Which revision a database has, and how an older one is brought up to date: a backup first, then Alembic.

Migrations run on an engine of their own, with foreign keys off (SQLite rebuilds a table by dropping the old one, and
with foreign keys on that drop would delete the rows that refer to it) and inside one explicit transaction (by default
SQLite's driver opens none for DDL, and half a migration would stay behind).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from liaison.cells import shown
from liaison.drafts import scratch
from liaison.errors import Damaged, NoDatabase
from liaison.resources import folder, migrations, newest_migration
from liaison.settings import Place
from liaison.store.database import Database, Dialect, connect, in_memory
from liaison.store.explaining import explained
from liaison.store.waiting import UPGRADING, Waiting, begin_sqlite


def revision(connection: Any, dialect: Dialect, place: Place) -> str | None:
    """The revision the database says it has, nothing if it holds no council. Raises ``NoDatabase`` for one that is not known."""
    catalogue = (
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        if dialect == "sqlite"
        else "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"
    )
    if connection.execute(catalogue).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return None
    found, known = str(row[0]), migrations()
    if found in known:
        return found
    if re.fullmatch("[0-9]{4}", found) and found > known[-1]:
        raise NoDatabase(f"数据库“{place}”是更新版本的程序建立的，", "请先升级本程序。")
    raise Damaged(
        f"数据库“{place}”的版本“{shown(found)}”认不出来，数据库可能已经损坏，", "请用最近的备份恢复。"
    )


def connect_current(place: Place, *, writes: bool = True) -> tuple[Any, Dialect]:
    """Connect to a database whose schema is this program's; upgrade an older one first and say so on stderr.

    An older one that may only be read is upgraded in a copy, for those who want to read.
    """
    connection, dialect = connect(place)
    try:
        with explained(place):
            found = revision(connection, dialect, place)
    except BaseException:
        connection.close()
        raise
    newest = newest_migration()
    if found == newest:
        return connection, dialect
    connection.close()
    if found is None:
        raise NoDatabase(f"数据库“{place}”里还没有联席会议，", "请先运行 liaison init 联席会议名称。")
    path = place.path
    if path is not None and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        if writes:
            raise NoDatabase(f"数据库“{place}”是只读的，不能写入，", "请检查文件和文件夹的权限。")
        return _upgraded_copy(path), dialect
    saved: list[str] = []

    def save() -> None:
        from liaison.store.backup import back_up
        from liaison.store.kept import BEFORE_UPGRADE

        made = back_up(place, BEFORE_UPGRADE)
        saved.append("".join([f"，升级前的备份在 {made.file}", *(f"（{one}）" for one in made.remarks)]))

    if upgrade(place, before=save):
        print(f"数据库已从版本 {found} 升级到 {newest}{''.join(saved)}。", file=sys.stderr)  # noqa: T201 - said while opening
    return connect(place)


def connect_as_it_is(place: Place) -> tuple[Any, Dialect]:
    """Connect to a database whose schema is this program's. Raises ``NoDatabase`` for any other, which is not upgraded."""
    connection, dialect = connect(place)
    try:
        with explained(place):
            found = revision(connection, dialect, place)
        if found != newest_migration():
            raise NoDatabase(f"数据库“{place}”还没有升级，", "请先运行任一条命令。")
    except BaseException:
        connection.close()
        raise
    return connection, dialect


def _upgraded_copy(path: Path) -> Any:
    """The database of a read-only file as this program's schema has it, in memory; the file stays as it is."""
    from liaison.store.backup import copy_into

    with scratch() as folder, explained(Place(path=path)):
        copied = Place(path=folder / "copy.db")
        copy_into(path, folder / "copy.db")
        upgrade(copied)
        connection, _dialect = connect(copied)
        memory = in_memory()
        connection.backup(memory)
        connection.close()
    print("数据库是旧版本的，又是只读的：这次按新版本读它的副本，原文件不动。", file=sys.stderr)  # noqa: T201 - said while opening
    return memory


def create(place: Place) -> None:
    """Give a new or empty database its tables; one that has them is left as it is.

    Raises ``NoDatabase`` if the file holds tables of something else.
    """
    connection, dialect = connect(place, create=True)
    with explained(place):
        try:
            if revision(connection, dialect, place) is not None:
                return
            if dialect == "sqlite":
                if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise NoDatabase(f"“{place}”里已有别的数据，", "请用 --db 另选一个文件。")
                connection.execute("PRAGMA journal_mode=WAL")
            elif connection.execute("SELECT current_schema()").fetchone()[0] is None:
                _alone(connection, place)
                schema = connection.execute("SHOW search_path").fetchone()[0].split(",")[0].strip(' "')
                connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        finally:
            connection.close()
    upgrade(place)


def upgrade(place: Place, target: str = "head", before: Callable[[], None] | None = None) -> bool:
    """Run the migrations up to ``target`` in one transaction; nothing is kept if one of them fails.

    Only one program does it, after ``before``; the others wait, find it done, and get false. What becomes of the rows of
    an older database is journalled.
    """
    from alembic import command
    from alembic.config import Config

    from liaison.store.change import Change
    from liaison.store.checkpoint import Checkpoint

    made = engine(place)
    try:
        with explained(place), _unwrapped(), made.connect() as connection, connection.begin():
            raw = connection.connection.driver_connection
            if made.dialect.name == "postgresql":
                _alone(raw, place)
            dialect: Dialect = "sqlite" if made.dialect.name == "sqlite" else "postgresql"
            old, new = revision(raw, dialect, place), newest_migration() if target == "head" else target
            if old == new:
                return False
            if before is not None and old is not None:
                before()
            database = Database(raw, dialect, place)
            rows = Checkpoint(database) if old is not None else None
            configuration = Config()
            location = str(folder("migrations")).replace("%", "%%")
            configuration.set_main_option("script_location", location)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, target)
            if rows is not None:
                change = Change(database, f"liaison upgrade {old} {new}")
                rows.tell(change)
                change.finish()
            if made.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise NoDatabase(f"升级后的数据库“{place}”有断开的引用，升级已撤销，", "请联系维护者。")
        return True
    finally:
        made.dispose()


@contextmanager
def _unwrapped() -> Iterator[None]:
    """Let what the driver says come through as it is, so that it is told by its code."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        raise (error.orig or error) from error


def _alone(connection: Any, place: Place) -> None:
    """Wait until no other program founds or upgrades this PostgreSQL database."""
    call = "pg_try_advisory_xact_lock" if not connection.autocommit else "pg_try_advisory_lock"

    def got() -> bool:
        return bool(connection.execute(f"SELECT {call}({UPGRADING})").fetchone()[0])

    if not Waiting(place).until(got):
        raise NoDatabase(f"数据库“{place}”正被另一个程序占用，", "请稍候再试，或关闭正在使用它的程序。")


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
        begin_sqlite(connection.connection.driver_connection, place)

    return made
