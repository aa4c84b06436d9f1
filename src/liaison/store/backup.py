"""Whole copies of a council: made while others write, checked when written, never over another.

A copy is one SQLite file, of a PostgreSQL database too: it needs no other program, can be opened like any council, and goes
back to either. Those that the program makes by itself lie in a folder beside the database and are thinned out. The attached
files lie beside the copies, each once for all of them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from liaison.drafts import PRIVATE, draft, give_name, remove, scratch, sync
from liaison.errors import BadFile, Damaged
from liaison.filenames import stem
from liaison.settings import Place
from liaison.store.attached import SHARED, Kept, attached, bring_over, is_whole, needed
from liaison.store.attached import folder_of as folder_of_files
from liaison.store.database import Database, by_column, connect
from liaison.store.explaining import explained
from liaison.store.kept import MOMENT, beside, folder_of, here_and_now, thin_out
from liaison.store.proof import TECHNICAL, chain_flaws

_CHUNK = 5_000


@dataclass(frozen=True)
class Backup:
    """A copy that was made: its file, its size, the rows of the council's records in it and the entries of its journal.

    ``second`` is where it lies once more, ``remarks`` what there is to be said.
    """

    file: Path
    bytes: int
    rows: int
    entries: int
    second: Path | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Files:
    """The files attached to the records of a council: where they lie, the digests of all that its journal names, and those
    that its rows name now."""

    folder: Path
    needed: set[str]
    attached: list[Kept]

    def bring_to(self, folder: Path) -> list[str]:
        """Have them beside a copy, each once for all copies there; what of the present ones is not whole is said."""
        bring_over(self.needed, (self.folder,), folder / SHARED)
        lost = [one for one in self.attached if not is_whole(folder / SHARED, one)]
        return [f"{len(lost)} 个附件的文件不在或不完整，备份里也没有，请运行 liaison doctor 查看。"] * bool(
            lost
        )


def set_aside(path: Path) -> Path:
    """Take a damaged database away, as it is, into the folder of its copies; returns where it lies."""
    moment = here_and_now().strftime(MOMENT)
    folder = beside(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in count(1):
        there = folder / f"{path.name}-{moment}-损坏{f'-{number}' if number > 1 else ''}"
        if not there.exists():
            break
    for rest in ("-wal", "-shm", ""):
        if (own := path.with_name(path.name + rest)).exists():
            own.replace(there.with_name(there.name + rest))
    return there


def back_up(place: Place, why: str, folder: Path | None = None) -> Backup:
    """Copy a council, check the copy, give it a name, and put it into the council's second folder too.

    With a ``folder`` it goes there alone. Raises ``BadFile`` for an unfit folder, ``NoDatabase`` if the database is damaged.
    """
    target = folder or folder_of(place)
    if folder is None:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not target.is_dir():
        raise BadFile(f"备份文件夹“{target}”不存在，", "请先建好文件夹，或插好 U 盘再试。")
    made = draft(target / "council", "backup")
    try:
        council, rows, entries, remarks, files = copied(place, made)
        sync(made)
        remarks += files.bring_to(target)
        size = made.stat().st_size
        file = _named(made, target, council["name"] if council else "联席会议", why)
    finally:
        remove(made)
    second = None
    if folder is None:
        thin_out(target)
        if there := (council or {}).get("backup_to"):
            second, remark = _second(file, Path(there).expanduser(), files)
            remarks += remark
    return Backup(file, size, rows, entries, second, tuple(remarks))


def _named(made: Path, folder: Path, council: str, why: str) -> Path:
    """Give a whole copy the first free name."""
    moment = here_and_now().strftime(MOMENT)
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        file = folder / f"{stem(council)}-{moment}-{why}{again}.bak"
        if give_name(made, file):
            return file
    raise AssertionError


def _second(file: Path, folder: Path, files: Files) -> tuple[Path | None, list[str]]:
    """Put a copy into the second folder; where that is not there, it is said."""
    missing = f"第二备份文件夹“{folder}”找不到或不能写（U 盘没有插？），这次只存了一份。"
    if not folder.is_dir():
        return None, [missing]
    try:
        made = draft(folder / "council", "backup")
        try:
            shutil.copyfile(file, made)
            sync(made)
            files.bring_to(folder)
            there = folder / file.name
            if not give_name(made, there):
                return None, [f"第二备份文件夹“{folder}”里已有“{file.name}”，没有覆盖。"]
        finally:
            remove(made)
        thin_out(folder)
    except OSError:
        return None, [missing]
    return there, []


def copied(place: Place, made: Path) -> tuple[dict[str, Any] | None, int, int, list[str], Files]:
    """Fill a draft with a council as it stands at this moment, and check it; returns the council, rows, entries, remarks, and
    the attached files."""
    if place.path is not None:
        _copy_file(place.path, made)
    else:
        copy_rows(place, made)
    with explained(place), closing(sqlite3.connect(made, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise Damaged(f"数据库“{place}”已经损坏，备份没有通过检查，", "请用更早的备份恢复。")
        database = Database(copy, "sqlite", place)
        flaw = next(chain_flaws(database), None)
        said = ["日志链对不上，备份照样做了，请运行 liaison doctor 查看。"] if flaw else []
        councils = database.records("SELECT * FROM council")
        counts = rows_in(database)
        entries = database.value("SELECT count(*) FROM journal")
        files = Files(folder_of_files(database, place), set(), [])
        if "attachment" in counts:  # not so before the revision that brought them
            files = Files(files.folder, needed(database), attached(database))
    return councils[0] if councils else None, sum(counts.values()), entries, said, files


def rows_in(database: Database) -> dict[str, int]:
    """How many rows each table of the council's records has."""
    return {
        table: database.value(f"SELECT count(*) FROM {table}")
        for table in database.tables()
        if table not in TECHNICAL
    }


