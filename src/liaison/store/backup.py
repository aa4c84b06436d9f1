"""A whole copy of a SQLite database, made while it may be in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from liaison.errors import NoDatabase


def back_up(path: Path, label: str) -> Path:
    """Copy the database beside itself as ``NAME.LABEL.bak`` (numbered if taken), check the copy, and return its path."""
    target, number = path.with_name(f"{path.name}.{label}.bak"), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.{label}-{number}.bak")
    uri = path.resolve().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise NoDatabase(f"数据库“{path}”已经损坏，备份没有通过检查，", "请用更早的备份恢复。")
    return target
