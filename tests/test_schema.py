"""Columns, tables and queries know the same things; model and migrations never drift; rows survive every migration."""

from __future__ import annotations

import itertools
import os
import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import Session, select

from liaison import models, resources
from liaison.columns import Column, Noun
from liaison.formats.text import to_json
from liaison.kinds import Flag, Kind, Ref, Whose
from liaison.models import metadata
from liaison.nouns.council.chair import CHAIR_ORDER
from liaison.nouns.registry import NOUNS, kept
from liaison.quantities import Money, Number, Whole
from liaison.queries.owned import own
from liaison.queries.records import records, stream
from liaison.settings import place as read_place
from liaison.several import Details, Refs, Words
from liaison.store import migrate
from liaison.store.kept import folder_of
from liaison.store.opening import reading
from liaison.store.proof import TECHNICAL
from tests import conftest
from tests.commands import Run, assert_one_sentence, dump

CHECKOUT = Path(__file__).resolve().parents[1]
COLUMNS = [(noun, column) for noun in NOUNS.values() for column in noun.columns]
UNKNOWN_PEOPLE = ("attendance", "people")
"""Required in its own sheet; unknown where an activity's row only lists who took part."""
WHOLE = (Whole, Number, Money, Flag, Ref)


def _id(value: Any) -> str:
    return value.name if isinstance(value, Noun) else value.key


# -- columns, tables, queries -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("noun", "column"), COLUMNS, ids=_id)
def test_every_column_is_in_the_tables(noun: Noun, column: Column) -> None:
    if column.store:
        stored = metadata.tables[noun.table].columns[column.store]
        assert isinstance(stored.type, sa.BigInteger if isinstance(column.kind, WHOLE) else sa.Text)
        # What a side's own records must have, others in the same table may lack.
        if (noun.name, column.key) != UNKNOWN_PEOPLE and not (noun.side and noun.only):
            assert not (column.required and stored.nullable), f"{column.key} is required and may be NULL"
        if isinstance(column.kind, Ref):
            target = next(iter(stored.foreign_keys)).column.table.name
            assert target == NOUNS[column.kind.noun].table
    if column.link:
        table = metadata.tables[column.link.table]
        assert {column.link.owner, column.link.value, "position"} <= set(table.columns.keys())
        assert ("role" in table.columns) == bool(column.link.role)
        assert next(iter(table.columns[column.link.owner].foreign_keys)).column.table.name == noun.table


@pytest.mark.parametrize("noun", kept(), ids=_id)
def test_every_table_column_is_known_to_its_noun(noun: Noun) -> None:
    known = {column.store for column in noun.columns} | {"id", "initials", "position"}
    assert set(metadata.tables[noun.table].columns.keys()) <= known


def _fits(kind: Kind, value: Any) -> bool:
    if isinstance(kind, Refs | Words | Details):
        return isinstance(value, tuple | list)
    if isinstance(kind, WHOLE) and not isinstance(kind, Ref):
        return value is None or type(value) is int
    return value is None or type(value) is str


@pytest.mark.parametrize("noun", NOUNS.values(), ids=_id)
def test_every_column_is_in_the_records(read_example: Run, noun: Noun) -> None:
    with reading(read_place(read_example.place)) as database:
        found = records(database, noun, own(noun), columns=noun.columns)
        assert found == list(stream(database, noun, own(noun), columns=noun.columns))
    if noun is CHAIR_ORDER:
        return  # the example council has set no order of its own
    assert found, f"the example council has no {noun.label}: write examples/bund-finance/{noun.name}.csv"
    for column in noun.columns:
        for record in found:
            assert _fits(column.kind, record[column.key]), (column.key, record[column.key])
            if isinstance(column.kind, Ref):
                assert record[column.slot] is None or type(record[column.slot]) is int
        if column.required and (noun.name, column.key) != UNKNOWN_PEOPLE:
            assert all(record[column.key] is not None for record in found), column.key
    document = to_json(noun.columns, found[0])
    assert set(document) >= {column.key for column in noun.columns}
    assert set(document) - {column.key for column in noun.columns} == {
        f"{column.key}_code"
        for column in noun.columns
        if isinstance(column.kind, Refs | Whose)
        or (isinstance(column.kind, Ref) and "code" in NOUNS[column.kind.noun])
    }


