"""What each kind of paper says, against the records as other commands tell them and sums done by hand."""

from __future__ import annotations

import base64
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from tests.commands import Run, assert_one_sentence


def rows_of(path: str, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(path).tables[table].rows]


def test_a_notice_to_pay_says_how_its_amount_comes_about(council: Run) -> None:
    """1,000.00 by 30 and 10 employees are 750.00 and 250.00; 250.00 - 50.00 waived - 80.00 paid leave 120.00."""
    for name, heads in (("甲单位", 30), ("乙单位", 10)):
        council(f"member add {name} --category 其他 --joined 2020-01-01 --headcount {heads}")
    council("fund open 示例专项 --opened 2023-01-01 --custodian 甲单位 --payee 示例户 --account 01234")
    council("fund apportion F001 --total 1000 --by headcount --round 首批 --on 2023-02-01")
    council("fund receive F001 甲单位 750 --on 2023-03-01")
    council("fund waive F001 乙单位 50 --on 2023-03-02 --reason 示例")
    council("fund receive F001 乙单位 80 --on 2023-03-03")
    done = council("paper payment F001 -o 通知.docx")
    assert "还要补写：开户行、缴款截止日。" in done.stderr
    lines = [one.text for one in Document("通知.docx").paragraphs]
    assert "乙单位：" in lines
    assert "甲单位：" not in lines
    assert "本次应缴¥120.00元（大写：人民币壹佰贰拾元整）。" in lines
    at = lines.index("二、计算说明")
    assert lines[at + 1 : at + 5] == [
        "1. 2023年2月1日记应缴250.00元：首批分摊（按职工人数 10/40）。",
        "2. 减免等减少50.00元，应缴合计200.00元。",
        "3. 截至目前已缴80.00元。",
        "4. 本次应缴120.00元。",
    ]
    assert "账号：01234" in lines
    fields = council.json("paper payment F001 -o 乙.docx")["fields"]
    assert (fields["收款户名"], fields["账号"]) == ("***", "*****")
    assert council.json("paper payment F001 -o 丙.docx --reveal")["fields"]["账号"] == "01234"
    assert "账号：*****\n" in council("paper payment F001 --plain").stdout
    assert "账号：01234\n" in council("paper payment F001 --plain --reveal").stdout
    council("paper payment F001 --apart 各家")
    assert [path.name for path in Path("各家").iterdir()] == ["001 乙单位.docx"]
    assert_one_sentence(council("paper payment F001 --apart 各家", 4), "已经存在")
    council("fund receive F001 乙单位 120 --on 2023-03-04")
    assert_one_sentence(council("paper payment F001 --force", 4), "没有欠缴的单位")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--by equal", "等额"),
        ("--by party --min 300", "按党员人数 3/12，至少 300.00 元"),
        ("--by headcount --max 700", "按职工人数 10/40，至多 700.00 元"),
    ],
)
def test_a_due_tells_by_what_it_was_shared(council: Run, options: str, told: str) -> None:
    for name, heads, party in (("甲单位", 30, 9), ("乙单位", 10, 3)):
        council(
            f"member add {name} --category 其他 --joined 2020-01-01 --headcount {heads} --party-members {party}"
        )
    council("fund open 示例专项 --opened 2023-01-01")
    council(f"fund apportion F001 --total 1000 {options} --round 首批 --on 2023-02-01")
    notes = {row["unit"]: row["note"] for row in council.json("fund ledger F001")}
    assert notes["乙单位"] == f"首批分摊（{told}）"


def test_an_agreement_names_its_parties_and_targets(example: Run) -> None:
    said = example("paper agreement G2023-001 --plain").stdout
    known = example.json("agreement show G2023-001")
    for word, party in zip("甲乙丙", known["parties"], strict=True):
        assert f"{word}方：{party}" in said
    assert "自2023年5月1日起生效，至2024年3月15日止" in said
    assert "一式三份" in said
    draft = example("paper agreement G2023-003")
    assert "还要补写：生效日、到期日、签订日期、签订地点。" in draft.stderr


def test_honours_have_their_own_papers(example: Run) -> None:
    said = example("paper appointment J2023-005 --plain").stdout
    assert "编号：〔2023〕DJ-002" in said
    assert "兹聘请您担任示例党建指导员，聘期自2023年4月1日至2024年3月31日。" in said
    assert_one_sentence(example("paper appointment J2023-006", 4), "只给聘书写")
    assert_one_sentence(example("paper certificate J2023-004", 4), "只给荣誉、证书写")
    example("paper plaques 2022 -o 清单.docx")
    assert [row[1] for row in rows_of("清单.docx")[1:]] == ["示例党群联系点", "示例党员先锋窗口"]
    assert_one_sentence(example("paper plaques 2021", 4), "没有授牌")
    assert (
        "拟由示例区级机关授予下列对象“示例优秀案例”（荣誉）"
        in example("paper posting J2023-002 --plain").stdout
    )


