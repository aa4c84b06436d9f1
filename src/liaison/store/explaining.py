"""What a database says when it cannot work, in one sentence for the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison.errors import Damaged, LiaisonError, NoDatabase
from liaison.settings import Place
from liaison.store.refusals import why_refused

_BUSY = ("正被另一个程序占用", "请稍候再试，或关闭正在使用它的程序。")
_FULL = ("所在磁盘已满，没有写入任何内容", "请清理磁盘后重试。")
_READ_ONLY = ("是只读的，不能写入", "请检查文件和文件夹的权限。")
_IN_OUT = ("读写出错", "请检查磁盘。")
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_NOTADB: ("不是本程序的数据库文件", "请检查 --db 或 LIAISON_DB。"),
    sqlite3.SQLITE_CORRUPT: ("已经损坏", "请用最近的备份恢复。"),
    sqlite3.SQLITE_CANTOPEN: ("打不开", "请检查路径和权限。"),
    sqlite3.SQLITE_IOERR: _IN_OUT,
}
_POSTGRESQL = {
    "55P03": _BUSY,
    "40P01": _BUSY,
    "40001": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": ("没有权限读写", "请找管理数据库的人开通。"),
}
_BROKEN = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_NO_ROOM = 64 * 1024


def _code(error: BaseException) -> int:
    """SQLite's primary code of an error, 0 for any other."""
    code: int = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code


def _saying(error: BaseException, place: Place) -> tuple[str, str] | None:
    """What a code of SQLite or a state of PostgreSQL means; their words may hold names and values of the user's."""
    if (state := getattr(error, "sqlstate", None)) is not None:
        return _POSTGRESQL.get(state)
    said = _SQLITE.get(_code(error))
    # On a full disk SQLite cannot make the working files that a reader needs, and calls that by other names.
    if said and said[0] in (_IN_OUT[0], "打不开") and place.path is not None and _is_full(place.path.parent):
        return _FULL
    return said


def _is_full(folder: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False


def is_database_error(error: BaseException) -> bool:
    """Whether an exception comes from SQLite or PostgreSQL."""
    return isinstance(error, sqlite3.Error) or type(error).__module__.split(".")[0] == "psycopg"


def is_conflict(error: BaseException) -> bool:
    """Whether the database has refused rows that would contradict others: twins, references to nothing."""
    return "IntegrityError" in (one.__name__ for one in type(error).__mro__)


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """Turn what the database says when it cannot work into one sentence (``NoDatabase``)."""
    try:
        yield
    except LiaisonError:
        raise
    except Exception as error:
        if not is_database_error(error) or is_conflict(error):
            raise
        if said := _saying(error, place):
            kind = Damaged if _code(error) in _BROKEN else NoDatabase
            raise kind(f"数据库“{place}”{said[0]}，", said[1]) from error
        if place.path is None and type(error).__name__ == "OperationalError":
            raise NoDatabase(
                f"数据库“{place}”连不上或不能用，",
                f"{why_refused(str(error).lower())}。",
            ) from error
        raise
