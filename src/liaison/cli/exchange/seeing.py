"""What a file or a folder seems to be, found out by looking into it: nothing is asked, and nothing changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.cells import shown, text_of
from liaison.errors import BadFile, NoDatabase

if TYPE_CHECKING:
    from liaison.cli.shell.here import Here
    from liaison.services.exchange.recognising import Recognised
    from liaison.tables import RawTable

_TITLE_ROWS = 3
_MOST_FILES = 500
_SQLITE = b"SQLite format 3\0"
_PAPERS = (".docx", ".docm", ".doc", ".wps")
_TEXTS = (".txt", ".md")
_HINT = "能认的有：各类名册和台账、收回的表、要填的表、写好的总结、备份、打包的文件；逐类的空表请用 liaison member form 这样的命令取。"


@dataclass
class Seen:
    """What a file seems to be: its ``kind``, the ``noun`` and the words of the command that it is for, how many rows it has, and
    ``said`` in words; ``tables`` are those that are known, ``unread`` the names of the others. A command that is not ``whole`` lacks
    something that only a person knows."""

    kind: str
    said: str
    words: list[str]
    rows: int | None = None
    tables: list[Recognised] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    whole: bool = True


def seen_in(here: Here, path: Path) -> Seen:
    """What a path seems to be. Raises ``BadFile`` for what is nothing that the program takes."""
    if path.is_dir():
        return _folder(here, path)
    if not path.exists():
        raise BadFile(f"没有找到文件“{shown(str(path))}”，", "请核对文件名和所在文件夹。")
    if path.is_file():
        with path.open("rb") as stream:
            if stream.read(len(_SQLITE)) == _SQLITE:
                return _database(here, path)
    suffix = path.suffix.lower()
    if suffix == ".zip" and _is_bag(path):
        words = ["unpack", str(path), "-o", "新.db"]
        return Seen("pack", "是打包的整个联席会议；拆包时逐个文件核对，建成新的数据库。", words, whole=False)
    if suffix in _PAPERS:
        return _paper(path)
    if suffix in _TEXTS and (summary := _summary(path)):
        return summary
    return _tables(here, path)


def _is_bag(path: Path) -> bool:
    """Whether a file says that it is a bag (RFC 8493: ``bagit.txt`` in its one folder); whether it is whole is another question."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            return any(name.partition("/")[2] == "bagit.txt" for name in archive.namelist())
    except (BadZipFile, OSError):
        return False


def _database(here: Here, path: Path) -> Seen:
    own = here.place.path
    if own is not None and own.exists() and own.samefile(path):
        return Seen("database", "就是现在用的数据库。", ["doctor"])
    return Seen(
        "backup", "是一份备份（整个数据库）；恢复以前会先检查、说明两边差别，再问。", ["restore", str(path)]
    )


def _folder(here: Here, path: Path) -> Seen:
    """A folder of what units have sent back."""
    from liaison.formats import sheets
    from liaison.services.exchange.recognising import rounds_of

    files = [one for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith((".", "~$"))]
    if len(files) > _MOST_FILES:
        raise BadFile(f"“{shown(path.name)}”里有 {len(files)} 个文件，太多了，", "请核对是不是选错了文件夹。")
    found: dict[str, int] = {}
    for one in files:
        try:
            stamps = rounds_of(sheets.read(one))
        except BadFile:
            continue
        for stamp in stamps:
            found[stamp] = found.get(stamp, 0) + 1
    if not found:
        raise BadFile(f"“{shown(path.name or str(path))}”里没有收集时发出的表，认不出要做什么，", _HINT)
    stamp = max(found, key=lambda one: found[one])
    seen = _returned(here, stamp, path)
    seen.kind, seen.rows = "returned_folder", found[stamp]
    seen.said = f"里有 {found[stamp]} 个收集“{seen.words[2]}”的表。"
    return seen


def _returned(here: Here, stamp: str, folder: Path) -> Seen:
    from liaison.queries.exchange.collect import round_name

    with here.reading() as database:
        name = round_name(database, stamp)
    if name is None:
        raise BadFile(
            "这是收集时发给单位的表，可是库里没有那一次收集，",
            "请核对用的是哪个联席会议（liaison council list）。",
        )
    return Seen("returned", f"是收集“{name}”交回的表。", ["collect", "merge", name, str(folder)])


