"""A whole copy of a SQLite database, made while it may be in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from liaison.errors import NoDatabase
from liaison.store.names import PRIVATE, draft, give_name, remove, sync


def back_up(path: Path, label: str) -> Path:
    """Copy the database beside itself as ``NAME.LABEL.bak`` (numbered if taken) and return the copy's path.

    The copy gets its name only when it is whole and has been checked, and nobody reads it who cannot read the database.
    """
    copied = draft(path, "backup")
    try:
        copy_into(path, copied)
        with closing(sqlite3.connect(copied)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise NoDatabase(f"数据库“{path}”已经损坏，备份没有通过检查，", "请用更早的备份恢复。")
        copied.chmod(PRIVATE & path.stat().st_mode)
        sync(copied)
        target, number = path.with_name(f"{path.name}.{label}.bak"), 1
        while not give_name(copied, target):
            number += 1
            target = path.with_name(f"{path.name}.{label}-{number}.bak")
    finally:
        remove(copied)
    return target


def copy_into(path: Path, copied: Path) -> None:
    """Copy a database, as it stands at this moment, into an empty file."""
    uri = path.resolve().as_uri() + ("?mode=ro" if os.access(path.parent, os.W_OK) else "?immutable=1")
    with closing(sqlite3.connect(uri, uri=True)) as source, closing(sqlite3.connect(copied)) as copy:
        source.backup(copy)
