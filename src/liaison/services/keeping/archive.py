"""Filing a year: which attached files are filed under which number, and which papers are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from liaison.columns import Record
from liaison.errors import BadFile, left_open
from liaison.filenames import whole
from liaison.nouns.keeping.attach import ATTACHMENT
from liaison.queries.council.council import the_council
from liaison.queries.filing import Sort, sorts
from liaison.queries.keeping.attach import holder_noun
from liaison.queries.records import records
from liaison.rules.keeping.archive import DOCUMENTS, PHOTOS, TERMS, Class, Filed, in_order, numbers
from liaison.rules.keeping.attachments import OTHER, PHOTO
from liaison.services.keeping.pages import pages_of
from liaison.store.attached import Kept, file_in, folder_of, is_whole
from liaison.store.database import Database

_HINT = "请写成 HY Y 这样：机构（问题）代码和保管期限，期限是 Y、D30 或 D10。"


@dataclass(frozen=True)
class Paper(Filed):
    """A file that is filed: its row, the sort of papers it is one of, and the record that it belongs to."""

    row: Record = field(default_factory=dict, compare=False)
    sort: str = field(default="", compare=False)
    record: Record = field(default_factory=dict, compare=False)


@dataclass
class Filing:
    """A year as it is filed: the ``papers``, each with its line of the list and its ``path`` below the folder, and what is
    ``missing``: ``{kind, code, title, day, wants, command}``. ``source`` is where the files lie."""

    source: Path
    papers: list[Record]
    missing: list[Record]

    @property
    def files(self) -> Iterator[tuple[Path, Path]]:
        """Each file: where it lies, and its path below the folder."""
        for one in self.papers:
            yield file_in(self.source, one["sha256"]), Path(one["path"])


def filed(database: Database, year: int, today: str, classes: Mapping[str, str], fonds: str) -> Filing:
    """What is filed of a year, in order, and what is missing of what had happened by today.

    ``classes`` tells of each sort of papers where it goes (``HY Y``). Raises ``BadFile`` for one that cannot be read.
    """
    source, council = folder_of(database), str(the_council(database)["name"])
    files = _by_record(database)
    found: list[Paper] = []
    missing: list[Record] = []
    for sort in sorts():
        where = _class(sort, classes)
        for record in sort.records(database):
            own = files[sort.noun.name, record["id"]]
            for row in (one for one in own if one["day"].startswith(f"{year:04d}-")):
                if is_whole(source, Kept(row["sha256"], row["size"])):
                    found.append(_paper(sort, where, row, record))
                else:
                    missing.append(_lost(row))
            if (record["day_of"] or "").startswith(f"{year:04d}-") and _lacks(sort, record, own, today):
                missing.append(_wanted(sort, record))
    papers = in_order(found)
    lines = [
        _line(place, number, paper, council) | {"pages": pages_of(file_in(source, paper.row["sha256"]))}
        for place, (number, paper) in enumerate(zip(numbers(papers, year, fonds), papers, strict=True), 1)
    ]
    return Filing(source, lines, sorted(missing, key=lambda one: (one["day"], one["code"])))


def _by_record(database: Database) -> dict[tuple[str, int], list[Record]]:
    """The files of each record, by noun and key."""
    found: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for row in records(database, ATTACHMENT):
        by, _, key = row["of_id"].partition(":")
        found[holder_noun(by), int(key)].append(row)
    return found


def _class(sort: Sort, classes: Mapping[str, str]) -> Class:
    code, _, term = classes.get(sort.key, "").partition(" ")
    if term not in TERMS or not (code.isascii() and code.isalnum()):
        raise BadFile(f"模板 summary.toml 里 [archive] 的 {sort.key} 看不懂，", _HINT)
    return Class(code, term)


def _paper(sort: Sort, where: Class, row: Record, record: Record) -> Paper:
    kind = PHOTOS if row["kind"] == PHOTO else DOCUMENTS
    return Paper(kind, where, row["day"], (len(row["code"]), row["code"]), row, sort.label, record)


def _lacks(sort: Sort, record: Record, own: Sequence[Record], today: str) -> bool:
    """Whether a record lacks the paper that one of its sort has, once its day has come."""
    wanted = sort.wants and record["day_of"] <= today and sort.when(record)
    return bool(wanted) and all(row["kind"] != sort.wants for row in own)


def _lost(row: Record) -> Record:
    title = f"{row['of']}：{row['name']}"
    told = {"kind": ATTACHMENT.label, "code": row["code"], "title": title, "day": row["day"]}
    return told | {"wants": "文件本身", "command": "liaison doctor"}


def _wanted(sort: Sort, record: Record) -> Record:
    code, wants = record["code"], sort.wants
    told = {"kind": sort.label, "code": code, "title": record["title_of"], "day": record["day_of"]}
    return told | {"wants": wants, "command": f"liaison attach {code} {left_open('文件')} --kind {wants}"}


def _line(place: int, number: str, paper: Paper, council: str) -> Record:
    """One line of the list, with where the file goes: by how long it is kept, by what it is about, by its number."""
    row, record, where = paper.row, paper.record, paper.where
    title = _title(row, record["title_of"])
    folder = Path(f"{where.term} {TERMS[where.term]}") / f"{where.code} {paper.sort}"
    return {
        "place": place,
        "number": number,
        "symbol": None if row["kind"] == PHOTO else record["number_of"],
        "made_by": record["made_by"] or council,
        "title": title,
        "day": row["day"],
        "secrecy": None,
        "note": row["note"],
        "code": row["code"],
        "path": str(folder / whole(f"{number} {title}{Path(whole(row['name'])).suffix}")),
        "sha256": row["sha256"],
    }


def _title(row: Record, of: str) -> str:
    """What a paper is called: what its record is called, and what it is of that."""
    return f"{of}：{Path(row['name']).stem}" if row["kind"] == OTHER else f"{of}{row['kind']}"
