"""Rounds of collecting: begun once, brought in file by file as the units answer."""

from __future__ import annotations

import os

from liaison.columns import ITSELF, Noun, Record
from liaison.errors import BadFile, Refused, as_typed
from liaison.nouns.registry import NOUNS
from liaison.queries.exchange.collect import asked_units, round_name, rounds
from liaison.queries.keeping.changes import Rows, gathered
from liaison.queries.owned import in_year, owned, owning, referred
from liaison.services.sheets.headers import edition_of
from liaison.services.sheets.importing import Terms
from liaison.services.sheets.marks import Edition, Marks, is_strange
from liaison.services.sheets.outcome import Outcome
from liaison.services.writing.doubts import Doubts
from liaison.services.writing.work import Work
from liaison.store.database import Database
from liaison.tables import RawTable

_LONGEST = 60


def new_stamp() -> str:
    """A stamp for a new round; it stands in each of its files."""
    return f"r{os.urandom(8).hex()}"


def check_name(database: Database, name: str) -> None:
    """Raise ``Refused`` for a name that no new round may have."""
    name = name.strip()
    if not name:
        raise Refused("收集的名称是空的，", "请写一个名称，例如 2023年度活动。")
    if len(name) > _LONGEST or not name.isprintable():
        raise Refused(f"收集的名称要写在一行里，不超过 {_LONGEST} 个字，", "请换一个短些的名称。")
    if any(row["name"] == name for row in rounds(database)):
        raise Refused(
            f"已有叫“{name}”的收集，", f"请换一个名称，或用 liaison collect status {as_typed(name)} 查看。"
        )


def begin(work: Work, name: str, noun: Noun, year: int, due: str, folder: str, stamp: str) -> int:
    """Enter a round whose workbooks go into ``folder``; returns its key. Raises ``Refused`` for a name that is taken."""
    check_name(work.database, name)
    today = work.today_text
    if due < today:
        work.warn(f"截止日期 {due} 已经过去，请核对 --due。")
    row = {"name": name.strip(), "noun": noun.name, "year": year, "opened": today, "due": due}
    return work.change.insert("collection", row | {"folder": folder, "stamp": stamp})


def ask(work: Work, collection: int, unit: int, sent: str) -> None:
    """Enter a unit that is asked; ``sent`` is the digest of its file."""
    work.change.insert("collection_unit", {"collection_id": collection, "unit_id": unit, "sent": sent})


def forget(work: Work, collection: int) -> Rows:
    """Remove a round and who answered in it; what was merged stays. Returns the rows that are gone."""
    for row in asked_units(work.database, collection):
        work.change.remove("collection_unit", row)
    work.change.remove("collection", collection)
    work.change.flush()
    return gathered(work.change.written)


def scope(noun: Noun, unit: int, year: int) -> str:
    """The condition, in SQL, of the records that a unit is shown."""
    return f"{owned(noun, unit)} AND {in_year(noun, year)}"


def shown_columns(noun: Noun) -> tuple[str, ...]:
    """The columns of a unit's sheet: all but the one that would name the unit in every row, and what the secretariat has learned
    that others call a record."""
    return tuple(c.key for c in noun.sheet if c.key not in (*_told(noun), noun.learned))


def _told(noun: Noun) -> tuple[str, ...]:
    """The column that would name the unit in every row of its sheet, where there is one."""
    if noun.owner == ITSELF:
        return ()
    return tuple(one.key for one in owning(noun) if one.key == noun.owner and referred(one).owner == ITSELF)


def asked(database: Database, collection: Record, tables: list[RawTable]) -> Edition:
    """Which unit was sent the file that holds these tables. Raises ``BadFile`` for a file of no round or of another."""
    editions = {edition for table in tables if (edition := edition_of(table)) and edition.round}
    if not editions:
        raise BadFile("不是收集发出的表（认不出里面的标记），", "请让单位在原来发出的文件里填写。")
    if len({(edition.round, edition.unit) for edition in editions}) > 1:
        raise BadFile("里面有几个单位的表，", "请让各单位分别交回。")
    edition = next(iter(editions))
    if is_strange(database, edition):
        raise BadFile(
            "是另一个联席会议发出的表，", "请核对文件夹，和用的是哪个联席会议（liaison council list）。"
        )
    if Marks.of(database, edition) is None:
        raise BadFile(
            "不是从这个数据库发出的，或者发出以后数据库恢复过，", "请核对是不是选错了文件夹或数据库。"
        )
    if edition.round != collection["stamp"]:
        other = round_name(database, edition.round)
        if other is None:
            raise BadFile(
                "是一次没有记在库里的收集的表（那次没有发成，或者数据库恢复过），",
                "请让单位在这次收集发出的文件里填写。",
            )
        raise BadFile(
            f"是另一次收集“{other}”的表，", f"请用 liaison collect merge {as_typed(other)} 文件夹 合并。"
        )
    return edition


def terms(collection: Record, unit: int, prefer: str | None, *, similar: bool) -> Terms:
    """On what terms a unit's file is brought in: its own records of that year, and the unit need not be named.

    ``similar`` takes what only may mean one record to mean it.
    """
    noun = NOUNS[collection["noun"]]
    given = {noun[key].slot: unit for key in _told(noun)}
    return Terms(
        given,
        prefer=prefer,  # type: ignore[arg-type]
        owner=unit,
        scope=scope(noun, unit, collection["year"]),
        doubts=Doubts(similar, offered=True),
    )


def note_return(work: Work, outcome: Outcome, *, answer: Record, file: str) -> None:
    """Enter what came back from a unit. The same file once more changes nothing that was noted of it."""
    again = answer["returned"] is not None and not answer["refused"]
    if again and not (outcome.new or outcome.changed or outcome.refused):
        return
    counts = {key: getattr(outcome, key) for key in ("new", "changed", "same", "refused")}
    if outcome.refused:  # then nothing of it was kept
        counts |= {"new": 0, "changed": 0}
    values = {"returned": work.today_text, "file": file, **counts}
    work.change.update("collection_unit", answer["id"], values)
