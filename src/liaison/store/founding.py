"""A new database: built under a name of its own, and there under the right one whole or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import closing, contextmanager

from liaison.commits import commits
from liaison.drafts import draft, give_name, remove, sweep, sync
from liaison.errors import Refused
from liaison.settings import Place
from liaison.store.database import connect, is_there
from liaison.store.explaining import explained
from liaison.store.migrate import create


def exists_already(name: str) -> Refused:
    """The refusal of a second council in one database."""
    return Refused(
        f"这个数据库里已有联席会议“{name}”，",
        "要修改，请用 liaison council edit；另外再建一个，请用 liaison council new。",
    )


@contextmanager
def founding(place: Place) -> Iterator[Place]:
    """Where to write the new council; it gets its name at the end if a council was written, else nothing is left.

    Raises ``Refused`` if another program has founded a council there meanwhile.
    """
    path = place.path
    if path is not None:
        sweep(path.parent)
    if path is None or is_there(path):
        create(place)
        yield place
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = draft(path, "founding")
    apart = dataclasses.replace(place, path=made)
    try:
        create(apart)
        try:
            yield apart
        finally:
            if _council(apart) is not None:
                before = commits.count
                commits.reset()  # until it has its name, what was written goes with the draft
                _close(apart, place)
                sync(made)
                if not give_name(made, path):
                    raise exists_already(_council(place) or "")
                commits.count = before
    finally:
        remove(made)


def _close(apart: Place, place: Place) -> None:
    """Have all that was written in the one file that is about to get its name; a full disk may stop that, too."""
    with explained(place), closing(connect(apart)[0]) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _council(place: Place) -> str | None:
    with closing(connect(place)[0]) as connection:
        row = connection.execute("SELECT name FROM council").fetchone()
    return None if row is None else str(row[0])
