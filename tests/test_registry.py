"""Every noun is registered whole: what is missing is said in words, with the line to write and where.

Each test says what it looked at, so that one that looks at nothing fails.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import liaison
from liaison.cli.shell.derived import app_of
from liaison.columns import Noun
from liaison.kinds import Choice, Ref
from liaison.nouns import registry
from liaison.nouns.registry import NOUNS, registered, sheets_of
from liaison.services.writing.desk import Desk
from liaison.several import Refs
from tests.commands import Run
from tests.conftest import EXAMPLE
from tests.contracts import CONTRACTS

PACKAGE = Path(liaison.__file__).parent
LAYERS = ("nouns", "queries", "services", "figures", "cli")


def files(layer: str) -> Iterator[tuple[str, str]]:
    """Area and name of each file of a layer that lies in an area."""
    for path in sorted((PACKAGE / layer).glob("*/*.py")):
        if path.parent.name in registry.AREAS and path.stem != "__init__":
            yield path.parent.name, path.stem


def test_every_area_is_listed() -> None:
    there = {
        path.parent.name
        for path in (PACKAGE / "nouns").glob("*/__init__.py")
        if "NOUNS" in path.read_text(encoding="utf-8")
    }
    assert there == set(registry.AREAS), "write the area into AREAS in nouns/registry.py"


def test_every_noun_of_a_file_is_registered() -> None:
    seen = 0
    for area, name in files("nouns"):
        file = import_module(f"liaison.nouns.{area}.{name}")
        own = {key: one for key, one in vars(file).items() if isinstance(one, Noun)}
        for key, noun in own.items():
            where = f"nouns/{area}/{name}.py"
            assert name in registered(), (
                f'{where}: write "{name}": (…) into NOUNS in nouns/{area}/__init__.py'
            )
            if noun.name in registry.names() and registry.home_of(noun.name).name != name:
                continue  # imported from its own file
            assert noun.name in registered()[name].records, (
                f"{where}: write {noun.name} among the records of {name} in nouns/{area}/__init__.py"
            )
            assert key == noun.name.upper(), f"{where}: call it {noun.name.upper()}, by which it is found"
            seen += 1
    assert seen == len(registry.names())


@pytest.mark.parametrize("name", registry.names())
def test_every_registered_record_has_its_columns(name: str) -> None:
    home = registry.home_of(name)
    where = f"nouns/{home.area}/{home.name}.py"
    file = import_module(f"liaison.nouns.{home.area}.{home.name}")
    noun = getattr(file, name.upper(), None)
    assert isinstance(noun, Noun), f"{where}: write {name.upper()} = Noun(…), or take {name} out of NOUNS"
    assert noun.name == name, f"{where}: {name.upper()} is called {noun.name}"
    for column in noun.columns:
        if isinstance(column.kind, Ref | Refs):
            assert column.kind.noun in registry.names(), (
                f"{where}: {column.key} refers to {column.kind.noun}, which is registered nowhere"
            )
        if isinstance(column.kind, Choice):
            assert column.kind.list, f"{where}: {column.key} is a choice of no list"


def test_what_sheets_name_learns_what_others_call_it() -> None:
    kinds = (column.kind for noun in NOUNS.values() for column in noun.columns)
    named = {kind.noun for kind in kinds if isinstance(kind, Ref | Refs) and NOUNS[kind.noun].named}
    for name in named:
        home = registry.home_of(name)
        where = f"nouns/{home.area}/{home.name}.py"
        assert NOUNS[name].learned, (
            f"{where}: write aliases({NOUNS[name].table!r}) among the columns of {name}"
        )
        assert "alias" in app_of(home.name).makers, (
            f"cli/{home.area}/{home.name}.py: aliasing(app, {name.upper()})"
        )
    assert len(named) > 3


def test_no_two_lists_of_words_bear_one_label() -> None:
    labels: dict[str, str] = {}
    for noun in NOUNS.values():
        for column in noun.columns:
            if isinstance(column.kind, Choice):
                name = labels.setdefault(column.label, column.kind.list)
                assert name == column.kind.list, f"{noun.name}.{column.key}: “{column.label}” is also {name}"
    assert labels


@pytest.mark.parametrize("layer", LAYERS[1:])
def test_every_file_that_is_found_by_its_place_is_a_noun_s(layer: str) -> None:
    """A file that exports something to be found, under a name that nobody looks for, would be dead."""
    exports = {
        "services": "_DESK = ",
        "figures": "\nFIGURES",
        "cli": "\napp = ",
        "queries": "\nUNIT_FILE = ",
    }[layer]
    seen = 0
    for area, name in files(layer):
        text = (PACKAGE / layer / area / f"{name}.py").read_text(encoding="utf-8")
        if exports in text:
            assert name in registered(), f"{layer}/{area}/{name}.py is the file of no registered noun"
            assert registered()[name].area == area, f"{name} belongs into {layer}/{registered()[name].area}/"
            seen += 1
    assert seen


def test_every_desk_is_found() -> None:
    seen = 0
    for area, name in files("services"):
        file = import_module(f"liaison.services.{area}.{name}")
        for key, desk in vars(file).items():
            if isinstance(desk, Desk):
                wanted = f"{desk.noun.name.upper()}_DESK"
                assert key == wanted, f"services/{area}/{name}.py: call it {wanted}, by which it is found"
                assert registry.home_of(desk.noun.name).name == name, (
                    f"services/{area}/{name}.py: {key} belongs into {registry.home_of(desk.noun.name).name}.py"
                )
                seen += 1
    assert seen


@pytest.mark.parametrize("name", [name for name in registered() if sheets_of(name)])
def test_every_noun_with_sheets_has_examples_and_a_contract(name: str) -> None:
    contract = CONTRACTS.get(name, {})
    assert contract, f"write tests/contracts/{name}.toml: verbs, [options], [headers], [required]"
    for noun in sheets_of(name):
        assert (EXAMPLE / f"{noun.name}.csv").is_file(), (
            f"the example council has no {noun.label}: write examples/bund-finance/{noun.name}.csv"
        )
        for key in ("headers", "required"):
            assert noun.label in contract[key], (
                f"tests/contracts/{name}.toml: write {noun.label} under [{key}]"
            )
        assert all(column.examples for column in noun.sheet if column.required), (
            f"{noun.name}: each required column has examples=(…, …, …), which its form shows"
        )


def test_sheets_come_in_after_what_they_refer_to() -> None:
    there: set[str] = set()
    for name, noun in NOUNS.items():
        kinds = [column.kind for column in noun.columns]
        needed = {kind.noun for kind in kinds if isinstance(kind, Ref | Refs)} - {name}
        assert needed <= there, f"{name} before {needed - there}"
        there.add(name)
    assert there == set(registry.names())


WATCH = """
import sys
from liaison.nouns import work
for number in range({more}):
    work.NOUNS[f"made_up_{{number}}"] = (f"虚构{{number}}", "虚构的名词", f"made_up_{{number}}")
from liaison.cli.shell.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
print("\\n@" + " ".join(sorted(name for name in sys.modules if name.startswith("liaison"))))
"""


def loaded(line: str, more: int) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", WATCH.format(more=more), *line.split()],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.rsplit("@", 1)[1].split())


@pytest.mark.parametrize("line", ["--help", "member list", "member show M001", "activity list --year 2023"])
def test_thirty_nouns_load_no_more_than_ten(example: Run, line: str) -> None:
    assert loaded(line, 0) == loaded(line, 20)


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("--help", set()),
        ("member list", {"member"}),
        ("member --help", {"member"}),
        ("chair current", {"chair", "member", "council"}),
        ("activity list --year 2023", {"activity", "member", "project"}),
    ],
)
def test_a_command_loads_its_own_noun_and_what_that_refers_to(example: Run, line: str, own: set[str]) -> None:
    names = set(registered())
    for layer in LAYERS:
        files_there = {one for _area, one in files(layer)} & names
        there = {
            parts[-1]
            for parts in (module.split(".") for module in loaded(line, 0))
            if len(parts) == 4 and parts[1] == layer and parts[3] in files_there
        }
        assert there <= own, f"{line}: {layer} of {there - own}"
