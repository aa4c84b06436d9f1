"""Copies: whole, checked, private, never over another; brought back to either sort of database; kept as long as is promised."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from liaison.settings import place as read_place
from liaison.store.kept import BEFORE_IMPORT, BEFORE_UPGRADE, BY_HAND, Kept, folder_of, superseded
from tests.commands import Run, dump
from tests.workbooks import saved

LAST = date(2026, 11, 27)


def copies(run: Run, why: str = "") -> list[Path]:
    return sorted(folder_of(read_place(run.place)).glob(f"*{why}*.bak" if why else "*.bak"))


def rows_of(path: Path) -> dict[str, int]:
    """Rows by table, asked of the file itself."""
    with closing(sqlite3.connect(path)) as connection:
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_a_copy_holds_what_the_council_holds(council: Run) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    made = council.json("backup")
    file = Path(made["file"])
    assert dump(str(file)) == council.dump()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    counts = rows_of(file)
    own = {name for name in counts if name.startswith("journal") or name in ("counter", "alembic_version")}
    assert made == {
        "file": str(file),
        "bytes": file.stat().st_size,
        "rows": sum(count for name, count in counts.items() if name not in own),
        "entries": counts["journal"],
    }
    assert "示例联席会议" in file.name


def test_no_copy_goes_over_another_and_none_is_thinned_out_that_was_asked_for(council: Run) -> None:
    files = {council.json("backup")["file"] for _time in range(23)}
    assert len(files) == 23
    assert {str(path) for path in copies(council)} == files


def test_a_copy_goes_to_the_folder_that_is_named(council: Run, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    said = council(["backup", stick], 5).stderr
    assert "文件夹" in said
    assert not stick.exists()
    stick.mkdir()
    assert Path(council.json(["backup", stick])["file"]).parent == stick
    assert copies(council) == []


def test_the_second_folder_gets_each_copy_too_and_its_absence_is_said(council: Run, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    assert "找不到文件夹" in council(["council", "edit", "--backup-to", stick]).stderr
    alone = council("backup")
    assert "U盘" in alone.stderr
    assert alone.code == 0
    stick.mkdir()
    file = Path(council.json("backup")["file"])
    assert (stick / file.name).read_bytes() == file.read_bytes()
    council(["council", "edit", "--backup-to", ""])
    council("backup")
    assert len(list(stick.iterdir())) == 1
    assert len(copies(council)) == 3


def test_a_sheet_that_changes_many_rows_is_preceded_by_a_copy(council: Run, tmp_path: Path) -> None:
    header = ["单位名称", "类别", "加入日期"]
    few = saved(tmp_path / "few.xlsx", header, *([f"示例{n:03}厂", "其他", "2020-01-01"] for n in range(20)))
    many = saved(
        tmp_path / "many.xlsx", header, *([f"示例{n:03}店", "其他", "2020-01-01"] for n in range(60))
    )
    council(["member", "import", few])
    assert copies(council) == []
    before = council.dump()
    council(["member", "import", many, "--dry-run"])
    assert copies(council) == []
    council(["member", "import", many])
    (copy,) = copies(council, BEFORE_IMPORT)
    assert dump(str(copy)) == before


def test_what_is_restored_is_what_was_copied_and_what_was_there_is_kept(council: Run) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    then, file = council.dump(), council.json("backup")["file"]
    council("member add 乙 --category 银行 --joined 2021-01-01")
    council("member edit 甲 --note 改过")
    now = council.dump()
    result = council(["restore", file])
    assert "多 2 条日志" in result.stderr
    assert "成员单位 2 → 1" in result.stderr
    assert council.dump() == then
    (kept,) = copies(council, "恢复前")
    assert dump(str(kept)) == now
    assert str(kept) in result.stdout
    back = council.json(["restore", kept])
    assert council.dump() == now
    assert back["entries"] == len(now["journal"])
    assert council.json("doctor")["ok"]


def test_a_copy_founds_a_council_where_there_is_none(council: Run, tmp_path: Path) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    file, there = council.json("backup")["file"], tmp_path / "别处" / "新.db"
    council(["restore", file, "--db", there])
    assert dump(str(there)) == council.dump()
    assert stat.S_IMODE(there.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["header", "middle", "empty"])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_damaged_database_is_set_aside(council: Run, damage: str) -> None:
    council("member add 甲 --category 其他 --joined 2020-01-01")
    then, file = council.dump(), council.json("backup")["file"]
    path = Path(council.place)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    broken = bytearray(path.read_bytes())
    if damage == "header":
        broken[:200] = b"x" * 200
    elif damage == "middle":
        broken[4096:] = b"x" * (len(broken) - 4096)
    else:
        broken.clear()
    path.write_bytes(broken)
    council(["restore", file])
    assert council.dump() == then
    if damage != "empty":
        (aside,) = folder_of(read_place(council.place)).glob("*-损坏")
        assert aside.read_bytes() == broken


def test_what_is_no_copy_changes_nothing(council: Run, tmp_path: Path) -> None:
    before = council.dump()
    whole = Path(council.json("backup")["file"]).read_bytes()
    for name, content in (
        ("文字.bak", "不是备份".encode()),
        ("半截.bak", whole[: len(whole) // 2]),
        ("空.bak", b""),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        said = council(["restore", file], 5).stderr
        assert len(said.splitlines()) == 1
        assert name in said
    assert "没有备份文件" in council("restore 没有.bak", 5).stderr
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    council(["restore", other], 5)
    newer = tmp_path / "newer.bak"
    newer.write_bytes(whole)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "更新版本" in council(["restore", newer], 6).stderr
    assert council.dump() == before
    assert copies(council, "恢复前") == []


def test_another_council_is_said_to_be_another(council: Run, tmp_path: Path) -> None:
    council(["init", "另一联席会议", "--db", tmp_path / "other.db"])
    file = council.json(["backup", "--db", tmp_path / "other.db"])["file"]
    assert "不是一路来的" in council(["restore", file]).stderr


def every_day(whys: list[str], days: int, each: int) -> list[Kept]:
    """Copies made on so many days to the last one, so many a day, the newest first."""
    made = []
    for day in range(days):
        for number in range(each):
            moment = datetime.combine(LAST - timedelta(days=day), datetime.min.time()) + timedelta(
                hours=20 - number
            )
            made.append(Kept(Path(f"{day}-{number}"), moment, whys[number % len(whys)]))
    return made


def test_the_newest_twenty_stay_and_one_a_day_for_thirty_days() -> None:
    gone = {str(one.file) for one in superseded(every_day([BEFORE_IMPORT], 40, 6), LAST)}
    # Three days and two more are the newest twenty; after them the last of each day up to the thirtieth.
    stay = (
        {f"{day}-{n}" for day in range(3) for n in range(6)}
        | {"3-0", "3-1"}
        | {f"{day}-0" for day in range(30)}
    )
    assert gone == {f"{day}-{n}" for day in range(40) for n in range(6)} - stay


def test_what_was_asked_for_or_came_before_an_upgrade_stays_for_ever() -> None:
    assert superseded(every_day([BY_HAND, BEFORE_UPGRADE], 400, 2), LAST) == []
