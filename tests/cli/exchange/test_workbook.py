"""The council as one workbook: out, edited as a clerk edits, and back; nobody's change is overwritten unseen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.nouns.registry import NOUNS
from tests.cli.exchange.test_sheets import content, without_history
from tests.commands import Run, assert_one_sentence
from tests.workbooks import Edited

SAME = {"new": 0, "changed": 0, "refused": 0, "conflicts": 0, "problems": [], "missing": []}


@pytest.fixture
def book(example: Run, tmp_path: Path) -> Edited:
    """The example council's workbook, opened."""
    path = tmp_path / "台账.xlsx"
    example(["workbook", "export", path])
    return Edited(path)


def sheet_of(outcome: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in outcome["sheets"] if one["sheet"] == name)
    return found


def touched(outcome: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """New and changed rows of the sheets that have any."""
    return {
        one["sheet"]: (one["new"], one["changed"])
        for one in outcome["sheets"]
        if one["new"] or one["changed"]
    }


# -- there and back ---------------------------------------------------------------------------------------------------


def test_what_went_out_comes_back_as_the_same(example: Run, book: Edited) -> None:
    before = without_history(example)
    outcome = example.json(["workbook", "import", book.path])
    rows = sum(len(openpyxl.load_workbook(book.path)[noun.label]["A"]) - 1 for noun in NOUNS.values())
    assert outcome | SAME | {"same": rows} == outcome
    assert [one["sheet"] for one in outcome["sheets"]] == [noun.label for noun in NOUNS.values()]
    assert sum(one["same"] for one in outcome["sheets"]) == rows
    assert without_history(example) == before


def test_an_empty_database_becomes_the_same_council(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(example)
    example("choice lock category")
    example("chair order M003 M001 M002")
    example("workbook export 台账.xlsx --reveal")
    kept, words = without_history(example), example.json("choice list")
    other = str(tmp_path / "new.db")
    monkeypatch.setenv("LIAISON_DB", other)
    there = Run(other)
    assert there.json("workbook import 台账.xlsx")["refused"] == 0
    assert content(there) == before
    assert there.json("choice list") == words
    assert_same_rows(kept, without_history(there))


def assert_same_rows(one: dict[str, list[tuple[Any, ...]]], other: dict[str, list[tuple[Any, ...]]]) -> None:
    """The same number of rows in every table; keys of their own may differ."""
    assert {name: len(rows) for name, rows in one.items()} == {
        name: len(rows) for name, rows in other.items()
    }


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_another_program_may_save_it(example: Run, book: Edited, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / "saved"
    kind = "xlsx:Calc MS Excel 2007 XML" if suffix == "xlsx" else suffix
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(book.path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    outcome = example.json(["workbook", "import", out / f"台账.{suffix}"])
    assert outcome | SAME == outcome
    assert outcome["same"] > 1_400


# -- edited -----------------------------------------------------------------------------------------------------------


def test_just_the_edited_cells_change(example: Run, book: Edited) -> None:
    book.put("成员单位", 4, 党员人数=999, 备注="示例备注")
    book.put("指标读数", 9, 数值=77.5)
    book.put("联席会议", 2, 简称="示例简称")
    (row,) = book.rows("活动台账", "编号", "A2023-003")
    book.put("活动台账", row, 参加人数=None)
    before = without_history(example)
    outcome = example.json(["workbook", "import", book.save()])
    assert touched(outcome) == {
        "成员单位": (0, 1),
        "指标读数": (0, 1),
        "联席会议": (0, 1),
        "活动台账": (0, 1),
    }
    after = without_history(example)
    differing = {
        name: sum(old != new for old, new in zip(before[name], after[name], strict=True)) for name in before
    }
    assert {name: count for name, count in differing.items() if count} == {
        "unit": 1, "reading": 1, "council": 1, "activity": 1,
    }  # fmt: skip
    code = book.book["成员单位"].cell(4, 1).value
    shown = example.json(f"member show {code}")
    assert (shown["party_members"], shown["note"]) == (999, "示例备注")
    assert example.json("activity show A2023-003")["people"] is None
    again = example.json(["workbook", "import", book.path])
    assert again | SAME == again


def test_new_things_and_what_refers_to_them_come_together(example: Run, book: Edited) -> None:
    book.add("成员单位", 单位名称="示例新单位", 类别="新类别", 加入日期="2023.3.1")
    book.add("共建项目", 项目名称="示例新项目", 牵头单位="示例新单位", 启动日期="2023-04-01")
    book.add("项目指标", 项目="示例新项目", 指标="人次")
    book.add("指标读数", 项目="示例新项目", 指标="人次", 日期="2023年5月1日", 数值="1,200人")
    book.add("活动台账", 活动名称="示例新活动", 活动类别="论坛", 开始日期="2023-05-02", 主办单位="示例新单位")
    book.add("专项资金", 专项名称="示例新专项", 托管单位="示例新单位", 设立日期="2023-01-01")
    book.add("经费流水", 专项="示例新专项", 日期="2023-06-01", 类型="到账", 单位="示例新单位", 金额="2万元")
    outcome = example.json(["workbook", "import", book.save()])
    new = ("成员单位", "共建项目", "项目指标", "指标读数", "活动台账", "专项资金", "经费流水")
    assert (
        touched(outcome) == dict.fromkeys(new, (1, 0)) | {"可选的词": (0, 0)} - {"可选的词": 0}.items()
        if False
        else True
    )
    assert touched(outcome) == dict.fromkeys(new, (1, 0))
    assert example.json("fund show 示例新专项")["custodian"] == "示例新单位"
    again = example.json(["workbook", "import", book.path])
    assert (again["new"], again["changed"], again["refused"]) == (0, 0, 0)


def test_one_wrong_row_keeps_everything_out(example: Run, book: Edited) -> None:
    book.put("成员单位", 4, 党员人数=999)
    book.put("经费流水", 5, 金额="约2000")
    before = example.dump()
    outcome = example.json(["workbook", "import", book.save()], 5)
    assert [(one["sheet"], one["row"], one["column"]) for one in outcome["problems"]] == [
        ("经费流水", 5, "金额")
    ]
    assert sheet_of(outcome, "经费流水")["refused"] == 1
    assert example.dump() == before


def test_a_row_taken_out_deletes_nothing_and_is_said(example: Run, book: Edited) -> None:
    code = book.book["成员单位"].cell(5, 1).value
    book.book["成员单位"].delete_rows(5)
    before = without_history(example)
    result = example(["workbook", "import", book.save()])
    assert "“成员单位”比导出时少了 1 行" in result.stderr
    assert str(code) in result.stderr
    assert without_history(example) == before
    outcome = example.json(["workbook", "import", book.path])
    assert [code in one for one in outcome["missing"]] == [True]


def test_what_was_added_since_is_not_missed(example: Run, book: Edited) -> None:
    example("member add 示例后来者 --category 其他 --joined 2023-12-01")
    assert example.json(["workbook", "import", book.path])["missing"] == []


def test_a_code_or_a_day_changed_on_the_sheet_changes_the_record(example: Run, book: Edited) -> None:
    book.put("成员单位", 6, 编号="X99", 单位名称="示例改名单位")
    book.put("加入退出", 3, 加入日期="2018-06-16")
    old = book.book["成员单位"].cell(6, book.place("成员单位", "简称")).value
    outcome = example.json(["workbook", "import", book.save()])
    assert touched(outcome) == {"成员单位": (0, 1), "加入退出": (0, 1)}
    assert example.json("member show X99")["short"] == old


def test_a_copied_row_is_a_new_record(example: Run, book: Edited) -> None:
    sheet = book.book["活动台账"]
    row = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(row, column).value = sheet.cell(4, column).value
    book.put("活动台账", row, 编号=None, 活动名称="示例再办一次")
    outcome = example.json(["workbook", "import", book.save()])
    assert touched(outcome) == {"活动台账": (1, 0)}
    assert outcome["missing"] == []


def test_sheets_in_another_order_sorted_and_trimmed(example: Run, book: Edited) -> None:
    sheet = book.book["成员单位"]
    rows = sorted(
        ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2)),
        key=lambda row: str(row[1]),
        reverse=True,
    )
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    sheet.delete_cols(book.place("成员单位", "地址"))
    del book.book["经费流水"]
    book.book.move_sheet("活动台账", -5)
    book.book["指标读数"].title = "读数"
    outcome = example.json(["workbook", "import", book.save()])
    assert outcome | SAME == outcome


# -- changed on both sides --------------------------------------------------------------------------------------------


def conflict(book: Edited, example: Run) -> str:
    """The clerk writes 50, meanwhile the database has got 40; returns the unit's code."""
    code = str(book.book["成员单位"].cell(4, 1).value)
    book.put("成员单位", 4, 党员人数=50, 联络员="示例乙")
    example(f"member edit {code} --party-members 40")
    return code


def test_a_row_changed_meanwhile_is_a_conflict(example: Run, book: Edited) -> None:
    code = conflict(book, example)
    before = example.dump()
    result = example(["workbook", "import", book.save()], 5)
    assert_one_sentence(result, "有 1 行在导出以后库中又改过", "--prefer mine", "--prefer theirs")
    for part in (
        "第 4 行",
        "党员人数",
        "库中是“40”",
        "表里是“50”",
        "测试 于",
        "--prefer mine",
        "--prefer theirs",
    ):
        assert part in result.stdout, part
    outcome = example.json(["workbook", "import", book.path], 5)
    (problem,) = outcome["problems"]
    assert (problem["mine"], problem["theirs"], problem["who"]) == ("50", "40", "测试")
    assert outcome["conflicts"] == 1
    assert example.dump() == before
    assert example.json(f"member show {code}")["party_members"] == 40


@pytest.mark.parametrize(("side", "kept"), [("mine", 50), ("theirs", 40), ("表里", 50), ("库中", 40)])
def test_somebody_decides(example: Run, book: Edited, side: str, kept: int) -> None:
    code = conflict(book, example)
    assert example.json(["workbook", "import", book.save(), "--prefer", side])["refused"] == 0
    shown = example.json(f"member show {code}")
    assert (shown["party_members"], shown["contact"]) == (kept, "示例乙")  # the other cell was nobody else's


def test_a_row_nobody_touched_on_the_sheet_never_undoes_a_change(example: Run, book: Edited) -> None:
    code = str(book.book["成员单位"].cell(4, 1).value)
    example(f"member edit {code} --party-members 41")
    example(["workbook", "import", book.path], 5)
    assert example.json(f"member show {code}")["party_members"] == 41
    example(["workbook", "import", book.path, "--prefer", "theirs"])
    assert example.json(f"member show {code}")["party_members"] == 41


def test_the_same_change_on_both_sides_is_none(example: Run, book: Edited) -> None:
    code = conflict(book, example)
    book.put("成员单位", 4, 党员人数=40)
    outcome = example.json(["workbook", "import", book.save()])
    assert touched(outcome) == {"成员单位": (0, 1)}
    assert example.json(f"member show {code}")["contact"] == "示例乙"


def test_the_sheet_goes_on_being_worked_in(example: Run, book: Edited) -> None:
    """What this very workbook has brought in is no change by others."""
    book.put("成员单位", 4, 党员人数=51)
    example(["workbook", "import", book.save()])
    book.put("成员单位", 4, 党员人数=52)
    assert touched(example.json(["workbook", "import", book.save()])) == {"成员单位": (0, 1)}


def test_two_clerks_with_two_workbooks(example: Run, tmp_path: Path) -> None:
    books = []
    for name in ("甲.xlsx", "乙.xlsx"):
        example(f"workbook export {name}")
        books.append(Edited(tmp_path / name))
    for number, one in enumerate(books):
        one.put("成员单位", 4, 党员人数=60 + number)
        one.save()
    example("workbook import 甲.xlsx")
    outcome = example.json("workbook import 乙.xlsx", 5)
    assert (outcome["problems"][0]["mine"], outcome["problems"][0]["theirs"]) == ("61", "60")


def test_marks_that_strayed_hide_no_change(example: Run, book: Edited) -> None:
    code = conflict(book, example)
    sheet = book.book["成员单位"]
    last = sheet.max_column
    marks = [sheet.cell(row, last).value for row in range(2, sheet.max_row + 1)]
    for row, mark in enumerate(reversed(marks), start=2):
        sheet.cell(row, last).value = mark
    assert example.json(["workbook", "import", book.save()], 5)["conflicts"] == 1
    assert example.json(f"member show {code}")["party_members"] == 40


def test_lists_of_others_are_watched_too(example: Run, book: Edited) -> None:
    (row,) = book.rows("共建项目", "编号", "P2022-01")
    book.put("共建项目", row, 参与单位="M002")
    example("project edit P2022-01 --partner M003 --partner M004")
    outcome = example.json(["workbook", "import", book.save()], 5)
    assert [one["column"] for one in outcome["problems"]] == ["参与单位"]


def test_two_sheets_that_contradict_each_other(example: Run, book: Edited) -> None:
    name, code = (book.book["成员单位"].cell(4, place).value for place in (2, 1))
    joined = book.place("成员单位", "加入日期")
    old = book.book["成员单位"].cell(4, joined).value
    book.put("成员单位", 4, 加入日期="2018-06-20")
    outcome = example.json(["workbook", "import", book.save()])  # the other sheet was not touched
    assert touched(outcome) == {"成员单位": (0, 1)}
    assert example.json(f"member show {code}")["joined"] == "2018-06-20"
    example(["member", "edit", code, "--joined", f"{old:%Y-%m-%d}"])
    example("workbook export 再.xlsx")
    again = Edited(book.path.with_name("再.xlsx"))
    again.put("成员单位", 4, 加入日期="2018-06-20")
    (row,) = again.rows("加入退出", "单位", name)
    again.put("加入退出", row, 加入日期="2018-06-21")
    assert "不一致" in example.json(["workbook", "import", again.save()], 5)["problems"][0]["reason"]


def test_a_workbook_of_another_council_has_no_versions_here(
    example: Run, book: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_DB", str(tmp_path / "other.db"))
    other = Run(str(tmp_path / "other.db"))
    other("init 另一个示例联席会议")
    other("member add 示例别家单位 --category 其他 --joined 2018-06-15 --code X1")
    before = other.dump()
    for prefer in ([], ["--prefer", "mine"], ["--prefer", "theirs"]):
        refused = other(["workbook", "import", book.path, *prefer], 5)
        assert_one_sentence(refused, "这里是“另一个示例联席会议”", "--as-plain")
    assert other.dump() == before
    result = other(["workbook", "import", book.path, "--json", "--as-plain"])
    assert (result.json["conflicts"], result.json["missing"]) == (0, [])
    assert other.json("council show")["name"] == "另一个示例联席会议"
    assert other.json("member show X1")["name"] == "示例别家单位"


# -- the sheet itself -------------------------------------------------------------------------------------------------


def test_labels_are_protected_and_what_is_written_once(book: Edited) -> None:
    for noun in NOUNS.values():
        sheet = book.book[noun.label]
        assert sheet.protection.sheet
        assert not sheet.protection.sort
        assert all(cell.protection.locked for cell in sheet[1])
        assert sheet.column_dimensions[openpyxl.utils.get_column_letter(sheet.max_column)].hidden
    member, ledger = book.book["成员单位"], book.book["经费流水"]
    filled = [cell for row in member.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert not any(cell.protection.locked for cell in filled)
    assert all(cell.protection.locked for cell in ledger["A"])
    assert not ledger.column_dimensions["A"].protection.locked


def test_masked_phones_hide_in_the_marks_too(example: Run, book: Edited) -> None:
    """Whoever has the workbook and not the database cannot try numbers out against the marks."""
    import base64
    from hashlib import blake2b

    phone = example.json("member show M001 --reveal")["phone"]
    sheet = book.book["成员单位"]
    marks = "".join(str(sheet.cell(row, sheet.max_column).value) for row in range(1, 30))
    for key in (b"", *map(str.encode, str(sheet.cell(1, sheet.max_column).value).split("-"))):
        digest = blake2b(repr(phone).encode(), key=key, digest_size=3).digest()
        assert base64.urlsafe_b64encode(digest).decode() not in marks


def test_one_noun_is_taken_out_of_the_whole_workbook(example: Run, book: Edited) -> None:
    book.put("成员单位", 4, 党员人数=999)
    book.put("活动台账", 4, 参加人数=999)
    result = example(["member", "import", book.save(), "--json"])
    assert (result.json["changed"], result.json["new"]) == (1, 0)
    lines = [line for line in result.stderr.splitlines() if "没有导入" in line]
    assert len(lines) == 1
    assert "liaison workbook import" in lines[0]


def test_no_file_is_overwritten(example: Run, book: Edited) -> None:
    assert_one_sentence(example(["workbook", "export", book.path], 4), "已经存在")
    example("workbook export")
    assert Path("金融外滩-工作簿-2023-12-31.xlsx").exists()
    assert_one_sentence(example("workbook export 台账.csv", 2), ".xlsx")


def test_on_either_database(council: Run, tmp_path: Path, today: Callable[[str], None]) -> None:
    """Versions, conflicts and a round of collecting, on PostgreSQL as on SQLite."""
    today("2023-12-31")
    council("member add 甲单位 --category 企业 --joined 2020-01-01 --party-members 10")
    council("activity add 示例讲座 --kind 学习 --on 2023-05-01 --host 甲单位 --people 20")
    council("workbook export 台账.xlsx")
    assert council.json("workbook import 台账.xlsx") | SAME == council.json("workbook import 台账.xlsx")
    book = Edited(tmp_path / "台账.xlsx")
    book.put("成员单位", 2, 党员人数=12)
    book.save()
    council("member edit 甲单位 --party-members 11")
    outcome = council.json("workbook import 台账.xlsx", 5)
    assert [(one["mine"], one["theirs"], one["who"]) for one in outcome["problems"]] == [("12", "11", "测试")]
    assert council.json("workbook import 台账.xlsx --prefer mine")["changed"] == 1
    council("collect start 收 --noun activity --year 2023 --due 2024-01-15")
    (path,) = (tmp_path / "收").iterdir()
    sent = Edited(path)
    sent.put("活动台账", 2, 参加人数=21)
    sent.save()
    assert council.json("collect merge 收 收")["changed"] == 1
    assert council.json("activity show 示例讲座")["people"] == 21
    assert [one["state"] for one in council.json("collect status 收")] == ["已交"]
