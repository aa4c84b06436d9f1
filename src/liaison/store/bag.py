"""A bag in one file: BagIt 1.0 (RFC 8493) inside a zip, which proves that it is whole.

A bag that came from elsewhere is believed nothing: names, links, sizes and kinds are looked at before anything is read, and
every digest before anything is put where it belongs.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from liaison.cells import shown
from liaison.errors import BadFile

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_CHUNK = 2**20
_MOST_FILES = 200_000
_MOST_TAGS = 64 * 2**20
_MOST_GROWTH, _SMALL = 200, 64 * 2**20
"""How many times its own size a bag may grow to, beyond what is small anyhow: a database grows to the tenfold."""
_LINE = re.compile(r"([0-9a-f]{64})[ \t]+\*?(.+)")
_COMPRESSED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


# -- writing -----------------------------------------------------------------------------------------------------------


def write(
    target: Path,
    name: str,
    payload: Iterable[tuple[str, Path]],
    info: Mapping[str, str],
    compressed: Collection[str],
) -> None:
    """Write a bag of that name into a file: each file by its path below ``data``.

    Those are ``compressed`` that gain by it; photos and documents are so already.
    """
    manifest, total = {}, 0
    with zipfile.ZipFile(target, "w") as archive:
        for path, source in payload:
            with (
                source.open("rb") as stream,
                archive.open(_entry(f"{name}/data/{path}", path in compressed), "w", force_zip64=True) as out,
            ):
                manifest[f"data/{path}"], size = _pour(stream, out.write)
            total += size
        oxum = {"Payload-Oxum": f"{total}.{len(manifest)}"}
        tags = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in {**info, **oxum}.items()),
            "manifest-sha256.txt": _lines(manifest),
        }
        tags[_TAG_MANIFEST] = _lines(
            {key: hashlib.sha256(text.encode()).hexdigest() for key, text in tags.items()}
        )
        for path, text in tags.items():
            archive.writestr(_entry(f"{name}/{path}", True), text.encode())


def _entry(path: str, compressed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path)
    entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry


def _pour(stream: IO[bytes], write_to: Callable[[bytes], object]) -> tuple[str, int]:
    """Copy a stream; returns its digest and its size."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        write_to(chunk)
    return digest.hexdigest(), size


def _lines(digests: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in digests.items())


def _escaped(path: str) -> str:
    """A path as a manifest writes it: of what would break its lines, the codes."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unescaped(path: str) -> str:
    return re.sub("%(0A|0D|25)", lambda match: chr(int(match[1], 16)), path, flags=re.IGNORECASE)


# -- reading -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bag:
    """A bag that was found whole and laid out in a folder: what its tags tell, and its files by their paths below ``data``."""

    folder: Path
    info: Mapping[str, str]
    files: tuple[str, ...]

    def file(self, path: str) -> Path:
        """Where one of its files lies."""
        return self.folder / path


def lay_out(source: Path, folder: Path, most: Callable[[str], int | None]) -> Bag:
    """Lay a bag out in a private folder, once all its names and sizes have been looked at, and prove every digest.

    ``most`` tells how many bytes a file of that path below ``data`` may have, nothing for what does not belong in the bag.
    Raises ``BadFile``.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            entries = _entries(source, archive, most)
            _refuse_bomb(source, folder, entries)
            tags = {name: _read(archive, entries, name, source) for name in (*_TAGS, _TAG_MANIFEST)}
            _refuse_other_form(source, tags)
            wanted = _manifest(source, tags["manifest-sha256.txt"])
            if set(wanted) != {name for name in entries if name.startswith("data/")}:
                raise _broken(source, "里的文件和它自己的清单不一样")
            for name, digest in wanted.items():
                path = folder / name.removeprefix("data/")
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with archive.open(entries[name]) as stream, path.open("xb") as out:
                    path.chmod(0o600)
                    found, _size = _pour(stream, out.write)
                if found != digest:
                    raise _broken(source, f"里的“{shown(name)}”和清单上的摘要不符")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _broken(source, "不是完整的打包文件") from error
    info = dict(_told(tags["bag-info.txt"]))
    return Bag(folder, info, tuple(name.removeprefix("data/") for name in wanted))


def _broken(source: Path, why: str) -> BadFile:
    return BadFile(f"“{source}”{why}，什么都没有写，", "请向打包的人要一份完整的：liaison pack 文件.zip。")


def _entries(
    source: Path, archive: zipfile.ZipFile, most: Callable[[str], int | None]
) -> dict[str, zipfile.ZipInfo]:
    """The files of a bag by their paths in it: of its one folder, plain, each of its own name and of no more bytes than it may
    have."""
    several = archive.infolist()
    if len(several) > _MOST_FILES:
        raise _broken(source, f"里有 {len(several)} 个文件，太多")
    top = several[0].filename.split("/")[0] if several else ""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in several:
        name = entry.filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.is_dir() and kind in (0, stat.S_IFDIR) and _is_plain(name.rstrip("/")):
            continue
        if not _is_plain(name) or not name.startswith(f"{top}/") or kind not in (0, stat.S_IFREG):
            raise _broken(source, f"里有不该有的“{shown(name)}”")
        path = name.removeprefix(f"{top}/")
        least = _MOST_TAGS if path in (*_TAGS, _TAG_MANIFEST) else None
        bound = most(path.removeprefix("data/")) if path.startswith("data/") else least
        if bound is None or path in found:
            raise _broken(source, f"里有不该有的“{shown(name)}”")
        if entry.file_size > bound:
            raise _broken(source, f"里的“{shown(name)}”太大")
        if entry.flag_bits & 1 or entry.compress_type not in _COMPRESSED:
            raise _broken(source, f"里的“{shown(name)}”加了密，或压缩的办法不认识")
        found[path] = entry
    return found


def _is_plain(name: str) -> bool:
    """Whether a name is a path below its folder, on every system."""
    if not name or any(mark in name for mark in ("\\", ":", "\0")):
        return False
    return not name.startswith("/") and all(part not in ("", ".", "..") for part in name.split("/"))


def _refuse_bomb(source: Path, folder: Path, entries: Mapping[str, zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries.values())
    if total > max(source.stat().st_size * _MOST_GROWTH, _SMALL):
        raise _broken(source, "解开以后大得不像是打包的联席会议")
    if total > shutil.disk_usage(folder).free:
        raise BadFile(f"磁盘空间不够解开“{source}”（要 {total // 2**20 + 1} MB），", "请清理磁盘后再试。")


def _read(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], name: str, source: Path) -> str:
    if name not in entries:
        raise _broken(source, f"里没有 {name}，不是本程序打的包")
    return archive.read(entries[name]).decode("utf-8")


def _refuse_other_form(source: Path, tags: Mapping[str, str]) -> None:
    if "BagIt-Version: 1.0" not in tags["bagit.txt"].splitlines():
        raise _broken(source, "不是 BagIt 1.0 的包")
    told = _manifest(source, tags[_TAG_MANIFEST])
    for name in _TAGS:
        if told.get(name) != hashlib.sha256(tags[name].encode()).hexdigest():
            raise _broken(source, f"里的 {name} 被改过")


def _manifest(source: Path, text: str) -> dict[str, str]:
    """The digests that a manifest tells, by path."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None or (path := _unescaped(match[2])) in found:
            raise _broken(source, "里的清单看不懂")
        found[path] = match[1]
    return found


def _told(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon:
            yield key.strip(), value.strip()


def parts_of(path: str) -> tuple[str, ...]:
    """The folders and the name of a path in a bag."""
    return PurePosixPath(path).parts
