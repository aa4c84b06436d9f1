"""Attached files as they lie on the disk: each once, named by its SHA-256, in a folder beside the database.

A file is there, whole and on the disk itself, before a row names it; what was killed in between leaves a file that no row
names, which ``swept`` finds. What a row or the journal names stays: whatever is undone can be done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from liaison.cells import shown
from liaison.drafts import PRIVATE, draft, give_name, remove, sweep, sync
from liaison.errors import BadFile, Damaged, reason
from liaison.filenames import stem
from liaison.settings import Place, data_folder
from liaison.store.database import Database

SHARED = "附件"
"""The folder, beside copies of councils, that holds the files of all of them."""
SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 2**20


@dataclass(frozen=True)
class Kept:
    """A file as its row tells of it."""

    sha256: str
    size: int


def folder_of(database: Database, place: Place | None = None) -> Path:
    """Where the files of a council lie: beside its database file, or in the user's data folder.

    ``place`` is where the council is to be, if that is not where ``database`` is. On a server the first link of the
    journal tells councils apart that share a database.
    """
    place = place or database.place
    if place.path is not None:
        return beside(place.path)
    first = database.value("SELECT chain FROM journal ORDER BY id LIMIT 1") or ""
    return data_folder() / f"{stem(f'{place}-{first[:8]}')}.{SHARED}"


def beside(path: Path) -> Path:
    """The folder of the files of a database file."""
    return path.with_name(f"{path.name}.{SHARED}")


def file_in(folder: Path, sha256: str) -> Path:
    """Where a file lies in a folder. Raises ``Damaged`` for what is no digest, so that no path leads out of it."""
    if not SHA256.fullmatch(sha256):
        raise Damaged(f"附件的摘要“{shown(sha256)}”不是 SHA-256，", "请运行 liaison doctor 查看。")
    return folder / sha256[:2] / sha256


# -- what must be there ------------------------------------------------------------------------------------------------


def attached(database: Database) -> list[Kept]:
    """The files that rows name, each once."""
    rows = database.tuples("SELECT sha256, max(size) FROM attachment GROUP BY sha256 ORDER BY sha256")
    return [Kept(*row) for row in rows]


def needed(database: Database) -> set[str]:
    """The digests of all files that a row names, or that the journal could bring back."""
    images = database.execute(
        "SELECT i.before, i.after FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
        "WHERE r.table_name = 'attachment'"
    )
    told = (json.loads(image)["sha256"] for row in images for image in row if image)
    return {one.sha256 for one in attached(database)} | set(told)


# -- taking in ---------------------------------------------------------------------------------------------------------


def refuse_unfit(source: Path, most: int) -> None:
    """Refuse what cannot be taken in, before anything of it is read. Raises ``BadFile``."""
    os.close(_opened(source, most))


def take_in(source: Path, folder: Path, most: int) -> tuple[Kept, bool]:
    """Have a file in a folder, named by its digest; returns it, and whether it is new there. Raises ``BadFile`` for what is no
    file, or larger than ``most``."""
    handle = _opened(source, most)
    with os.fdopen(handle, "rb") as stream:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = draft(folder / "file", "attach")
        try:
            kept = _copied(stream, made, most, source)
            return kept, put_in(made, folder, kept)
        finally:
            remove(made)


def _opened(source: Path, most: int) -> int:
    """A file open for reading, if it is one and not too large; a pipe is not waited for."""
    try:
        handle = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise BadFile(f"文件“{source}”打不开：{reason(error)}，", "请核对路径。") from error
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_size <= most:
        return handle
    os.close(handle)
    if stat.S_ISDIR(found.st_mode):
        raise _folder(source)
    if not stat.S_ISREG(found.st_mode):
        raise BadFile(f"“{source}”不是普通文件，", "请换一个文件。")
    raise _too_large(source, most)


def _folder(source: Path) -> BadFile:
    return BadFile(f"“{source}”是文件夹，", "请写其中的文件，可以写几个。")


def _too_large(source: Path, most: int) -> BadFile:
    return BadFile(f"文件“{source}”超过 {most // 2**20} MB，", "请压缩或拆开后再添加。")


def _copied(stream: object, made: Path, most: int, source: Path) -> Kept:
    """Copy a stream into a draft; what grows beyond ``most`` while it is read is refused."""
    digest, size = hashlib.sha256(), 0
    with made.open("wb") as out:
        while chunk := stream.read(_CHUNK):  # type: ignore[attr-defined]
            size += len(chunk)
            if size > most:
                raise _too_large(source, most)
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def put_in(made: Path, folder: Path, kept: Kept) -> bool:
    """Give a draft its name in a folder; a file of that name that is not whole any more makes room for it. Returns whether
    there was none."""
    target = file_in(folder, kept.sha256)
    if not target.parent.is_dir():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync(folder)
    if give_name(made, target):
        return True
    if is_whole(folder, kept, deep=True):
        os.utime(target)  # it is wanted anew: not to be swept meanwhile
    else:
        made.replace(target)
        sync(target.parent)
    return False


# -- looking -----------------------------------------------------------------------------------------------------------


def is_whole(folder: Path, kept: Kept, *, deep: bool = False) -> bool:
    """Whether a file is there with its size, and, ``deep``, with its digest."""
    if not SHA256.fullmatch(kept.sha256):
        return False
    path = file_in(folder, kept.sha256)
    return _size(path) == kept.size and (not deep or digest_of(path) == kept.sha256)


def kept_in(folder: Path, sha256: str) -> Kept | None:
    """A file as it lies in a folder; nothing where it does not."""
    size = _size(file_in(folder, sha256)) if SHA256.fullmatch(sha256) else None
    return None if size is None else Kept(sha256, size)


def _size(path: Path) -> int | None:
    """The bytes of a file; nothing where there is none, or a link in its place."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def there(folder: Path) -> Iterator[Path]:
    """Every file in a folder that is named by a digest."""
    for path in sorted(folder.glob("??/*")):
        if SHA256.fullmatch(path.name) and path.parent.name == path.name[:2]:
            yield path


# -- copies ------------------------------------------------------------------------------------------------------------


def bring_over(
    wanted: Iterable[str], sources: Iterable[Path], target: Path, new: set[str] | None = None
) -> None:
    """Have files in another folder too, as far as one of the sources holds them whole: what is there already is not copied
    again, and on one disk a file is not stored twice. ``new`` learns which came."""
    sweep(target)
    new = set() if new is None else new
    for sha256 in sorted(wanted):
        for source in sources:
            kept = kept_in(source, sha256)
            if source == target or kept is None:
                continue
            if is_whole(target, kept):
                break
            if _brought(file_in(source, sha256), kept, target):
                new.add(sha256)
                break


def _brought(found: Path, kept: Kept, target: Path) -> bool:
    """Bring one file over, if it is whole."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = draft(target / "file", "attach")
    try:
        made.unlink()
        try:
            os.link(found, made)
        except OSError:  # another disk, or one whose file system has no links
            shutil.copyfile(found, made)
            made.chmod(PRIVATE)
            sync(made)
        if digest_of(made) != kept.sha256:
            return False
        put_in(made, target, kept)
    finally:
        remove(made)
    return True
