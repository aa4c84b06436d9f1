"""The councils of one office: each has a database of its own, and the office works in one of them.

The first lies in the user's data folder, the example beside it, those made later in the folder ``councils`` there; of a
council elsewhere a note ``NAME.place`` in that folder says where. The file ``current`` in it says in which one the office
works. So there is no list that could be damaged or written by two at once: each part is there whole, or not at all.
"""

from __future__ import annotations

from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

from liaison.drafts import draft, give_name, remove, sync
from liaison.errors import LiaisonError, NoDatabase
from liaison.filenames import stem
from liaison.settings import (
    Place,
    as_written,
    choice_file,
    councils_folder,
    data_folder,
    demo_place,
    first_place,
    written,
)
from liaison.store.database import connect
from liaison.store.explaining import explained, is_database_error

DEMO = "示例"
"""What the example is called, whose council may bear the very name of the office's own."""
_NOTE = ".place"


class Council(NamedTuple):
    """A council of the office: its name, its short name, and its database; ``found`` unless that cannot be read now."""

    name: str
    short: str
    place: Place
    found: bool = True

    @property
    def where(self) -> str:
        """Its database as one may write it behind ``--db``, without a password."""
        return as_written(self.place) if self.place.path is None else str(self.place.path.absolute())


def places() -> dict[str, Place]:
    """The databases of the office's councils, each by what it is called while it cannot be read; the example comes last."""
    found = {first.stem: Place(path=first)} if (first := _path(first_place())).is_file() else {}
    try:
        files = sorted(councils_folder().iterdir())
    except OSError:
        files = []
    for file in files:
        if file.suffix == ".db":
            found[file.stem] = Place(path=file)
        elif file.suffix == _NOTE:
            found[file.stem] = _noted(file)
    if (demo := _path(demo_place())).is_file():
        found[DEMO] = Place(path=demo)
    return found


def _path(place: Place) -> Path:
    assert place.path is not None
    return place.path


def _noted(file: Path) -> Place:
    """The database that a note tells of; the note itself, which is none, where it cannot be read."""
    try:
        return written(file.read_text(encoding="utf-8").strip(), "chosen")
    except (OSError, UnicodeDecodeError, LiaisonError):
        return Place(path=file)


def councils(used: Place | None) -> list[Council]:
    """The councils of the office, and the one that is used now, should it be none of them."""
    known = places()
    if used is not None and not any(same(place, used) for place in known.values()):
        known[str(used)] = used
    return [found for label, place in known.items() if (found := _council(label, place))]


def are_several(used: Place) -> bool:
    """Whether the office has another council than the one that is used; the example is none of the office's."""
    return any(not same(place, used) and not is_demo(place) for place in places().values())


def same(one: Place, other: Place) -> bool:
    """Whether two places are one database."""
    return as_written(one) == as_written(other)


def is_demo(place: Place) -> bool:
    """Whether a database is that of the example."""
    return same(place, demo_place())


def _council(label: str, place: Place) -> Council | None:
    """What a council is called, as its database says; nothing for a database without one."""
    try:
        with explained(place), closing(connect(place)[0]) as connection:
            row = connection.execute("SELECT name, short FROM council").fetchone()
    except Exception as error:
        if not isinstance(error, NoDatabase) and not is_database_error(error):
            raise
        return Council(label, "", place, found=False)
    if row is None:
        return None
    return Council(DEMO, "", place) if is_demo(place) else Council(row[0], row[1] or "", place)


def free_place(name: str) -> Place:
    """Where a new council of that name may have its database."""
    _make_folder()
    for number in count(1):
        path = councils_folder() / f"{stem(name)}{f'-{number}' if number > 1 else ''}.db"
        if not path.exists():
            return Place(path=path)
    raise AssertionError


def note(name: str, place: Place) -> None:
    """Have a council among those of the office, wherever its database lies."""
    if any(same(known, place) for known in places().values()):
        return
    _make_folder()
    made = _written(councils_folder() / "note", as_written(place))
    try:
        numbers = (f"-{number}" if number > 1 else "" for number in count(1))
        while not give_name(made, councils_folder() / f"{stem(name)}{next(numbers)}{_NOTE}"):
            pass
    finally:
        remove(made)


def forget(place: Place) -> bool:
    """Have a council no longer among those of the office; whether it was by a note, for else it stays where its database lies."""
    notes = [file for file in sorted(councils_folder().glob(f"*{_NOTE}")) if same(_noted(file), place)]
    for file in notes:
        file.unlink(missing_ok=True)
        sync(file.parent)
    return bool(notes)


def work_in(place: Place) -> None:
    """Work in a council from now on: commands use it unless they are told otherwise."""
    _make_folder()
    file = choice_file()
    made = _written(file, as_written(place))
    try:
        made.replace(file)
        sync(file.parent)
    finally:
        remove(made)


def _written(beside: Path, text: str) -> Path:
    made = draft(beside, "office")
    made.write_text(text + "\n", encoding="utf-8")
    sync(made)
    return made


def _make_folder() -> None:
    """The folder for what is noted, for its owner alone."""
    for folder in (data_folder(), councils_folder()):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
