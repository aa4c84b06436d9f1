"""A whole council in one file for the next secretariat: its database, the attached files, the house's own templates."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from liaison.drafts import draft, draft_folder, give_name, remove, scratch, sync
from liaison.errors import BadFile
from liaison.filenames import stem
from liaison.queries.council.council import the_council
from liaison.queries.keeping.log import seal
from liaison.resources import newest_migration
from liaison.rules.keeping.attachments import MOST
from liaison.settings import Place, data_folder, now, template_folder
from liaison.store import bag
from liaison.store.attached import (
    SHARED,
    attached,
    bring_over,
    file_in,
    folder_of,
    is_whole,
    kept_in,
    needed,
)
from liaison.store.backup import Files, copied, rows_in, unpacked
from liaison.store.opening import reading
from liaison.store.restore import bring_new, refuse_other
from liaison.store.sweeping import taken_back

_FORM = "1"
"""The form of the packages that this program writes and reads."""
_DATABASE, _TEMPLATES = "council.db", "templates"
_MOST_DATABASE, _MOST_TEMPLATE = 8 * 2**30, 20 * 2**20
_FILE = re.compile(rf"{SHARED}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")


@dataclass(frozen=True)
class Packed:
    """What a package holds: the council's name, rows of records, entries of the journal, attached files, templates; ``remarks``
    are what there is to be said."""

    council: str
    rows: int
    entries: int
    files: int
    templates: int
    remarks: tuple[str, ...] = ()


def pack(place: Place, target: Path) -> Packed:
    """Write a package into a file: all as it stands at this moment."""
    with reading(place) as database:
        the_council(database)
    made = draft(target, "pack")
    try:
        council, rows, entries, remarks, files = copied(place, made)
        assert council is not None
        attached_files = sorted(_whole(files))
        templates = list(_templates())
        payload = [
            (_DATABASE, made),
            *(
                (f"{SHARED}/{sha256[:2]}/{sha256}", file_in(files.folder, sha256))
                for sha256 in attached_files
            ),
            *((f"{_TEMPLATES}/{name}", path) for name, path in templates),
        ]
        lost = [one for one in files.attached if one.sha256 not in attached_files]
        if lost:
            remarks.append(f"{len(lost)} 个附件的文件不在或不完整，没有打进去，请运行 liaison doctor 查看。")
        bag.write(target, stem(council["name"]), payload, _info(council["name"]), (_DATABASE,))
    finally:
        remove(made)
    return Packed(council["name"], rows, entries, len(attached_files), len(templates), tuple(remarks))


def _whole(files: Files) -> Iterator[str]:
    """The digests of the files that rows or the journal name and that are there whole."""
    sizes = {one.sha256: one.size for one in files.attached}
    for sha256 in files.needed:
        kept = kept_in(files.folder, sha256)
        if kept is not None and sizes.get(sha256, kept.size) == kept.size:
            yield sha256


def _templates() -> Iterator[tuple[str, Path]]:
    """The house's own templates, by their paths in its folder."""
    folder = template_folder()
    if folder is None:
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or _bound(f"{_TEMPLATES}/{name}") is None:
            continue
        if path.stat().st_size > _MOST_TEMPLATE:
            raise BadFile(f"模板“{path}”超过 {_MOST_TEMPLATE // 2**20} MB，", "请移出模板文件夹再打包。")
        yield name, path


def _info(council: str) -> dict[str, str]:
    from liaison import __version__

    return {
        "External-Description": council,
        "Bagging-Date": now()[:10],
        "Bag-Software-Agent": f"liaison {__version__}",
        "Liaison-Package": _FORM,
        "Liaison-Tables": newest_migration(),
    }


def _bound(path: str) -> int | None:
    """How many bytes a file of a package may have; nothing for what is none of it."""
    if path == _DATABASE:
        return _MOST_DATABASE
    if _FILE.fullmatch(path):
        return MOST
    parts = bag.parts_of(path)
    if len(parts) > 1 and parts[0] == _TEMPLATES and path.isprintable():
        return None if any(part.startswith(".") for part in parts) else _MOST_TEMPLATE
    return None


def unpack(file: Path, place: Place) -> Packed:
    """Bring a council out of a package into a new database, once all of it has proved itself whole.

    Raises ``BadFile`` for what is no whole package, ``Refused`` where there is a database already, ``NoDatabase`` for one of a
    newer program.
    """
    if not file.is_file():
        raise BadFile(f"没有打包文件“{file}”，", "请核对路径。")
    with _room(place) as folder:
        refuse_other(place)
        package = bag.lay_out(file, folder, _bound)
        if package.info.get("Liaison-Package") != _FORM or _DATABASE not in package.files:
            raise BadFile(
                f"“{file}”不是这个版本的 liaison 打的包，", "请换用打包的那个版本，或升级本程序后再试。"
            )
        with unpacked(package.file(_DATABASE)) as copy:
            files = folder_of(copy, place)
            last, counts, new = seal(copy), rows_in(copy), set[str]()
            with taken_back(place, files, new):
                bring_over(needed(copy), (folder / SHARED,), files, new)
                bring_new(place, copy)
            lost = [one for one in attached(copy) if not is_whole(files, one)]
            name = str(the_council(copy)["name"])
        remarks = [f"{len(lost)} 个附件打包时就不在，请运行 liaison doctor 查看。"] if lost else []
        templates = [path for path in package.files if bag.parts_of(path)[0] == _TEMPLATES]
        remarks += _put_templates(package, templates)
    held = sum(path.startswith(f"{SHARED}/") for path in package.files)
    return Packed(name, sum(counts.values()), last.entry if last else 0, held, len(templates), tuple(remarks))


@contextmanager
def _room(place: Place) -> Iterator[Path]:
    """A private folder to lay a package out in: on the disk of the new database, among temporary files for a server's.

    What a killed program left in either place goes first.
    """
    with scratch() as temporary:
        if place.path is None:
            yield temporary
            return
        place.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = draft_folder(place.path, "unpack")
        try:
            yield made
        finally:
            remove(made)


def _put_templates(package: bag.Bag, paths: Sequence[str]) -> list[str]:
    """Put the templates of a package among the house's own; what is there and differs stays, and is said."""
    folder = template_folder() or data_folder() / _TEMPLATES
    differing = []
    for path in paths:
        source, target = package.file(path), folder.joinpath(*bag.parts_of(path)[1:])
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = draft(target, "unpack")
        try:
            shutil.copyfile(source, made)
            sync(made)
            if not give_name(made, target) and target.read_bytes() != source.read_bytes():
                differing.append(target.name)
        finally:
            remove(made)
    named = "、".join(differing)
    return [f"模板 {named} 和这里已有的不同，没有换，包里的在 data/{_TEMPLATES}。"] if differing else []
