"""Each hostile sheet comes into a fresh council, and what must come of it does."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run, assert_one_sentence
from tests.sheets import make
from tests.sheets.expected import EXPECTED, OFFICE, Expected, table

README = Path(__file__).with_name("README.md")


def answer(run: Run, question: str) -> Any:
    """What a command says in JSON, or the rows of a query."""
    if not question.startswith("SELECT"):
        return run.json(question)
    connection = sqlite3.connect(run.place)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def bring(run: Run, path: Path, expected: Expected) -> None:
    """Import the sheet and hold everything that came of it against what must come of it."""
    before = run.dump()
    result = run([expected.noun, "import", path, *expected.options, "--json"], expected.code)
    for part in (*expected.said, *expected.refusal):
        assert part in result.stderr
    for part in expected.silent:
        assert part not in result.stderr
    if expected.refusal:
        assert_one_sentence(result)
        assert run.dump() == before
        return
    found = result.json
    problems = found.pop("problems")
    assert found == {key: getattr(expected, key) for key in ("new", "changed", "same", "refused")}
    seen = sorted((problem["row"], problem["column"], problem["reason"]) for problem in problems)
    assert [one[:2] for one in seen] == sorted(one[:2] for one in expected.problems)
    for (_row, _column, reason), (*_where, part) in zip(seen, sorted(expected.problems), strict=True):
        assert part in reason
    if expected.code:
        assert run.dump() == before
        return
    for question, wanted in expected.stored.items():
        told = answer(run, question)
        if isinstance(wanted, dict):
            told = {key: told[key] for key in wanted}
        assert told == wanted, question
    again = run.json([expected.noun, "import", path, *expected.options])
    assert (again["new"], again["changed"], again["refused"]) == (0, 0, 0)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_sheet(fresh: Run, folder: Path, name: str) -> None:
    bring(fresh, folder / name, EXPECTED[name])


@pytest.mark.parametrize("name", OFFICE)
def test_a_hostile_sheet_that_libreoffice_saved(fresh: Run, office: Path, name: str) -> None:
    bring(fresh, office / name, OFFICE[name])


def test_every_sheet_has_its_outcome() -> None:
    assert set(make.BUILDERS) == set(EXPECTED)
    assert set(make.names()) == set(EXPECTED) | set(OFFICE)
    assert len(EXPECTED) >= 40


def test_the_readme_lists_them_all() -> None:
    assert table() in README.read_text(encoding="utf-8")


def test_good_rows_of_a_bad_sheet_are_written_when_wanted(fresh: Run, folder: Path) -> None:
    found = fresh.json(["member", "import", folder / "good-and-bad.xlsx", "--accept-good"], 5)
    assert (found["new"], found["refused"]) == (2, 2)
    assert {unit["name"] for unit in fresh.json("member list --all")} >= {"甲单位", "乙单位"}


def test_a_dry_run_says_the_same_and_writes_nothing(fresh: Run, folder: Path) -> None:
    before = fresh.dump()
    assert fresh.json(["member", "import", folder / "everything.xlsx", "--dry-run"])["new"] == 3
    assert fresh.dump() == before
