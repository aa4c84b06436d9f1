"""What all tests share: a quiet terminal, a database of either sort, and the command line to run."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from liaison import resources
from liaison.settings import data_folder
from liaison.settings import place as read_place
from liaison.store import migrate
from tests import commands, postgres
from tests.commands import Result, Run

hypothesis.settings.register_profile("default", deadline=None, max_examples=40)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=200, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "bund-finance"
TODAY = "2023-12-31"
_numbers = itertools.count(1)
_skipped: list[str] = []


def pytest_addoption(parser: Any) -> None:
    parser.addoption(
        "--update-transcripts", action="store_true", help="write what the examples' transcripts print now"
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _skipped:
        terminalreporter.write_line(f"PostgreSQL tests were skipped: {_skipped[0]}", yellow=True)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No colours, 80 columns, no clock and no database but the test's own, and nothing written but in its folder."""
    for name in ("LIAISON_DB", "LIAISON_TODAY", "LIAISON_TEMPLATES", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    for name, value in {
        "TERM": "dumb",
        "NO_COLOR": "1",
        "COLUMNS": "80",
        "LIAISON_USER": "测试",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL database; without one, the tests that want it are skipped, and that is said."""
    with ExitStack() as stack:
        try:
            pytest.importorskip("psycopg", reason="PostgreSQL tests were skipped: psycopg is not installed")
            url = stack.enter_context(postgres.server())
        except (postgres.NoServer, pytest.skip.Exception) as reason:
            _skipped.append(str(reason))
            pytest.skip(f"PostgreSQL tests were skipped: {reason}")
        yield url


def schema(url: str) -> str:
    """The URL of a schema of that database which nobody has used."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"


def _drop(url: str) -> None:
    """Leave a server that is not ours as it was."""
    if os.environ.get(postgres.TOLD):
        connection, _dialect = migrate.connect(read_place(url))
        with connection:
            connection.execute(f'DROP SCHEMA IF EXISTS "{url.rsplit("%3D", 1)[1]}" CASCADE')


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with all tables and no rows, to be copied: that is faster than to migrate."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate.create(read_place(str(path)))
    return _closed(path)


def _closed(path: Path) -> Path:
    """A database file that is whole without its write-ahead log."""
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database with tables and no council, of either sort, that commands use unless told otherwise."""
    if request.param == "sqlite":
        chosen = str(tmp_path / "council.db")
        shutil.copy(request.getfixturevalue("migrated"), chosen)
    else:
        chosen = schema(request.getfixturevalue("postgresql"))
        migrate.create(read_place(chosen))
    monkeypatch.setenv("LIAISON_DB", chosen)
    yield chosen
    if request.param == "postgresql":
        _drop(chosen)


@pytest.fixture
def run(place: str) -> Run:
    """The command line on that database."""
    return Run(place)


@pytest.fixture
def council(run: Run) -> Run:
    """The same with a council in it, founded on 2018-06-01."""
    run("init 示例联席会议 --short 示例 --founded 2018-06-01")
    return run


@pytest.fixture(scope="session")
def _example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "council.db"
    commands.load_example(str(path), TODAY)
    return _closed(path)


@pytest.fixture(scope="session")
def _example_schema(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    url, home = schema(postgresql), tmp_path_factory.mktemp("home")
    commands.load_example(url, TODAY, home)
    yield url, home
    _drop(url)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _example_file: Path) -> Run:
    """The example council on the last day of 2023, in a file of the test's own."""
    path = commands.copied(_example_file, tmp_path / "example.db")
    return _on_example(str(path), monkeypatch)


@pytest.fixture(params=["sqlite", "postgresql"])
def read_example(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The example council in either sort of database, to be read only: on PostgreSQL all tests share it."""
    if request.param == "sqlite":
        run: Run = request.getfixturevalue("example")
        return run
    url, home = request.getfixturevalue("_example_schema")
    for files in (home / "liaison").glob("*.附件"):
        shutil.copytree(files, data_folder() / files.name)
    return _on_example(url, monkeypatch)


def _on_example(chosen: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LIAISON_DB", chosen)
    monkeypatch.setenv("LIAISON_TODAY", TODAY)
    return Run(chosen)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the day that commands take for today."""
    return lambda day: monkeypatch.setenv("LIAISON_TODAY", day)


@pytest.fixture
def shell(tmp_path: Path) -> Callable[..., Result]:
    """The command line as a process of its own."""
    return commands.shell


if sys.platform == "win32":  # pragma: no cover
    pytest.exit("the tests need a POSIX system")


def revisions(folder: Path) -> list[str]:
    """The revisions of a folder of migrations, the first first."""
    configuration = Config()
    configuration.set_main_option("script_location", str(folder).replace("%", "%%"))
    return [script.revision for script in ScriptDirectory.from_config(configuration).walk_revisions()][::-1]


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a migration of the test's own behind the real ones, in a copy of their folder."""
    folder = tmp_path / "100% 迁移"
    shutil.copytree(resources.folder("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
    last = revisions(folder)[-1]

    def here(name: str) -> Path:
        return folder if name == "migrations" else real(name)

    real = resources.folder
    monkeypatch.setattr(resources, "folder", here)
    monkeypatch.setattr(migrate, "folder", here)

    def add(body: str) -> None:
        path = folder / "versions" / "9000_test.py"
        path.write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            f"revision = '9000'\ndown_revision = '{last}'\n\n\ndef upgrade() -> None:\n"
            + "".join(f"    {line}\n" for line in body.splitlines()),
            encoding="utf-8",
        )
        shutil.rmtree(folder / "versions" / "__pycache__", ignore_errors=True)

    return add
