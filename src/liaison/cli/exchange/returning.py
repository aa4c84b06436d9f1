"""The files of a round of collecting on their way back: found again, known by their marks, and merged."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from liaison.cells import visible
from liaison.cli.exchange import incoming, running
from liaison.cli.exchange.choices import Choose
from liaison.cli.exchange.problems import problems_told
from liaison.cli.exchange.staged import digest
from liaison.cli.shell import prompting
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.here import Here
from liaison.columns import Record
from liaison.errors import BadFile, LiaisonError, as_typed
from liaison.formats import apart, screen
from liaison.nouns.registry import NOUNS
from liaison.queries.exchange.answers import answers
from liaison.queries.exchange.collect import the_round
from liaison.services.sheets.outcome import Outcome
from liaison.tables import RawTable

_MOST = 32 << 20
"""Bytes that the content of a file may have: all that came back is held at once."""
_TABLES = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv"}


@dataclass
class _Return:
    """A file that came back: whose it is, and what came of it, or why it was not taken."""

    path: Path
    tables: list[RawTable] = field(default_factory=list)
    answer: Record | None = None
    outcome: Outcome | None = None
    refusal: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it could be taken."""
        return bool(self.refusal) or bool(self.outcome and self.outcome.notes)

    def to_json(self) -> Record:
        """The file, the unit and the counts."""
        unit = {key: self.answer[key] if self.answer else None for key in ("unit", "unit_code")}
        counts = (self.outcome or Outcome()).counts()
        changes = self.outcome.changes if self.outcome else []
        return {"file": str(self.path), **unit, **counts, "changes": changes, "error": self.refusal or None}


def take_back(here: Here, name: str, folder: Path, choose: Choose) -> Answer:
    """Merge what came back into the council, file by file: a file with refused rows keeps no other from being taken."""
    if not folder.is_dir():
        raise BadFile(f"没有文件夹“{folder}”，", "请写收回的文件所在的文件夹。")
    from liaison.services.exchange import collect

    refuse_tables(here)
    prefer = running.side(choose.prefer)
    with here.reading() as database, apart.Reader(_MOST) as reader:
        collection = the_round(database, name)
        asked = {row["unit_id"]: row for row in answers(database, collection["id"], here.today)}
        found = [
            _recognised(database, collection, asked, path, reader)
            for path in _files(here, folder, asked, collection["folder"], reader)
        ]
    terms = partial(collect.terms, collection, prefer=prefer, similar=choose.accept_similar)
    found = _latest(here, found)
    if not found:
        raise BadFile(f"“{folder}”里没有填好交回的表，", "请核对文件夹，把收回的文件放进去再运行。")
    if choose.asks:
        _merge_all(here, collection, found, terms, keep=False)
        _tell(found)
        if not prompting.agreed("写入吗？"):
            return Merged(found, "没有写入。", marked=False)
    _merge_all(here, collection, found, terms, keep=not choose.dry_run)
    end = (
        "只检查，没有写入。"
        if choose.dry_run
        else f"进度：liaison collect status {as_typed(collection['name'])}"
    )
    return Merged(found, end, marked=not choose.dry_run)


def _files(
    here: Here, folder: Path, asked: dict[int, Record], sent_from: str, reader: apart.Reader
) -> list[Path]:
    """The sheets in a folder, but for those that lie where they were put to be sent, are open at the moment, or only marked
    by us."""
    from liaison.formats.correcting import seal

    sent = {row["sent"]: row["unit_short"] or row["unit"] for row in asked.values()}
    found, unfilled = [], []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        if path.name.startswith(("~$", ".")):
            continue
        if visible(str(path.parent.resolve())) == sent_from and (unit := _as_sent(path, sent)):
            unfilled.append(unit)
        elif path.suffix.lower() not in _TABLES and not _is_workbook(path, reader):
            here.say(f"注意：“{path.name}”不是表格，没有读。")
        elif not seal.is_untouched(path):
            found.append(path)
    if unfilled:
        here.say(
            f"注意：{len(unfilled)} 份和发出时一样，还没有填，没有算作交回（{incoming.some(unfilled)}）。"
        )
    return found


def _as_sent(path: Path, sent: dict[str, str]) -> str:
    """The unit whose file this is just as it was sent; none for what cannot be read, which is refused when it is to be."""
    try:
        return sent.get(digest(path), "")
    except OSError:
        return ""


