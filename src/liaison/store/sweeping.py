"""Attached files that are nobody's: those of programs that died, or failed, before they had entered them."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from liaison.drafts import sweep
from liaison.errors import LiaisonError
from liaison.settings import Place
from liaison.store.attached import file_in, folder_of, needed, there
from liaison.store.database import Database
from liaison.store.explaining import explained
from liaison.store.migrate import connect_current
from liaison.store.waiting import begin

_NEW = 3600
"""Seconds in which a file that no row names may be one that is just being attached."""


def swept(database: Database, *, remove_them: bool = False) -> tuple[list[Path], int]:
    """The files that neither a row nor the journal names, and how many of them are new: those may be being attached just now.

    They are removed if that is wanted, the new ones never.
    """
    folder = folder_of(database)
    if not folder.is_dir():
        return [], 0
    wanted, now = needed(database), time.time()
    idle = [path for path in there(folder) if path.name not in wanted]
    new = [path for path in idle if now - path.stat().st_mtime < _NEW]
    if remove_them:
        sweep(folder)
        discard(database.place, folder, {path.name for path in idle} - {path.name for path in new})
    return idle, len(new)


def discard(place: Place, folder: Path, names: Collection[str]) -> None:
    """Remove files that are nobody's, while nobody writes: those that a row names by then, or the journal, stay.

    Whoever attaches a file looks once more whether it is there before the row is kept.
    """
    if place.path is not None and not place.path.exists():
        _unlink(folder, names)
        return
    connection, dialect = connect_current(place)
    with closing(connection), explained(place):
        begin(connection, dialect, place)
        _unlink(folder, set(names) - needed(Database(connection, dialect, place)))


@contextmanager
def taken_back(place: Place, folder: Path, new: Collection[str]) -> Iterator[None]:
    """Files that the block has brought into a folder go again if it fails: the digests that stand in ``new`` by then."""
    try:
        yield
    except BaseException:
        with suppress(LiaisonError, OSError):  # doctor tells of what is left
            discard(place, folder, new)
        raise


def _unlink(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        path = file_in(folder, name)
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others lie there
            path.parent.rmdir()
    with suppress(OSError):
        folder.rmdir()
