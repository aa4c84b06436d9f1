"""Several people at once: writers take turns, readers see one state, and no number is given twice."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing, suppress

from liaison.errors import LiaisonError
from liaison.nouns.council.member import MEMBER
from liaison.queries.records import records
from liaison.settings import place as read_place
from liaison.store.database import connect
from liaison.store.opening import reading
from tests.commands import Run
from tests.store.test_journal import broken


def test_writers_take_turns(council: Run) -> None:
    council("fund open 专项 --opened 2020-01-01")
    lines = [f"member add 单位{n} --category 类{n} --joined 2020-01-01" for n in range(4)]
    lines += [f"fund opening F001 {n} --on 2020-01-01" for n in range(1, 4)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "liaison", *line.split()],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ,
        )
        for line in lines
    ]
    said = [process.communicate() for process in running]
    for process, (_out, error) in zip(running, said, strict=True):
        assert process.returncode == 0, error.decode()
    done = len(lines)
    units = council.json("member list --all")
    numbers = [entry["number"] for entry in council.json("fund ledger F001")]
    assert len(units) + len(numbers) == done
    assert sorted(unit["code"] for unit in units) == [f"M{n + 1:03d}" for n in range(len(units))]
    assert sorted(numbers) == [str(n + 1) for n in range(len(numbers))]
    assert broken(council) == []


def test_a_reader_sees_one_state_however_long_it_reads(council: Run) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    with reading(read_place(council.place)) as database:
        before = records(database, MEMBER)
        council("member add 乙 --category 其他 --joined 2020-01-01")
        council("member edit 甲 --note 新")
        assert records(database, MEMBER) == before
    with reading(read_place(council.place)) as database:
        assert len(records(database, MEMBER)) == 2


def test_what_a_reader_writes_by_mistake_is_not_kept(council: Run) -> None:
    before = council.dump()
    with suppress(LiaisonError), reading(read_place(council.place)) as database:
        database.execute("UPDATE council SET name = '别的'")
    assert council.dump() == before


def test_foreign_keys_and_the_log_are_on(example: Run) -> None:
    connection, _dialect = connect(read_place(example.place))
    with closing(connection):
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 5000
    example("member edit M002 --note 新")
    connection, _dialect = connect(read_place(example.place))
    with closing(connection):
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
