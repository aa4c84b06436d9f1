"""What the journal tells of itself."""

from __future__ import annotations

from dataclasses import dataclass

from liaison.store.database import Database

_SHORT = 16


@dataclass(frozen=True)
class Seal:
    """An entry's link of the chain: it stands for that entry and all before it."""

    entry: int
    at: str
    chain: str

    @property
    def text(self) -> str:
        """The seal as it is written down: the entry's number and the first 16 of the link's 64 digits."""
        return f"{self.entry}-{self.chain[:_SHORT]}"


def seal(database: Database, entry: int | None = None) -> Seal | None:
    """The seal of an entry, or of the last; nothing where there is no such entry."""
    which = "ORDER BY id DESC LIMIT 1" if entry is None else f"WHERE id = {entry:d}"
    found = database.tuples(f"SELECT id, at, chain FROM journal {which}")
    return Seal(*found[0]) if found else None
