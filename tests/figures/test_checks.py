"""Rules held against stored data: each finds what was put behind the program's back, and nothing in a sound council."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from liaison.figures.check import Problem, checks
from liaison.settings import place as read_place
from liaison.store.opening import reading
from tests.commands import Run

PLANTED = {
    "required": "UPDATE project_stage SET stage = '' WHERE id = (SELECT min(id) FROM project_stage)",
    "in_order": "UPDATE activity SET last_day = '2001-01-01' WHERE id = 1",
    "states": "UPDATE project SET stage = '提议' WHERE id = (SELECT project_id FROM project_stage LIMIT 1)",
    "credit_codes": "UPDATE unit SET uscc = '91310000000000000X' WHERE id = 1",
    "spells": "INSERT INTO spell (id, unit_id, joined) VALUES (999, 1, '2020-01-01')",
    "terms": "UPDATE term SET start = '2018-06-16', last_day = '2024-01-01' WHERE ordinal = 4",
    "party": "UPDATE attendance SET party = people + 1 WHERE id = 1",
    "matters_closed": "UPDATE matter SET closed = NULL WHERE code = 'X2023-001'",
    "matters_raised_first": "UPDATE matter SET closed = '2001-01-01' WHERE code = 'X2023-001'",
    "claimed_by_members": "UPDATE matter_step SET unit_id = (SELECT id FROM unit WHERE code = 'B001') WHERE action = '认领'",
    "balances": "UPDATE entry SET day = '2021-01-01' WHERE id = (SELECT min(id) FROM entry WHERE kind = '支出')",
    "reversals": "UPDATE entry SET amount = amount + 1 WHERE kind = '冲正'",
    "moves_ahead": "UPDATE project_stage SET day = '2099-01-01' WHERE id = (SELECT max(id) FROM project_stage)",
    "agreement_parties": "DELETE FROM agreement_party WHERE agreement_id = 1 AND position > 1",
    "held_since": "UPDATE honour SET day = NULL WHERE code = 'J2022-003'",
    "documents_once": "UPDATE dispatch SET number = '示例党联[2023]第2号' WHERE code = 'W2023-001'",
    "certificates_once": "UPDATE honour SET certificate = '[2023]dj-001' WHERE id = 1",
    "readings_ahead": "UPDATE reading SET day = '2099-01-01', period = '2099-01-01' WHERE id = 1",
    "attendance_ahead": "UPDATE activity SET start = '2099-01-01', last_day = NULL WHERE id = "
    "(SELECT activity_id FROM attendance WHERE people > 0 LIMIT 1)",
    "entries_ahead": "UPDATE entry SET day = '2099-01-01' WHERE id = (SELECT max(id) FROM entry WHERE kind = '到账')",
}


def found(place: str) -> dict[str, list[Problem]]:
    with reading(read_place(place)) as database:
        return {check.key: list(check.ask(database)) for check in checks()}


def test_every_check_is_tried() -> None:
    assert {check.key for check in checks()} == set(PLANTED)


def test_a_sound_council_has_no_problem(read_example: Run) -> None:
    assert {key: problems for key, problems in found(read_example.place).items() if problems} == {}


@pytest.mark.parametrize("key", PLANTED)
def test_what_was_put_in_behind_its_back_is_found(example: Run, key: str) -> None:
    with closing(sqlite3.connect(example.place)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(PLANTED[key])
    problems = found(example.place)[key]
    assert problems
    assert all(problem.record and problem.sentence for problem in problems)
