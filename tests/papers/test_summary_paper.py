"""The reports' workbooks for paper: A4, numbered, titled and signed pages, charts whole; ``test_paper`` prints them."""

from __future__ import annotations

import re
import zipfile

import pytest

from tests.papers.written import SHEETS, Written

PAPER = {"portrait": (210 - 25.4, 297 - 38.1), "landscape": (297 - 25.4, 210 - 38.1)}
"""Millimetres of A4 within the margins."""


@pytest.mark.parametrize("which", ["year", "projects"])
def test_each_sheet_is_ready_for_a4(which: str, request: pytest.FixtureRequest) -> None:
    book: Written = request.getfixturevalue(which)
    for sheet in book.book:
        setup = sheet.page_setup
        assert (int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == (9, None, 0), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text
        assert "&N" in sheet.oddFooter.center.text
        assert "填报单位：上海外滩投资开发（集团）有限公司" in book.texts(sheet.title)
        assert all(word in book.texts(sheet.title) for word in ("制表人", "审核人", "日期：2023年12月31日"))
        if sheet.title not in ("封面",):
            assert sheet.oddHeader.right.text
            assert sheet.title == "年度概览" or sheet.print_title_rows, sheet.title


def test_titles_are_repeated_on_a_long_list(year: Written) -> None:
    assert year.book["活动台账"].print_title_rows == "$1:$3"
    assert year.book["活动台账"].freeze_panes == "A4"


def test_the_cover_leads_everywhere(year: Written) -> None:
    sheet = year.book["封面"]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in SHEETS[1:]}
    text = year.texts("封面")
    for part in (
        "滨江党建·金融外滩区域化党建联席会议",
        "2023年度工作总结",
        "（2023年1月1日至2023年12月31日）",
    ):
        assert part in text


def test_sheets_with_money_say_what_the_ledger_is(year: Written, projects: Written) -> None:
    for sheet in ("共建项目", "经费收支", "单位往来"):
        assert "备查账" in year.texts(sheet)
        assert "上海外滩投资开发（集团）有限公司、汇添富基金托管" in year.texts(sheet)
    for sheet in projects.book.sheetnames[1:]:
        assert "备查账" in projects.texts(sheet)


@pytest.mark.parametrize("which", ["year", "projects"])
def test_charts_have_titles_axes_and_chinese_fonts(which: str, request: pytest.FixtureRequest) -> None:
    book: Written = request.getfixturevalue(which)
    with zipfile.ZipFile(book.path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    assert len(charts) >= 5
    for chart in charts:
        assert re.search(r"<c:title>.*?<a:t>[^<]*[\u4e00-\u9fff]", chart)
        axes = re.findall(r"<c:(?:cat|val)Ax>.*?</c:(?:cat|val)Ax>", chart)
        assert len(axes) >= 2
        hidden = [axis for axis in axes if '<c:delete val="1"/>' in axis]
        assert len(hidden) == (1 if "y2" in chart or len(axes) == 4 else 0)
        assert any("<c:title>" in axis for axis in axes)
        assert chart.count("<a:latin") == chart.count("<a:ea") > 2
        # What is drawn is in the file too, for programs that do not calculate.
        assert re.search(r"<c:numCache>.*?<c:v>[\d.]+</c:v>", chart)


def test_each_indicator_is_drawn_as_a_line(year: Written) -> None:
    for name in SHEETS:
        charts = year.book[name]._charts
        if name.startswith("指标-"):
            assert charts
            assert all(type(chart).__name__ == "LineChart" for chart in charts)


@pytest.mark.parametrize("which", ["year", "projects"])
def test_no_page_break_cuts_a_chart(which: str, request: pytest.FixtureRequest) -> None:
    book: Written = request.getfixturevalue(which)
    drawn = 0
    for sheet in book.book:
        widths = [sheet.column_dimensions[letter] for letter in sheet.column_dimensions]
        wide = sum((one.width * 8 + 5) * (one.max - one.min + 1) for one in widths) * 25.4 / 96
        across, down = PAPER[sheet.page_setup.orientation]
        scale = min(1.0, across / wide)
        breaks = [0, *(one.id for one in sheet.row_breaks.brk)]
        for chart in sheet._charts:
            first, last = chart.anchor._from.row, chart.anchor.to.row
            begin = max(one for one in breaks if one <= first)
            assert not any(first < one <= last for one in breaks)
            points = sum(sheet.row_dimensions[row + 1].height or 18 for row in range(begin, last + 1))
            assert points * scale * 25.4 / 72 <= down, (sheet.title, first)
            drawn += 1
    assert drawn >= 5