def _is_workbook(path: Path, reader: apart.Reader) -> bool:
    """Whether a file is a workbook, whatever its name ends with: mail programs leave endings away."""
    try:
        with path.open("rb") as stream:
            begins = stream.read(4)
        return begins in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") and bool(reader.read(path))
    except (OSError, BadFile):
        return False


def _recognised(
    database: Any, collection: Record, asked: dict[int, Record], path: Path, reader: apart.Reader
) -> _Return:
    """Whose file it is. It is read apart, so that nobody's file can keep those of the others from being taken."""
    from liaison.services.exchange.collect import asked as unit_of

    back = _Return(path)
    try:
        back.tables = reader.read(path)
        edition = unit_of(database, collection, back.tables)
        back.answer = asked.get(edition.unit)
        if back.answer is None:
            raise BadFile("里面的单位不在这次收集之内，", "请核对。")
    except LiaisonError as error:
        back.refusal = str(error)
    return back


def _latest(here: Here, found: list[_Return]) -> list[_Return]:
    """Of several files from one unit the one that was saved last; the others are said."""
    latest: dict[int, _Return] = {}
    for back in sorted(found, key=lambda one: one.path.stat().st_mtime_ns):
        if back.answer is not None:
            earlier = latest.get(back.answer["id"])
            if earlier is not None:
                here.say(
                    f"注意：“{back.answer['unit']}”交了几份，取最新的“{back.path.name}”，“{earlier.path.name}”没有读。"
                )
            latest[back.answer["id"]] = back
    return [one for one in found if one.answer is None or latest[one.answer["id"]] is one]


def _merge_all(
    here: Here, collection: Record, found: list[_Return], terms: Callable[[int], Any], *, keep: bool
) -> None:
    from liaison.services.exchange import collect

    nouns = (NOUNS[collection["noun"]],)
    for back in screen.progress("合并", found, len(found)):
        if back.answer is None or back.refusal:
            continue
        try:
            run = running.Run(here, back.tables, nouns, Choose(), terms=terms(back.answer["unit_id"]))
            note = partial(collect.note_return, answer=back.answer, file=visible(back.path.name))
            back.outcome = run(keep=keep, then=note)
        except BadFile as error:
            back.refusal = str(error)
        if keep and back.outcome and back.outcome.notes:
            with here.writing(saves="import") as work:
                note(work, back.outcome)


def _tell(found: list[_Return]) -> None:
    for back in found:
        sys.stdout.write("\n".join(_lines(back)) + "\n")


def _lines(back: _Return) -> list[str]:
    """What is to be said of one file: its unit, the counts, each changed cell, each refused one."""
    unit = back.answer["unit_short"] or back.answer["unit"] if back.answer else "?"
    if back.refusal or back.outcome is None:
        return [f"“{back.path.name}”没有合并：{back.refusal}"]
    lines = [f"{unit}（{back.path.name}）：{incoming.numbers(back.outcome)}"]
    lines += [f"  {incoming.described(change)}" for change in back.outcome.changes]
    lines += [f"  {sentence}" for sentence in incoming.remarks(back.outcome)]
    return lines + problems_told(back.outcome.notes, "请用 --json 查看全部")


class Merged(Plain):
    """What came of every file; with exit code 5 if one was not taken."""

    def __init__(self, found: list[_Return], end: str, *, marked: bool) -> None:
        from liaison.formats.correcting import marking

        lines, refused = [], [back for back in found if back.is_refused]
        for back in found:
            lines += _lines(back)
            if marked and back.outcome and back.outcome.notes:
                copy = marking.mark(back.path, back.tables, back.outcome.notes)
                lines.append(f"  {copy.said}")
        taken = [back.outcome for back in found if back.outcome and not back.is_refused]
        total = {key: sum(getattr(one, key) for one in taken) for key in ("new", "changed", "same")}
        lines.append(
            f"合并 {len(taken)} 份：新增 {total['new']}，修改 {total['changed']}，相同 {total['same']}；"
            f"没有合并 {len(refused)} 份。{end}"
        )
        value = {**total, "refused": len(refused), "files": [back.to_json() for back in found]}
        super().__init__(value, "\n".join(lines))
        if refused:
            self.exit_code = 5
            self.sentence = f"有 {len(refused)} 份没有合并，其余的不受影响，请改好后再运行一次。"