def test_the_chair_has_a_plan_and_a_sheet_to_hand_over(example: Run) -> None:
    example("paper rota 2022 -o 计划.docx")
    terms = [
        row
        for row in example.json("chair list")
        if row["start"] <= "2022-12-31" and row["end"] >= "2022-01-01"
    ]
    assert [(row[1].removesuffix("（代理）"), row[2]) for row in rows_of("计划.docx")[1:]] == [
        (row["unit"], row["start"]) for row in terms
    ]
    example("paper transfer 4 -o 交接.docx")
    handed = example.json("chair handover")
    wanted = sum(len(rows) for rows in handed.values() if isinstance(rows, list))
    assert len(rows_of("交接.docx")) - 1 == wanted
    assert_one_sentence(example("paper transfer 9", 3), "没有第 9 任")
    assert_one_sentence(example("paper rota 1999", 4), "没有排定")


def test_a_unit_s_file_has_a_row_for_each_of_its_records(example: Run) -> None:
    example("paper file M002 -o 档.docx")
    known = example.json("member file M002")
    counts = {
        key: len(rows)
        for key, rows in known.items()
        if isinstance(rows, list) and key not in ("former", "log")
    }
    assert len(rows_of("档.docx")) - 1 == sum(counts.values())
    text = "\n".join(one.text for one in Document("档.docx").paragraphs)
    assert known["unit"]["phone"] in text
    assert "*" in known["unit"]["phone"]


def test_a_case_can_be_followed_number_by_number(example: Run) -> None:
    done = example("paper case P2022-01 -o 案例.docx")
    assert "一般不超过 3,000 字" in done.stderr
    paper = Document("案例.docx")
    lines = [one.text for one in paper.paragraphs]
    assert [line for line in lines if line[1:2] == "、"] == ["一、背景", "二、做法", "三、成效", "四、荣誉"]
    held = example.json("activity list --project P2022-01")
    turns = sum(row["people"] or 0 for row in held if row["start"] <= "2023-12-31")
    assert any(line.startswith(f"围绕项目开展活动{len(held)}场，参加{turns:,}人次：") for line in lines)
    statement = example.json("fund statement F002")
    assert any(f"共筹集资金{float(statement['received']):,.2f}元" in line for line in lines)
    notes = "\n".join(one.text for one in paper.comments)
    assert "liaison indicator show" in notes
    assert "liaison honour list --project P2022-01" in notes


def test_halves_and_terms_are_summed_up_like_years(example: Run) -> None:
    half = example.json("paper summary 2023上半年 -o 半年.docx")
    assert (half["record"], half["fields"]["期间"]) == ("2023年上半年", "2023年上半年")
    wanted = {one["label"]: one for one in example.json("report year 2023 --half 1")["figures"]}
    held = next(row for row in half["fields"]["数据"] if row["指标"] == "举办活动")
    assert held["本期"] == str(wanted["举办活动"]["value"])
    assert half["fields"]["章节"][4]["标题"] == "五、下一步打算"
    term = example.json("paper term-summary 4 -o 任期.docx")["fields"]
    told = set(example.json("report term 4")["notes"])
    said = [
        words
        for chapter in term["章节"]
        for words in (*chapter["段落"], *(w for p in chapter["小节"] for w in p["段落"]))
    ]
    assert {note.removeprefix("存在问题：").removeprefix("数据说明：") for note in told} <= set(said)
    assert_one_sentence(example("paper summary 去年", 2), "看不懂")


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def test_a_case_and_the_page_show_the_photos(example: Run) -> None:
    Path("示例站台.png").write_bytes(PIXEL)
    Path("示例坏的.jpg").write_bytes(b"no photo")
    example("attach P2022-01 示例站台.png 示例坏的.jpg --on 2023-03-01 --note 示例：站台")
    example("paper case P2022-01 -o 案例.docx")
    with ZipFile("案例.docx") as pack:
        assert [pack.read(name) for name in pack.namelist() if "/media/" in name] == [PIXEL]
    assert Document("案例.docx").paragraphs[-1].text == "示例：站台"
    example("report year 2023 --html -o 页.html")
    page = Path("页.html").read_text(encoding="utf-8")
    assert f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}" in page
    assert page.count('alt="示例：站台"') == 1
    example("report year 2023 --html -o 公开.html --profile public")
    example("paper case P2022-01 -o 公开.docx --profile public")
    assert "data:image" not in Path("公开.html").read_text(encoding="utf-8")
    with ZipFile("公开.docx") as pack:
        assert not any("/media/" in name for name in pack.namelist())
