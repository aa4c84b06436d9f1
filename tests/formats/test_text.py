"""JSON and CSV, checked by the standard library's readers, and CSV all the way round through ``sheets.read``."""

import csv
import io
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.formats.seen import INSIDE, REVEALED, written_for
from liaison.formats.sheets import read
from liaison.formats.text import guarded, to_json, unguarded, write_csv, write_json
from liaison.kinds import Flag, Misread, Phone, Ref, Text
from liaison.quantities import Money, Number, Ratio, Whole
from liaison.several import SPANS, Refs, Words
from tests.terminals import is_unsafe, unsafe_in

COLUMNS = (
    Column("name", "单位名称", required=True),
    Column("former", "曾用名", Words()),
    Column("people", "人数", Whole()),
    Column("value", "数值", Number(negative=True)),
    Column("amount", "金额", Money(positive=False)),
    Column("day", "日期", Day()),
    Column("open", "公开", Flag()),
    Column("unit", "单位", Ref("member")),
    Column("phone", "联系电话", Phone(), private=True),
)
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "'=1+1",
    "''=1+1",
    "'引号",
    "'",
    "+86 138",
    "-5",
    "@SUM(A1)",
    "a,b;c\td，e",
    '他说"好"',
    "两\n行",
    "[x] {{ 7*7 }}",
    "﻿起",
    "0012",
    "是",
    "1e5",
    "𠮷䶮",
]


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = st.one_of(
        st.sampled_from(HOSTILE), st.text(max_size=12), st.text("'=+-@ab甲，、\n\" ", max_size=6)
    )

    def parsed(kind: Any, raw: Any) -> Any:
        try:
            return kind.parse(raw)
        except Misread:
            return kind.parse("")

    return {
        "name": parsed(Text(), draw(text)) or "甲",
        "former": parsed(Words(), draw(st.lists(text, max_size=3))),
        "people": draw(st.none() | st.integers(0, 10**15 - 1)),
        "value": draw(st.none() | st.integers(-(10**15) + 1, 10**15 - 1)),
        "amount": draw(st.none() | st.integers(0, 10**15 - 1)),
        "day": draw(st.none() | st.dates(date(1900, 1, 1)).map(str)),
        "open": draw(st.sampled_from([None, 0, 1])),
        "unit": parsed(Text(), draw(text)),
        "phone": parsed(Phone(), draw(text)),
    }


def as_csv(rows: list[Record], *, reveal: bool = True) -> bytes:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    with written_for(REVEALED if reveal else INSIDE):
        write_csv(COLUMNS, rows, out)
    out.flush()
    return raw.getvalue()


def parsed_back(rows: list[list[object]]) -> list[Record]:
    """The records of raw rows below a header, as an import reads them."""
    found = []
    for row in rows[1:]:
        cells = [*row, *[None] * (len(COLUMNS) - len(row))]
        found.append({c.key: c.kind.parse(cell) for c, cell in zip(COLUMNS, cells, strict=True)})
    return found


def as_stored(record: Record) -> Record:
    """The texts of a record as they are stored: without what is no part of a value."""
    kinds = {"name": Text(), "unit": Text(), "phone": Phone()}
    return {key: kind.parse(record[key]) for key, kind in kinds.items()}


