"""archive: a year's files by their archive numbers, the list that DA/T 22-2015 wants, and what is missing; counted by hand."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from liaison.rules.keeping.archive import Class, Filed, in_order, numbers
from liaison.services.keeping.pages import pages_of
from tests.cli.keeping.test_attach import lying
from tests.commands import Run, assert_one_sentence
from tests.conftest import EXAMPLE

PDF = (EXAMPLE / "附件" / "示例协议.pdf").read_bytes()


@pytest.fixture
def held(council: Run, today: Callable[[str], None], tmp_path: Path) -> Run:
    """A council with papers of 2022 and 2023, some of them missing."""
    today("2023-12-31")
    for line in (
        "member add 甲银行 --category 银行 --joined 2018-06-01",
        "member add 乙证券 --category 证券 --joined 2018-06-01",
        "activity add 读书会 --kind 联学 --on 2023-03-01 --host 甲银行",
        "activity add 义诊 --kind 志愿服务 --on 2023-04-01 --host 乙证券",
        "activity add 明年论坛 --kind 论坛 --on 2024-03-01 --host 甲银行",
        "activity add 去年论坛 --kind 论坛 --on 2022-03-01 --host 甲银行",
        "meeting add 第一次全体会议 --kind 全体会议 --on 2023-05-01 --host 乙证券",
        "meeting add 第二次全体会议 --kind 全体会议 --on 2023-11-01 --host 甲银行",
        "agreement add 帮扶协议 --party 甲银行 --party 乙证券 --signed 2023-01-05 --end 2024-12-31",
        "agreement add 没签的协议 --party 甲银行 --party 乙证券",
        "honour add 先进集体 --kind 荣誉 --holder 甲银行 --on 2023-07-01 --by 示例区委 --number 示例〔2023〕1号",
        "honour add 示例申报 --kind 荣誉 --holder 乙证券",
    ):
        council(line)
    for name, content in {
        "会.txt": b"1",
        "照.jpg": b"2",
        "协.pdf": PDF,
        "奖.pdf": b"%PDF-1.4 nobody can count its pages",
        "章程.docx": b"5",
        "旧.jpg": b"6",
    }.items():
        (tmp_path / name).write_bytes(content)
    council("attach 第一次全体会议 会.txt --kind 纪要 --on 2023-05-03")
    council("attach 第一次全体会议 照.jpg")
    council("attach 读书会 照.jpg")
    council("attach 帮扶协议 协.pdf")
    council("attach 先进集体 奖.pdf --note 示例备注")
    council("attach 本会 章程.docx --on 2023-02-01")
    council("attach 去年论坛 旧.jpg")
    return council


def rows(folder: Path, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(folder / "归档目录.xlsx")
    return [row for row in book[sheet].iter_rows(min_row=3, values_only=True) if any(row)]


def test_a_year_is_laid_out_by_number_with_its_list(held: Run, tmp_path: Path) -> None:
    said = held("archive 2023 --fonds z109").stdout
    assert said.startswith("2023年归档 6 件，目录和文件在 归档-2023。\n缺少的材料（2）\n")
    folder = tmp_path / "归档-2023"
    found = lying(folder)
    del found["归档目录.xlsx"]
    assert found == {
        "Y 永久/ZH 联席会议/Z109-WS·2023-Y-ZH-0001 示例联席会议：章程.docx": b"5",
        "Y 永久/HY 会议/Z109-WS·2023-Y-HY-0001 第一次全体会议纪要.txt": b"1",
        "Y 永久/HY 会议/Z109-ZP·2023-Y-HY-0001 第一次全体会议照片.jpg": b"2",
        "D30 30年/XY 协议/Z109-WS·2023-D30-XY-0001 帮扶协议扫描件.pdf": PDF,
        "D30 30年/RY 荣誉/Z109-WS·2023-D30-RY-0001 先进集体扫描件.pdf": b"%PDF-1.4 nobody can count its pages",
        "D10 10年/HD 活动/Z109-ZP·2023-D10-HD-0001 读书会照片.jpg": b"2",
    }
    assert rows(folder, "归档文件目录") == [
        ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"),
        (1, "Z109-WS·2023-Y-HY-0001", None, "乙证券", "第一次全体会议纪要", "20230503", None, None, None),
        (
            2,
            "Z109-WS·2023-Y-ZH-0001",
            None,
            "示例联席会议",
            "示例联席会议：章程",
            "20230201",
            None,
            None,
            None,
        ),
        (
            *(3, "Z109-WS·2023-D30-RY-0001", "示例〔2023〕1号", "示例区委", "先进集体扫描件", "20230701"),
            *(None, None, "示例备注"),
        ),
        (4, "Z109-WS·2023-D30-XY-0001", None, "甲银行、乙证券", "帮扶协议扫描件", "20230105", None, 2, None),
        (5, "Z109-ZP·2023-Y-HY-0001", None, "乙证券", "第一次全体会议照片", "20230501", None, None, None),
        (6, "Z109-ZP·2023-D10-HD-0001", None, "甲银行", "读书会照片", "20230301", None, None, None),
    ]
    assert rows(folder, "缺少的材料") == [
        ("类别", "编号", "名称", "日期", "缺少", "接着输入"),
        ("活动", "A2023-002", "义诊", "2023-04-01", "照片", "liaison attach A2023-002 〈文件〉 --kind 照片"),
        (
            "会议",
            "H2023-002",
            "第二次全体会议",
            "2023-11-01",
            "纪要",
            "liaison attach H2023-002 〈文件〉 --kind 纪要",
        ),
    ]
    assert folder.stat().st_mode & 0o077 == 0


def test_what_was_missing_is_there_once_it_is_attached(held: Run) -> None:
    missing = held.json("archive 2023 -o 一")["missing"]
    for one in missing:
        held(one["command"].removeprefix("liaison ").replace("〈文件〉", "会.txt"))
    assert held.json("archive 2023 -o 二")["missing"] == []
    assert "没有发现缺少的材料" in held("archive 2023 -o 三").stdout
    assert [one["number"] for one in held.json("archive 2022 -o 四")["papers"]] == ["ZP·2022-D10-HD-0001"]


def test_a_file_that_is_gone_is_told_among_the_missing(held: Run) -> None:
    path = Path(held.json("attach show D001")["file"])
    path.unlink()
    found = held.json("archive 2023")
    assert {"kind": "附件", "code": "D001", "wants": "文件本身", "command": "liaison doctor"}.items() <= next(
        one for one in found["missing"] if one["code"] == "D001"
    ).items()
    assert len(found["papers"]) == 5


def test_nothing_that_is_there_is_overwritten(held: Run, tmp_path: Path) -> None:
    held("archive 2023 -o 归")
    before = lying(tmp_path / "归")
    assert_one_sentence(held("archive 2023 -o 归", 4), "已经存在")
    assert_one_sentence(held("archive 2023 -o 会.txt", 4), "已经存在")
    assert_one_sentence(held("archive 2023 -o 没有/归档", 5), "不存在")
    assert lying(tmp_path / "归") == before
    assert not list(tmp_path.glob(".*"))
    for wrong in ("archive 二三", "archive 2023 --fonds Z1", "archive 2023 --fonds ../x"):
        assert_one_sentence(held(wrong, 2))
    assert not (tmp_path / "归档-2023").exists()


def test_the_house_says_where_its_papers_go(
    held: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    monkeypatch.setenv("LIAISON_TEMPLATES", str(own))
    from liaison.figures.summary.texts import texts

    for text, code in (
        ('meeting = "BGS D10"', 0),
        ('meeting = "BGS D20"', 5),
        ('meeting = "../x Y"', 5),
        ('meeting = ""', 5),
    ):
        texts.cache_clear()
        (own / "summary.toml").write_text(f"[archive]\n{text}\n", encoding="utf-8")
        done = held(f"archive 2023 -o 归{code} --json", code)
        if code:
            assert "meeting" in done.stderr
            assert not (tmp_path / "归5").exists()
        else:
            assert "WS·2023-D10-BGS-0001" in [one["number"] for one in done.json["papers"]]
    texts.cache_clear()


# -- rules -------------------------------------------------------------------------------------------------------------


def test_numbers_begin_anew_in_each_lowest_class() -> None:
    papers = [
        Filed("WS", Class("HY", "D10"), "2023-01-01", (4, "D001")),
        Filed("ZP", Class("HY", "Y"), "2023-01-01", (4, "D002")),
        Filed("WS", Class("HY", "Y"), "2023-02-01", (4, "D003")),
        Filed("WS", Class("HY", "Y"), "2023-01-01", (5, "D1000")),
        Filed("WS", Class("HY", "Y"), "2023-01-01", (4, "D999")),
        Filed("WS", Class("BGS", "D30"), "2023-01-01", (4, "D005")),
    ]
    ordered = in_order(papers)
    assert [one.key[1] for one in ordered] == ["D999", "D1000", "D003", "D005", "D001", "D002"]
    assert numbers(ordered, 2026, "Z109") == [
        *(f"Z109-WS·2026-Y-HY-{number:04d}" for number in (1, 2, 3)),
        "Z109-WS·2026-D30-BGS-0001",
        "Z109-WS·2026-D10-HY-0001",
        "Z109-ZP·2026-Y-HY-0001",
    ]
    assert numbers(ordered, 2026, "")[0] == "WS·2026-Y-HY-0001"


# -- pages -------------------------------------------------------------------------------------------------------------


def test_pages_are_counted_where_a_file_says_so_and_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    for content, pages in (
        (PDF, 2),
        (b"", None),
        (b"%PDF-", None),
        (b"not a PDF /Type /Pages /Count 3", None),
        (PDF.replace(b"/Count 2", b"/Count 3"), None),
        (PDF + PDF[9:], None),
        (PDF.replace(b"%%EOF", b"/ObjStm %%EOF"), None),
        (PDF.replace(b"%%EOF", b"/Encrypt %%EOF"), None),
    ):
        path.write_bytes(content)
        assert pages_of(path) == pages, content[:40]


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="no other program to ask"
)
def test_pages_are_those_that_another_program_counts(tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_text("示例\n" * 200, encoding="utf-8")
    line = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "长.txt",
    ]
    subprocess.run(line, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    told = subprocess.run(
        ["pdfinfo", "长.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    counted = next(int(row.split()[1]) for row in told.splitlines() if row.startswith("Pages"))
    assert counted > 2
    assert pages_of(tmp_path / "长.pdf") in (counted, None)
