"""The workbooks of a round until it is on record: written apart, put in place just before, and withdrawn if it never is.

They are written into a hidden folder inside the one that they are meant for. Before the first is put in its place, a list
of them is on the disk there, with the round's stamp: so whoever comes after a killed program knows which files are those
of a round that never began, and that nobody has worked in them.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from liaison import drafts
from liaison.errors import Refused
from liaison.queries.exchange.collect import round_name
from liaison.store.database import Database

_LIST = ".sent.json"


class Staged:
    """Workbooks on their way into ``folder``; ``sent`` has the digest of each by its name."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self.folder = folder
        self.sent: dict[str, str] = {}
        self._stamp = stamp
        self._apart = drafts.draft_folder(folder / "liaison", drafts.ROUND)

    def path(self, name: str) -> Path:
        """Where the workbook of that name is to be written."""
        return self._apart / name

    def seal(self, names: list[str]) -> None:
        """All are written: list them."""
        self.sent = {name: digest(self.path(name)) for name in names}
        listed = self.path(_LIST)
        listed.write_text(json.dumps({"stamp": self._stamp, "sent": self.sent}), encoding="utf-8")
        for path in (listed, self._apart, self.folder):
            drafts.sync(path)

    def put_in_place(self, force: bool) -> None:
        """Give the files their names. Raises ``Refused`` if one has been taken meanwhile."""
        for name in self.sent:
            if force:
                self.path(name).replace(self.folder / name)
            elif not drafts.name_it(self.path(name), self.folder / name):
                raise in_the_way(self.folder / name)
        drafts.sync(self.folder)

    def done(self) -> None:
        """The round is on record, its files are the clerk's."""
        drafts.remove(self._apart)

    def withdraw(self) -> None:
        """The round did not come to be: nor do its files."""
        _withdraw(self._apart)


def in_the_way(path: Path) -> Refused:
    """The refusal to write over somebody's file."""
    return Refused(f"文件“{path}”已经存在，", "请用 --dir 换一个文件夹；要覆盖请加 --force。")


def sweep(folder: Path, database: Database) -> None:
    """Withdraw the files of rounds whose start was killed before they were on record."""
    for apart in drafts.left(folder, drafts.ROUND):
        if round_name(database, _listed(apart)[0]) is None:
            _withdraw(apart)
        else:
            drafts.remove(apart)


def _withdraw(apart: Path) -> None:
    for name, sent in _listed(apart)[1].items():
        path = apart.parent / name
        if path.is_file() and digest(path) == sent:
            path.unlink()
    drafts.remove(apart)


def _listed(apart: Path) -> tuple[str, dict[str, str]]:
    """The stamp and the files of a round; nothing where none had been put in its place yet."""
    try:
        found = json.loads((apart / _LIST).read_text(encoding="utf-8"))
        return found["stamp"], found["sent"]
    except (OSError, ValueError):
        return "", {}


def digest(path: Path) -> str:
    """The digest of a file, by which it is known again."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
