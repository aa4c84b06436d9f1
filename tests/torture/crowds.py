"""Many writers at once: nothing is lost, no code is given twice, nobody is turned away, and the money is right."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from liaison.settings import place as read_place
from liaison.store.database import connect
from tests.commands import invoke, words
from tests.torture import running
from tests.torture.soundness import Ask, doubles, faults_of, journal_faults

_TURNED_AWAY = ("占用", "locked", "busy", "Traceback")


@dataclass
class Crowd:
    """How many commands were given, how many a rule refused, how long it took, and what should not have been."""

    commands: int = 0
    refused: int = 0
    waited: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)


@contextmanager
def asking(place: str) -> Iterator[Ask]:
    """A way to ask a database that is open for nobody else."""
    connection, _dialect = connect(read_place(place))
    with closing(connection):
        yield lambda sql: [tuple(row) for row in connection.execute(sql).fetchall()]


def crowd(folder: Path, place: str, people: int, commands: int, seed: int) -> Crowd:
    """Let so many processes give so many commands each, all at once, on a council that is founded for them."""
    result = Crowd()
    with running.surroundings(running.emptied(folder), place):
        running.done("init 示例会 --founded 2020-01-01")
        running.done("member add 示例甲 --category 其他 --joined 2020-01-01")
        for fund in ("专项一", "专项二"):
            running.done(f"fund open {fund} --opened 2020-01-01")
        began = time.monotonic()
        children = [_forked(person, commands, seed) for person in range(people)]
        for child in children:
            if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
                result.faults.append("a writer ended before its time")
        result.seconds = time.monotonic() - began
        given = [
            json.loads(line) for n in range(people) for line in Path(f"given-{n}").read_text().splitlines()
        ]
        _judge(place, given, result)
        if result.commands != people * commands:
            result.faults.append(f"{result.commands} commands were given")
    return result


def _forked(person: int, commands: int, seed: int) -> int:
    """A process that gives its commands one after the other, and notes each with what came of it."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        chance = random.Random(seed * 1000 + person)
        with Path(f"given-{person}").open("w", encoding="utf-8") as notes:
            for number in range(commands):
                line = _line(chance, f"示例{person}之{number}")
                result = invoke([*words(line), "--json"])
                note = [line, result.code, result.stdout, result.stderr + result.fault]
                notes.write(json.dumps(note, ensure_ascii=False) + "\n")
        code = 0
    finally:
        os._exit(code)


def _line(chance: random.Random, name: str) -> str:
    fund, amount = chance.choice(("F001", "F002")), chance.randint(1, 100_000) / 100
    return chance.choice(
        (
            f"member add {name} --category 其他 --joined 2020-01-01",
            f"activity add {name} --kind 论坛 --on 2023-05-01 --host M001",
            f"fund receive {fund} M001 {amount} --on 2023-06-01",
            f"fund receive {fund} M001 {amount} --on 2023-06-01",
            f"fund spend {fund} {amount} --on 2023-06-01 --category 示例费 --payee 示例公司",
            f"fund spend {fund} {amount} --on 2023-06-01 --category 示例费 --payee 示例公司",
            f"council edit --short {name}",
            f"member edit M001 --note {name}",
        )
    )


def _judge(place: str, given: list[list[Any]], result: Crowd) -> None:
    """Hold what is in the database to what the writers were told."""
    kept: dict[str, set[str]] = {"unit": {"示例甲"}, "activity": set()}
    balance = {"F001": 0, "F002": 0}
    written = 4
    for line, code, out, error in given:
        result.commands += 1
        result.waited += "正在等" in error
        if any(word in error for word in _TURNED_AWAY) or code not in (0, 4):
            result.faults.append(f"{line}: {code} {error}")
        noun, verb, first = line.split()[:3]
        if code == 4:
            result.refused += 1
            if verb != "spend" or "余" not in error:
                result.faults.append(f"{line}: {error}")
            continue
        written += 1
        if verb == "add":
            kept["unit" if noun == "member" else noun].add(first)
        elif noun == "fund":
            gain = round(float(line.split()[4 if verb == "receive" else 3]) * 100)
            balance[first] += gain if verb == "receive" else -gain
            if json.loads(out)["amount"] != f"{gain / 100:.2f}":
                result.faults.append(f"{line}: {out}")
    with asking(place) as ask:
        for table, column in (("unit", "name"), ("activity", "title")):
            if {name for (name,) in ask(f"SELECT {column} FROM {table}")} != kept[table]:
                result.faults.append(f"{table}: not those that were entered")
        for code_, wanted in balance.items():
            effects = ask(
                "SELECT CASE WHEN e.kind = '支出' THEN -e.amount ELSE e.amount END FROM entry AS e "
                f"JOIN fund AS f ON f.id = e.fund_id WHERE f.code = '{code_}' ORDER BY e.id"
            )
            standing = 0
            for (effect,) in effects:
                standing += effect
                if standing < 0:
                    result.faults.append(f"{code_}: spent what was not there")
            if standing != wanted:
                result.faults.append(f"{code_}: {standing} instead of {wanted}")
        if ask("SELECT count(*) FROM journal") != [(written,)]:
            result.faults.append(f"journal: not {written} entries")
        result.faults += doubles(ask) + journal_faults(ask)
    if read_place(place).path is not None:
        result.faults += faults_of(Path(place))


def killed_writers(folder: Path, place: str, kills: int, seed: int) -> tuple[int, list[str]]:
    """Kill writers on a database that goes on: how many, and what was wrong. For a server, which outlives its writers."""
    chance, faults, done = random.Random(seed), [], 0
    with running.surroundings(running.emptied(folder), place):
        running.done("init 示例会 --founded 2020-01-01")
        running.done("member add 示例甲 --category 其他 --joined 2020-01-01")
        running.done("fund open 专项一 --opened 2020-01-01")
        took = max(running.forked("fund receive F001 M001 1 --on 2023-06-01").seconds for _ in range(3))
        number = 0
        while done < kills:
            number += 1
            before = _counts(place)
            line = chance.choice(
                (
                    f"member add 示例{number} --category 其他 --joined 2020-01-01",
                    "fund receive F001 M001 1 --on 2023-06-01",
                )
            )
            ended = running.forked(line, chance.uniform(0, took * 1.05))
            done += ended.code == -9
            _settled(place)
            gained = [now - then for now, then in zip(_counts(place), before, strict=True)]
            if gained not in ([0, 0, 0], [1, 1, 0], [1, 0, 1]):
                faults.append(f"{line}: {gained}")
        with asking(place) as ask:
            faults += doubles(ask) + journal_faults(ask)
    return done, faults


def _counts(place: str) -> list[int]:
    with asking(place) as ask:
        return [ask(f"SELECT count(*) FROM {table}")[0][0] for table in ("journal", "unit", "entry")]


def _settled(place: str) -> None:
    """Wait until the server has noticed that the writer is gone: only then is its work kept or not."""
    end = time.monotonic() + 60
    with asking(place) as ask:
        while ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ) != [(0,)]:
            assert time.monotonic() < end
            time.sleep(0.005)
