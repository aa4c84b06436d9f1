"""Files that are written: where they may go, what they are called, and that they appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison import drafts
from liaison.errors import BadFile, Refused, reason
from liaison.filenames import stem


def well_named(title: str, suffix: str) -> Path:
    """A file in the current folder named after ``title``; suffix as ".xlsx"."""
    return Path(stem(title) + suffix)


def target(path: Path, force: bool) -> Path:
    """The path, if it may be written to. Raises ``Refused`` for a file that is there, ``BadFile`` for an unfit folder."""
    if path.is_dir():
        raise BadFile(f"“{path}”是文件夹，", "请写一个文件名。")
    if not path.parent.is_dir():
        raise BadFile(f"文件夹“{path.parent}”不存在，", "请先建好文件夹，或换一个位置。")
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise Refused(f"“{path}”是链接或设备，不是普通文件，不能覆盖，", "请用 -o 换一个文件名。")
    if path.exists() and not force:
        raise Refused(f"文件“{path}”已经存在，", "要覆盖请加 --force，或用 -o 换一个文件名。")
    if not os.access(path.parent, os.W_OK):
        raise BadFile(f"没有权限写入文件夹“{path.parent}”，", "请换一个位置。")
    return path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file beside ``path`` to write to; it takes the place of ``path`` at the end, and is removed on failure.

    Raises ``BadFile`` for what the system refuses: a full disk, no permission, a file open in Excel.
    """
    made = None
    try:
        made = drafts.draft(path, "export", 0o666)
        _keep_private(made, path)
        yield made
        drafts.sync(made)
        made.replace(path)
        drafts.sync(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A new folder beside ``path`` to write files into; it gets that name at the end, and is removed on failure.

    Raises ``Refused`` where there is something of that name, ``BadFile`` for what the system refuses.
    """
    if path.exists() or path.is_symlink():
        raise Refused(f"“{path}”已经存在，", "请换一个文件夹名。")
    target(path, force=False)
    made = None
    try:
        made = drafts.draft_folder(path, "export")
        yield made
        for one in made.iterdir():
            drafts.sync(one)
        made.replace(path)
        drafts.sync(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if made is not None:
            drafts.remove(made)


@contextmanager
def private(wanted: bool) -> Iterator[None]:
    """New files are for their owner alone until the block ends, if that is wanted."""
    before = os.umask(0o077) if wanted else None
    try:
        yield
    finally:
        if before is not None:
            os.umask(before)


def _keep_private(made: Path, path: Path) -> None:
    """Give a draft the mode of the file it will replace, or a stricter one, before anything stands in it."""
    if path.exists():
        is_private = not made.stat().st_mode & 0o077
        mode = stat.S_IMODE(path.stat().st_mode)
        made.chmod(mode & 0o600 if is_private else mode)


def unwritable(path: Path, error: OSError) -> BadFile:
    """The sentence for a file that could not be written."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return BadFile(f"磁盘空间不够，没有写成“{path.name}”，", "请清理磁盘或换一个位置后再试。")
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.ETXTBSY:
            return BadFile(
                f"不能写入“{path}”：没有权限，或文件正在 Excel、WPS 中打开，",
                "请关闭该文件或换一个位置后再试。",
            )
        case errno.ENOENT | errno.ENOTDIR:
            return BadFile(f"文件夹“{path.parent}”不存在，", "请先建好文件夹，或换一个位置。")
        case errno.ENAMETOOLONG:
            return BadFile(f"文件名“{path.name[:20]}…”太长，", "请换一个短些的名字。")
    return BadFile(f"没有写成“{path}”（{reason(error)}），", "请换一个位置后再试。")
