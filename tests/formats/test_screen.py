"""The screen: golden tables of 80 columns, plain text elsewhere, sentences beside the output, a bar for those who wait."""

import io
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from liaison.cells import visible
from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.formats import screen
from liaison.formats.seen import REVEALED, written_for
from liaison.formats.widths import folded, padded, width_of
from liaison.kinds import Fixed, Phone, Ref
from liaison.quantities import Money, Number, Whole
from liaison.several import Refs


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


COLUMNS = (
    Column("code", "编号"),
    Column("name", "单位名称", required=True),
    Column("category", "类别"),
    Column("people", "党员人数", Whole()),
    Column("amount", "金额", Money()),
    Column("left", "退出日期", Day()),
    Column("lead", "牵头单位", Ref("member")),
    Column("phone", "联系电话", Phone(), private=True),
    Column("note", "备注", listed=False),
)
ROWS: list[Record] = [
    {
        "code": "M001",
        "name": "上海外滩投资开发（集团）有限公司",
        "category": "国有企业",
        "people": 1200,
        "amount": 123456789,
        "left": None,
        "lead": "汇添富基金管理股份有限公司",
        "lead_short": "汇添富基金",
        "phone": "13812345678",
        "note": "一段[b]备注[/b]\n第二行",
    },
    {
        "code": "M002",
        "name": "[x] :smile: 示例",
        "category": "金融机构",
        "amount": 100,
        "lead": "外滩街道",
        "lead_short": None,
    },
]
GOLDEN = """\
成员单位
编号 单位名称              类别     党员人数         金额 牵头单位   联系电话
---- --------------------- -------- -------- ------------ ---------- -----------
M001 上海外滩投资开发（集  国有企业    1,200 1,234,567.89 汇添富基金 138****5678
     团）有限公司
M002 [x] :smile: 示例      金融机构                  1.00 外滩街道
"""
PLAIN = """\
成员单位
编号  单位名称                          类别      党员人数          金额  退出日期  牵头单位    联系电话
M001  上海外滩投资开发（集团）有限公司  国有企业     1,200  1,234,567.89            汇添富基金  138****5678
M002  [x] :smile: 示例                  金融机构                    1.00            外滩街道
"""
NARROW = """\
编号      M001
单位名称  上海外滩投资开发
          （集团）有限公司
类别      国有企业
党员人数  1,200
金额      1,234,567.89
牵头单位  汇添富基金
联系电话  138****5678

编号      M002
单位名称  [x] :smile: 示例
类别      金融机构
金额      1.00
牵头单位  外滩街道
"""
RECORD = """\
编号      M001
单位名称  上海外滩投资开发（集团）有限公司
类别      国有企业
党员人数  1,200
金额      1,234,567.89
牵头单位  汇添富基金管理股份有限公司
联系电话  13812345678
备注      一段[b]备注[/b]
          第二行
"""


def drawn(columns: Any = COLUMNS, rows: Any = ROWS, **more: Any) -> str:
    out = Terminal()
    screen.table(columns, rows, out=out, **more)
    return re.sub(" +$", "", out.getvalue(), flags=re.MULTILINE)


def test_a_table_fits_eighty_columns() -> None:
    assert drawn(title="成员单位") == GOLDEN


def test_a_table_with_room_for_all_shows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    text = drawn()
    assert text.count("\n") == 4
    assert "退出日期" in text


def test_a_narrow_terminal_shows_each_record_on_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "28")
    assert drawn() == NARROW


def test_elsewhere_it_is_plain_text_never_cut() -> None:
    out = io.StringIO()
    screen.table(COLUMNS, iter(ROWS), title="成员单位", out=out)
    assert out.getvalue() == PLAIN


def test_long_lists_are_plain_on_a_terminal_too() -> None:
    assert "----" in drawn(rows=ROWS * 100)
    assert "----" not in drawn(rows=ROWS * 101)


def test_nothing_found() -> None:
    assert drawn(rows=[]) == "没有记录。\n"


def test_private_values_are_masked_unless_revealed() -> None:
    assert "13812345678" not in drawn()
    with written_for(REVEALED):
        assert "13812345678" in drawn()
    out = io.StringIO()
    screen.record(COLUMNS, ROWS[0], out=out)
    assert "138****5678" in out.getvalue()


def test_one_record() -> None:
    out = io.StringIO()
    with written_for(REVEALED):
        screen.record(COLUMNS, ROWS[0], out=out)
    assert out.getvalue() == RECORD


def test_several_references_are_joined() -> None:
    out = io.StringIO()
    screen.table([Column("unit", "单位", Refs("member"))], [{"unit": ("甲", "乙")}], out=out)
    assert out.getvalue() == "单位\n甲、乙\n"


def test_all_that_is_drawn_can_be_said_in_gbk() -> None:
    GOLDEN.encode("cp936")
    drawn(title="成员").encode("cp936")
    assert not re.search("[─│┌—…•✓✗]", drawn())


WIDE = st.text("ab 甲乙，“—×[]\n\x1b", max_size=30)


@given(
    st.lists(st.tuples(WIDE, WIDE, st.integers(0, 10**9)), min_size=1, max_size=4),
    st.integers(20, 100),
)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(
    rows: list[tuple[str, str, int]], width: int
) -> None:
    columns = (
        Column("name", "名称", required=True),
        Column("stage", "阶段"),
        Column("kind", "类型", Fixed(words=("甲",))),
        Column("value", "数值", Number()),
    )
    records = [{"name": name, "stage": stage, "value": value * 10_000} for name, stage, value in rows]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        text = drawn(columns, records)
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert "\x1b" not in text
    for name, stage, value in rows:
        for part in (name, stage):
            assert sum(map(text.count, set(part) & set("甲乙，“—×[]"))) >= bool(
                set(part) & set("甲乙，“—×[]")
            )
        assert f"{value:,}" in text


@given(st.text(), st.integers(2, 40))
def test_folded_text_is_all_there(text: str, width: int) -> None:
    lines = folded(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines) == "".join(visible(text).splitlines())


def test_widths() -> None:
    assert [width_of(text) for text in ("abc", "汉字", "“—×…", "Ａ", "ｱ", "é", "e\u0301", "")] == [
        3,
        4,
        8,
        2,
        1,
        2,
        1,
        0,
    ]
    assert padded("汉", 4) == "汉  "
    assert padded("汉", 4, right=True) == "  汉"


def test_sentences_go_beside_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    screen.said("外滩街道当日不是成员单位。")
    assert capsys.readouterr() == ("", "外滩街道当日不是成员单位。\n")


def test_without_a_terminal_progress_is_the_items_themselves() -> None:
    items = [1, 2]
    assert screen.progress("导入", items, 2) is items


@pytest.mark.parametrize("seconds", [0.0, 0.7])
def test_a_bar_shows_after_a_second(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    ticks: Iterator[float] = iter(number * seconds for number in range(1_000))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(screen.time, "monotonic", lambda: next(ticks))
    assert list(screen.progress("导入[x]", range(9), 9)) == list(range(9))
    assert ("导入[x]" in sys.stderr.getvalue()) is bool(seconds)  # type: ignore[attr-defined]
