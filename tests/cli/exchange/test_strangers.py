"""A sheet that another council exported is refused by every door; --as-plain takes it by its names."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.nouns.registry import registered, sheets_of
from tests.commands import Run, assert_one_sentence

OTHER = "这里是“示例另一个联席会议”"


@pytest.fixture
def exported(example: Run, tmp_path: Path) -> Path:
    """A folder with all sheets that the example exports."""
    folder = tmp_path / "别家的表"
    folder.mkdir()
    for noun in registered():
        if sheets_of(noun):
            example([noun, "export", folder / f"{noun}.xlsx", "--reveal"])
    example(["workbook", "export", folder / "workbook.xlsx", "--reveal"])
    return folder


@pytest.fixture
def other(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Another council, whose M001, M002 and F001 are others than the example's."""
    place = str(tmp_path / "另一个.db")
    monkeypatch.setenv("LIAISON_DB", place)
    run = Run(place)
    run("init 示例另一个联席会议")
    for name in ("示例别家银行", "示例别家证券"):
        run(f"member add {name} --category 其他 --joined 2018-06-15")
    run("project add 示例别家项目 --lead M001 --start 2022-12-01")
    run("project stage 示例别家项目 实施 --on 2022-12-01")
    run("project indicator 示例别家项目 乘坐人次 --unit 人次")
    run("activity add 示例别家活动 --kind 其他 --on 2023-01-05 --host M001")
    run("fund open 示例别家专项 --opened 2022-01-01")
    return run


def asked(run: Run, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(run.place)) as connection:
        return connection.execute(sql).fetchall()


def doors(folder: Path) -> Iterator[list[str | Path]]:
    """Every command line that reads a sheet, with one that the example exported."""
    for path in sorted(folder.glob("*.xlsx")):
        yield [path.stem, "import", path]
    yield ["activity", "attend", "--file", folder / "activity.xlsx"]
    yield ["project", "record", "示例别家项目", "乘坐人次", "--file", folder / "project.xlsx"]
    yield ["chair", "order", folder / "member.xlsx"]
    apportion = "fund apportion F001 --total 100 --round 示例批 --on 2023-12-15 --by weight --weights"
    yield [*apportion.split(), folder / "member.xlsx"]


def test_every_door_refuses_it_and_changes_nothing(other: Run, exported: Path) -> None:
    before, tried = other.dump(), 0
    for line in doors(exported):
        for more in (
            ([], ["--prefer", "mine"], ["--accept-renames", "--yes"]) if line[1] == "import" else ([],)
        ):
            result = other([*line, *more], 5)
            assert_one_sentence(result, OTHER, "liaison council list")
            assert "--as-plain" in result.stderr
            tried += 1
    assert tried > 20
    assert other.dump() == before
    assert {line[0] for line in doors(exported)} >= {noun for noun in registered() if sheets_of(noun)}


def test_a_saved_and_a_changed_one_too(other: Run, exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "member.xlsx")
    book["成员单位"]["B2"] = "示例改名单位"
    book.save(exported / "改过.xlsx")
    before = other.dump()
    assert_one_sentence(other(["member", "import", exported / "改过.xlsx"], 5), OTHER)
    assert other.dump() == before


