"""An import with refused rows leaves a copy to correct beside the file; corrected, the copy goes in."""

import errno
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from liaison.errors import as_typed
from tests.commands import Run, assert_one_sentence

HEAD = ["单位名称", "类别", "加入日期", "党员人数"]
KEYS = ["new", "changed", "same", "refused", "problems"]


def workbook(path: Path, *rows: list[object], head: list[str] = HEAD) -> Path:
    """A clerk's workbook: a title, a head, the rows, a sheet of notes."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "名册"
    sheet.append(["成员单位名册"])
    sheet.merge_cells("A1:D1")
    for row in (head, *rows):
        sheet.append(row)
    book.create_sheet("说明")["A1"] = "请各单位如实填报"
    book.save(path)
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Two good rows and two bad ones."""
    return workbook(
        tmp_path / "名册.xlsx",
        ["甲单位", "其他", "2023-02-30", 3],
        ["乙单位", None, "2023-01-01", "许多"],
        ["丙单位", "其他", "2023-01-01", 1],
        ["丁单位", "其他", "2023-01-01", 2],
    )


def reds(path: Path) -> set[str]:
    return {
        cell.coordinate
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and cell.comment.text.startswith("不能导入：")
    }


def test_the_copy_is_made_and_said(council: Run, roster: Path) -> None:
    before, original = council.dump(), roster.read_bytes()
    result = council(["member", "import", roster], 5)
    copy = roster.with_name("名册-待更正.xlsx")
    assert_one_sentence(
        result,
        "有 2 行不能导入",
        "没有写入",
        f"错处已标在“{copy}”里，请在其中改好后再导入：liaison member import {copy}。",
    )
    assert reds(copy) == {"C3", "B4", "D4"}
    rows = list(openpyxl.load_workbook(copy)["问题清单"].iter_rows(values_only=True))
    assert rows[0] == ("表", "行", "列", "值", "原因", "怎么改")
    assert [row[:4] for row in rows[1:]] == [
        ("名册", 3, "加入日期", "2023-02-30"),
        ("名册", 4, "类别", None),
        ("名册", 4, "党员人数", "许多"),
    ]
    assert all(str(row[4]).endswith("。") and str(row[5]).startswith("请") for row in rows[1:])
    assert roster.read_bytes() == original
    assert council.dump() == before


