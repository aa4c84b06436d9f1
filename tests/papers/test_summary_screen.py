"""The summary on the screen: the same figures as the JSON, in 80 columns, word for word as the golden files have it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from liaison.formats.plain import Shown, paragraph, table, width_for
from liaison.formats.widths import width_of
from tests.commands import Run, unsealed
from tests.papers.written import IF_ANY

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SCREENS = {
    "report-year-2023": "report year 2023",
    "report-year-2022": "report year 2022",
    "report-2023-half-1": "report year 2023 --half 1",
    "project-report-shuttle": "project report 直通车 --year 2023",
    "trace-projects-running": "report year 2023 --trace projects_running",
}


@pytest.mark.parametrize("name", SCREENS)
def test_as_the_golden_file_has_it(name: str, example: Run, request: pytest.FixtureRequest) -> None:
    shown = unsealed(example(SCREENS[name]).stdout)
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-transcripts"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
    if not name.startswith("trace"):
        assert max(map(width_of, shown.splitlines())) <= 80


def test_the_screen_shows_the_figures_of_the_json(example: Run) -> None:
    shown = example("report year 2023").stdout.splitlines()
    for figure in example.json("report year 2023")["figures"]:
        if figure["label"].startswith(IF_ANY) and float(figure["value"]) == 0:
            continue
        line = next(line for line in shown if line.startswith(figure["label"] + " "))
        value = figure["value"]
        if figure["unit"] == "比例":
            expected = [f"{value * 100:.1f}%"]
        elif figure["unit"] == "元":
            expected = [f"{float(value):,.2f}元", f"{float(figure['previous']):,.2f}"]
        else:
            expected = [f"{value:,}{figure['unit']}", f"{figure['previous']:,}"]
        for text in expected:
            assert text in line.split(), (line, text)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("columns", "width"), [("100", 100), ("300", 120), ("80", 80), ("20", 40)])
def test_as_wide_as_the_terminal_within_reason(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width_for(_Terminal()) == width
    assert width_for(io.StringIO()) == 80


def test_a_table_drops_what_may_go_and_wraps_words() -> None:
    columns = [
        Shown("项目", ["一个名字很长很长很长的项目"], wraps=True),
        Shown("数", ["1,234,567.00"], right=True),
        Shown("可省", ["1,234,567.00"], spare=True),
    ]
    lines = list(table(columns, 30))
    assert max(map(width_of, lines)) <= 30
    assert "可省" not in lines[0]
    assert len(lines) == 4
    assert "可省" in next(iter(table(columns, 80)))


@pytest.mark.parametrize("width", [30, 41, 80])
def test_a_paragraph_keeps_numbers_whole(width: int) -> None:
    text = "截至2023年12月31日，到账2,043,968.79元（其中2023-11-08为最高），支出1,927,743.36元。" * 3
    lines = list(paragraph(text, width, first="10. "))
    assert max(map(width_of, lines)) <= width
    assert "".join(line[4:] for line in lines) == text
    for line in lines[1:]:
        assert line[4] not in "，。）"
    for number in ("2,043,968.79", "2023-11-08", "1,927,743.36"):
        assert sum(line.count(number) for line in lines) == 3


def test_a_paragraph_of_nothing_and_of_one_long_word() -> None:
    assert list(paragraph("", 40, first="注：")) == ["注："]
    lines = list(paragraph("x" * 100, 40))
    assert "".join(lines) == "x" * 100
    assert max(map(len, lines)) <= 40


def test_a_trace_of_nothing(council: Run) -> None:
    shown = council("report year 2023 --trace funds_received").stdout
    assert "到账资金：0.00元" in shown
    assert "没有计入的行" in shown
