"""Where the council stands: which one it is, what was changed last, and when it was last copied."""

from __future__ import annotations

from typing import NamedTuple

from liaison.queries.council.council import the_council
from liaison.queries.keeping.log import Entry, last_entry
from liaison.services.council.office import titled
from liaison.store.database import Database
from liaison.store.kept import Kept, backups, folder_of


class Standing(NamedTuple):
    """A council's name, its last change and its last copy, if there are any."""

    council: str
    changed: Entry | None
    copied: Kept | None


def standing(database: Database) -> Standing:
    """Where the council of a database stands."""
    copies = backups(folder_of(database.place))
    name = titled(the_council(database)["name"], database.place)
    return Standing(name, last_entry(database), copies[0] if copies else None)
