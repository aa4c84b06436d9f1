"""The last row of a list: what adds up is added up, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.figures.summary.measuring import figures
from tests.commands import Run

FIGURES = {key: figure.label for key, figure in figures().items()}

TOTALS = {
    "member list": {"党员人数", "职工人数"},
    "chair list": set(),
    "chair plan --from 2024-06-15 --count 4 --term 12m --order joined": set(),
    "project list": {"预算"},
    "activity list": {"参加人数", "其中党员", "服务人次", "志愿时长"},
    "fund list": {"预算"},
    "fund ledger F001": set(),
    "choice list": set(),
    "fund apportion F001 --total 300000 --by party --on 2023-01-15 --dry-run": {"分摊基数", "应缴（元）"},
}


def below(sheet: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of a list, and what its last row adds up."""
    head = int(sheet.auto_filter.ref.split(":")[0].removeprefix("A"))
    labels = [cell.value for cell in sheet[head]]
    rows = [
        dict(zip(labels, row, strict=True))
        for row in sheet.iter_rows(head + 1, sheet.max_row, values_only=True)
    ]
    last = rows.pop() if rows and rows[-1][labels[0]] == "合计" else {}
    return rows, {label: value for label, value in last.items() if value is not None and label != labels[0]}


def written(example: Run, line: str, path: Path) -> Any:
    example(f"{line} -o {path}")
    return openpyxl.load_workbook(path, data_only=True)


@pytest.mark.parametrize("line", TOTALS)
def test_what_adds_up_is_added_up(example: Run, line: str, tmp_path: Path) -> None:
    rows, totals = below(written(example, line, tmp_path / "表.xlsx").active)
    assert set(totals) == TOTALS[line]
    for label, total in totals.items():
        assert total == pytest.approx(sum(row[label] or 0 for row in rows)), label


def test_a_statement_adds_up_what_the_units_owed_and_paid(example: Run, tmp_path: Path) -> None:
    book = written(example, "fund statement F001 --year 2023", tmp_path / "表.xlsx")
    (whole,), none = below(book["收支"])
    rows, totals = below(book["单位往来"])
    assert not none
    assert set(totals) == {"应缴", "到账", "实物", "退款", "期末欠缴", "多缴"}
    assert all(totals[label] == pytest.approx(whole[label]) for label in ("应缴", "到账", "实物", "退款"))
    assert len(rows) > 10
    assert below(book["逐笔明细"])[1] == {}


@pytest.mark.parametrize("key", FIGURES)
def test_the_rows_of_a_figure_come_to_the_figure(example: Run, key: str, tmp_path: Path) -> None:
    line = f"report year 2023 --trace {key}"
    rows, totals = below(written(example, line, tmp_path / "表.xlsx").active)
    value = example.json(line)["value"]
    if key.endswith(("_mean", "_rate", "_used")):
        return  # a share of what its rows come to
    if {"人数", "其中党员", "服务人次", "志愿时长", "计入金额", "欠缴"} & set(
        rows[0] if rows else ()
    ) and len(rows) > 1:
        assert list(totals.values())[-1] == pytest.approx(float(value))
    else:
        assert not totals


def test_a_whole_sum_of_numbers_has_no_decimal_point(example: Run, tmp_path: Path) -> None:
    sheet = written(example, "activity list --year 2023", tmp_path / "表.xlsx").active
    hours = [cell for cell in sheet[sheet.max_row] if cell.value is not None][-1]
    assert float(hours.value).is_integer()
    assert hours.number_format == "#,##0"


def test_who_fills_in_is_the_secretariat_or_else_the_council(
    council: Run, tmp_path: Path, today: Any
) -> None:
    today("2024-02-03")
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    for number, name in enumerate(("示例联席会议", "示例街道党工委")):
        if number:
            council(f"council edit --secretariat {name}")
        sheet = written(council, "member list", tmp_path / f"{number}.xlsx").active
        assert sheet["A2"].value == f"填报单位：{name}　　填报日期：2024年2月3日"
