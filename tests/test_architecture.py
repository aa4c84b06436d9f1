"""The arrows between the layers never turn back, and a command loads no library that it does not need."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import liaison
from tests.commands import Run, shell

PACKAGE = Path(liaison.__file__).parent
GROUND = {
    "commits",
    "drafts",
    "errors",
    "cells",
    "days",
    "filenames",
    "kinds",
    "phones",
    "quantities",
    "dates",
    "several",
    "columns",
    "children",
    "shapes",
    "stated",
    "settings",
    "resources",
    "tables",
}
ARROWS = {
    "nouns": {
        "errors",
        "kinds",
        "quantities",
        "dates",
        "several",
        "columns",
        "children",
        "shapes",
        "stated",
        "rules",
    },
    "rules": {"errors", "quantities"},
    "models": {"columns", "children", "kinds", "quantities", "dates", "several", "nouns"},
    "store": GROUND,
    "queries": GROUND | {"store", "rules", "nouns"},
    "figures": GROUND | {"queries", "rules", "nouns", "store"},
    "services": GROUND | {"rules", "models", "nouns", "queries", "figures", "store"},
    "formats": GROUND,
    "papers": GROUND | {"figures", "formats", "queries", "nouns", "rules"},
    "cli": GROUND | {"papers", "services", "figures", "queries", "formats", "nouns", "rules", "store"},
}
"""What each layer may use besides itself.

