"""attach: files of any record, kept once by their digest, there before their row, brought back by undo, copied with backups."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from liaison.settings import data_folder
from liaison.settings import place as read_place
from liaison.store.kept import folder_of
from tests.commands import Run, assert_one_sentence, dump, shell
from tests.torture.soundness import faults_of

PHOTO = b"\xff\xd8 example photo"


def store(run: Run) -> Path:
    """Where the files of a council must lie, as the documentation says."""
    place = read_place(run.place)
    if place.path is not None:
        return Path(f"{place.path}.附件")
    return next(data_folder().glob("*.附件"), data_folder() / "没有.附件")


def lying(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def named(*contents: bytes) -> dict[str, bytes]:
    """The same files as they must be named, by another program's digest."""
    digests = {hashlib.sha256(content).hexdigest(): content for content in contents}
    return {f"{digest[:2]}/{digest}": content for digest, content in digests.items()}


def without_history(run: Run) -> dict[str, list[tuple[object, ...]]]:
    found = run.dump()
    return {
        name: rows for name, rows in found.items() if not name.startswith("journal") and name != "counter"
    }


@pytest.fixture
def held(council: Run, today: Callable[[str], None], tmp_path: Path) -> Run:
    """A council with one of each that a file may belong to, and three files."""
    today("2023-12-31")
    for line in (
        "member add 甲银行 --category 银行 --joined 2018-06-01",
        "member add 乙证券 --category 证券 --joined 2018-06-01",
        "body add 示例联盟 --kind 联盟",
        "project add 班车 --lead 甲银行 --start 2022-01-01",
        "activity add 读书会 --kind 联学 --on 2023-03-01 --host 甲银行",
        "meeting add --kind 全体会议 --on 2023-05-01 --host 甲银行",
        "activity add 明年论坛 --kind 论坛 --on 2024-03-01 --host 甲银行",
        "agreement add 帮扶协议 --party 甲银行 --party 乙证券 --signed 2023-01-05 --end 2024-12-31",
        "matter add 停车难 --kind 需求 --by 甲银行 --on 2023-06-01",
        "honour add 先进集体 --kind 荣誉 --holder 甲银行 --on 2023-07-01",
        "fund open 示例专项 --opened 2023-01-01",
        "dispatch add 关于示例的通知 --on 2023-08-01 --number 示例〔2023〕1号",
    ):
        council(line)
    (tmp_path / "会议纪要.docx").write_bytes("示例纪要".encode())
    (tmp_path / "合影.JPG").write_bytes(PHOTO)
    (tmp_path / "协议.pdf").write_bytes(b"%PDF-1.4 example")
    return council


@pytest.mark.parametrize(
    ("of", "name", "code", "day"),
    [
        ("本会", "本会", None, "2023-12-31"),
        ("甲银行", "甲银行", "M001", "2023-12-31"),
        ("示例联盟", "示例联盟", "B001", "2023-12-31"),
        ("P2022-01", "班车", "P2022-01", "2023-12-31"),
        ("A2023-001", "读书会", "A2023-001", "2023-03-01"),
        ("H2023-01", None, "H2023-01", "2023-05-01"),
        ("明年论坛", "明年论坛", "A2024-001", "2023-12-31"),
        ("G2023-001", "帮扶协议", "G2023-001", "2023-01-05"),
        ("X2023-001", "停车难", "X2023-001", "2023-06-01"),
        ("荣誉：先进集体", "先进集体", "J2023-001", "2023-07-01"),
        ("F001", "示例专项", "F001", "2023-12-31"),
        ("W2023-001", "关于示例的通知", "W2023-001", "2023-08-01"),
    ],
)
def test_a_file_belongs_to_a_record_of_any_noun(
    held: Run, of: str, name: str | None, code: str | None, day: str
) -> None:
    if code and code.startswith("H"):
        (meeting,) = held.json("meeting list")
        of = code = meeting["code"]
        name = meeting["title"]
    (made,) = held.json(["attach", of, "合影.JPG"])
    assert made == {
        "code": "D001",
        "of": name,
        "of_code": code,
        "name": "合影.JPG",
        "kind": "照片",
        "note": None,
        "day": day,
        "size": len(PHOTO),
        "sha256": hashlib.sha256(PHOTO).hexdigest(),
    }
    assert lying(store(held)) == named(PHOTO)
    assert held.json(["attach", "list", of]) == [made]
    assert held.json("attach show D001") == made | {
        "file": str(store(held) / next(iter(named(PHOTO)))),
    }
    assert held.json("doctor --deep")["ok"]