def test_json_says_the_same_with_and_without_a_copy(
    council: Run, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = council(["member", "import", roster, "--json"], 5)
    assert list(first.json) == KEYS
    assert [list(one) for one in first.json["problems"]] == [
        ["sheet", "row", "column", "value", "reason"]
    ] * 3
    assert_one_sentence(first, "名册-待更正.xlsx")
    roster.with_name("名册-待更正.xlsx").unlink()

    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    second = council(["member", "import", roster, "--json"], 5)
    assert second.stdout == first.stdout
    assert_one_sentence(second, "有 2 行不能导入", "磁盘空间不够")
    assert list(roster.parent.glob("*.xlsx")) == [roster]


def test_the_corrected_copy_goes_in(council: Run, roster: Path) -> None:
    council(["member", "import", roster], 5)
    copy = roster.with_name("名册-待更正.xlsx")
    book = openpyxl.load_workbook(copy)
    sheet = book["名册"]
    sheet["C3"], sheet["B4"] = "2023-02-28", "其他"
    book.save(copy)
    partly = council(["member", "import", copy, "--json"], 5)
    second = roster.with_name("名册-待更正(2).xlsx")
    assert_one_sentence(partly, "有 1 行不能导入", str(second))
    assert reds(second) == {"D4"}
    book = openpyxl.load_workbook(second)
    book["名册"]["D4"] = 12
    book.save(second)
    done = council(["member", "import", second, "--json"])
    assert done.json == {"new": 4, "changed": 0, "same": 0, "refused": 0, "problems": []}
    assert "问题清单" not in done.stderr
    assert council.json(["member", "show", "乙单位"])["party_members"] == 12
    assert len(list(roster.parent.glob("*.xlsx"))) == 3


def test_the_same_mistakes_again_replace_the_copy(council: Run, roster: Path) -> None:
    for _ in range(2):
        council(["member", "import", roster], 5)
    assert len(list(roster.parent.glob("*.xlsx"))) == 2


def test_a_dry_run_makes_the_copy_too(council: Run, roster: Path) -> None:
    before = council.dump()
    council(["member", "import", roster, "--dry-run"], 5)
    assert reds(roster.with_name("名册-待更正.xlsx")) == {"C3", "B4", "D4"}
    assert council.dump() == before


def test_with_the_good_rows_written_the_copy_brings_the_rest(council: Run, roster: Path) -> None:
    result = council(["member", "import", roster, "--accept-good"], 5)
    assert "其余的已写入：新增 2" in result.stderr
    assert "名册-待更正.xlsx" in result.stderr
    copy = roster.with_name("名册-待更正.xlsx")
    book = openpyxl.load_workbook(copy)
    sheet = book["名册"]
    sheet["C3"], sheet["B4"], sheet["D4"] = "2023-02-28", "其他", 12
    book.save(copy)
    assert council.json(["member", "import", copy]) == {
        "new": 2,
        "changed": 0,
        "same": 2,
        "refused": 0,
        "problems": [],
    }


def test_both_rows_of_a_contradiction_are_marked(council: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名册.xlsx", *(["甲单位", "其他", "2023-01-01", n] for n in (1, 2)))
    council(["member", "import", path], 5)
    assert reds(tmp_path / "名册-待更正.xlsx") == {"A3", "A4"}


def test_formulas_of_the_clerk_go_in_with_the_corrected_copy(council: Run, tmp_path: Path) -> None:
    """The values that Excel had worked out are in the copy, though nobody has opened it in Excel."""
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("名册")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["甲单位", "其他", "2023-02-30"])
        sheet.write_formula(1, 3, "=6*7", None, 42)
    council(["member", "import", path], 5)
    copy = tmp_path / "名册-待更正.xlsx"
    problem = council(["member", "import", copy, "--json"], 5).json["problems"]
    assert [one["column"] for one in problem] == ["加入日期"]


def test_a_text_file_has_a_workbook_to_correct(council: Run, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("单位名称,类别,加入日期,备注\n甲单位,其他,2023-02-30,=1+1\n", encoding="gb18030")
    council(["member", "import", path], 5)
    copy = tmp_path / "名册-待更正.xlsx"
    assert reds(copy) == {"C2"}
    book = openpyxl.load_workbook(copy)
    assert book["名册"]["D2"].data_type == "s"
    book["名册"]["C2"] = "2023-02-28"
    book.save(copy)
    assert council.json(["member", "import", copy])["new"] == 1
    assert council.json("member show 甲单位")["note"] == "=1+1"


def test_an_export_that_was_spoilt_comes_back_marked(example: Run, tmp_path: Path) -> None:
    """Our own sheets, drop-downs and notes included: the notes on the header stay, no sheet is lost."""
    example("project export 项目.xlsx")
    path = tmp_path / "项目.xlsx"
    book = openpyxl.load_workbook(path)
    names, note = book.sheetnames, book["项目阶段"]["A1"].comment.text  # type: ignore[union-attr]
    book["项目阶段"]["C3"] = "某日"
    book.save(path)
    example(["project", "import", path], 5)
    copy = openpyxl.load_workbook(tmp_path / "项目-待更正.xlsx")
    assert copy.sheetnames == [*names, "问题清单"]
    assert copy["项目阶段"]["A1"].comment.text == note  # type: ignore[union-attr]
    assert "某日" in copy["项目阶段"]["C3"].comment.text  # type: ignore[union-attr]
    copy["项目阶段"]["C3"] = "2022-05-05"
    assert {one.sheet_state for one in copy.worksheets} == {"visible", "hidden"}


WATCH = (
    "import sys\nfrom liaison.cli.shell.main import run\nrun(sys.argv[1:])\n"
    "print('\\n@' + ' '.join(name for name in ('openpyxl', 'xlsxwriter') if name in sys.modules))\n"
)


def test_the_library_is_loaded_for_refused_rows_only(example: Run, tmp_path: Path) -> None:
    good = workbook(tmp_path / "好.xlsx", ["新单位", "其他", "2023-01-01", 1])
    bad = workbook(tmp_path / "坏.xlsx", ["新单位", "其他", "某日", 1])
    loaded = {}
    for path in (good, bad):
        done = subprocess.run(
            [sys.executable, "-c", WATCH, "member", "import", str(path), "--json"],
            capture_output=True,
            check=True,
            text=True,
        )
        answer, _, names = done.stdout.rpartition("@")
        assert list(json.loads(answer)) == KEYS
        loaded[path.stem] = names.split()
    assert loaded == {"好": [], "坏": ["xlsxwriter"]}


# -- the command that takes the corrected copy ----------------------------------------------------------------------------

GIVEN: dict[str, list[str]] = {
    "--dry-run": [],
    "--accept-good": [],
    "--yes": [],
    "--sheet": ["2023年 名册"],
    "--map": ["人 $数=党员人数"],
    "--prefer": ["mine"],
    "--accept-renames": [],
    "--set": ['备注=第一批（含"筹"）'],
    "--accept-alike": [],
    "--remove-missing": [],
    "--as-plain": [],
    "--accept-similar": [],
    "--correct": ["登记时 $ 漏了"],
}
"""Each option of import, and a value for it."""
NOT_REPEATED = {
    *("--json", "--csv", "--xlsx", "--output", "--force", "--reveal", "--profile", "--db", "--wait", "--help")
}
"""In which form a command answers, for whom, and how long it waits, is asked anew each time; of the database see below."""


def printed(result: Any) -> list[str]:
    """The command at the end of a refusal, as a shell splits it; without the name of the program."""
    found = re.search(
        r"(liaison \S+ \S+ .*?)(?:，或在原来的命令后面.*)?。$", result.stderr.strip().split("\n")[-1]
    )
    assert found, result.stderr
    return shlex.split(found[1])[1:]


def of_two_years(path: Path) -> Path:
    book = openpyxl.Workbook()
    for sheet, day in ((book.worksheets[0], "某日"), (book.create_sheet("2023年 名册"), "2023-02-30")):
        sheet.append(["单位名称", "类别", "加入日期", "人 $数"])
        sheet.append([f"甲单位{sheet.title}", "其他", day, 3])
        sheet.append([f"乙单位{sheet.title}", "其他", "2023-01-01", 4])
    book.save(path)
    return path


def test_every_option_is_in_the_printed_command(council: Run, tmp_path: Path) -> None:
    from liaison.cli.council.member import app

    options = {one.opts[0] for one in app.group().commands["import"].params if one.opts[0].startswith("-")}
    assert options == GIVEN.keys() | NOT_REPEATED - {"--help"}
    path = of_two_years(tmp_path / "两年 名册.xlsx")
    line = [word for option, values in GIVEN.items() for word in (option, *values)]
    result = council(["member", "import", path, *line, "--json"], 5)
    again = printed(result)
    assert again[:3] == ["member", "import", str(tmp_path / "两年 名册-待更正.xlsx")]
    assert again[3:] == line


def test_the_printed_command_brings_the_mended_copy(council: Run, tmp_path: Path) -> None:
    path = of_two_years(tmp_path / "名册.xlsx")
    told = ["--sheet", "2023年 名册", "--map", "人 $数=党员人数", "--yes"]
    again = printed(council(["member", "import", path, *told], 5))
    copy = Path(again[2])
    book = openpyxl.load_workbook(copy)
    book["2023年 名册"]["C2"] = "2023-02-28"
    book.save(copy)
    council(again)
    assert [one["party_members"] for one in council.json("member list")] == [3, 4]


def test_a_sheet_that_has_another_name_in_the_copy_is_named_so(council: Run, tmp_path: Path) -> None:
    path = tmp_path / "[新]名册.csv"
    path.write_text("单位名称,类别,加入日期\n甲单位,其他,2023-02-30\n", encoding="utf-8")
    again = printed(council(["member", "import", path, "--sheet", "[新]名册"], 5))
    assert again[-2:] == ["--sheet", "新名册"]
    book = openpyxl.load_workbook(again[2])
    book["新名册"]["C2"] = "2023-02-28"
    book.save(again[2])
    council(again)


def test_the_database_is_named_where_another_would_be_opened(
    council: Run, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["member", "import", roster, "--db", council.place]
    assert "--db" not in printed(council(line, 5))
    monkeypatch.delenv("LIAISON_DB")
    assert printed(council(line, 5))[-2:] == ["--db", council.place]


@pytest.mark.skipif(os.name == "nt", reason="asks a shell")
@pytest.mark.parametrize(
    "word", ["甲 乙", "a'b", 'a"b', "$HOME", "`id`", "a\\b", "'\"$x\\' ", "", "a&b;c|d", "“甲”", "*", "100%"]
)
def test_a_word_as_typed_is_read_so_by_a_shell(word: str) -> None:
    done = subprocess.run(["sh", "-c", f"printf %s {as_typed(word)}"], capture_output=True, check=True)
    assert done.stdout.decode() == word


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("member edit M002 --code ''", 4),
        ("member list --year ' '", 2),
        ("member leave M002 --on ''", 2),
        ("body leave 汇添富 --of B003 --on ''", 2),
        ("report period --from '' --to 2023-05-31", 2),
        ("chair plan --from 2024-06-15 --count '' --term 12m --order joined", 2),
    ],
)
def test_a_blank_where_something_must_be_is_said(example: Run, line: str, code: int) -> None:
    before = example.dump()
    assert "空" in example(line, code).stderr
    assert example.dump() == before