Queries, figures and commands name the type of the open database that they are handed, which is store's; commands use
rules to read what was typed (the length of a term, a period), before anything is opened.
"""

INSIDE_FUNCTIONS = {"store": {"models"}}
"""What only a function may use: the tables are loaded when something is written."""

STORE_IN_CLI = {"here.py", "main.py"}
"""Who opens a database, and who explains that it cannot be opened. Other commands may name its type only."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, bool, bool]]:
    """Each of our modules that a file imports, whether inside a function, and whether for its types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    def walk(node: ast.AST, inside: bool, typing: bool) -> Iterator[tuple[str, bool, bool]]:
        for child in ast.iter_child_nodes(node):
            within = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            types = typing or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
            if isinstance(child, ast.Import):
                yield from ((name.name, within, types) for name in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path} imports by a relative name"
                base = child.module or ""
                yield from (
                    (name, within, types) for name in {_module(base, alias.name) for alias in child.names}
                )
            yield from walk(child, within, types)

    return walk(tree, False, False)


def _module(base: str, name: str) -> str:
    """The module that ``from base import name`` loads."""
    parts = base.split(".")[1:]
    folder = PACKAGE.joinpath(*parts)
    if base.split(".")[0] == "liaison" and ((folder / f"{name}.py").is_file() or (folder / name).is_dir()):
        return f"{base}.{name}"
    return base


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_arrow_turns_back(path: Path) -> None:
    place = path.relative_to(PACKAGE)
    own = place.parts[0].removesuffix(".py")
    for module, inside, types in imported(path):
        if module.split(".")[0] != "liaison":
            continue
        other = layer(module)
        if own == "formats":  # it knows no noun, not even by name
            types = False
        if other in (own, "") or types or own in ("__init__", "__main__"):
            continue
        allowed = ARROWS.get(own, GROUND) | (INSIDE_FUNCTIONS.get(own, set()) if inside else set())
        assert other in allowed, f"{place} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_here_and_main_reach_for_the_database(path: Path) -> None:
    place = path.relative_to(PACKAGE)
    if place.parts[0] in ("cli", "queries", "figures") and place.name not in STORE_IN_CLI:
        taken = set(names_taken(path, "liaison.store"))
        assert taken <= {"Database"}, f"{place} takes {taken} from store"


def names_taken(path: Path, package: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package):
            yield from (alias.name for alias in node.names)


def test_rules_are_pure() -> None:
    """No clock, no database, no file, no environment."""
    files = list((PACKAGE / "rules").rglob("*.py"))
    assert len(files) > len(list((PACKAGE / "rules").glob("*.py"))) > 1
    for path in files:
        roots = {module.split(".")[0] for module, _inside, _types in imported(path)}
        assert not roots & {"os", "sqlite3", "pathlib", "time", "subprocess", "sqlmodel", "sqlalchemy"}, (
            path.name
        )
        text = path.read_text(encoding="utf-8")
        assert "today()" not in text, path.name
        assert "now()" not in text, path.name


def test_sql_is_asked_in_its_own_places() -> None:
    """Questions stand in queries and figures, writing in store; whoever else wants to know calls one of them."""
    sql = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|VALUES|SET|WHERE)\b|\bSELECT \w")
    seen = {
        path.relative_to(PACKAGE).parts[0]
        for path in modules()
        if sql.search(path.read_text(encoding="utf-8"))
    }
    assert seen == {"store", "queries", "figures"}


@pytest.mark.parametrize("name", [*sorted(GROUND), "nouns", "rules", "queries", "figures", "store"])
def test_the_ground_stands_on_the_standard_library(name: str) -> None:
    """Other libraries are loaded inside functions, by whoever needs them."""
    where = PACKAGE / name
    files = list(where.rglob("*.py")) if where.is_dir() else [where.with_suffix(".py")]
    assert files
    for path in files:
        for module, inside, types in imported(path):
            root = module.split(".")[0]
            if root not in sys.stdlib_module_names and root != "liaison" and not types:
                assert inside, f"{path.name} loads {module} at once"


def test_only_settings_reads_the_environment_and_the_clock() -> None:
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if path.name != "settings.py":
            for word in ("os.environ", "os.getenv", "date.today(", "datetime.now("):
                assert word not in text, f"{path.name} uses {word}"


def test_no_file_of_leftovers_and_no_folder_too_full() -> None:
    for path in modules():
        assert path.stem not in ("utils", "helpers", "common", "util", "misc"), path
    for folder in (path for path in PACKAGE.rglob("*") if path.is_dir()):
        assert len(list(folder.glob("*.py"))) <= 27, folder


HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "pypinyin",
    "icalendar",
    "chinese_calendar",
)
NEEDED = {
    line: {"chinese_calendar"}
    for line in (
        "today",
        "calendar list",
        "member file M002",
        "report year 2023 --json",
        "report year 2023",
    )
}
"""What a line needs all the same: the rules of the example count working days."""
LIGHT = (
    "--help",
    "member --help",
    "member add --help",
    "member list",
    "member list --json",
    "member list --csv",
    "member show M001",
    "chair current",
    "project list",
    "activity list --year 2023",
    "fund statement F001",
    "fund ledger F001",
    "fund arrears",
    "member file M002",
    "report year 2023 --json",
    "report year 2023",
    "report year 2023 --trace funds_received",
    "choice list",
    "today",
    "charter show",
    "calendar list",
    "check",
    "body tree",
    "council list",
    "member show 没有",
    "nosuch",
)
WATCH = (
    "import sys\nfrom liaison.cli.shell.main import run\ncode = run(sys.argv[1:])\n"
    "sys.stdout.flush()\nprint('\\n@' + ' '.join(sys.modules))\n"
)


@pytest.mark.parametrize("line", LIGHT)
def test_reading_loads_no_heavy_library(example: Run, line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *line.split()], capture_output=True, check=True, text=True
    )
    names = set(done.stdout.rsplit("@", 1)[1].split())
    loaded = {name.split(".")[0] for name in names}
    assert loaded & set(HEAVY) <= NEEDED.get(line, set()), loaded.intersection(HEAVY)
    assert "liaison.phones" not in names  # its grammar is for what is written for others


def test_completion_loads_no_heavy_library(example: Run) -> None:
    for words in ("liaison mem", "liaison member ", "liaison member list --"):
        environment = {
            "_LIAISON_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        }
        done = shell([], env=environment)
        assert done.code == 0, done.stderr
        assert done.stdout.strip(), words
        traced = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "liaison"],
            capture_output=True,
            check=False,
            text=True,
            env=os.environ | environment,
        )
        loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in traced.stderr.splitlines()}
        assert loaded.isdisjoint(HEAVY), loaded.intersection(HEAVY)
