"""Whatever can be listed can be exported, changed in Excel and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.nouns import registry
from liaison.nouns.registry import home_of, registered, sheets_of
from tests.commands import Run
from tests.conftest import EXAMPLE
from tests.contracts import promised

SHEETS = {name: sheets for name in registered() if (sheets := sheets_of(name))}
NOUNS = list(SHEETS)
SAME = {"new": 0, "changed": 0, "refused": 0, "problems": []}
HEADERS, REQUIRED = promised("headers"), promised("required")


def without_history(run: Run) -> dict[str, list[tuple[Any, ...]]]:
    """Every row but the journal's and the counters': what two databases that hold the same have alike."""
    tables = run.dump()
    return {
        name: [tuple(row) for row in rows]
        for name, rows in tables.items()
        if not name.startswith("journal") and name not in ("counter", "alembic_version")
    }


def content(run: Run) -> dict[str, Any]:
    """What a council looks like from outside."""
    lists = ("member list --all --reveal", "chair list", "project list", "activity list", "fund list")
    found = {line: run.json(line) for line in lists}
    for fund in found["fund list"]:
        found[f"fund {fund['code']}"] = run.json(f"fund ledger {fund['code']}")
    for year in (2022, 2023):
        report = run.json(f"report year {year}")
        assert report.pop("seal")  # every journal has its own
        found[f"report {year}"] = report
        found[f"projects {year}"] = run.json(f"project report --year {year}")
    return found


def test_the_headers_of_all_sheets(example: Run, tmp_path: Path) -> None:
    seen = set()
    for noun in NOUNS:
        example(f"{noun} export {noun}.xlsx")
        example(f"{noun} form 空{noun}.xlsx")
        for name in (f"{noun}.xlsx", f"空{noun}.xlsx"):
            for sheet in openpyxl.load_workbook(tmp_path / name):
                if sheet.sheet_state != "visible" or sheet.title not in HEADERS:
                    continue
                labels = [
                    str(cell.value).rstrip("★ ") for cell in next(sheet.iter_rows(max_row=1)) if cell.value
                ]
                wanted = HEADERS[sheet.title].split()
                assert labels[: len(wanted)] == wanted or [x for x in labels if x in wanted] == wanted, (
                    sheet.title
                )
                seen.add(sheet.title)
    assert seen == set(HEADERS)


def test_nothing_is_required_but_what_the_contract_stars() -> None:
    starred = {
        noun.label: [column.label for column in noun.sheet if column.required]
        for nouns in SHEETS.values()
        for noun in nouns
    }
    assert starred == {label: labels.split() for label, labels in REQUIRED.items()}


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_export_comes_back_as_the_same(example: Run, noun: str, suffix: str) -> None:
    example(f"{noun} export {noun}.{suffix}")
    before = example.dump()
    answer = example.json(f"{noun} import {noun}.{suffix}")
    assert answer | SAME == answer
    assert answer["same"] > 0
    assert example.dump() == before


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if len(SHEETS[noun]) > 1])
def test_each_sheet_alone_comes_back_as_the_same(example: Run, noun: str) -> None:
    for sheet in SHEETS[noun]:
        example([noun, "export", f"{sheet.name}.csv", "--sheet", sheet.label])
        answer = example.json([noun, "import", f"{sheet.name}.csv"])
        assert answer | SAME == answer, sheet.name
        assert answer["same"] > 0


def test_the_example_s_own_sheets_are_the_same_again(example: Run) -> None:
    before = example.dump()
    # What travels with the whole workbook alone has no sheet of its own to bring in.
    seen = {path.stem for path in EXAMPLE.glob("*.csv") if not registry.NOUNS[path.stem].workbook_only}
    for name in seen:
        answer = example.json([home_of(name).name, "import", EXAMPLE / f"{name}.csv"])
        assert answer | SAME == answer, name
    assert seen
    assert example.dump() == before


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_exports_into_an_empty_database_give_the_same_council(
    example: Run, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[tuple[str, str]] = []
    for noun in NOUNS:
        for sheet in SHEETS[noun]:
            name = f"{sheet.name}.{suffix}"
            example([noun, "export", name, "--sheet", sheet.label, "--reveal"])
            files.append((noun, name))
    order = list(registry.NOUNS)  # what a sheet names is brought in before it
    files.sort(key=lambda one: order.index(one[1].removesuffix(f".{suffix}")))
    founded = example.json("council show")
    before = content(example)
    empty = str(tmp_path / "empty.db")
    monkeypatch.setenv("LIAISON_DB", empty)
    other = Run(empty)
    guides = [word for guide in founded["guide"] for word in ("--guide", guide)]
    other(
        [
            "init",
            founded["name"],
            "--short",
            founded["short"],
            "--founded",
            founded["founded"],
            "--secretariat",
            founded["secretariat"],
            "--records-from",
            founded["records_from"],
        ]
    )
    for noun, name in files:
        answer = other.json([noun, "import", name])
        assert (answer["refused"], answer["problems"]) == (0, []), name
    other(["council", "edit", *guides])  # who they are their own sheet has told, with their codes
    assert content(other) == before


def test_a_changed_cell_changes_that_and_nothing_else(example: Run, tmp_path: Path) -> None:
    example("member export 名册.xlsx")
    path = tmp_path / "名册.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["成员单位"]
    labels = [cell.value for cell in sheet[1]]
    place = {str(label).rstrip("★ "): index + 1 for index, label in enumerate(labels) if label}
    row = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == "M002")
    sheet.cell(row, place["党员人数"]).value = 306
    book.save(path)
    before = example.json("member show M002 --reveal")
    answer = example.json("member import 名册.xlsx")
    assert (answer["new"], answer["changed"], answer["refused"]) == (0, 1, 0)
    assert example.json("member show M002 --reveal") == before | {"party_members": 306}


def test_a_masked_phone_means_unchanged_and_any_other_is_refused(example: Run, tmp_path: Path) -> None:
    example("member export 名册.csv")
    path = tmp_path / "名册.csv"
    text = path.read_text(encoding="utf-8")
    assert "138****0002" in text
    assert example.json("member import 名册.csv")["changed"] == 0
    assert example.json("member show M002 --reveal")["phone"] == "13800000002"
    path.write_text(text.replace("138****0002", "138****9999"), encoding="utf-8")
    problem = example.json("member import 名册.csv", 5)["problems"][0]
    assert (problem["column"], problem["value"]) == ("联系电话", "138****9999")
    path.write_text(text.replace("138****0002", "13912345678"), encoding="utf-8")
    assert example.json("member import 名册.csv")["changed"] == 1
    assert example.json("member show M002 --reveal")["phone"] == "13912345678"


# -- what clerks' own sheets look like --------------------------------------------------------------------------------


def bring(run: Run, noun: str, text: str, *, code: int = 0, encoding: str = "utf-8", more: str = "") -> Any:
    path = Path("导入.csv")
    path.write_bytes(text.encode(encoding))
    return run.json([noun, "import", path, *more.split()], code)


def test_real_headers_are_understood(council: Run) -> None:
    answer = bring(
        council,
        "member",
        "序号,单位全称,单位性质,职工数,党员数,手机,加入时间,信用代码,用不着的列\n"
        '1,甲单位,国企,"1,200",３０,13812345678,2018年6月1日,91310000132206289R,x\n',
    )
    assert answer["new"] == 1
    unit = council.json("member show 甲单位 --reveal")
    expected = {
        "code": "M001", "category": "国企", "headcount": 1200, "party_members": 30, "phone": "13812345678",
        "joined": "2018-06-01", "uscc": "91310000132206289R",
    }  # fmt: skip
    assert {key: unit[key] for key in expected} == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_whatever_the_encoding_and_the_separator(example: Run, encoding: str, separator: str) -> None:
    text = (
        separator.join(("单位名称", "类别", "加入日期"))
        + "\n"
        + separator.join(("甲单位", "其他", "2020/1/2"))
        + "\n"
    )
    assert bring(example, "member", text, encoding=encoding)["new"] == 1
    assert example.json("member show 甲单位")["joined"] == "2020-01-02"


def test_a_blank_code_gets_the_next_and_a_given_one_is_kept(council: Run) -> None:
    bring(
        council,
        "member",
        "编号,单位名称,类别,加入日期\n,甲,其他,2020-01-01\nM002,乙,其他,2020-01-01\n,丙,其他,2020-01-01\nX-9,丁,其他,2020-01-01\n",
    )
    codes = {unit["name"]: unit["code"] for unit in council.json("member list --all")}
    assert codes == {"甲": "M001", "乙": "M002", "丙": "M003", "丁": "X-9"}


def test_a_row_is_known_by_its_code_or_else_by_its_name(council: Run) -> None:
    head = "编号,单位名称,类别,加入日期\n"
    bring(council, "member", head + ",甲,其他,2020-01-01\n,乙,其他,2020-01-01\n")
    assert bring(council, "member", head + ",甲,国企,2020-01-01\n")["changed"] == 1
    renaming = head + "M002,乙方,国企,2020-01-01\n"
    answer = bring(council, "member", renaming, code=5)
    assert "要由“乙”改为“乙方”" in answer["problems"][0]["reason"]
    assert bring(council, "member", renaming, more="--accept-renames")["changed"] == 1
    units = {unit["code"]: unit for unit in council.json("member list --all")}
    assert (units["M001"]["category"], units["M002"]["name"]) == ("国企", "乙方")


def test_two_rows_of_one_unit_are_refused_together(council: Run) -> None:
    answer = bring(
        council,
        "member",
        "单位名称,类别,加入日期\n甲,其他,2020-01-01\n乙,其他,2020-01-01\n甲 ,国企,2020-01-01\n",
        code=5,
    )
    assert answer["refused"] == 2
    assert [problem["row"] for problem in answer["problems"]] in ([4, 2], [2, 4])
    assert council.json("member list --all") == []


def test_rows_are_numbered_as_the_sheet_does(council: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["成员单位名册"], [], ["单位名称", "类别", "加入日期"], [], ["甲", "其他", "2020-13-01"]):
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    problem = council.json("member import 名册.xlsx", 5)["problems"][0]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("Sheet", 5, "加入日期")


def test_references_in_sheets_are_whole_names_never_parts(council: Run) -> None:
    bring(council, "member", "单位名称,简称,类别,加入日期\n上海甲单位公司,甲单位,其他,2020-01-01\n")
    head = "轮值主席单位,开始日期,结束日期\n"
    problem = bring(council, "chair", head + "上海甲,2021-01-01,2021-12-31\n", code=5)["problems"][0]
    assert (problem["column"], problem["value"]) == ("轮值主席单位", "上海甲")
    sheet = head + "甲单位,2021-01-01,2021-12-31\nM001,2022-01-01,2022-12-31\n上海甲单位公司,2023-01-01,\n"
    assert bring(council, "chair", sheet)["new"] == 3
    assert [term["ordinal"] for term in council.json("chair list")] == [1, 2, 3]


def test_dry_run_checks_everything_and_writes_nothing(council: Run) -> None:
    before = council.dump()
    head = "单位名称,类别,加入日期\n"
    assert bring(council, "member", head + "甲,其他,2020-01-01\n", more="--dry-run")["new"] == 1
    assert bring(council, "member", head + "甲,其他,2020-02-30\n", more="--dry-run", code=5)["refused"] == 1
    assert council.dump() == before


def test_outsiders_are_taken_with_a_warning_that_is_no_problem(council: Run) -> None:
    bring(council, "member", "单位名称,类别,加入日期,退出日期\n甲,其他,2020-01-01,2021-12-31\n")
    council("fund open 专项 --opened 2022-01-01")
    Path("流水.csv").write_text("专项,日期,类型,单位,金额\n专项,2022-05-01,到账,甲,100\n", encoding="utf-8")
    result = council("fund import 流水.csv --json")
    assert (result.json["new"], result.json["problems"]) == (1, [])
    assert "往来单位“M001 甲”在 2022-05-01 不是成员单位" in result.stderr


def test_a_ledger_without_numbers_is_known_by_all_its_cells_and_its_place(council: Run) -> None:
    council("fund open 专项 --opened 2022-01-01")
    ledger = (
        "专项,日期,类型,金额,摘要\n专项,2022-05-01,上年结转,100,\n专项,2022-05-02,支出,1,水\n专项,2022-05-02,支出,1,水\n"
        "专项,2022-05-02,支出,1,电\n"
    )
    assert bring(council, "fund", ledger)["new"] == 4
    assert bring(council, "fund", ledger) == {"new": 0, "changed": 0, "same": 4, "refused": 0, "problems": []}
    again = bring(council, "fund", ledger + "专项,2022-05-02,支出,1,水\n")
    assert (again["new"], again["same"]) == (1, 4)
    numbers = [entry["number"] for entry in council.json("fund ledger F001")]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert council.json("fund statement F001")["balance"] == "96.00"


def test_a_reversal_by_sheet_refers_to_its_entry(council: Run) -> None:
    council("fund open 专项 --opened 2022-01-01")
    head = "专项,流水号,日期,类型,金额,冲正流水号\n"
    rows = "专项,1,2022-05-01,上年结转,100,\n专项,2,2022-05-02,支出,30,\n专项,3,2022-05-03,冲正,30,2\n"
    assert bring(council, "fund", head + rows)["new"] == 3
    assert council.json("fund statement F001")["balance"] == "100.00"
    for row, column in (
        ("专项,4,2022-05-03,冲正,30,2\n", "冲正流水号"),
        ("专项,4,2022-05-03,冲正,30,9\n", "冲正流水号"),
        ("专项,4,2022-05-03,冲正,99,1\n", "金额"),
        ("专项,4,2022-05-03,冲正,30,\n", "冲正流水号"),
    ):
        problem = bring(council, "fund", head + row, code=5)["problems"][0]
        assert problem["column"] == column, row


def test_a_ledger_that_would_overdraw_is_refused_whole(council: Run) -> None:
    council("fund open 专项 --opened 2022-01-01")
    rows = "专项,日期,类型,金额\n专项,2022-05-01,上年结转,100\n专项,2022-05-02,支出,60\n专项,2022-05-03,支出,60\n"
    answer = bring(council, "fund", rows, code=5)
    assert [(problem["row"], problem["column"]) for problem in answer["problems"]] == [(4, "金额")]
    assert council.json("fund ledger F001") == []


def test_spells_bring_the_history_and_must_not_overlap(council: Run) -> None:
    bring(council, "member", "单位名称,类别,加入日期,退出日期\n甲,其他,2020-01-01,\n")
    assert bring(council, "member", "单位,加入日期,退出日期\n甲,2018-01-01,2018-12-31\n甲,2020-01-01,\n") == {
        "new": 1, "changed": 0, "same": 1, "refused": 0, "problems": [],
    }  # fmt: skip
    spells = council.json("member show 甲")["spells"]
    assert [spell["joined"] for spell in spells] == ["2018-01-01", "2020-01-01"]
    answer = bring(council, "member", "单位,加入日期,退出日期\n甲,2018-12-31,2019-05-01\n", code=5)
    assert "重叠" in answer["problems"][0]["reason"]


def test_a_stage_that_comes_by_sheet_needs_no_history(council: Run) -> None:
    bring(council, "member", "单位名称,类别,加入日期\n甲,其他,2020-01-01\n")
    sheet = "项目名称,牵头单位,阶段,启动日期,完成日期\n直通车,甲,结项,2021-01-01,2022-06-30\n"
    assert bring(council, "project", sheet)["new"] == 1
    found = {figure["key"]: figure["value"] for figure in council.json("report year 2022")["figures"]}
    assert (found["projects_finished"], found["projects_running"]) == (1, 0)
    stages = "项目,阶段,日期\n直通车,实施,2021-01-01\n直通车,结项,2022-06-30\n"
    assert bring(council, "project", stages)["new"] == 2
    refused = bring(council, "project", "项目,阶段,日期\n直通车,立项,2023-01-01\n", code=5)
    assert refused["problems"][0]["column"] == "阶段"


def test_a_workbook_with_all_sheets_comes_in_at_once(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example("member export 名册.xlsx --reveal")
    monkeypatch.setenv("LIAISON_DB", str(tmp_path / "empty.db"))
    other = Run(str(tmp_path / "empty.db"))
    other("init 新的")
    answer = other.json("member import 名册.xlsx")
    assert answer["refused"] == 0
    assert len(other.json("member list --all")) == 26
    assert len(other.json("member show 示例杜鹃控股")["spells"]) == 2


def test_many_rows_pass(council: Run, today: Callable[[str], None]) -> None:
    council("member add 甲 --category 其他 --joined 2018-01-01")
    council("project add 直通车 --lead 甲 --start 2018-01-01")
    council("project indicator 直通车 人次")
    days = ((date(2000, 1, 1) + timedelta(days=n)).isoformat() for n in range(5000))
    text = "项目,指标,日期,数值\n" + "".join(f"直通车,人次,{day},{n}\n" for n, day in enumerate(days))
    assert bring(council, "project", text)["new"] == 5000
    assert bring(council, "project", text)["same"] == 5000