def test_every_identity_is_held_by_the_database_or_by_a_rule() -> None:
    for noun in NOUNS.values():
        for way in noun.identity:
            assert all(key == "*" or key in noun for key in way)


def test_the_types_of_rows_are_written_out() -> None:
    rows = runpy.run_path(str(CHECKOUT / "migrations" / "rows.py"))
    assert rows["PATH"].read_text(encoding="utf-8") == rows["text"](), (
        "the columns have changed: run `make migration NAME=…` and commit what it writes"
    )


def test_rows_are_typed_for_whoever_uses_the_package_as_a_library(read_example: Run) -> None:
    with engine(read_example.place) as made, Session(made) as session:
        unit = session.exec(select(models.Unit).where(models.Unit.code == "M001")).one()
        assert (unit.name, type(unit.id)) == ("上海外滩投资开发（集团）有限公司", int)
        joined = session.exec(select(models.Spell.joined).where(models.Spell.unit_id == unit.id)).all()
        assert list(joined) == ["2018-06-15"]
        project = session.exec(select(models.Project).order_by(models.Project.code)).first()
        assert project is not None
        assert project.code.startswith("P2")


# -- drift ------------------------------------------------------------------------------------------------------------


@contextmanager
def engine(place: str) -> Iterator[sa.Engine]:
    made = migrate.engine(read_place(place))
    try:
        yield made
    finally:
        made.dispose()


def test_model_and_migrations_never_drift(place: str) -> None:
    with engine(place) as made, made.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_no_column_has_a_value_by_default(place: str) -> None:
    """A column left out when rows are added is unknown in them."""
    with engine(place) as made:
        inspector = sa.inspect(made)
        columns = [column for name in inspector.get_table_names() for column in inspector.get_columns(name)]
        assert columns
        assert [column["name"] for column in columns if column["default"] is not None] == []


def test_checks_are_the_same_in_model_and_migrations(place: str) -> None:
    """Alembic compares no CHECK constraints."""
    with engine(place) as made:
        inspector = sa.inspect(made)
        for table in metadata.sorted_tables:
            wanted = {c.name for c in table.constraints if isinstance(c, sa.CheckConstraint)}
            assert {c["name"] for c in inspector.get_check_constraints(table.name)} == wanted, table.name


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE spell SET left_on = '2000-01-01'",
        "UPDATE spell SET joined = '2018'",
        "UPDATE entry SET amount = 0",
        "UPDATE unit SET name = NULL",
        "UPDATE unit SET code = 'M001'",
        "UPDATE attendance SET unit_id = 999999",
        "DELETE FROM unit",
        "UPDATE term SET last_day = '2000-01-01'",
    ],
)
def test_the_database_itself_refuses_what_must_never_be(read_example: Run, statement: str) -> None:
    connection, dialect = migrate.connect(read_place(read_example.place))
    with closing(connection):
        connection.execute("BEGIN")
        with pytest.raises(Exception, match=r"(?i)constraint|violates|FOREIGN KEY"):
            connection.execute(statement)
        connection.execute("ROLLBACK")
    assert dialect in ("sqlite", "postgresql")


