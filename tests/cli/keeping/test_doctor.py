"""The examination names what was done behind the program's back; the seal is held against the journal."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liaison.resources import newest_migration
from liaison.settings import place as read_place
from liaison.store.database import connect
from tests.commands import Run


def tell(run: Run, *statements: str) -> None:
    """What somebody does to the database without the program."""
    connection, dialect = connect(read_place(run.place))
    with closing(connection):
        for sql in statements:
            if dialect == "sqlite":
                connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute(sql)


def wrong(run: Run) -> dict[str, str]:
    """What is wrong, by the name of the check."""
    told = run.json("doctor", 4)
    assert told["ok"] is False
    assert all(set(one) == {"name", "ok", "detail", "mend"} for one in told["checks"])
    assert all(one["mend"] for one in told["checks"] if not one["ok"])
    return {one["name"]: one["detail"] for one in told["checks"] if not one["ok"]}


@pytest.fixture
def kept(council: Run) -> Run:
    council("member add 甲 --category 其他 --joined 2020-01-01 --phone 13800001111")
    council("member add 乙 --category 其他 --joined 2020-01-01")
    council("member edit 甲 --note 一次 --phone 13800002222")
    council("project add 示例项目 --lead 甲")
    return council


def test_a_sound_database_is_found_sound(read_example: Run) -> None:
    told = read_example.json("doctor")
    assert told["ok"] is True
    assert all(one["ok"] for one in told["checks"])
    names = [one["name"] for one in told["checks"]]
    assert {"数据位置", "表结构", "日志链", "记录与日志", "各专项每天的余额不小于零", "备份"} <= set(names)


TAMPERED: dict[str, tuple[str, str, list[str]]] = {
    "a value": ("UPDATE unit SET note = '两次' WHERE name = '甲'", "记录与日志", ["M001 甲", "备注"]),
    "a phone": ("UPDATE unit SET phone = '13911112222' WHERE name = '甲'", "记录与日志", ["甲", "联系电话"]),
    "a row put in": (
        "INSERT INTO spell (id, unit_id, joined) VALUES (99, 1, '2010-01-01')",
        "记录与日志",
        ["加入退出", "不是用程序登记的"],
    ),
    "a row taken out": ("DELETE FROM spell WHERE unit_id = 2", "记录与日志", ["加入退出", "不见了"]),
    "the last entry": (
        "DELETE FROM journal_image WHERE id IN (SELECT id FROM journal_row WHERE journal_id = (SELECT max(id) FROM journal));"
        "DELETE FROM journal_row WHERE journal_id = (SELECT max(id) FROM journal);"
        "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
        "日志链",
        ["第 5 条不见了"],
    ),
    "an entry in the middle": (
        "DELETE FROM journal_image WHERE id IN (SELECT id FROM journal_row WHERE journal_id = 3);"
        "DELETE FROM journal_row WHERE journal_id = 3; DELETE FROM journal WHERE id = 3",
        "日志链",
        ["第 3 条不见了", "第 4 条"],
    ),
    "who did it": ("UPDATE journal SET who = '别人' WHERE id = 2", "日志链", ["第 2 条被改过"]),
    "when": ("UPDATE journal SET at = '2000-01-01T00:00:00+00:00' WHERE id = 4", "日志链", ["第 4 条被改过"]),
    "an image": (
        "UPDATE journal_image SET after = replace(after, '一次', '三次') WHERE id = (SELECT max(r.id) FROM journal_row AS r "
        "WHERE r.journal_id = 4)",
        "日志链",
        ["第 4 条里成员单位"],
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_done_behind_the_journal_is_named(kept: Run, what: str) -> None:
    sql, check, words = TAMPERED[what]
    assert kept.json("doctor")["ok"]
    tell(kept, *sql.split(";"))
    found = wrong(kept)
    assert check in found
    for word in words:
        assert word in found[check], found
    assert not re.search(r"1\d{10}", str(found)), "a phone is told"


def test_a_change_is_still_known_when_the_program_has_changed_the_row_since(kept: Run) -> None:
    tell(kept, "UPDATE unit SET note = '两次' WHERE name = '甲'")
    kept("member edit 甲 --note 三次")
    assert "以前被绕过程序改过：备注" in wrong(kept)["记录与日志"]


def test_an_erased_image_is_no_fault(kept: Run) -> None:
    tell(
        kept,
        "UPDATE journal_image SET salt = NULL, before = NULL, after = NULL WHERE id IN "
        "(SELECT id FROM journal_row WHERE table_name = 'unit' AND row_id = 1)",
    )
    assert kept.json("doctor")["ok"]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_broken_references_a_lost_table_and_open_permissions_are_named(kept: Run) -> None:
    path = Path(kept.place)
    path.chmod(0o644)
    assert "0644" in wrong(kept)["权限"]
    path.chmod(0o600)
    tell(kept, "UPDATE spell SET unit_id = 77 WHERE unit_id = 1")
    assert "指向的成员单位不存在" in wrong(kept)["引用"]
    tell(kept, "DROP TABLE entry")
    assert "没有经费流水的表" in wrong(kept)["表结构"]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_an_upgrade_is_told_in_the_journal(kept: Run, versions: Callable[[str], None]) -> None:
    newest = newest_migration()
    versions(
        "with op.batch_alter_table('unit') as batch:\n    batch.add_column(sa.Column('new', sa.Text()))\n"
        "op.execute(\"UPDATE unit SET new = 'neu'\")"
    )
    assert kept.json("doctor")["ok"]
    with closing(sqlite3.connect(kept.place)) as connection:
        last = connection.execute("SELECT command, rows FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        assert last == (f"liaison upgrade {newest} 9000", 2)
        connection.execute("UPDATE unit SET new = 'alt' WHERE id = 2")
        connection.commit()
    assert "M002 乙" in wrong(kept)["记录与日志"]


def test_a_seal_holds_until_something_before_it_is_touched(kept: Run) -> None:
    sealed: dict[str, Any] = kept.json("log seal")
    assert sealed["seal"] == f"{sealed['entry']}-{sealed['chain'][:16]}"
    assert kept.json("report year 2023")["seal"] == sealed["seal"]
    kept("member edit 乙 --note 以后")
    assert kept.json(f"log seal {sealed['seal']}")["entry"] == sealed["entry"]
    assert "封印不符" in kept("log seal 2-0000000000000000", 4).stderr
    assert "没有第 99 条" in kept("log seal 99-0000000000000000", 3).stderr
    kept("log seal 随便", 2)
    tell(kept, "UPDATE journal SET who = '别人' WHERE id = 2")
    assert "封印不符" in kept(f"log seal {sealed['seal']}", 4).stderr
