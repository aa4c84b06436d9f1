"""Papers held against the records: our own agree, what is wrong in others is found, and what is right is left alone."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml import OxmlElement

from liaison.rules import periods
from liaison.rules.summary import wording
from liaison.rules.summary.amounts import AMOUNT, read
from tests.commands import Run, assert_one_sentence
from tests.papers.proofed import ERRORS, PAPERS, score

RELIABILITY = Path(__file__).parents[2] / "docs" / "reliability.md"
MOST_MISSED = 10


def proofread(run: Run, path: Path, *more: str) -> Any:
    return run(["proof", str(path), *more, "--json"], None).json


def paper(folder: Path, *lines: str) -> Path:
    path = folder / "2023年总结.txt"
    path.write_text("\n".join(("2023年度工作总结", *lines)), encoding="utf-8")
    return path


def told(run: Run, folder: Path, *lines: str) -> list[tuple[str, str]]:
    """What of some lines is called wrong, and what would be right."""
    return [(one["said"], one["right"]) for one in proofread(run, paper(folder, *lines))["problems"]]


# ---------------------------------------------------------------- measured
@pytest.mark.parametrize("errors", [ERRORS, 0])
def test_the_measures_are_those_that_are_published(example: Run, errors: int) -> None:
    found = score(lambda file: proofread(example, file), PAPERS, errors)
    assert found.false == []
    assert found.planted.total() == PAPERS * errors
    assert found.found.total() >= found.planted.total() - MOST_MISSED, found.missed
    line = f"{PAPERS} 份，{found.planted.total()} 处错，找出 {found.found.total()} 处，误报 0 处"
    assert line in RELIABILITY.read_text(encoding="utf-8")


# ---------------------------------------------------------------- our own papers
@pytest.mark.parametrize(
    "line",
    [
        "paper summary 2023 -o 2023年总结.docx",
        "paper summary 2022 -o 2022年总结.docx",
        "paper summary 2021 -o 2021年总结.docx",
        "report year 2023 --xlsx -o 2023年总结.xlsx",
        "report year 2022 --xlsx -o 2022年总结.xlsx",
        "report year 2023 --half 1 --xlsx -o 2023年上半年总结.xlsx",
    ],
)
def test_what_the_program_wrote_agrees(
    example: Run, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example(line)
    found = example.json(["proof", line.split()[-1]])
    assert found["problems"] == []
    assert found["agreed"] > 15
    if line.startswith("paper"):
        assert found["unjudged"] == 0


def test_a_paper_edited_in_word(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell of the table, a number that was struck out and another that was put in with changes tracked, a text box."""
    monkeypatch.chdir(tmp_path)
    example("paper summary 2023 -o 原.docx")
    document = Document("原.docx")
    for row in document.tables[-1].rows:
        if row.cells[0].text == "举办活动":
            row.cells[1].paragraphs[0].runs[0].text = "37"
    paragraph = next(one for one in document.paragraphs if one.text.startswith("共有22家单位"))
    behind = paragraph.text.removeprefix("共有22")
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = "共有"
    for tag, kind, text in (("w:del", "w:delText", "22"), ("w:ins", "w:t", "21")):
        change, inner, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        said.text = text
        inner.append(said)
        change.append(inner)
        paragraph._p.append(change)
    paragraph._p.append(paragraph.add_run(behind)._r)
    document.save("改.docx")
    found = example(["proof", "改.docx", "--year", "2023", "--json"], 4).json
    assert [(one["said"], one["right"], one["key"]) for one in found["problems"]] == [
        ("21家", "22家", "activity_units"),
        ("37", "36", "activities_held"),
    ]
    assert re.fullmatch(r"表\d+第\d+行第2列", found["problems"][1]["place"])


