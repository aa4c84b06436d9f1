"""What stood as mere words in an older database, who guides and who supports, becomes units; the journal tells of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liaison.settings import place as read_place
from liaison.store import migrate
from liaison.store.change import Change
from liaison.store.database import Database
from liaison.store.opening import reading
from liaison.store.proof import row_flaws
from tests import conftest
from tests.commands import Run, assert_one_sentence

OLD = "0015"
ROWS = """
INSERT INTO council (id, name, guide) VALUES (1, '旧联席会议', '区委、区委组织部');
INSERT INTO unit (id, code, name, short, category, sort_key, initials) VALUES
    (1, 'M001', '甲银行股份有限公司', '甲行', '银行', 'jia', 'jyh'), (2, 'M002', '乙证券', NULL, '证券', 'yi', 'yzq'),
    (3, 'B001', '区工会联盟', NULL, '联盟', 'qu', 'qghlm'), (4, 'B007', '乙证券（区外）', NULL, '证券', 'yi', 'yzq');
INSERT INTO spell (id, unit_id, joined) VALUES (1, 1, '2018-06-01'), (2, 2, '2018-06-01');
INSERT INTO former_name (id, unit_id, name, position) VALUES (1, 2, '乙财务', 1);
INSERT INTO alias (id, unit_id, name, position) VALUES (1, 3, '工会联盟', 1);
INSERT INTO project (id, code, name, lead_id, stage, initials) VALUES (1, 'P2023-01', '班车', 1, '实施', 'bc');
INSERT INTO project_partner (id, project_id, unit_id, position) VALUES (5, 1, 3, 1), (6, 1, 2, 2);
INSERT INTO activity (id, code, title, kind, start, host_id, supporter, initials) VALUES
    (1, 'A2023-001', '论坛', '论坛', '2023-05-18', 1, '消防站、工会联盟、甲行、区委组织部', 'lt'),
    (2, 'A2023-002', '讲座', '讲座', '2023-05-19', 1, '消防站、甲银行、乙财务、甲银行股份有限公司', 'jz'),
    (3, 'A2023-003', '义诊', '讲座', '2023-05-20', 1, NULL, 'yz');
INSERT INTO activity_co_host (id, activity_id, unit_id, position) VALUES (8, 1, 2, 1), (9, 1, 3, 2);
INSERT INTO choice (id, list, word, position, locked) VALUES (1, 'body_kind', '联盟', 1, 1);
INSERT INTO counter (name, last) VALUES ('unit', 9), ('code:B000', 4), ('activity_co_host', 12), ('choice', 1);
"""
WRITTEN = (
    ("liaison choice add", "choice", {"list": "category", "word": "银行", "position": 1, "locked": 0}),
    ("liaison activity edit", "activity_co_host", {"activity_id": 3, "unit_id": 1, "position": 1}),
)
"""What the journal of that program tells."""


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A council of the older program, with what its clerk wrote."""
    if request.param == "sqlite":
        place = str(tmp_path / "old.db")
        sqlite3.connect(place).close()
    else:
        place = conftest.schema(request.getfixturevalue("postgresql"))
        connection, _dialect = migrate.connect(read_place(place))
        with closing(connection):
            connection.execute(f'CREATE SCHEMA "{place.rsplit("%3D", 1)[1]}"')
    migrate.upgrade(read_place(place), OLD)
    made = migrate.engine(read_place(place))
    with made.begin() as connection:
        for statement in filter(str.strip, ROWS.split(";\n")):
            connection.exec_driver_sql(statement)
    made.dispose()
    connection, dialect = migrate.connect(read_place(place))
    with closing(connection):
        connection.execute("BEGIN")
        for command, table, values in WRITTEN:
            change = Change(Database(connection, dialect, read_place(place)), command)
            change.insert(table, dict(values))
            change.finish()
        connection.execute("COMMIT")
    monkeypatch.setenv("LIAISON_DB", place)
    return Run(place)


def test_names_become_units_and_each_stands_where_it_stood(old: Run) -> None:
    council = old.json("council show")
    assert list(zip(council["guide"], council["guide_code"], strict=True)) == [
        ("区委", "B005"),
        ("区委组织部", "B006"),
    ]
    bodies = {one["code"]: (one["name"], one["kind"]) for one in old.json("body list")}
    assert bodies == {
        "B001": ("区工会联盟", "联盟"),
        "B005": ("区委", "指导单位"),
        "B006": ("区委组织部", "指导单位"),
        "B007": ("乙证券（区外）", "证券"),
        "B008": ("消防站", "其他"),
    }
    told = {one["code"]: one for one in old.json("activity list")}
    assert told["A2023-001"]["supporter_code"] == ["B008", "B001", "M001", "B006"]
    assert told["A2023-002"]["supporter_code"] == ["B008", "M001", "M002"], (
        "by former and nearly the whole name, once"
    )
    assert told["A2023-003"]["supporter"] == []
    assert told["A2023-001"]["co_host_code"] == ["M002", "B001"]
    assert old.json("project list")[0]["partner_code"] == ["B001", "M002"]
    assert [one["word"] for one in old.json("choice list body_kind")] == ["联盟", "指导单位", "其他"]


def test_the_journal_tells_of_what_was_made(old: Run) -> None:
    entry = old.json("log")[0]
    assert "upgrade 0015" in entry["command"]
    with reading(read_place(old.place)) as database:
        foreign = {(flaw.table, flaw.key) for flaw in row_flaws(database) if flaw.kind == "foreign"}
        new = {"activity_unit", "project_unit", "council_guide"}
        assert not {table for table, _key in foreign} & new
        assert {key for table, key in foreign if table == "unit"} == {1, 2, 3, 4}, (
            "those that the test itself put in"
        )


def test_what_comes_next_takes_no_number_twice(old: Run) -> None:
    assert old.json("body add 新单位 --kind 联盟")["code"] == "B009"
    keys = [row[0] for row in old.dump()["unit"]]
    assert sorted(keys) == [1, 2, 3, 4, 10, 11, 12, 13]
    old("activity edit A2023-003 --co-host M002")
    assert max(row[0] for row in old.dump()["activity_unit"]) == 13 + 7 + 1
    assert {8, 9} <= {row[0] for row in old.dump()["activity_unit"]}, "rows keep their keys"


def test_what_was_written_into_the_older_tables_cannot_be_undone_and_it_is_said(old: Run) -> None:
    before = old.json("activity list")
    assert_one_sentence(old("undo 2 --yes", 4), "升级以前登记的", "不能撤销", "liaison restore")
    assert old.json("activity list") == before
    assert "新增 协办单位" in old("log show 2").stdout
