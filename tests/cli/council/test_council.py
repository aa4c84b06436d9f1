"""init and council: one council per database, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Run, assert_one_sentence

KEYS = {
    "name",
    "short",
    "founded",
    "secretariat",
    "symbol",
    "initiator",
    "guide",
    "guide_code",
    "records_from",
    "backup_to",
}


def test_init_says_what_it_founded(run: Run) -> None:
    answer = run.json(
        "init 滨江联席会议 --short 滨江 --founded 2018.6.1 --secretariat 甲单位 --initiator 乙单位 "
        "--guide 区委 --guide 区委组织部 --records-from 2022年1月1日"
    )
    assert answer == {
        "name": "滨江联席会议",
        "short": "滨江",
        "founded": "2018-06-01",
        "secretariat": "甲单位",
        "symbol": None,
        "initiator": "乙单位",
        "guide": ["区委", "区委组织部"],
        "guide_code": ["B001", "B002"],
        "records_from": "2022-01-01",
        "backup_to": None,
    }
    assert run.json("council show") == answer | {"attachments": []}


def test_init_needs_a_name_only(run: Run) -> None:
    answer = run.json("init 滨江联席会议")
    assert answer.keys() == KEYS
    assert {key for key, value in answer.items() if value not in (None, [])} == {"name"}


def test_a_second_council_is_refused(council: Run) -> None:
    before = council.dump()
    assert_one_sentence(council("init 另一个", 4), "已有联席会议“示例联席会议”")
    assert council.dump() == before


def test_init_makes_the_file_and_its_folder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "新 文件夹" / "会议.db"
    said = run(["init", "新会议", "--db", path])
    assert str(path) in said.stdout
    assert run.json(["council", "show", "--db", path])["name"] == "新会议"


def test_init_without_a_place_uses_the_data_folder(run: Run, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LIAISON_DB")
    run("init 新会议")
    assert (tmp_path / "home" / "data" / "liaison" / "liaison.db").is_file()
    assert run.json("council show")["name"] == "新会议"


def test_the_place_can_be_told_before_or_behind_the_noun(council: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "other.db")
    council(["--db", path, "init", "另一个"])
    assert council.json(["council", "show", "--db", path])["name"] == "另一个"
    assert council.json(["--db", f"sqlite:///{path}", "council", "show"])["name"] == "另一个"
    assert council.json("council show")["name"] == "示例联席会议"


def test_edit_changes_what_is_given_and_nothing_else(council: Run) -> None:
    before = council.json("council show")
    del before["attachments"]
    answer = council.json("council edit --secretariat 丙单位 --guide 市委")
    assert answer == before | {"secretariat": "丙单位", "guide": ["市委"], "guide_code": ["B001"]}
    assert council.json("council edit --secretariat ''")["secretariat"] is None


def test_a_database_without_a_council_says_what_to_do(run: Run) -> None:
    assert_one_sentence(run("council show", 6), "liaison init")