def test_a_workbook_that_was_edited(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example("report year 2023 --xlsx -o 2023年总结.xlsx")
    book = openpyxl.load_workbook("2023年总结.xlsx")
    sheet = book["年度概览"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "举办活动")
    sheet.cell(row, 2).value = 35
    sheet.cell(row, 4).value = 11
    book.save("2023年总结.xlsx")
    found = example(["proof", "2023年总结.xlsx", "--json"], 4).json
    assert [(one["place"], one["said"], one["right"]) for one in found["problems"]] == [
        (f"年度概览!B{row}", "35", "36"),
        (f"年度概览!D{row}", "11", "12"),
    ]


# ---------------------------------------------------------------- what is said, and of what
def test_what_leaders_wrote(example: Run, tmp_path: Path) -> None:
    assert told(
        example,
        tmp_path,
        "2月共举办4场，全年举办活动35场。",
        "举办活动36场，比上年减少12场（40%）。",
        "全年筹集资金240.4万元，志愿服务930小时。",
        "汇添富基金管理公司与示例水衫证券有限公司共建。",
        "2023年4月15日，在外滩中央举办“茶咖快乐生活节”。",
        "第四任轮值主席单位为汇添富基金，任期2022年12月15日至2024年6月15日。",
        "外滩投资集团、汇添富基金、示例海棠证券等2家单位参加。",
        "理论学习4场、志愿服务5场，合计10场。",
        "2月举办活动3场，3月6场。",
        "到账资金204.4万元，同比翻一番，支出192.8万元，年末结余67.57万元。",
    ) == [
        ("4场", "3场"),
        ("35场", "36场"),
        ("比上年减少12场（40%）", "比上年增加12场（50.0%）"),
        ("240.4万元", "204.4万元（2,043,968.79元）"),
        ("汇添富基金管理公司", "汇添富基金"),
        ("示例水衫证券有限公司", "示例水杉证券有限公司"),
        ("2023年4月15日", "2023年4月14日"),
        ("2022年12月15日至2024年6月15日", "2022年12月15日至2024年6月14日"),
        ("2家", "列出了3家"),
        ("10场", "9场"),
        ("6场", "5场"),
        ("67.57万元", "67.75万元（677,547.97元）"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）汇添富基金", "全年举办活动5场。"),
        ("五、下一年打算", "全年举办活动40场，新增成员单位3家。"),
        ("打造志愿服务品牌", "全年开展活动5场，服务1790人次。"),
        ("围绕乡村振兴主题，举办活动8场，参加991人次。",),
        ("其中理论学习活动4场，参加897人次。",),
        ("汇添富基金举办活动5场，参加200人次。",),
        ("2021年以来，举办活动70场。",),
        ("汇添富基金管理股份有限公司",),
        ("浙商证券、示例某某证券有限公司参加。",),
        ("举办活动36场，其中12场。", "举办活动36场，其中2月3场。"),
        ("匯添富基金、外灘投資集團參加。",),
        ("首任轮值主席单位为外滩投资集团。",),
    ],
)
def test_what_may_be_about_something_else_is_not_judged(
    example: Run, lines: tuple[str, ...], tmp_path: Path
) -> None:
    assert told(example, tmp_path, "举办活动36场。", *lines) == []


def test_former_and_short_names_agree(example: Run, tmp_path: Path) -> None:
    assert told(example, tmp_path, "外滩投资集团和示例水杉证券有限公司、示例水杉证券参加。") == []


# ---------------------------------------------------------------- by hand
@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("35场", "36", False),
        ("3,606人次", "3606", True),
        ("204.4万元", "2043968.79", True),
        ("204.3万元", "2043968.79", False),
        ("2043968.79元", "2043968.79", True),
        ("2043969元", "2043968.79", True),
        ("0.02亿元", "2043968.79", True),
        ("2000人以上", "2155", True),
        ("2000人以上", "1999", False),
        ("2000人以上", "5000", False),
        ("3600余人次", "3606", True),
        ("3600余人次", "3701", False),
        ("3600余人次", "3599", False),
        ("超过3500人次", "3606", True),
        ("近3700人次", "3606", True),
        ("近3600人次", "3606", False),
        ("约3600人次", "3606", True),
        ("约3000人次", "3606", False),
        ("20余家", "23", True),
        ("20余家", "31", False),
        ("91.3%", "91.30", True),
        ("91%", "91.30", True),
        ("92%", "91.30", False),
        ("三十六场", "36", True),
    ],
)
def test_what_bears_a_number_out(text: str, value: str, right: bool) -> None:
    match = AMOUNT.fullmatch(text)
    assert match
    assert read(match).borne_out(Decimal(value)) is right


@pytest.mark.parametrize(
    ("text", "first", "last", "shape"),
    [
        ("2月共举办35场", "2023-02-01", "2023-02-28", "举办#"),
        ("1—6月，", "2023-01-01", "2023-06-30", ""),
        ("第三季度举办活动9场", "2023-07-01", "2023-09-30", "举办活动#"),
        ("2022年上半年召开会议1次", "2022-01-01", "2022-06-30", "召开会议#"),
        ("去年举办各类活动24场", "2022-01-01", "2022-12-31", "举办活动#"),
        ("截至2023年9月底，", "2023-01-01", "2023-09-30", ""),
        ("截至2023年12月31日，", "2023-01-01", "2023-12-31", ""),
        ("全年共组织开展各类主题活动〇", "2023-01-01", "2023-12-31", "举办活动〇"),
    ],
)
def test_a_clause_is_read(text: str, first: str, last: str, shape: str) -> None:
    clause = next(wording.clauses(wording.tidy(text), periods.year(2023)))
    assert clause.period is not None
    assert (clause.period.start.isoformat(), clause.period.end.isoformat()) == (first, last)
    assert clause.shape == shape


@pytest.mark.parametrize("text", ["2021年以来举办70场", "13月举办2场", "2月30日举办活动", "近三年举办70场"])
def test_a_time_that_is_not_understood_is_none(text: str) -> None:
    clause = next(wording.clauses(wording.tidy(text), periods.year(2023)))
    assert clause.period is None
    assert clause.shape != "举办#"


# ---------------------------------------------------------------- what cannot be read
def test_bad_files(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in {
        "空.txt": b"",
        "空.docx": b"",
        "乱.docx": b"\x00\x01",
        "密.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100,
        "乱.xlsx": b"PK\x03\x04 nothing",
        "乱.txt": bytes(range(256)) * 9,
        "图.png": b"\x89PNG",
        "无.txt": "2023年总结\n这里没有数字。".encode(),
    }.items():
        Path(name).write_bytes(data)
        assert_one_sentence(example(["proof", name], 5), name)
    assert_one_sentence(example(["proof", "没有.docx"], 5), "没有.docx")
    Path("无年.txt").write_text("举办活动36场。", encoding="gb18030")
    assert_one_sentence(example(["proof", "无年.txt"], 2), "--year")
    assert_one_sentence(example(["proof", "无年.txt", "--year", "2999"], 4), "2999")
    example(["proof", "无年.txt", "--year", "2023"])
