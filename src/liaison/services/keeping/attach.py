"""Attaching files to records, and giving them out again."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from liaison.columns import Record
from liaison.drafts import draft, give_name, remove, sync
from liaison.errors import BadFile, Refused
from liaison.filenames import apart, whole
from liaison.nouns.keeping.attach import ATTACHMENT
from liaison.queries.keeping.attach import day_of, of_key, whose
from liaison.queries.whose import spread
from liaison.rules.keeping.attachments import MOST, kind_of
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.saving import save_all
from liaison.services.writing.work import Work
from liaison.settings import Place
from liaison.store.attached import (
    SHA256,
    SHARED,
    Kept,
    beside,
    digest_of,
    file_in,
    folder_of,
    is_whole,
    refuse_unfit,
    take_in,
)
from liaison.store.database import Database
from liaison.store.opening import reading
from liaison.store.sweeping import taken_back


@dataclass(frozen=True)
class Taken:
    """A file that lies in the council's folder already, though no row names it yet."""

    name: str
    kept: Kept


@contextmanager
def taken_in(place: Place, files: Sequence[Path]) -> Iterator[list[Taken]]:
    """Files in the folder of a council, to be named by rows in the block; the same content twice counts once.

    Where that fails, those that are new there go again. Raises ``BadFile`` for what is no file or is too large, before any
    is taken.
    """
    for file in files:
        refuse_unfit(file, MOST)
    folder = _folder_of(place)
    found: dict[str, Taken] = {}
    new: set[str] = set()
    with taken_back(place, folder, new):
        for file in files:
            kept, is_new = take_in(file, folder, MOST)
            new.update([kept.sha256] if is_new else [])
            name = file.name.encode("utf-8", "replace").decode()
            found.setdefault(kept.sha256, Taken(whole(name), kept))
        yield list(found.values())


@contextmanager
def laid_out(place: Place, source: Path) -> Iterator[None]:
    """The files of an example in the folder of its council, whose rows are written in the block: before it, but on a server
    behind it, for there the journal tells councils apart."""
    source = source / SHARED
    files = sorted(source.iterdir()) if source.is_dir() else []
    if place.path is not None:
        with taken_in(place, files):
            yield
        return
    yield
    with taken_in(place, files):
        pass


def _folder_of(place: Place) -> Path:
    """The folder of the files of a database; of one in a file that need not be there yet."""
    if place.path is not None:
        return beside(place.path)
    with reading(place) as database:
        return folder_of(database)


def attach(work: Work, key: str, taken: Iterable[Taken], given: Record) -> list[Record]:
    """Enter files of what a key stands for; returns them without those that it has already, which stay as they are."""
    database = work.database
    there = {one["sha256"] for one in of_key(database, key)}
    new = [one for one in taken if one.kept.sha256 not in there]
    day = given.get("day") or _default_day(work, key)
    drafts = [
        Draft(
            {
                "of_id": key,
                **spread(whose(), key),
                "name": one.name,
                "kind": given.get("kind") or kind_of(one.name),
                "note": given.get("note"),
                "day": day,
                "size": one.kept.size,
                "sha256": one.kept.sha256,
            }
        )
        for one in new
    ]
    keys = save_all(work, ATTACHMENT, drafts)
    work.change.flush()
    folder = folder_of(database)
    if lost := [one.name for one in new if not is_whole(folder, one.kept)]:
        raise Refused(f"文件 {'、'.join(lost)} 刚才被清理了，没有登记，", "请再运行一次。")
    entered = set(keys)
    return [one for one in of_key(database, key) if one["id"] in entered]


def _default_day(work: Work, key: str) -> str:
    """A file is of the day of its record, if that has one and it has come; else of today."""
    day = day_of(work.database, key)
    return day if day and day <= work.today_text else work.today_text


def _check(work: Work, draft: Draft) -> None:
    if draft.gives("day"):
        refuse_future(work, "day", ATTACHMENT["day"].label, draft.text("day"))
    if draft.gives("sha256") and not SHA256.fullmatch(draft.text("sha256")):
        raise CellRefused(
            "sha256", "不是文件的 SHA-256 摘要，", "附件要从文件登记：liaison attach 记录 文件。"
        )


def _finish(work: Work, drafts: list[Draft]) -> None:
    """Say of what comes from a sheet that the files themselves do not."""
    listed = sum(not draft.typed and draft.old is None for draft in drafts)
    if listed:
        work.warn(
            f"{listed} 个附件只登记了目录，文件不在表里：请把原来数据库旁边的“….{SHARED}”文件夹拷到这个数据库旁边，"
            "再用 liaison doctor 核对。"
        )


ATTACHMENT_DESK = Desk(ATTACHMENT, check=_check, finish=_finish)


def files_folder(database: Database) -> Path:
    """Where the council's files lie."""
    return folder_of(database)


def give_out(
    folder: Path, rows: Sequence[Record], target: Path
) -> tuple[list[tuple[Record, Path]], list[Record]]:
    """Copy files into a folder, by their names; returns each with where it lies now, and those that are not whole.

    No file there is overwritten: the same content is not copied again, another gets a number behind its name. Where that
    fails, what was copied goes again. Raises ``BadFile`` where the folder cannot be.
    """
    if target.exists() and not target.is_dir():
        raise BadFile(f"“{target}”不是文件夹，", "请写一个文件夹。")
    if not target.parent.is_dir():
        raise BadFile(f"文件夹“{target.parent}”不存在，", "请先建好文件夹，或换一个位置。")
    target.mkdir(exist_ok=True)
    given: dict[Path, Record] = {}
    lost: list[Record] = []
    new: list[Path] = []
    try:
        for row in rows:
            kept = Kept(row["sha256"], row["size"])
            if is_whole(folder, kept, deep=True):
                given[_given(file_in(folder, kept.sha256), kept, target, row["name"], given, new)] = row
            else:
                lost.append(row)
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        with suppress(OSError):  # it holds something else
            target.rmdir()
        raise
    return [(row, path) for path, row in given.items()], lost


def _given(file: Path, kept: Kept, target: Path, name: str, taken: Collection[Path], new: list[Path]) -> Path:
    """Copy one file under the first name that is free, or that of the same content; ``new`` learns of what was not there."""
    made = draft(target / whole(name), "export", 0o666)
    try:
        shutil.copyfile(file, made)
        sync(made)
        for path in _names(target, name):
            if path in taken:
                continue
            if give_name(made, path):
                new.append(path)
                return path
            if _is_same(path, kept):
                return path
    finally:
        remove(made)
    raise AssertionError


def _names(target: Path, name: str) -> Iterator[Path]:
    return (target / apart(whole(name), number) for number in count(1))


def _is_same(path: Path, kept: Kept) -> bool:
    return path.is_file() and path.stat().st_size == kept.size and digest_of(path) == kept.sha256


def refuse_none(rows: Sequence[Record], what: str) -> None:
    """Refuse to give out what has no files."""
    if not rows:
        raise Refused(f"“{what}”没有附件，", "请用 liaison attach list 查看有哪些。")