# -- writing a revision ---------------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program's tree, to be changed."""
    for name in ("src", "migrations", "templates", "examples"):
        shutil.copytree(
            CHECKOUT / name, tmp_path / "tree" / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path / "tree"


def _new_revision(tree: Path, name: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, tree / "migrations" / "new.py", name],
        env=os.environ | {"PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_a_revision_is_written_from_the_columns(tree: Path) -> None:
    before = {path.name for path in (tree / "migrations" / "versions").glob("*.py")}
    assert "没有要迁移的" in _new_revision(tree, "nothing")
    fund = tree / "src" / "liaison" / "nouns" / "money" / "fund.py"
    text = fund.read_text(encoding="utf-8")
    fund.write_text(
        text.replace("    columns=(\n", '    columns=(\n        Column("colour", "颜色"),\n', 1), "utf-8"
    )
    said = _new_revision(tree, "Colour of funds")
    (new,) = {path.name for path in (tree / "migrations" / "versions").glob("*.py")} - before
    assert new == f"{int(max(before)[:4]) + 1:04d}_colour_of_funds.py"
    assert new in said
    body = (tree / "migrations" / "versions" / new).read_text(encoding="utf-8")
    assert 'batch_op.add_column(sa.Column("colour", TEXT, nullable=True))' in body.replace("'", '"')
    assert "colour: str | None" in (tree / "src/liaison/models/__init__.pyi").read_text(encoding="utf-8")
    council = tree / "council.db"
    done = subprocess.run(
        [sys.executable, "-m", "liaison", "init", "甲联席会议", "--db", council],
        env=os.environ | {"PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(council)) as connection:
        assert "colour" in [row[1] for row in connection.execute("PRAGMA table_info(fund)")]


def test_two_revisions_of_one_number_are_named(tree: Path) -> None:
    versions = tree / "migrations" / "versions"
    last = max(path.name for path in versions.glob("[0-9]*.py"))
    shutil.copy(versions / last, versions / f"{last[:4]}_mine.py")
    said = _new_revision(tree, "more", 2)
    assert last in said
    assert f"{last[:4]}_mine.py" in said


def test_no_two_revisions_bear_one_number() -> None:
    names = sorted(path.name for path in (CHECKOUT / "migrations" / "versions").glob("[0-9]*.py"))
    assert len({name[:4] for name in names}) == len(names), f"two of {names} bear one number"


def test_upgrading_loads_no_table(tmp_path: Path) -> None:
    watch = "import sys\nfrom liaison.cli.shell.main import run\nrun(sys.argv[1:])\nprint('\\n@' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", watch, "init", "甲联席会议", "--db", tmp_path / "new.db"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"sqlmodel", "pydantic"} & set(done.stdout.rsplit("@", 1)[1].split())


# -- migrating --------------------------------------------------------------------------------------------------------


MADE_OF_WORDS = {("0018", "unit"), ("0018", "choice")}
"""Tables to which a revision adds records of what stood elsewhere as mere words."""
REBUILD_ALL = """
for table in sa.inspect(op.get_bind()).get_table_names():
    if table != "alembic_version":
        with op.batch_alter_table(table, recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto") as batch:
            batch.add_column(sa.Column("added", sa.Text()))
"""


def fill(place: str) -> dict[str, int]:
    """Two rows in every table, whatever the revision, each referring to those of the other tables; returns how many."""
    with engine(place) as made, made.begin() as connection:
        reflected = sa.MetaData()
        reflected.reflect(connection)
        for table in reflected.sorted_tables:
            if table.name == "alembic_version":
                continue
            checks = " ".join(
                str(c["sqltext"]) for c in sa.inspect(connection).get_check_constraints(table.name)
            )
            for number in (1, 2):
                row: dict[str, Any] = {}
                for column in table.columns:
                    is_day = f"length({column.name})" in checks
                    text = f"2023-01-0{number}" if is_day else f"{column.name}{number}"
                    row[column.name] = text if isinstance(column.type, sa.Text) else number
                # Of several columns of which just one holds something, the first does.
                for other in re.findall(r"CASE\s+WHEN \(*(\w+) IS NULL", checks)[1:]:
                    row[other] = None
                connection.execute(table.insert().values(row))
    return {name: len(rows) for name, rows in dump(place).items()}


def _empty(sort: str, request: pytest.FixtureRequest, tmp_path: Path, revision: str) -> str:
    """A database at a revision."""
    if sort == "sqlite":
        place = str(tmp_path / f"at-{revision}.db")
        sqlite3.connect(place).close()
    else:
        place = conftest.schema(request.getfixturevalue("postgresql"))
        connection, _dialect = migrate.connect(read_place(place))
        with closing(connection):
            connection.execute(f'CREATE SCHEMA "{place.rsplit("%3D", 1)[1]}"')
    migrate.upgrade(read_place(place), revision)
    return place


@pytest.mark.parametrize("sort", ["sqlite", "postgresql"])
def test_rows_survive_every_migration(
    sort: str, request: pytest.FixtureRequest, tmp_path: Path, versions: Callable[[str], None]
) -> None:
    """From each revision to the next, and through one that makes every table anew."""
    versions(REBUILD_ALL)
    known = conftest.revisions(resources.folder("migrations"))
    assert known[-1] == "9000"
    for old, new in itertools.pairwise(known):
        place = _empty(sort, request, tmp_path, old)
        before = fill(place)
        assert all(count >= 2 for name, count in before.items() if name != "alembic_version")
        kept = dump(place)
        migrate.upgrade(read_place(place), new)
        after = dump(place)
        counts = {name: len(rows) for name, rows in after.items() if name in before}
        for name, count in before.items():  # the journal tells of the upgrade, too
            there = counts.get(name, count)
            grows = name in TECHNICAL or (new, name) in MADE_OF_WORDS
            assert there >= count if grows else there == count, (old, new, name)
        if new == "9000":
            cut = {name: sorted((row[:-1] for row in rows), key=repr) for name, rows in after.items()}
            for name, rows in kept.items():
                if name.startswith("journal"):
                    assert set(rows) <= set(cut[name]), name
                else:
                    assert name in TECHNICAL or cut[name] == rows, name


def test_a_migration_that_fails_leaves_nothing_and_can_be_tried_again(
    council: Run, versions: Callable[[str], None]
) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    before = council.dump()
    versions(
        "op.create_table('half', sa.Column('id', sa.Integer()))\n"
        "with op.batch_alter_table('unit') as batch:\n    batch.add_column(sa.Column('half', sa.Text()))\n"
        "op.execute('UPDATE unit SET note = 1 WHERE nothing = 2')"
    )
    result = council("member list", None)
    assert result.code == 1
    assert "没有写入任何内容" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert council.dump() == before
    versions(
        "with op.batch_alter_table('unit') as batch:\n    batch.add_column(sa.Column('whole', sa.Text()))"
    )
    result = council("member list --json")
    assert [unit["name"] for unit in result.json] == ["甲"]
    assert "升级到 9000" in result.stderr


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_migration_that_breaks_references_is_taken_back(
    council: Run, versions: Callable[[str], None]
) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    before = council.dump()
    versions("op.execute('DELETE FROM unit')")
    assert_one_sentence(council("member list", 6), "断开的引用", "升级已撤销")
    assert council.dump() == before


@pytest.mark.parametrize("line", ["member list --json", "member edit 甲 --note 新 --json"])
def test_an_older_database_is_backed_up_and_upgraded_and_it_is_said(
    council: Run, versions: Callable[[str], None], line: str
) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    before = council.dump()
    old = before["alembic_version"][0][0]
    versions("with op.batch_alter_table('fund') as batch:\n    batch.add_column(sa.Column('new', sa.Text()))")
    result = council(line)
    said = result.stderr.splitlines()
    assert len(said) == 1
    assert f"数据库已从版本 {old} 升级到 9000" in said[0]
    assert result.json
    assert council.dump()["alembic_version"] == [("9000",)]
    assert council(line).stderr == ""
    backups = list(folder_of(read_place(council.place)).glob("*-升级前.bak"))
    assert len(backups) == 1
    assert backups[0].name in said[0]
    assert dump(str(backups[0])) == before