def test_a_round_s_file_of_another_council(
    other: Run, example: Run, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("LIAISON_DB", example.place)
    ask = "collect start 2023年度活动 --noun activity --year 2023 --due 2024-01-15 --dir"
    example([*ask.split(), "发出"])
    back = tmp_path / "收回"
    back.mkdir()
    sent = next(Path("发出").glob("M001 *"))
    openpyxl.load_workbook(sent).save(back / sent.name)
    monkeypatch.setenv("LIAISON_DB", other.place)
    other([*ask.split(), "自己的"])
    before = other.dump()
    result = other(["collect", "merge", "2023年度活动", back], 5)
    assert "是另一个联席会议发出的表" in result.stdout
    assert_one_sentence(other(["activity", "import", back / sent.name], 5), OTHER)
    assert other.dump() == before


def test_as_plain_it_comes_by_its_names(other: Run, exported: Path) -> None:
    theirs = {row["name"] for row in other.json("member list")}
    answer = other.json(["member", "import", exported / "member.xlsx", "--as-plain"])
    assert (answer["new"] > 25, answer["changed"], answer["refused"]) == (True, 0, 0)
    assert {row["name"] for row in other.json("member list") if row["code"] in ("M001", "M002")} == theirs
    codes = [row["code"] for row in other.json("member list --all")]
    assert len(set(codes)) == len(codes) == 28
    again = other.json(["member", "import", exported / "member.xlsx", "--as-plain"])
    assert (again["new"], again["changed"]) == (0, 0)


def test_a_whole_workbook_as_plain_keeps_what_belongs_together(
    other: Run, exported: Path, example: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each activity has its attendance afterwards, though its code is another one here."""

    came = (
        "SELECT a.title, a.start, u.name, t.people, t.party FROM attendance AS t JOIN activity AS a ON a.id = t.activity_id "
        "JOIN unit AS u ON u.id = t.unit_id ORDER BY 1, 2, 3"
    )
    paid = (
        "SELECT f.name, e.number, e.day, e.kind, u.name, e.amount FROM entry AS e JOIN fund AS f ON f.id = e.fund_id "
        "LEFT JOIN unit AS u ON u.id = e.unit_id ORDER BY 1, 2"
    )
    monkeypatch.setenv("LIAISON_DB", other.place)
    answer = other.json(["workbook", "import", exported / "workbook.xlsx", "--as-plain"])
    assert (answer["changed"], answer["refused"]) == (0, 0)
    for sql in (came, paid):
        wanted = asked(example, sql)
        assert len(wanted) > 100
        assert asked(other, sql) == wanted
    assert other.json("council show")["name"] == "示例另一个联席会议"
    assert other.json("activity show A2023-001")["title"] == "示例别家活动"
    assert other.json("fund show F001")["name"] == "示例别家专项"


def test_codes_that_no_sheet_explains_are_refused_as_plain(other: Run, exported: Path) -> None:
    before = other.dump()
    sheet = ["--sheet", "参加情况", "--as-plain"]
    assert_one_sentence(
        other(["activity", "import", exported / "activity.xlsx", *sheet], 5), "写的是对方的编号"
    )
    assert other.dump() == before


def test_forms_are_nobody_s(other: Run, example: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_DB", example.place)
    example("member form 空表.xlsx")
    book = openpyxl.load_workbook("空表.xlsx")
    labels = {str(cell.value).rstrip("★"): cell.column for cell in book["成员单位"][1]}
    for label, value in {"单位名称": "示例新单位", "类别": "其他", "加入日期": "2023-01-01"}.items():
        book["成员单位"].cell(5, labels[label]).value = value
    book.save("空表.xlsx")
    monkeypatch.setenv("LIAISON_DB", other.place)
    assert other.json("member import 空表.xlsx")["new"] == 1


def test_a_copy_that_was_brought_back_is_the_same_council(example: Run, tmp_path: Path) -> None:
    """What was exported after the copy was made is from here, though the copy knows nothing of it."""
    shutil.copy(example.place, tmp_path / "以前.db")
    example("member edit M003 --note 示例")
    example("member export 名册.xlsx")
    for path in tmp_path.glob("example.db*"):
        if path.is_file():
            path.unlink()
    shutil.copy(tmp_path / "以前.db", example.place)
    result = example("member import 名册.xlsx --json")
    assert "不是从现在的数据库导出的" in result.stderr
    assert result.json["changed"] == 1


def test_a_council_that_moved_goes_on_taking_its_old_sheets(
    example: Run, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A council that began with the workbook of one of its name takes its other sheets; one of another name does not."""
    moved = str(tmp_path / "新电脑.db")
    monkeypatch.setenv("LIAISON_DB", moved)
    run = Run(moved)
    run(["workbook", "import", exported / "workbook.xlsx"])
    assert run.json(["member", "import", exported / "member.xlsx"])["refused"] == 0
    run("council edit --name 示例改了名的联席会议")
    assert_one_sentence(run(["member", "import", exported / "member.xlsx"], 5), "--as-plain")


def test_the_example_is_another_council_though_it_bears_one_s_name(example: Run, exported: Path) -> None:
    name = example.json("council show")["name"]
    own = Run("自己的.db")
    own(["init", name, "--db", "自己的.db"])
    own("member add 示例甲单位 --category 其他 --joined 2020-01-01 --db 自己的.db")
    assert_one_sentence(
        own(["member", "import", exported / "member.xlsx", "--db", "自己的.db"], 5), "另一个联席会议"
    )
