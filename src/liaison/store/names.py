"""Files that are built under a name of their own and get their right one when they are whole."""

from __future__ import annotations

import os
import time
from pathlib import Path

PRIVATE = 0o600
_SWEPT_AFTER = 3600


def draft(path: Path, purpose: str) -> Path:
    """A new, empty, private file beside ``path``, to be built up."""
    made = path.with_name(f".{path.name}.{purpose}-{os.getpid()}-{os.urandom(4).hex()}")
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
    return made


def remove(path: Path) -> None:
    """Remove a draft with SQLite's working files, as far as they are there."""
    for rest in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


def give_name(made: Path, target: Path) -> bool:
    """Give a whole file its name; false if something has that name already, which stays as it is."""
    try:
        os.link(made, target)
    except FileExistsError:
        return False
    except OSError:  # a stick's file system has no links: take the name first, then fill it
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
        except FileExistsError:
            return False
        made.replace(target)
    sync(target.parent)
    return True


def sync(path: Path) -> None:
    """Have a file, or a folder's names, on the disk itself; Windows cannot do that for a folder."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        if path.is_file() and os.name == "posix":
            raise
    finally:
        os.close(handle)


def sweep(path: Path, purpose: str) -> None:
    """Remove the drafts of ``path`` that killed programs left behind."""
    start = f".{path.name}.{purpose}-"
    for left in path.parent.glob(f"{start.replace('[', '[[]')}*"):
        number = left.name.removeprefix(start).split("-")[0]
        if number.isdigit() and not _is_at_work(int(number), left):
            left.unlink(missing_ok=True)


def _is_at_work(process: int, left: Path) -> bool:
    if os.name == "posix":
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
    try:
        return time.time() - left.stat().st_mtime < _SWEPT_AFTER
    except FileNotFoundError:
        return False
