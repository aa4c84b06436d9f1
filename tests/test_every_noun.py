"""The table of nouns walked: each has what the others have, or it is said here why not.

What is said elsewhere noun by noun is not said again: filters (``tests/cli/shell/test_asking.py``), sheets, forms and headers
(``tests/cli/exchange/test_sheets.py``, ``test_workbook.py``), aliases and contracts (``tests/test_registry.py``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Fixed, Ref, Text
from liaison.nouns.exchange.collect import COLLECTED
from liaison.nouns.registry import NOUNS, exported_by, home_of, registered, sheets_of
from liaison.quantities import Number, Whole
from liaison.several import Refs
from tests.cli.exchange.test_sheets import without_history
from tests.commands import Run
from tests.conftest import TODAY
from tests.test_commands import COMMANDS
from tests.workbooks import Edited

HOMES = [name for name in registered() if sheets_of(name)]
SHEETS = [noun for noun in NOUNS.values() if not noun.workbook_only]

ADDED_BY = {"chair": "appoint", "fund": "open", "charter": "set"}
"""The verbs of those that are not added by ``add``."""
WITHOUT = {
    ("calendar", "add"): "a year's days come as one sheet",
    ("calendar", "show"): "a day has nothing but its name",
    ("calendar", "edit"): "it is brought in again",
    ("charter", "edit"): "set changes the version of a day",
    ("chair", "show"): "current, and list",
    ("meeting", "alias"): "a meeting is an activity, and learns names as one",
    ("report", "add"): "published figures come as the sheet that was published",
    ("report", "list"): "report years shows them beside the others",
    ("report", "show"): "report explain tells of one where it stands",
    ("report", "edit"): "it is brought in again",
    ("report", "remove"): "undo takes back the sheet that brought it",
}
"""What a noun has no verb for, and why."""
NOT_DUE = {
    "activity": "what is planned needs nothing done on its day",
    "body": "a belonging ends by itself",
    "calendar": "a holiday is no deadline",
    "charter": "a version takes effect by itself",
    "project": "a start that is planned needs nothing done on its day",
}
"""The nouns with a day that may lie ahead, and why nothing falls due then."""
NO_UNIT_FILE: dict[str, str] = {}
"""The nouns that speak of units and have no part in a unit's file, and why."""


def verbs_of(name: str) -> set[str]:
    return {path.split()[1] for path in COMMANDS if path.startswith(f"{name} ")}


@pytest.mark.parametrize("name", HOMES)
def test_every_noun_has_the_verbs_of_all(name: str) -> None:
    wanted = {ADDED_BY.get(name, "add"), "list", "show", "edit", "remove", "import", "export", "form"}
    if any(NOUNS[record].named for record in registered()[name].records):
        wanted.add("alias")
    excused = {verb for noun, verb in WITHOUT if noun == name}
    assert wanted - excused <= verbs_of(name), f"cli: {name} has no {wanted - excused - verbs_of(name)}"
    assert not excused & verbs_of(name), f"{name} has {excused & verbs_of(name)} after all"


def needing(has: Any) -> set[str]:
    """The nouns of the command line of which a record has such a column."""
    return {home_of(noun.name).name for noun in SHEETS if any(has(column) for column in noun.columns)}


@pytest.mark.parametrize(
    ("attribute", "needed", "excused"),
    [
        (
            "UNIT_FILE",
            needing(lambda c: isinstance(c.kind, Ref | Refs) and c.kind.noun == "member"),
            NO_UNIT_FILE,
        ),
        ("DUE", needing(lambda c: c.planned), NOT_DUE),
        ("HANDOVER", {home_of(noun.name).name for noun in SHEETS if noun.states}, {}),
    ],
)
def test_what_speaks_of_units_or_days_is_looked_at_there(
    attribute: str, needed: set[str], excused: dict[str, str]
) -> None:
    """A unit's file, what is due, what is handed over: where a noun's columns speak of it, it has a part."""
    there = {name for name, parts in exported_by("queries", attribute).items() if parts}
    assert needed
    assert needed - there <= excused.keys(), (
        f"queries/<area>/<noun>.py: write {attribute}, or say why not here"
    )


@pytest.mark.parametrize("layer", ["FIGURES", "SECTIONS"])
def test_what_a_year_is_told_of_is_in_its_summary(layer: str) -> None:
    """All that has days and units has figures and a list in the summary; a chair is no figure."""
    there = {name for name, parts in exported_by("figures", layer).items() if parts}
    needed = {home_of(noun.name).name for noun in SHEETS if noun.owner or noun.parties}
    assert needed <= there
    assert len(needed) > 6


def test_all_that_is_some_unit_s_can_be_collected(example: Run) -> None:
    """Each round writes a file for each member, and can be removed again."""
    assert set(COLLECTED) == {noun.name for noun in NOUNS.values() if noun.owner}
    speaking = {
        noun.name
        for noun in SHEETS
        if any(isinstance(c.kind, Ref) and c.kind.noun == "member" for c in noun.columns)
    }
    # Who chairs is the council's to say, and a fund is the council's book.
    assert speaking - set(COLLECTED) == {"chair", "fund", "entry"}
    members = len(example.json("member list"))
    for name in COLLECTED:
        found = example.json(f"collect start {name} --noun {name} --year 2023 --due 2024-01-15")
        assert len(found["files"]) == members, name
        example(f"collect remove {name} --yes")


