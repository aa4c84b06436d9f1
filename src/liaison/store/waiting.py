"""Waiting for another writer: said after a second, and for as long as ``--wait`` says."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from typing import Any

from liaison.settings import Place

_SAID_AFTER = 1.0
_SHORTEST, _LONGEST = 0.001, 0.012
"""Seconds between two tries. SQLite's own handler sleeps up to 0.1 s, so a late comer loses to every new one."""
UPGRADING = 0x1A150
"""The number of PostgreSQL's advisory lock under which a database is founded and upgraded."""


class Waiting:
    """One wait for a lock; says once, on stderr, that it waits."""

    def __init__(self, place: Place) -> None:
        self._began = time.monotonic()
        self._wait = place.wait
        self._said = False

    @property
    def left(self) -> float:
        """Seconds until it is given up."""
        return self._began + self._wait - time.monotonic()

    def say(self) -> None:
        """Say that it waits, if it has done so for a second."""
        if not self._said and time.monotonic() - self._began >= _SAID_AFTER:
            self._said = True
            print("正在等另一个程序写完……", file=sys.stderr, flush=True)  # noqa: T201 - said while waiting

    def until(self, done: Callable[[], bool]) -> bool:
        """Try again and again with short, random pauses; whether it was done in time."""
        while not done():
            if self.left <= 0:
                return False
            self.say()
            pause = _SHORTEST + (_LONGEST - _SHORTEST) * os.urandom(1)[0] / 255
            time.sleep(min(pause, max(self.left, 0)))
        return True


def is_busy(error: sqlite3.Error) -> bool:
    """Whether SQLite refused because another program is at work."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PROTOCOL,
    )


def begin(connection: Any, dialect: str, place: Place) -> None:
    """Begin a transaction that no other writer can enter, as soon as there is none."""
    if dialect == "sqlite":
        begin_sqlite(connection, place)
    else:
        _begin_postgresql(connection, place)


def begin_sqlite(connection: sqlite3.Connection, place: Place) -> None:
    """The same on SQLite."""
    refused: list[sqlite3.Error] = []

    def begun() -> bool:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            refused[:] = [error]
            return False
        return True

    connection.execute("PRAGMA busy_timeout=0")
    if not Waiting(place).until(begun):
        raise refused[0]
    connection.execute(f"PRAGMA busy_timeout={int(place.wait * 1000)}")


def _begin_postgresql(connection: Any, place: Place) -> None:
    """The same on PostgreSQL: numbers and the journal's chain depend on its lock."""
    from psycopg.errors import LockNotAvailable

    waiting = Waiting(place)
    patience = _SAID_AFTER
    while True:
        patience = max(min(patience, waiting.left), 0.001)
        connection.execute("BEGIN")
        connection.execute(f"SET LOCAL lock_timeout = {max(int(patience * 1000), 1)}")
        try:
            connection.execute("LOCK TABLE journal IN EXCLUSIVE MODE")
        except LockNotAvailable:
            connection.execute("ROLLBACK")
            if waiting.left <= 0:
                raise
            waiting.say()
            patience = waiting.left
        else:
            connection.execute(f"SET LOCAL lock_timeout = {max(int(place.wait * 1000), 1)}")
            return
