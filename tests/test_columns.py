"""Every kind as a pair: what is shown, put into JSON or into a cell is read back as the same value."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.cells import LARGEST, SWALLOWED, Lost, text_of
from liaison.columns import Column
from liaison.dates import Day
from liaison.kinds import Choice, Fixed, Flag, Kind, Misread, Phone, Ref, Text
from liaison.nouns.registry import NOUNS
from liaison.quantities import Money, Number, Ratio, Target, Whole
from liaison.rules.work.stages import PROJECT_STAGES
from liaison.several import SPANS, Refs, Words

DAYS = st.dates(date(1900, 1, 1), date(9999, 12, 31)).map(date.isoformat)
WRITTEN = st.text(max_size=30).map(str.strip).filter(bool)


def stored(kind: Kind, text: str) -> Any:
    """What a kind makes of random text, or None where it refuses it."""
    try:
        return kind.parse(text)
    except Misread:
        return None


TEXTS = WRITTEN.map(lambda text: stored(Text(), text))
PAIRS: list[tuple[Kind, st.SearchStrategy[Any]]] = [
    (Text(), TEXTS),
    (Choice(list="category"), TEXTS),
    (Ref("member"), TEXTS),
    (
        Phone(),
        (WRITTEN | st.text("0123456789+-() 、/转#（）０８", min_size=5, max_size=24)).map(
            lambda text: stored(Phone(), text)
        ),
    ),
    (Whole(), st.none() | st.integers(0, LARGEST - 1)),
    (Number(negative=True), st.none() | st.integers(-LARGEST + 1, LARGEST - 1)),
    (Money(), st.none() | st.integers(1, LARGEST - 1)),
    (Money(positive=False), st.none() | st.integers(0, LARGEST - 1)),
    (Day(), st.none() | DAYS),
    (Flag(), st.sampled_from([None, 0, 1])),
    (Fixed(words=PROJECT_STAGES.names), st.none() | st.sampled_from(PROJECT_STAGES.names)),
    (Words(), st.lists(WRITTEN).map(lambda texts: stored(Words(), "、".join(texts)) or ())),
    (
        Refs(noun="member"),
        st.lists(WRITTEN).map(lambda texts: stored(Refs("member"), "、".join(texts)) or ()),
    ),
    (
        Target(),
        st.builds(
            lambda number, per: Number().show(number).replace(",", "") + per,
            st.integers(0, 10**12),
            st.sampled_from(["", "/日", "/周", "/月", "/年"]),
        ),
    ),
]


@pytest.mark.parametrize(("kind", "values"), PAIRS, ids=lambda part: getattr(type(part), "__name__", ""))
@given(data=st.data())
def test_what_is_written_is_read_back(
    kind: Kind, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    assert kind.parse(kind.show(value)) == value
    assert kind.parse(kind.plain(value)) == value
    assert kind.parse(kind.cell(value)) == value


@given(st.integers(-LARGEST + 1, LARGEST - 1))
def test_numbers_survive_a_workbook_that_keeps_floats(number: int) -> None:
    assert Number(negative=True).parse(float(Number().cell(number))) == number
    if number > 0:
        assert Money().parse(float(Money().cell(number))) == number


def test_every_column_of_every_noun_reads_blank_as_unknown() -> None:
    for noun in NOUNS.values():
        for column in noun.sheet:
            assert not column.kind.parse("  "), (noun.name, column.key)
            assert column.kind.show(column.kind.parse(None)) == ""
            assert column.kind.cell(column.kind.parse("")) is None


ACCEPTED = {
    "2023-05-01": "2023-05-01",
    "2023-5-1": "2023-05-01",
    "2023.5.1": "2023-05-01",
    "2023/05/01": "2023-05-01",
    "2023年5月1日": "2023-05-01",
    "2023 年 5 月 1 号": "2023-05-01",
    "２０２３．５．１": "2023-05-01",
    "２０２３年５月１日": "2023-05-01",
    "20230501": "2023-05-01",
    "20230501.0": None,
    "2023-05-01 09:30": "2023-05-01",
    "2023-05-01T09:30:00": "2023-05-01",
    "2023年5月1日（星期一）": "2023-05-01",
    "2023-5-1 周一": "2023-05-01",
    "45047": "2023-05-01",
    "45047.0": "2023-05-01",
    "45047.5": "2023-05-01",
    "2024-02-29": "2024-02-29",
    "1900-01-01": "1900-01-01",
    "9999-12-31": "9999-12-31",
}
REFUSED = [
    "2023年5月",
    "2023-05",
    "2023.05",
    "202305",
    "2023",
    "1",
    "230501",
    "5月1日",
    "3/4/2023",
    "05-01-2023",
    "2023-5.1",
    "2023-02-30",
    "2023-02-29",
    "2023-13-01",
    "20230230",
    "1899-12-31",
    "0000-01-01",
    "待定",
    "2023-05-01至2023-05-03",
    "-45047",
]


@pytest.mark.parametrize(("written", "day"), ACCEPTED.items())
def test_days_as_people_write_them(written: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(Misread):
            Day().parse(written)
    else:
        assert Day().parse(written) == day


@pytest.mark.parametrize("written", REFUSED)
def test_days_that_are_never_guessed(written: str) -> None:
    with pytest.raises(Misread):
        Day().parse(written)


def test_days_from_a_workbook() -> None:
    assert Day().parse(date(2023, 5, 1)) == "2023-05-01"
    assert Day().parse(datetime(2023, 5, 1, 9, 30)) == "2023-05-01"
    assert Day().parse(45047.0) == "2023-05-01"
    assert Day().parse(45047) == "2023-05-01"
    assert Day().parse(20230501.0) == "2023-05-01"
    for raw in (date(1899, 12, 31), datetime(1899, 1, 1), True, 2023.0, 1.0, timedelta(days=1)):
        with pytest.raises(Misread):
            Day().parse(raw)


@given(DAYS)
def test_an_excel_serial_is_the_day_that_excel_shows(day: str) -> None:
    serial = (date.fromisoformat(day) - date(1899, 12, 30)).days
    if 10_000 <= serial < 100_000:
        assert Day().parse(float(serial)) == day


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1,200.50", 120050),
        ("¥1200", 120000),
        ("￥1,200", 120000),
        ("1200元", 120000),
        ("1200.5元整", 120050),
        ("人民币1200元", 120000),
        ("１２００．５", 120050),
        ("2万", 2000000),
        ("2万元", 2000000),
        ("1.2亿", 12000000000),
        ("0.01", 1),
        (1200.5, 120050),
        (0.1, 10),
        (1200, 120000),
        (Decimal("1200.50"), 120050),
        ("9,999,999,999,999.99", 999999999999999),
    ],
)
def test_amounts_as_people_write_them(written: object, cents: int) -> None:
    assert Money().parse(written) == cents


@pytest.mark.parametrize(
    "written",
    [
        "1,20.5",
        "1,2000",
        "1200.505",
        "-5",
        "0",
        "0.00",
        "约2000",
        "1e5",
        "十万",
        "--5",
        "1.2.3",
        "∞",
        "10000000000000",
    ],
)
def test_amounts_that_are_refused(written: str) -> None:
    with pytest.raises(Misread):
        Money().parse(written)


def test_a_budget_may_be_nothing_but_not_less() -> None:
    assert Money(positive=False).parse("0") == 0
    with pytest.raises(Misread):
        Money(positive=False).parse("-1")


@pytest.mark.parametrize(
    ("raw", "phone"),
    [(13800138000.0, "13800138000"), (13800138000, "13800138000"), ("021-63331234", "021-63331234")],
)
def test_phones_that_excel_took_for_numbers(raw: object, phone: str) -> None:
    assert Phone().parse(raw) == phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800138000", "138****8000"),
        ("138 0013 8000", "138 **** 8000"),
        ("12345", "1***5"),
        ("123", "***"),
        ("无", "无"),
        ("一三八一二三四五六七八", "一三八****五六七八"),
        ("幺三八○〇一三八00两", "幺三八****八00两"),
        ("138*12345678", "138*****5678"),
        ("138****5678", "138****5678"),
    ],
)
def test_masked_phones(phone: str, masked: str) -> None:
    assert Phone.mask(phone) == masked


@given(st.text(st.sampled_from("0123456789-() 转一〇两幺*"), min_size=1, max_size=24))
def test_a_mask_hides_at_least_half_and_masks_itself(phone: str) -> None:
    masked = Phone.mask(phone)
    assert len(masked) == len(phone)
    digits = sum(character.isdigit() for character in phone)
    assert masked.count("*") * 3 >= digits
    assert Phone.mask(masked) == masked


@pytest.mark.parametrize(
    ("written", "count"),
    [("23家", 23), ("１，２００人次", 1200), ("2万人次", 20_000), ("1.5万", 15_000), ("0", 0)],
)
def test_counts_with_what_people_write_behind_them(written: str, count: int) -> None:
    assert Whole().parse(written) == count


@pytest.mark.parametrize(
    "written", ["1.5", "-1", "约20", "1e3", "23间", "2,3", "20-30", "", "1000000000000000"]
)
def test_counts_that_are_refused(written: str) -> None:
    if not written:
        assert Whole().parse(written) is None
        return
    with pytest.raises(Misread):
        Whole().parse(written)


def test_counts() -> None:
    assert Whole().parse("1,200") == 1200
    assert Whole().parse("２３") == 23
    assert Whole().parse(23.0) == 23
    assert Whole(least=1).parse("1") == 1
    with pytest.raises(Misread):
        Whole(least=1).parse("0")


def test_numbers() -> None:
    assert Number().parse("1,200.5") == 12_005_000
    assert Number(negative=True).parse("-0.0001") == -1
    assert Number(negative=True).show(-15_000) == "-1.5"
    for written in ("-1", "1.00001", "1,20", "100000000000"):
        with pytest.raises(Misread):
            Number().parse(written)


@given(st.integers(0, 20_000))
def test_ratios_are_rounded_half_up(value: int) -> None:
    assert Ratio().show(value) == f"{(Decimal(value) / 100).quantize(Decimal('0.1'), 'ROUND_HALF_UP')}%"
    assert Ratio().plain(value) == value / 10_000


@pytest.mark.parametrize(
    ("written", "flag"),
    [("是", 1), ("√", 1), ("有", 1), (True, 1), (1.0, 1), ("否", 0), ("×", 0), (False, 0)],
)
def test_flags(written: object, flag: int) -> None:
    assert Flag().parse(written) == flag


def test_flags_and_fixed_words_refuse_others() -> None:
    with pytest.raises(Misread):
        Flag().parse("也许")
    with pytest.raises(Misread, match="可选：提议"):
        Fixed(words=PROJECT_STAGES.names).parse("进行中")
    assert Fixed(words=("每日",), english=("day",)).parse("DAY") == "每日"


def test_several_in_one_cell() -> None:
    assert Words().parse("甲、乙，丙;丁\n戊、、甲") == ("甲", "乙", "丙", "丁", "戊")
    assert Words().parse(("甲", " 乙 ")) == ("甲", "乙")
    assert Words().parse(["甲、乙", "丙"]) == ("甲", "乙", "丙")
    assert Words().plain(None) == []
    assert Words().cell(()) is None


def test_targets() -> None:
    assert Target().parse("2,000/每日") == "2000/日"
    assert Target().parse("2000/day") == "2000/日"
    assert Target().parse(2000.0) == "2000"
    for written in ("很多", "2000/世纪", "/日"):
        with pytest.raises(Misread):
            Target().parse(written)


def test_spells_are_shown_as_stretches() -> None:
    spans = (
        {"joined": "2018-06-01", "left": "2020-12-31", "reason": None},
        {"joined": "2022-01-01", "left": None, "reason": None},
    )
    assert SPANS.show(spans) == "2018-06-01 至 2020-12-31、2022-01-01 至今"
    assert SPANS.plain(spans) == list(spans)


def test_text_keeps_what_was_written() -> None:
    assert Text().parse(" 甲（上海）Ａ ") == "甲（上海）Ａ"
    assert Text().parse("=cmd|'/c calc'!A1") == "=cmd|'/c calc'!A1"
    assert Text().parse(5.0) == "5"
    assert text_of(913101.5) == "913101.5"
    for written in ("坏\x00", "坏\x1b[31m", "坏\ud800", "长" * 32_768):
        with pytest.raises(Misread):
            Text().parse(written)


def test_line_breaks_are_of_one_sort() -> None:
    assert Text().parse("甲\r\n乙\r丙\n丁") == "甲\n乙\n丙\n丁"


def test_slots_and_stores() -> None:
    lead = Column("lead", "牵头单位", Ref("member"))
    assert (lead.store, lead.slot, lead.flag) == ("lead_id", "lead_id", "--lead")
    assert Column("end", "结束日期", Day(), db="last_day").store == "last_day"
    assert Column("x", "历次", written=False).store == ""


@pytest.mark.parametrize("kind", [kind for kind, _ in PAIRS], ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (Lost("#N/A"), "“#N/A”是公式出错的提示"),
        (Lost("Err:502"), "“Err:502”是公式出错的提示"),
        (Lost("=A1"), "还没有算出结果"),
        (SWALLOWED, "和左边的单元格合并了"),
    ],
)
def test_a_lost_cell_is_no_value_of_any_kind(kind: Kind, lost: Lost, said: str) -> None:
    with pytest.raises(Misread, match=said):
        kind.parse(lost)


def test_a_lost_cell_equals_no_text() -> None:
    assert Lost("=A1") == Lost("=A1") != "=A1"
    assert "=A1" not in {Lost("=A1")}
    assert Lost("=A1") not in {"=A1": 1}
    assert SWALLOWED != ""


@pytest.mark.parametrize("text", ["Err:502", "错误：502", "#N/A", "#n/a"])
def test_the_text_of_an_error_is_no_content(text: str) -> None:
    with pytest.raises(Misread, match="公式出错"):
        Text().parse(text)
    assert Text().parse(f"见{text}") == f"见{text}"


@pytest.mark.parametrize("kind", [Whole(), Number(), Money(), Target()])
@pytest.mark.parametrize(
    "written",
    ["120 80", "12\n30", "12\n300", "12\t300", "12 34 567", "1, 200", "12²", "120①", "3½", "⑫", "12 ³"],
)
def test_a_cell_of_two_numbers_or_with_a_mark_is_no_number(kind: Kind, written: str) -> None:
    with pytest.raises(Misread):
        kind.parse(written)


@pytest.mark.parametrize(
    "written", ["1 234 567", "1\u00a0234\u00a0567", "1\u2009234\u2009567", "1,234,567", "１　２３４　５６７"]
)
def test_a_blank_between_groups_of_three_counts(written: str) -> None:
    assert Whole().parse(written) == 1234567


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('="02160000001"', "02160000001"),
        ("'02160000001", "02160000001"),
        ('"甲单位"', "甲单位"),
        ("“甲”单位", "“甲”单位"),
        ('"甲"和"乙"', '"甲"和"乙"'),
        ("甲\u200b单位\ufeff", "甲单位"),
        ("\u202d13800000001\u202c", "13800000001"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("=1+1", "=1+1"),
    ],
)
def test_guards_quotes_and_invisible_marks_are_no_part_of_a_value(written: str, meant: str) -> None:
    assert Text().parse(written) == meant
    assert Text().parse(meant) == meant


def test_a_message_shows_what_cannot_be_seen() -> None:
    with pytest.raises(Misread, match=r"“甲〔U\+0007〕”含有看不见的控制字符"):
        Text().parse("甲\x07")
    with pytest.raises(Misread, match=r"U\+200D"):
        Whole().parse("1\U0001f600\u200d")
