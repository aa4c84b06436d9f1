"""Copies as they lie in folders: what their names tell, and which of them need be kept no longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from liaison.filenames import stem
from liaison.settings import Place, data_folder, now

BY_HAND, BEFORE_UPGRADE, BEFORE_IMPORT, BEFORE_RESTORE, BEFORE_UNDO = (
    "手动",
    "升级前",
    "导入前",
    "恢复前",
    "撤销前",
)
_NAME = re.compile(
    rf"(?P<council>.+)-(?P<moment>\d{{4}}-\d{{2}}-\d{{2}}-\d{{6}})-"
    rf"(?P<why>{BY_HAND}|{BEFORE_UPGRADE}|{BEFORE_IMPORT}|{BEFORE_RESTORE}|{BEFORE_UNDO})(?:-\d+)?\.bak"
)
MOMENT = "%Y-%m-%d-%H%M%S"
_NEWEST, _DAYS = 20, 30


class Kept(NamedTuple):
    """A copy that lies in a folder: when and why it was made, as its name tells."""

    file: Path
    moment: datetime
    why: str


def here_and_now() -> datetime:
    """The moment on the clock on the wall."""
    return datetime.fromisoformat(now()).astimezone()


def folder_of(place: Place) -> Path:
    """Where the copies of a database lie unless told otherwise: beside it, or in the user's data folder."""
    if place.path is not None:
        return beside(place.path)
    return data_folder() / f"{stem(str(place))}.备份"


def beside(path: Path) -> Path:
    """The folder of the copies of a database file."""
    return path.with_name(f"{path.name}.备份")


def backups(folder: Path) -> list[Kept]:
    """The copies in a folder, the newest first."""
    return sorted(_kept(folder), key=lambda one: (one.moment, one.file.name), reverse=True)


def _kept(folder: Path) -> Iterator[Kept]:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if match := _NAME.fullmatch(file.name):
            try:
                moment = datetime.strptime(match["moment"], MOMENT)
            except ValueError:
                continue
            yield Kept(file, moment, match["why"])


def superseded(kept: list[Kept], today: date) -> list[Kept]:
    """The copies that need be kept no longer, of those in a folder, the newest first: the newest twenty stay, the last of each day for thirty days,
    all that were made by hand or before an upgrade."""
    own = [one for one in kept if one.why not in (BY_HAND, BEFORE_UPGRADE)]
    last_of_day: dict[date, Kept] = {}
    for one in own:
        last_of_day.setdefault(one.moment.date(), one)
    since = today - timedelta(days=_DAYS - 1)
    return [
        one for one in own[_NEWEST:] if one.moment.date() < since or last_of_day[one.moment.date()] is not one
    ]


def thin_out(folder: Path) -> None:
    """Remove the copies that are superseded, of each council in the folder by itself."""
    today = here_and_now().date()
    councils: dict[str, list[Kept]] = {}
    for one in backups(folder):
        match = _NAME.fullmatch(one.file.name)
        assert match is not None
        councils.setdefault(match["council"], []).append(one)
    for kept in councils.values():
        for one in superseded(kept, today):
            one.file.unlink(missing_ok=True)
