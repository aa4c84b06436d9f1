"""What an office would send a paper back for: by the standard's own words, by the ledger as SQLite adds it up, by the roll as it stands."""

from __future__ import annotations

import shutil
import sqlite3
from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document

from tests.commands import Run
from tests.paper import bare, printed

MM = 72 / 25.4
SHIPPED = Path(__file__).parents[2] / "templates" / "papers"
needs_writer = pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="LibreOffice prints the papers"
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2023-12-31")


def words_of(path: str) -> list[str]:
    return [one.text for one in Document(path).paragraphs]


@needs_writer
def test_an_attachment_is_marked_in_the_first_line_and_titled_in_the_third(
    example: Run, tmp_path: Path
) -> None:
    """GB/T 9704-2012, 7.3.5: on a page of its own, 附件 in the first line on the left, the title in the middle of the third."""
    for line in ("notice A2024-001 -o 甲.docx", "topics A2024-001 -o 乙.docx", "summary 2023 -o 丙.docx"):
        example(f"paper {line}")
        path = Path(line.split()[-1]).resolve()
        pages = printed([path], tmp_path)[path]
        (page,) = [one for one in pages if any(word[-1] == "附件" for word in one.words)]
        head, title = page.words[:2]
        assert head[-1] == "附件"
        assert head[0] == pytest.approx(28 * MM, abs=2)
        assert 1.5 * 28.95 < title[1] - head[1] < 2.5 * 28.95


@needs_writer
def test_each_letter_of_a_file_begins_on_page_1(example: Run, tmp_path: Path) -> None:
    """They go to as many units: nobody gets a letter that begins on page 3."""
    example("paper payment F001 -o 通知.docx")
    pages = [page for page in printed([Path("通知.docx").resolve()], tmp_path).popitem()[1] if page.words]
    begins = [page for page in pages if "关于缴纳" in page.text]
    assert len(begins) == 2
    for page in begins:
        assert "—1—" in bare("".join(word[-1] for word in page.words))


@needs_writer
def test_a_signature_stands_on_no_page_alone(example: Run, tmp_path: Path) -> None:
    """However long the text is, what is attached or the last sentence goes with it."""
    for count in range(1, 12):
        paper = Document(str(SHIPPED / "会议通知.docx"))
        place = next(one for one in paper.paragraphs if one.text.startswith("五、"))
        for _ in range(count):
            place._p.addprevious(deepcopy(place._p))
        paper.save("长.docx")
        example(f"paper notice A2024-001 --template 长.docx -o 出{count}.docx")
    paths = [Path(f"出{count}.docx").resolve() for count in range(1, 12)]
    for pages in printed(paths, tmp_path).values():
        (page,) = [one for one in pages if "2023年12月31日" in one.text]
        assert "附件：回执上海外滩投资开发" in page.text


def test_a_title_of_two_lines_parts_where_the_sense_does(example: Run) -> None:
    example("paper summary 2023 -o 总结.docx")
    title = next(line for line in words_of("总结.docx") if "总结" in line)
    assert title.split("\n") == ["滨江党建·金融外滩区域化党建联席会议", "2023年度工作总结"]
    assert "\n" not in example.json("paper summary 2023 --force")["fields"]["标题"]


def test_who_was_absent_is_not_said_to_have_asked_leave(council: Run) -> None:
    for name in ("甲单位", "乙单位", "丙单位", "丁单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01")
    council("meeting add --kind 轮值会议 --on 2023-03-20 --host 甲单位 --venue 示例会场")
    for name, status in (("甲单位", "出席"), ("乙单位", "请假"), ("丙单位", "缺席"), ("丁单位", "缺席")):
        council(f"meeting attend H2023-001 {name} {status}")
    lines = council("paper minutes H2023-001 --plain").stdout.splitlines()
    assert "请假：乙单位" in lines
    assert "缺席：丙单位、丁单位" in lines


