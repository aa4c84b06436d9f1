"""Files and folders that are built under a name of their own and get their right one when they are whole.

A draft's name tells what it is for, who builds it and where. What killed programs have left is swept away by the next
draft in the same folder, never the draft of a program that is still at work.
"""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from zlib import crc32

PRIVATE = 0o600
ROUND = "round"
"""The purpose of drafts that only ``collect`` sweeps, for what they hold tells what else was left."""
_DRAFT = re.compile(r"\..*\.([a-z]+)-(\d+)-([0-9a-f]{4})[0-9a-f]{8}(?:-wal|-shm|-journal)?", re.DOTALL)
_LONGEST = 120
"""Bytes of the right name that a draft's name repeats: a name may have 255 in all."""
_SWEPT_AFTER = 3600


def draft(path: Path, purpose: str, mode: int = PRIVATE) -> Path:
    """A new, empty file beside ``path``, to be built up."""
    made = _new(path, purpose)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    return made


def draft_folder(path: Path, purpose: str) -> Path:
    """A new, empty folder beside ``path``, for its owner alone."""
    made = _new(path, purpose)
    made.mkdir(mode=0o700)
    return made


@contextmanager
def scratch() -> Iterator[Path]:
    """A private folder for what nobody is to see, among the system's temporary files; it goes when the block ends."""
    from tempfile import gettempdir

    made = draft_folder(Path(gettempdir()) / "liaison", "scratch")
    try:
        yield made
    finally:
        remove(made)


def _new(path: Path, purpose: str) -> Path:
    sweep(path.parent)
    name = path.name.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore")
    return path.with_name(f".{name}.{purpose}-{os.getpid()}-{_machine()}{os.urandom(4).hex()}")


def remove(path: Path) -> None:
    """Remove a draft, as far as it is there, with SQLite's working files."""
    if path.is_dir():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
        return
    for rest in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


def name_it(made: Path, target: Path) -> bool:
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
    return True


def give_name(made: Path, target: Path) -> bool:
    """The same, and have the name on the disk itself."""
    if not name_it(made, target):
        return False
    sync(target.parent)
    return True


def sync(path: Path) -> None:
    """Have a file, or a folder's names, on the disk itself, where the file system can do that."""
    is_folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    except OSError:
        if is_folder:  # Windows opens no folders
            return
        raise
    try:
        os.fsync(handle)
    except OSError as error:
        if not is_folder and error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the drafts that killed programs left in a folder."""
    for purpose, found in _left(folder):
        if purpose != ROUND:
            with suppress(OSError):  # another user's, or open on Windows
                remove(found)


def left(folder: Path, purpose: str) -> list[Path]:
    """The drafts for that purpose which killed programs left in a folder."""
    return [found for why, found in _left(folder) if why == purpose]


def _left(folder: Path) -> Iterator[tuple[str, Path]]:
    try:
        names = [one.name for one in os.scandir(folder) if one.name.startswith(".")]
    except OSError:
        return
    for name in names:
        if match := _DRAFT.fullmatch(name):
            purpose, process, machine = match.groups()
            if not _is_at_work(int(process), machine, folder / name):
                yield purpose, folder / name


@cache
def _machine() -> str:
    """This computer: on a shared folder others build drafts too, and their processes are not seen from here."""
    from socket import gethostname

    return f"{crc32(gethostname().encode('utf-8', 'replace')) & 0xFFFF:04x}"


def _is_at_work(process: int, machine: str, found: Path) -> bool:
    if os.name == "posix" and machine == _machine():
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except OSError:
            return True
        return True
    try:
        return time.time() - found.stat().st_mtime < _SWEPT_AFTER
    except FileNotFoundError:
        return False
