"""The register of documents: a number is given once and stands in the paper, what is missing is named, the file is proved."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from docx import Document

from tests.commands import Run, assert_one_sentence


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2023-12-31")


def words_of(path: str) -> list[str]:
    return [one.text for one in Document(path).paragraphs]


def test_a_numbered_paper_stands_in_the_register(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("council edit --symbol 示例党联")
    council("meeting add --kind 轮值会议 --on 2024-01-20 --host 甲单位 --venue 示例会场")
    assert council.json("paper notice H2024-001 -o 草稿.docx")["number"] is None
    assert not any("文件" in line for line in words_of("草稿.docx"))
    answer = council.json("paper notice H2024-001 --number -o 一.docx")
    assert answer["number"] == "示例党联〔2023〕1号"
    lines = words_of("一.docx")
    (mark,) = [place for place, line in enumerate(lines) if line.endswith("文件")]
    assert lines[mark + 3] == "示例党联〔2023〕1号"
    (entry,) = council.json("dispatch list")
    assert (entry["number"], entry["title"], entry["to"], entry["day"], entry["about"]) == (
        "示例党联〔2023〕1号",
        "关于召开第1次轮值会议的通知",
        "各成员单位",
        "2023-12-31",
        "H2024-001",
    )
    assert entry["digest"] == hashlib.sha256(Path("一.docx").read_bytes()).hexdigest()
    # Written again it keeps its number; only who asks for another gets one, and is told.
    assert council.json("paper notice H2024-001 -o 二.docx")["number"] == "示例党联〔2023〕1号"
    done = council("paper notice H2024-001 --number -o 三.docx")
    assert "以前编过 示例党联〔2023〕1号，这次另编 示例党联〔2023〕2号" in done.stderr
    council("undo --yes")
    assert len(council.json("dispatch list")) == 1
    assert council.json("paper topics H2024-001 --number -o 四.docx")["number"] == "示例党联〔2023〕2号"


def test_nothing_is_registered_where_nothing_is_written(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("meeting add --kind 轮值会议 --on 2024-01-20 --host 甲单位")
    Path("在.docx").write_text("原来的", encoding="utf-8")
    assert_one_sentence(council("paper notice H2024-001 --number -o 在.docx", 4), "已经存在")
    assert_one_sentence(council("paper notice H2024-001 --number --plain", 2), "不编文号")
    assert_one_sentence(council("paper notice H2024-001 --number -o 没有/在.docx", 5), "不存在")
    council("year close 2022")
    assert council.json("dispatch list") == []
    assert Path("在.docx").read_text(encoding="utf-8") == "原来的"


def test_missing_numbers_are_rows_of_the_book(council: Run) -> None:
    council("dispatch add 示例甲 --number [2023]2号 --on 2023-03-01")
    done = council("dispatch add 示例乙 --number 〔2023〕第5号 --on 2023-04-01")
    assert "文号缺号：〔2023〕1号、〔2023〕3号 至 〔2023〕4号" in done.stderr
    council("dispatch add 示例丙 --number 沪示发1号 --on 2023-05-01")
    rows = [(row["number"], row["title"], row["note"]) for row in council.json("paper register --year 2023")]
    assert rows == [
        ("〔2023〕1号", None, "缺号"),
        ("[2023]2号", "示例甲", None),
        ("〔2023〕3号", None, "缺号"),
        ("〔2023〕4号", None, "缺号"),
        ("〔2023〕第5号", "示例乙", None),
        ("沪示发1号", "示例丙", None),
    ]
    assert_one_sentence(council("dispatch add 示例丁 --number (2023)5号 --on 2023-06-01", 4), "已经用过")
    assert council.json("dispatch add 示例戊 --on 2023-06-01")["number"] == "〔2023〕6号"
    assert council.json("dispatch add 示例己 --on 2024-01-01")["number"] == "〔2024〕1号"
    (gap,) = [row for row in council.json("check") if row["rule"] == "documents_missing"]
    assert gap["problem"] == "缺 〔2023〕1号、〔2023〕3号 至 〔2023〕4号"
    assert council("paper register --year 2022").stdout == "这一年没有编过文号。\n"