@given(st.text("'=+-@\t\rab甲", max_size=6) | st.text())
def test_the_guard_and_its_undoing_are_inverse(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"} or not text


@settings(max_examples=150)
@given(st.lists(records(), min_size=1, max_size=5))
@example(
    [{"name": text, "former": (text,), "unit": text, "phone": text} for text in HOSTILE if "、" not in text]
)
@example([{"former": ('"', '0"')}, {"former": ('="', '0"')}, {"former": ("甲", '"')}])
def test_csv_comes_back_as_it_went(rows: list[Record]) -> None:
    rows = [{**dict.fromkeys(c.key for c in COLUMNS), **row} for row in rows]
    for row in rows:
        row["former"] = Words().parse(row["former"] or ())
        row |= as_stored(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "回来.csv"
        path.write_bytes(as_csv(rows))
        (table,) = read(path)
    assert (table.name, table.first) == ("回来", 1)
    assert parsed_back(table.rows) == rows


def test_csv_is_what_a_plain_reader_expects() -> None:
    rows = [
        {
            "name": '甲"公司"',
            "former": ("旧一", "旧二"),
            "people": 2000,
            "value": 12_345_678_9000,
            "amount": 123450,
            "day": "2023-05-01",
            "open": 1,
            "unit": "=1+1",
            "phone": "13812345678",
        }
    ]
    data = as_csv(rows, reveal=False)
    assert data.startswith("﻿单位名称,".encode())
    assert data.count(b"\r\n") == 2
    assert data.count(b"\n") == 2
    (found,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert found == {
        "单位名称": '甲"公司"',
        "曾用名": "旧一、旧二",
        "人数": "2000",
        "数值": "12345678.9",
        "金额": "1234.50",
        "日期": "2023-05-01",
        "公开": "是",
        "单位": "'=1+1",
        "联系电话": "138****5678",
    }


def test_negative_numbers_are_no_formulas() -> None:
    assert b"\r\n,,,-5,," in as_csv([{"value": -50_000}])


def test_a_ratio_in_csv_is_a_percentage() -> None:
    out = io.StringIO()
    write_csv((Column("rate", "参与率", Ratio()),), [{"rate": 8261}], out)
    assert out.getvalue() == "﻿参与率\r\n82.6%\r\n"


def test_csv_streams() -> None:
    out = io.StringIO()
    lengths = []

    def rows() -> Any:
        for number in range(3):
            lengths.append(len(out.getvalue()))
            yield {"people": number}

    write_csv(COLUMNS, rows(), out)
    assert lengths == sorted(set(lengths))


def test_json_of_a_record() -> None:
    columns = (
        *COLUMNS,
        Column("host", "主办", Ref("member")),
        Column("partner", "参与单位", Refs(noun="member")),
        Column("indicator", "指标", Ref("indicator", within="project")),
        Column("rate", "率", Ratio()),
        Column("spells", "历次加入", SPANS, written=False),
    )
    record = {
        "name": "甲",
        "former": (),
        "people": 5,
        "value": 15_000,
        "amount": 123450,
        "day": "2023-05-01",
        "open": 1,
        "unit": None,
        "unit_code": None,
        "phone": "13812345678",
        "host": "乙",
        "host_code": "M002",
        "host_short": "乙乙",
        "partner": ("甲", "乙"),
        "partner_code": ("M001", "M002"),
        "indicator": "乘客",
        "rate": 8261,
        "spells": ({"joined": "2018-06-01", "left": None, "reason": None},),
    }
    assert to_json(columns, record) == {
        "name": "甲",
        "former": [],
        "people": 5,
        "value": 1.5,
        "amount": "1234.50",
        "day": "2023-05-01",
        "open": True,
        "unit": None,
        "unit_code": None,
        "phone": "138****5678",
        "host": "乙",
        "host_code": "M002",
        "partner": ["甲", "乙"],
        "partner_code": ["M001", "M002"],
        "indicator": "乘客",
        "rate": 0.8261,
        "spells": [{"joined": "2018-06-01", "left": None, "reason": None}],
    }
    with written_for(REVEALED):
        assert to_json(columns, record)["phone"] == "13812345678"
    assert to_json(COLUMNS[-1:], {}) == {"phone": None}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_json_is_laid_out_as_the_standard_library_does(value: Any) -> None:
    """But for what a terminal must not have, which is escaped: it is there when the JSON is read."""
    out = io.StringIO()
    write_json(value, out)
    plain = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    assert out.getvalue() == "".join(f"\\u{ord(c):04x}" if is_unsafe(c) else c for c in plain)
    assert json.loads(out.getvalue()) == value


def test_json_escapes_what_a_terminal_must_not_have_and_keeps_it() -> None:
    every = [chr(number) for number in range(0x110000) if is_unsafe(chr(number))]
    out = io.StringIO()
    write_json(every, out)
    assert not unsafe_in(out.getvalue())
    assert json.loads(out.getvalue()) == every


def test_a_list_streams_as_a_bare_array() -> None:
    out = io.StringIO()
    write_json(({"年": year} for year in (2022, 2023)), out)
    assert json.loads(out.getvalue()) == [{"年": 2022}, {"年": 2023}]
    out = io.StringIO()
    write_json(iter(()), out)
    assert out.getvalue() == "[]\n"


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_files_and_pipes_are_utf_8_on_every_machine(encoding: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    out.write("a")
    write_json({"名": "䶮"}, out)
    out.write("b")
    out.flush()
    assert raw.getvalue() == 'a{\n  "名": "䶮"\n}\nb'.encode()


def test_on_a_terminal_there_is_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True, raising=False)
    write_csv(COLUMNS[:1], [{"name": "甲"}], out)
    assert out.getvalue() == "单位名称\r\n甲\r\n"


def test_standard_output_is_left_usable(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_json([1], sys.stdout)
    print("后")
    assert capsysbinary.readouterr().out == "[\n  1\n]\n后\n".encode()