def test_the_verb_need_not_be_written_and_files_are_told_by_their_names(held: Run) -> None:
    said = held("attach A2023-001 会议纪要.docx 合影.JPG 协议.pdf --note 示例").stdout
    assert said.startswith("已登记附件 3 个")
    assert held("附件 添加 P2022-01 协议.pdf").code == 0
    assert [(one["code"], one["kind"], one["note"]) for one in held.json("attach list")] == [
        ("D001", "纪要", "示例"),
        ("D002", "照片", "示例"),
        ("D003", "扫描件", "示例"),
        ("D004", "扫描件", None),
    ]
    shown = held("activity show A2023-001").stdout
    assert "D001 会议纪要.docx（纪要）、D002 合影.JPG（照片）、D003 协议.pdf（扫描件）" in shown
    assert [one["name"] for one in held.json("project show 班车")["attachments"]] == ["协议.pdf"]
    assert held.json("member show 乙证券")["attachments"] == []
    held("attach 甲银行 合影.JPG --kind 其他")
    assert [one["code"] for one in held.json("member file 甲银行")["attachments"]] == ["D005"]
    assert [one["code"] for one in held.json("attach list --kind 其他")] == ["D005"]
    assert [one["code"] for one in held.json("attach list --find 协议")] == ["D003", "D004"]
    assert len(held.json("attach list --year 2023 --limit 2")) == 2


def test_a_content_is_stored_once_and_entered_once_for_a_record(held: Run, tmp_path: Path) -> None:
    shutil.copy("合影.JPG", "又一张.jpg")
    twice = held("attach A2023-001 合影.JPG 又一张.jpg")
    assert len(held.json("attach list")) == 1
    assert twice.stderr == ""
    again = held("attach A2023-001 合影.JPG 协议.pdf")
    assert again.stderr == "1 个文件原来就附在这条记录上，没有重复登记。\n"
    held("attach P2022-01 又一张.jpg")
    assert len(held.json("attach list")) == 3
    assert lying(store(held)) == named(PHOTO, b"%PDF-1.4 example")
    if (root := store(held)).exists():
        modes = {stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_file()}
        folders = {stat.S_IMODE(path.stat().st_mode) for path in [root, *root.rglob("??")]}
        assert (modes, folders) == ({0o600}, {0o700})
    assert (tmp_path / "合影.JPG").read_bytes() == PHOTO
    before = dump(held.place)
    assert "没有新的附件" in held("attach A2023-001 合影.JPG").stdout
    assert dump(held.place) == before