def test_a_council_whose_name_ends_with_meeting_has_it_once_in_its_mark(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("meeting add --kind 轮值会议 --on 2023-03-20 --host 甲单位")
    council("council edit --short 示例联席会议")
    said = council("paper minutes H2023-001 --plain").stdout
    assert "示例联席会议纪要" in said
    assert "会议会议" not in said


def test_what_was_paid_in_adds_up_below_the_units(example: Run) -> None:
    """The last row is the sum of the units' own, and that is what came in: 到账 and 直付 less what was reversed, as SQLite adds it."""
    with sqlite3.connect(example.place) as database:
        (came,) = database.execute(
            "SELECT sum(CASE WHEN e.kind IN ('到账', '直付') THEN e.amount "
            "WHEN r.kind IN ('到账', '直付') THEN -e.amount ELSE 0 END) FROM entry AS e "
            "LEFT JOIN entry AS r ON r.id = e.reverses_id JOIN fund AS f ON f.id = e.fund_id "
            "WHERE f.code = 'F001' AND e.day LIKE '2023%'"
        ).fetchone()
    example("paper disclosure F001 -o 公示.docx")
    paper = Document("公示.docx")
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[-1][0] == "合计"
    assert rows[-1][1] == f"{came / 100:,.2f}"
    paid = [round(float(row[1].replace(",", "")) * 100) for row in rows[1:-1]]
    assert sum(paid) == came
    body = [one.tag.rpartition("}")[2] for one in paper.element.body]
    assert body.index("tbl") < len(body) - 4, "who signs stands below the table"
    example("fund open 示例空专项 --opened 2023-12-01")
    empty = example("paper disclosure 示例空专项 --plain").stdout
    assert "没有单位缴款" in empty
    assert "见下表" not in empty
    example("paper disclosure 示例空专项 -o 空.docx")
    assert Document("空.docx").tables == []


def test_a_chapter_of_which_nothing_is_known_is_marked(council: Run) -> None:
    """No heading stands above nothing: a new council's summary, a project that has only begun."""
    council("member add 甲单位 --category 其他 --joined 2023-02-01")
    council("project add 示例项目 --lead 甲单位 --kind 民生服务 --start 2023-03-01")
    council("project edit P2023-01 --content 示例背景")
    for line in (
        "summary 2022 -o 甲.docx",
        "case P2023-01 -o 乙.docx",
        "project-summary P2023-01 -o 丙.docx",
    ):
        done = council(f"paper {line}")
        lines = words_of(line.split()[-1])
        heads = [place for place, text in enumerate(lines) if text[1:2] == "、"]
        for place in heads:
            below = lines[place + 1]
            assert below[1:2] != "、"
            if below.startswith("（待填："):
                assert below[4:-1] in done.stderr
    assert "主要工作、特色亮点、存在问题" in council("paper summary 2022 --force").stderr


def test_a_paper_written_again_under_its_number_is_the_paper_of_that_day(example: Run) -> None:
    """On 10 October 2023, when 示例党联〔2023〕3号 asked for money, another unit owed as well, which has paid since."""
    done = example("paper dunning F001 -o 催.docx")
    assert "2023-10-10 编过 示例党联〔2023〕3号，照那一天写" in done.stderr
    lines = words_of("催.docx")
    assert "2023年10月10日" in lines
    assert any("截至2023年10月10日已缴" in line for line in lines)
    assert not any("2023年12月31日" in line for line in lines)
    example("paper dunning F001 --number -o 新.docx")
    assert "2023年12月31日" in words_of("新.docx")
    assert "2023年1月16日印发" in "".join(example("paper minutes A2023-001 --plain").stdout.split())


def test_a_number_without_the_council_s_letters_is_told(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("meeting add --kind 轮值会议 --on 2024-01-20 --host 甲单位")
    assert "没有登记发文代字" in council("paper notice H2024-001 --number -o 一.docx").stderr
    council("council edit --symbol 示例党联")
    assert "发文代字" not in council("paper notice H2024-001 --number -o 二.docx").stderr


def test_the_chair_of_an_area_hands_over_too_and_one_who_acts_has_no_number(council: Run) -> None:
    for name in ("甲单位", "乙单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01 --area 东片")
    council("chair appoint 甲单位 --from 2023-01-01 --to 2023-06-30 --area 东片")
    council("chair appoint 乙单位 --from 2023-07-01 --to 2024-06-30 --area 东片")
    council("chair appoint 乙单位 --from 2023-03-01 --to 2023-05-31 --acting 是")
    fields = council.json("paper transfer 1 --area 东片")["fields"]
    assert fields["标题"] == "东片第1任轮值主席工作交接单"
    assert (fields["移交单位"], fields["接收单位"]) == ("甲单位", "乙单位")
    council("paper term-summary 2 --area 东片")
    acting = council.json("paper transfer 2023-03-01")["fields"]["标题"]
    assert acting == "代理轮值主席工作交接单"
    assert [row["任次"] for row in council.json("paper rota 2023")["fields"]["轮值"]] == ["代理"]


def test_a_notice_of_what_is_over_says_so(council: Run) -> None:
    """On the last day of 2023 nobody can come on the 12th any more, nor send a topic by a day before."""
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    for day, late in (("2023-12-12", True), ("2024-03-29", False)):
        code = council.json(f"meeting add --kind 轮值会议 --on {day} --host 甲单位 --venue 会场")["code"]
        assert ("已经过了" in council(f"paper notice {code}").stderr) is late
        assert ("已经过了" in council(f"paper topics {code}").stderr) is late
