"""Bringing a council back from a copy: all of it or nothing, and what it replaces is kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from liaison.commits import commits
from liaison.errors import Damaged, Refused
from liaison.settings import Place
from liaison.store.backup import back_up, put, set_aside
from liaison.store.database import Database, connect, is_there
from liaison.store.explaining import explained
from liaison.store.founding import exists_already, founding
from liaison.store.kept import BEFORE_RESTORE
from liaison.store.migrate import connect_current, revision
from liaison.store.waiting import begin


def restore(place: Place, source: Database) -> tuple[Path | None, tuple[str, ...]]:
    """Make a database hold what a copy holds (``unpacked``), while nobody else writes.

    Returns where that lies which it replaces, nothing where there was none, and what is to be said. A damaged file is set
    aside as it is. Raises ``NoDatabase`` as opening does.
    """
    kept = None
    try:
        if _holds_council(place):
            return _replaced(place, source)
    except Damaged:
        if place.path is None:
            raise
        kept = set_aside(place.path)
    with founding(place) as apart:
        _write(apart, source)
    return kept, ()


def refuse_other(place: Place) -> None:
    """Refuse a place where there is a database in a file, or a council on a server. Raises ``Refused``."""
    if place.path is not None and is_there(place.path):
        raise Refused(f"“{place}”已经有数据库，没有覆盖，", "请用 -o 另写一个文件名，或先移走它。")
    if place.path is None and _holds_council(place):
        connection, dialect = connect(place)
        with closing(connection), explained(place):
            name = Database(connection, dialect, place).value("SELECT name FROM council")
        if name is not None:
            raise exists_already(name)


def bring_new(place: Place, source: Database) -> None:
    """Make a new database hold what a copy holds. Raises ``Refused`` where there is one already."""
    refuse_other(place)
    with founding(place) as apart:
        if apart.path is not None and apart.path == place.path:  # made meanwhile by somebody else
            refuse_other(place)
        _write(apart, source)


def _holds_council(place: Place) -> bool:
    if place.path is not None and not place.path.exists():
        return False
    connection, dialect = connect(place)
    with closing(connection), explained(place):
        return revision(connection, dialect, place) is not None


def _replaced(place: Place, source: Database) -> tuple[Path, tuple[str, ...]]:
    connection, dialect = connect_current(place)
    with closing(connection), explained(place):
        begin(connection, dialect, place)
        before = back_up(place, BEFORE_RESTORE)
        _fill(Database(connection, dialect, place), source)
    return before.file, before.remarks


def _write(place: Place, source: Database) -> None:
    connection, dialect = connect_current(place)
    with closing(connection), explained(place):
        connection.execute("BEGIN")
        _fill(Database(connection, dialect, place), source)


def _fill(target: Database, source: Database) -> None:
    if target.dialect == "sqlite":
        target.execute("PRAGMA defer_foreign_keys=ON")
    put(source, target)
    commits.keep(lambda: target.execute("COMMIT"))