def test_what_is_no_file_is_refused_and_nothing_is_kept(held: Run, tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()
    os.mkfifo(tmp_path / "管道.jpg")
    with (tmp_path / "很大.jpg").open("wb") as large:
        large.truncate(2 * 2**30)
    (tmp_path / "断链.jpg").symlink_to(tmp_path / "没有.jpg")
    before = dump(held.place)
    for name, part in {
        "没有.jpg": "找不到",
        "断链.jpg": "找不到",
        "文件夹": "是文件夹",
        "管道.jpg": "不是普通文件",
        "/dev/zero": "不是普通文件",
        "很大.jpg": "超过 200 MB",
    }.items():
        refused = held(["attach", "A2023-001", "合影.JPG", name], 5)
        assert_one_sentence(refused, part)
    assert_one_sentence(held("attach 没有这条 合影.JPG", 3), "没有找到")
    assert_one_sentence(held("attach A2023-001 合影.JPG --on 2024-01-01", 4), "还没有到")
    assert_one_sentence(held("attach A2023-001 合影.JPG --kind 照相", 2), "照相")
    assert_one_sentence(held("attach A2023-001", 2), "文件")
    assert dump(held.place) == before
    assert lying(store(held)) == {}, "what was taken in for nothing is gone again"
    (tmp_path / "读不了.jpg").write_bytes(b"x")
    (tmp_path / "读不了.jpg").chmod(0)
    if os.geteuid() != 0:
        assert_one_sentence(held("attach A2023-001 读不了.jpg", 5), "没有权限")


def test_undo_and_redo_bring_rows_and_the_file_stays(held: Run) -> None:
    empty = without_history(held)
    held("attach A2023-001 合影.JPG 协议.pdf")
    full = without_history(held)
    held("undo --yes")
    assert without_history(held) == empty
    assert lying(store(held)) == named(PHOTO, b"%PDF-1.4 example")
    held("redo --yes")
    assert without_history(held) == full
    held("attach remove D001 --yes")
    assert [one["code"] for one in held.json("attach list")] == ["D002"]
    assert lying(store(held)) == named(PHOTO, b"%PDF-1.4 example")
    held("doctor --sweep")
    assert lying(store(held)) == named(PHOTO, b"%PDF-1.4 example"), "the journal may want it back"
    held("undo --yes")
    assert without_history(held) == full
    assert held.json("doctor --deep")["ok"]
    assert "D003" in held("attach A2023-001 会议纪要.docx").stdout


def test_a_record_with_files_is_not_removed(held: Run) -> None:
    held("attach G2023-001 协议.pdf")
    assert_one_sentence(held("agreement remove G2023-001 --yes", 4), "附件 1 条（D001 协议.pdf）")
    held("attach remove D001 --yes")
    held("agreement remove G2023-001 --yes")


def test_what_is_told_of_a_file_can_be_changed(held: Run) -> None:
    held("attach A2023-001 合影.JPG")
    held("attach edit D001 --kind 其他 --note 示例 --on 2023-02-01 --of 班车 --name 新名.jpg")
    (one,) = held.json("attach list")
    told = (one["of"], one["name"], one["kind"], one["note"], one["day"])
    assert told == ("班车", "新名.jpg", "其他", "示例", "2023-02-01")
    assert_one_sentence(held("attach edit D001 --on 2024-02-01", 4), "还没有到")
    assert lying(store(held)) == named(PHOTO)


def test_files_come_out_under_their_names_and_over_no_other(held: Run, tmp_path: Path) -> None:
    for folder, content in (("一", b"1"), ("二", b"2"), ("三", b"3")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "图.jpg").write_bytes(content)
    held("attach A2023-001 一/图.jpg 二/图.jpg 会议纪要.docx")
    made = held.json("attach export A2023-001 出")
    assert lying(tmp_path / "出") == {
        "图.jpg": b"1",
        "图-2.jpg": b"2",
        "会议纪要.docx": "示例纪要".encode(),
    }
    assert [Path(one["file"]).name for one in made["files"]] == ["图.jpg", "图-2.jpg", "会议纪要.docx"]
    held("attach export A2023-001 出")
    assert len(lying(tmp_path / "出")) == 3, "the same content is not copied again"
    shutil.copy("三/图.jpg", "出/图.jpg")
    held("attach export A2023-001 出")
    found = lying(tmp_path / "出")
    assert found["图.jpg"] == b"3"
    assert sorted(found.values()) == sorted([b"1", b"2", b"3", "示例纪要".encode()])
    assert_one_sentence(held("attach export A2023-001 合影.JPG", 5), "不是文件夹")
    assert_one_sentence(held("attach export P2022-01 空", 4), "没有附件")
    assert not (tmp_path / "空").exists()


@pytest.mark.parametrize(
    "name", ["../../外面.jpg", "/tmp/外面.jpg", "..", "CON.jpg", "a\\b:c.jpg", ".藏.jpg"]
)
def test_no_name_leads_out_of_the_folder(held: Run, tmp_path: Path, name: str) -> None:
    held("attach A2023-001 合影.JPG")
    held(["attach", "edit", "D001", "--name", name])
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    held("attach export A2023-001 深/出", 5)
    (tmp_path / "深").mkdir()
    (made,) = held.json("attach export A2023-001 深/出")["files"]
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert new == {tmp_path / made["file"]}
    assert next(iter(new)).parent == tmp_path / "深" / "出"
    assert next(iter(new)).read_bytes() == PHOTO


def test_a_digest_that_was_tampered_with_leads_nowhere(held: Run) -> None:
    held("attach A2023-001 合影.JPG")
    from liaison.store.database import connect

    connection, _dialect = connect(read_place(held.place))
    with closing(connection):
        connection.execute("UPDATE attachment SET sha256 = '../../../etc/passwd'")
    (found,) = [one for one in held.json("doctor", 4)["checks"] if one["name"] == "附件"]
    assert not found["ok"]
    assert "D001" in found["detail"]
    assert held("attach export A2023-001 出", 5).fault == ""
    assert_one_sentence(held("attach show D001", 6), "摘要")
    held("backup")


def test_doctor_tells_what_is_missing_cut_short_or_altered(held: Run) -> None:
    held("attach A2023-001 合影.JPG 协议.pdf")
    path = store(held) / next(iter(named(PHOTO)))

    def told(line: str, code: int = 4) -> str:
        return next(one["detail"] for one in held.json(line, code)["checks"] if one["name"] == "附件")

    assert told("doctor", 0) == "2 个文件都在，大小相符；逐个核对摘要请加 --deep"
    path.write_bytes(b"\x00" * len(PHOTO))
    assert "2 个文件都在" in told("doctor", 0), "cheap: by size"
    assert told("doctor --deep") == "D001 合影.JPG（读书会）"
    path.write_bytes(PHOTO[:-1])
    assert told("doctor") == "D001 合影.JPG（读书会）"
    path.unlink()
    assert told("doctor") == "D001 合影.JPG（读书会）"
    out = held("attach export A2023-001 出", 5)
    assert "D001" in out.stderr
    assert [p.name for p in Path("出").iterdir()] == ["协议.pdf"]
    held("attach P2022-01 合影.JPG")
    assert told("doctor --deep", 0) == "2 个文件都在，摘要逐个核对无误", "attached anew it is there again"


def test_a_damaged_file_is_made_good_by_attaching_it_again(held: Run) -> None:
    held("attach A2023-001 合影.JPG")
    path = store(held) / next(iter(named(PHOTO)))
    path.write_bytes(b"\x00" * len(PHOTO))
    held("attach P2022-01 合影.JPG")
    assert path.read_bytes() == PHOTO


def test_what_a_killed_program_left_is_told_and_swept_but_not_at_once(held: Run) -> None:
    held("attach A2023-001 合影.JPG")
    left = named(b"left behind")
    (name,) = left
    path = store(held) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"left behind")
    foreign = store(held) / "说明.txt"
    foreign.write_text("示例", encoding="utf-8")
    found = held.json("doctor")
    assert found["ok"]
    idle = next(one for one in found["checks"] if one["name"] == "多余的附件")
    assert (idle["detail"].split("没有")[0], idle["mend"]) == ("1 个文件", "清掉它们：liaison doctor --sweep")
    held("doctor --sweep")
    assert path.exists(), "it may be one that is just being attached"
    long_ago = time.time() - 7200
    os.utime(path, (long_ago, long_ago))
    assert "清掉 1 个" in held("doctor --sweep").stdout
    assert lying(store(held)) == named(PHOTO) | {"说明.txt": "示例".encode()}