def _copy_file(path: Path, made: Path) -> None:
    """Copy a SQLite database page by page; its rows are counted in the same snapshot."""
    with explained(Place(path=path)), closing(_for_reading(path)) as source:
        source.execute("BEGIN")
        before = rows_in(Database(source, "sqlite", Place(path=path)))
        with closing(sqlite3.connect(made, isolation_level=None)) as copy:
            source.backup(copy)
            if rows_in(Database(copy, "sqlite", Place(path=made))) != before:
                raise BadFile(f"数据库“{path}”的备份行数对不上，", "请检查磁盘后再试。")


def _for_reading(path: Path) -> sqlite3.Connection:
    mode = "mode=ro" if os.access(path.parent, os.W_OK) else "immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None)


def copy_into(path: Path, copied: Path) -> None:
    """Copy a SQLite database, as it stands at this moment, into an empty file."""
    with closing(_for_reading(path)) as source, closing(sqlite3.connect(copied)) as copy:
        source.backup(copy)


def copy_rows(place: Place, made: Path) -> None:
    """Copy a PostgreSQL database row by row into an empty file, which gets the same revision of the tables."""
    from liaison.store.migrate import revision, upgrade

    connection, dialect = connect(place)
    try:
        with explained(place):
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            upgrade(Place(path=made), str(revision(connection, dialect, place)))
            with closing(sqlite3.connect(made, isolation_level=None)) as copy:
                copy.execute("BEGIN")
                source, target = (
                    Database(connection, dialect, place),
                    Database(copy, "sqlite", Place(path=made)),
                )
                put(source, target)
                copy.execute("COMMIT")
    finally:
        connection.close()


def put(source: Database, target: Database) -> None:
    """Make the tables of ``target`` hold just what those of ``source`` hold; both are of one revision, and in a transaction."""
    tables = target.tables()
    for table in reversed(tables):
        target.execute(f"DELETE FROM {table}")
    for table in tables:
        cursor = source.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        if target.dialect == "postgresql":
            # One statement, at whose end rows that refer to each other are all there.
            with target.connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in cursor:
                    copy.write_row(row)
            continue
        while rows := cursor.fetchmany(_CHUNK):
            target.insert_many(table, by_column(columns, rows))


@contextmanager
def unpacked(file: Path) -> Iterator[Database]:
    """A copy as this program's schema has it, in a file of its own that is gone afterwards; the copy stays as it is.

    Raises ``BadFile`` if it is no whole council, ``NoDatabase`` if it was made by a newer program.
    """
    from liaison.store.migrate import revision, upgrade

    if not file.is_file():
        raise BadFile(f"没有备份文件“{file}”，", "请核对路径。")
    broken = BadFile(f"“{file}”不是完整的备份文件，", "请换一个备份。")
    with scratch() as folder:
        path = folder / "copy.db"
        there = Place(path=path)
        path.touch(PRIVATE)
        try:
            copy_into(file, path)
            with closing(sqlite3.connect(path)) as copy:
                whole = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
                found = revision(copy, "sqlite", Place(path=file)) if whole else None
        except (sqlite3.Error, Damaged) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
                with explained(there):
                    raise
            raise broken from error
        if found is None:
            raise broken
        upgrade(there)
        connection, dialect = connect(there)
        try:
            database = Database(connection, dialect, there)
            connection.execute("BEGIN")
            if database.value("SELECT name FROM council") is None:
                raise broken
            yield database
        finally:
            connection.close()
