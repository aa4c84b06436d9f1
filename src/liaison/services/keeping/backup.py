"""A copy of the council that somebody asks for."""

from __future__ import annotations

from pathlib import Path

from liaison.queries.council.council import the_council
from liaison.settings import Place
from liaison.store.backup import Backup, back_up
from liaison.store.kept import BY_HAND
from liaison.store.opening import reading


def copy_council(place: Place, folder: Path | None) -> Backup:
    """Copy the council; what is none is refused, and an older database is upgraded first."""
    with reading(place) as database:
        the_council(database)
    return back_up(place, BY_HAND, folder)