def test_a_file_that_goes_before_its_row_is_kept_is_noticed(
    held: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liaison.services.keeping import attach

    save_all = attach.save_all

    def swept(*given: object) -> object:
        for path in store(held).glob("*/*"):
            path.unlink()
        return save_all(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(attach, "save_all", swept)
    before = dump(held.place)
    assert_one_sentence(held("attach A2023-001 合影.JPG", 4), "再运行一次")
    assert dump(held.place) == before


def test_what_fails_takes_no_file_away_that_another_has_attached_meanwhile(
    held: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liaison.services.keeping import attach
    from liaison.store import sweeping

    attached, failing = attach.attach, True

    def full(*given: object) -> object:
        nonlocal failing
        if failing:
            raise OSError(errno.ENOSPC, "full")
        return attached(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(attach, "attach", full)
    held("attach A2023-001 合影.JPG", 5)
    assert lying(store(held)) == {}
    discard = sweeping.discard

    def late(*given: object) -> None:
        nonlocal failing
        failing = False
        held("attach 班车 合影.JPG")
        discard(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sweeping, "discard", late)
    held("attach A2023-001 合影.JPG", 5)
    assert lying(store(held)) == named(PHOTO)
    assert held.json("doctor --deep")["ok"]


def test_what_cannot_be_copied_out_whole_leaves_nothing(
    held: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liaison.services.keeping import attach

    held("attach A2023-001 合影.JPG 协议.pdf")
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / "合影.JPG").write_bytes(b"another")
    copied, times = shutil.copyfile, iter(range(9))

    def full(*given: Path) -> object:
        if next(times):
            raise OSError(errno.ENOSPC, "full")
        return copied(*given)

    monkeypatch.setattr(attach.shutil, "copyfile", full)
    assert_one_sentence(held("attach export A2023-001 出", 5), "磁盘")
    assert lying(tmp_path / "出") == {"合影.JPG": b"another"}


def test_many_at_once_store_one_file(held: Run, tmp_path: Path) -> None:
    shared = {"cwd": tmp_path}
    with ThreadPoolExecutor(4) as pool:
        lines = [["attach", of, "合影.JPG"] for of in ("甲银行", "乙证券", "班车", "读书会")]
        done = list(pool.map(lambda line: shell(line, **shared), lines))
    assert [one.code for one in done] == [0] * 4, [one.stderr for one in done]
    assert lying(store(held)) == named(PHOTO)
    assert sorted(one["code"] for one in held.json("attach list")) == ["D001", "D002", "D003", "D004"]
    assert held.json("doctor --deep")["ok"]


# -- copies ------------------------------------------------------------------------------------------------------------


def test_backups_share_one_copy_of_each_file_and_restore_brings_it_back(held: Run, tmp_path: Path) -> None:
    held("attach A2023-001 合影.JPG 协议.pdf")
    stick = tmp_path / "U盘"
    stick.mkdir()
    file = held.json(["backup", stick])["file"]
    held(["backup", stick])
    assert lying(stick / "附件") == named(PHOTO, b"%PDF-1.4 example")
    held("attach P2022-01 会议纪要.docx")
    held(["backup", stick])
    assert len(lying(stick / "附件")) == 3
    assert len(list(stick.glob("*.bak"))) == 3
    before = lying(store(held))
    shutil.rmtree(store(held))
    held(["restore", file, "--yes"])
    assert held.json("doctor --deep")["ok"]
    assert lying(store(held)) == {
        path: content for path, content in before.items() if b"PDF" in content or content == PHOTO
    }
    newest = sorted(folder_of(read_place(held.place)).glob("*恢复前.bak"))[-1]
    held(["restore", newest, "--yes"])
    told = [one for one in held.json("doctor", 4)["checks"] if one["name"] == "附件"]
    assert "D003" in told[0]["detail"], "it was gone when that copy was made"


def test_a_restore_says_what_is_nowhere(held: Run, tmp_path: Path) -> None:
    held("attach A2023-001 合影.JPG")
    stick = tmp_path / "U盘"
    stick.mkdir()
    file = held.json(["backup", stick])["file"]
    shutil.rmtree(stick / "附件")
    shutil.rmtree(store(held))
    assert "1 个附件的文件不在这里" in held(["restore", file, "--yes"]).stderr
    alone = held(["backup", stick])
    assert "1 个附件的文件不在或不完整" in alone.stderr
    assert alone.code == 0


def test_what_a_restore_replaces_can_be_had_back_with_its_files(held: Run, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    early = held.json(["backup", stick])["file"]
    held("attach A2023-001 合影.JPG")
    kept = held.json(["restore", early, "--yes"])["kept"]
    assert held.json("attach list") == []
    for path in store(held).rglob("*"):
        if path.is_file():
            os.utime(path, (1, 1))
    held("doctor --sweep")
    assert not lying(store(held))
    held(["restore", kept, "--yes"])
    assert held.json("doctor --deep")["ok"]
    assert lying(store(held)) == named(PHOTO)


def test_a_damaged_file_beside_a_backup_is_not_brought_back(held: Run, tmp_path: Path) -> None:
    held("attach A2023-001 合影.JPG")
    stick = tmp_path / "U盘"
    stick.mkdir()
    file = held.json(["backup", stick])["file"]
    shutil.rmtree(store(held))
    there = stick / "附件" / next(iter(named(PHOTO)))
    there.unlink()
    there.write_bytes(b"\x00" * len(PHOTO))
    held(["restore", file, "--yes"])
    assert not store(held).exists() or not lying(store(held))


def test_the_list_travels_with_the_workbook(
    held: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held("attach A2023-001 合影.JPG --note 示例")
    held("attach 本会 协议.pdf")
    held("workbook export 台账.xlsx --reveal")
    import openpyxl

    book = openpyxl.load_workbook("台账.xlsx")
    sheet = book["附件"]
    heads = [str(cell.value).rstrip("★") for cell in sheet[1]]
    assert heads[:8] == ["编号", "记录", "名称", "类别", "说明", "日期", "大小", "摘要"]
    sheet.cell(2, heads.index("说明") + 1).value = "改过的说明"
    book.save("台账.xlsx")
    held("workbook import 台账.xlsx --yes")
    assert [one["note"] for one in held.json("attach list")] == ["改过的说明", None]
    other = tmp_path / "新.db"
    said = held(["workbook", "import", "台账.xlsx", "--db", other, "--yes"]).stderr
    assert "2 个附件只登记了目录" in said
    assert "附件" in held(["doctor", "--db", other], 4).stdout
    if read_place(held.place).path:
        shutil.copytree(store(held), f"{other}.附件")
        held(["doctor", "--deep", "--db", other])
        assert faults_of(other) == []


def test_a_closed_year_can_be_filed(held: Run, today: Callable[[str], None]) -> None:
    today("2024-02-01")
    held("year close 2023")
    held("attach A2023-001 合影.JPG")
    held("attach remove D001 --yes")


def test_councils_of_one_server_have_folders_of_their_own(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import _drop, schema

    Path("合影.JPG").write_bytes(PHOTO)
    places = [schema(postgresql), schema(postgresql)]
    for number, place in enumerate(places, start=1):
        monkeypatch.setenv("LIAISON_DB", place)
        run = Run(place)
        run(f"init 示例{number}")
        run("attach 本会 合影.JPG")
    assert len(list(data_folder().glob("*.附件"))) == 2
    for place in places:
        _drop(place)


def test_the_database_holds_a_file_to_one_record(example: Run) -> None:
    with closing(sqlite3.connect(example.place)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO attachment (id, code, name, kind, day, size, sha256, body_id, fund_id) "
            "VALUES (1, 'D001', 'x', '其他', '2023-01-01', 1, 'x', 1, 1)"
        )