LISTED = {"calendar": "calendar list --year 2019"}
"""Where the example's own records are listed, if the plain list shows others."""
FRESH = (
    "member add 示例新单位 --category 其他 --joined 2023-12-01 --rank 99",
    "fund open 示例新专项 --opened 2023-12-01",
    "body add 示例新合作单位 --kind 示例类型",
    "indicator add 示例新指标 --of 本会 --unit 个 --every 每年 --total 期末",
)
"""Records that nothing refers to yet, of nouns of which all in the example have done something or had something done to them."""
FIXED = {"entry": "what is booked stays; a reversal corrects it"}
"""The sheets in which nothing can be changed, and why."""
_BY_KIND: tuple[tuple[type, tuple[object, object]], ...] = (
    (Text, ("示例甲改", "示例乙改")),
    (Whole, (901, 902)),
    (Number, (903, 904)),
    (Day, ("2023-12-30", "2023-12-29")),
)


def changeable(noun: Noun) -> Iterator[tuple[Column, object, object]]:
    """The columns of a noun in which a row may be changed though it stays the same record, each with two values for it."""
    known = {key for keys in (*noun.identity, *noun.keys, noun.parties) for key in keys} | {
        noun.named,
        noun.owner,
    }
    for kind, (one, other) in _BY_KIND:
        for column in noun.sheet:
            if type(column.kind) is kind and column.key not in known and not column.private and column.typed:
                yield column, one, other
    for column in noun.sheet:
        if isinstance(column.kind, Fixed) and column.key not in known and column.typed:
            one, other = column.kind.words[-2:]
            yield column, one, other


def edited(path: Path, noun: Noun, column: Column, value: object) -> None:
    """Type a value into the first row of a noun's sheet."""
    book = Edited(path)
    book.put(noun.label, 2, **{column.label: value})
    book.save()


def changed_by_another(
    run: Run, noun: Noun, path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Column, object]:
    """Have another clerk bring in a copy of a sheet with one change: of the first column that takes such a value, for some
    have rules of their own. Returns the column, and another value for it."""
    monkeypatch.setenv("LIAISON_USER", "另一人")
    for column, theirs, mine in changeable(noun):
        shutil.copy(path, copy)
        edited(copy, noun, column, theirs)
        taken = run([home_of(noun.name).name, "import", copy, "--yes", "--json", "--force"], None)
        if taken.code == 0:
            assert (taken.json["changed"], taken.json["refused"]) == (1, 0), (noun.name, column.key)
            monkeypatch.setenv("LIAISON_USER", "测试")
            return column, mine
    pytest.fail(f"{noun.name}: nothing of it can be changed in its sheet")


def history(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run.json("log list")
    return found


def test_a_change_of_any_noun_is_journalled_and_undone_and_meets_another_as_a_conflict(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On both databases, noun by noun: one clerk's sheet comes back changed, then another copy of it with another change."""
    monkeypatch.setenv("LIAISON_TODAY", TODAY)
    run("demo")
    before = without_history(run)
    walked = []
    for noun in SHEETS:
        if noun.fixed is None:
            assert noun.name in FIXED
            continue
        home, entries = home_of(noun.name).name, len(history(run))
        mine_path, their_path = Path(f"{noun.name}-我.xlsx"), Path(f"{noun.name}-他.xlsx")
        run([home, "export", mine_path, "--sheet", noun.label])
        column, mine = changed_by_another(run, noun, mine_path, their_path, monkeypatch)
        assert len(history(run)) == entries + 1, noun.name
        edited(mine_path, noun, column, mine)
        refused = run.json([home, "import", mine_path, "--yes"], 5)["problems"]
        assert [one["column"] for one in refused if "mine" in one] == [column.label], (noun.name, refused)
        run(["undo", str(max(one["entry"] for one in history(run))), "--yes"])
        assert without_history(run) == before, f"undo of a change of {noun.name}"
        walked.append(noun.name)
    assert len(walked) + len(FIXED) == len(SHEETS)


def test_a_record_of_any_noun_can_be_removed_and_is_back_after_undo(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On both databases: the last of its records that nothing else refers to, wherever it has a verb for that."""
    monkeypatch.setenv("LIAISON_TODAY", TODAY)
    run("demo")
    for line in FRESH:
        run(line)
    before = without_history(run)
    walked = set()
    for name in HOMES:
        if ("remove" not in verbs_of(name)) or not (rows := run.json(LISTED.get(name, f"{name} list"))):
            continue
        keys = [
            str(row.get("code") or row.get("ordinal") or row.get("start") or row.get("day")) for row in rows
        ]
        done = next(
            (key for key in reversed(keys) if run([name, "remove", key, "--yes"], None).code == 0), None
        )
        assert done, f"nothing of {name} can be removed: {keys[:5]}"
        assert without_history(run) != before, name
        run("undo --yes")
        assert without_history(run) == before, f"undo of removing {name} {done}"
        walked.add(name)
    assert walked == {name for name in HOMES if "remove" in verbs_of(name)}