def _tables(here: Here, path: Path) -> Seen:
    """A workbook, or a text with a table in it."""
    from liaison.formats import sheets
    from liaison.services.exchange.recognising import recognise, rounds_of

    tables = sheets.read(path)
    if stamps := rounds_of(tables):
        return _returned(here, next(iter(stamps)), path.parent)
    if summary := _summary(path, tables):
        return summary
    headings = _headings(here)
    known = [(one, recognise(one, headings)) for one in tables]
    found = [recognised for _table, recognised in known if recognised]
    if any(one.rows for one in found):
        return _sheets(path, found, [table.name for table, recognised in known if not recognised])
    is_own = any(one.placed.edition for one in found)
    if not is_own and (other := _form(path) or _crosswise(here, path, tables)):
        return other
    if found:
        labels = "、".join(dict.fromkeys(one.label for one in found))
        raise BadFile(f"“{shown(path.name)}”是{labels}的空表，还没有数据行，", "请填好后再导入。")
    raise BadFile(f"认不出“{shown(path.name)}”是什么表，", _HINT)


def _sheets(path: Path, found: list[Recognised], unread: list[str]) -> Seen:
    """Sheets that can be brought in: by their noun, or all together where they are several's."""
    found = [one for one in found if one.rows]
    homes = list(dict.fromkeys(one.home.name for one in found))
    rows = sum(one.rows for one in found)
    labels = "、".join(f"{one.label} {one.rows} 行" for one in found)
    is_own = any(one.placed.edition for one in found)
    unread = [] if is_own else unread  # what goes along with the whole workbook alone
    own = "是本程序导出的" if is_own else "像是"
    if len(homes) > 1:
        said = f"{own}工作簿：{labels}。"
        return Seen("workbook", said, ["workbook", "import", str(path)], rows, found, unread)
    kind = "exported" if is_own else "sheet"
    return Seen(kind, f"{own}{labels}。", [homes[0], "import", str(path)], rows, found, unread)


def _headings(here: Here) -> Any:
    """What headings of earlier sheets were said to mean; nothing where there is no council yet."""
    from liaison.queries import headings
    from liaison.services.sheets.headings import Headings

    known: dict[tuple[str, str], dict[str, str]] = {}
    try:
        with here.reading() as database:
            for noun, line, label, meaning in headings.known(database):
                known.setdefault((noun, line), {})[label] = meaning
    except NoDatabase:
        return None
    return Headings({}, known)


def _crosswise(here: Here, path: Path, tables: list[RawTable]) -> Seen | None:
    """A sheet with units down the side and activities along the top, of which only the records tell which they are."""
    from liaison.services.exchange.recognising import set_out_crosswise

    try:
        with here.writing(keep=False) as work:
            found = [one for table in tables if (one := set_out_crosswise(work, table))]
    except NoDatabase:
        return None
    if not found:
        return None
    labels = "、".join(dict.fromkeys(one.label for one in found))
    words = [found[0].home.name, "import", str(path)]
    return Seen(
        "sheet", f"像是{labels}的对照表（单位和活动交叉）。", words, sum(one.rows for one in found), found
    )


def _form(path: Path) -> Seen | None:
    """A form of another office, if anything of it is known."""
    from liaison.cli.summary.fill import known_in

    try:
        cells, unit = known_in(path)
    except BadFile:
        return None
    if not cells:
        return None
    words = ["fill", str(path), *(["--unit", "单位"] if unit else [])]
    whose = "一个单位的表，认得" if unit else "要填的表，认得"
    return Seen("form", f"像是{whose} {cells} 个要填的格。", words, cells, whole=not unit)


def _paper(path: Path) -> Seen:
    """A Word file: a template of ours, a form with blank cells, or a summary."""
    from liaison.formats.word import fields_of

    if fields_of(path):
        return Seen("template", "是一份公文模板。", ["paper", "check", str(path)])
    if summary := _summary(path):
        return summary
    if form := _form(path):
        return form
    raise BadFile(
        f"认不出“{shown(path.name)}”是什么材料，", f"是总结的，请用 liaison proof 加 --year。{_HINT}"
    )


def _summary(path: Path, tables: list[RawTable] | None = None) -> Seen | None:
    """A summary that is written already, as its title says."""
    from liaison.rules.summary.wording import is_summary, tidy

    if tables is not None:
        rows = tables[0].rows[:_TITLE_ROWS]
        lines = [text_of(cell) for row in rows for cell in row if isinstance(cell, str)]
    else:
        from liaison.formats.passages import passages

        first = [one.text for one in passages(path) if not isinstance(one, list)]
        lines = [one for one in first if one.strip()][:10]
    if any(is_summary(tidy(one)) for one in lines):
        return Seen("summary", "像是写好的总结。", ["proof", str(path)])
    return None
