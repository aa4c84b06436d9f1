"""Random damage to valid sheets: never a traceback, never a partial write, never a stored value that is not the cell's.

A short run belongs to the tests; ``make fuzz`` sets LIAISON_FUZZ=10000 for that many cases of all kinds together.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import sqlite3
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.commands import Result, Run, assert_one_sentence
from tests.sheets import make

CASES = int(os.environ.get("LIAISON_FUZZ", "0"))
KINDS = 8


def cases(share: int) -> Callable[[Any], Any]:
    """So many examples in the tests; an equal part of all that were asked for in ``make fuzz``."""
    return settings(
        max_examples=-(-CASES // KINDS) if CASES else share,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass
class Bench:
    """A council to be damaged again and again."""

    run: Run
    founded: Path
    folder: Path

    def bring(self, noun: str, name: str, data: bytes) -> tuple[Result, bool]:
        """Import a file into a fresh copy of the council; says whether anything was written. Holds the rules for failures."""
        for suffix in ("-wal", "-shm"):
            Path(self.run.place + suffix).unlink(missing_ok=True)
        shutil.copy(self.founded, self.run.place)
        path = self.folder / name
        path.write_bytes(data)
        before = self.dump()
        result = self.run([noun, "import", path, "--json"], None)
        assert result.code in (0, 5), (result.code, result.stderr)
        assert "Traceback" not in result.stdout + result.stderr
        if result.code:
            assert self.dump() == before
            if not result.stdout.startswith('{\n  "new"'):
                assert_one_sentence(result)
        elif not result.json["new"] + result.json["changed"]:
            assert self.dump() == before
        return result, result.code == 0

    def dump(self) -> list[Any]:
        """Every row of every table; faster than Run.dump."""
        connection = sqlite3.connect(self.run.place)
        try:
            return list(connection.iterdump())
        finally:
            connection.close()

    def rows(self, question: str) -> list[dict[str, Any]]:
        """The records a query gives."""
        connection = sqlite3.connect(self.run.place)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(question)]
        finally:
            connection.close()


@pytest.fixture
def bench(fresh: Run, founded: Path, tmp_path: Path) -> Bench:
    return Bench(fresh, founded, tmp_path)


# -- what a cell may rightly become, worked out apart from the program -----------------------------------------------------


def plain(raw: Any) -> str:
    """A cell as one would read it aloud."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, int | float):
        return f"{raw:.15g}" if isinstance(raw, float) and not raw.is_integer() else str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else raw.isoformat(" ", "seconds")
    if isinstance(raw, date):
        return raw.isoformat()
    text = str(raw).strip().replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c not in _INVISIBLE).strip()
    while guard := re.fullmatch(r'="([^"]*)"|"([^"]*)"|\'(?:([^\'].*)|)', text, re.DOTALL):
        text = next((part for part in guard.groups() if part is not None), "").strip()
    return text


_INVISIBLE = (
    "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
    + "".join(map(chr, range(0x2066, 0x2070)))
)
_NOTHING = {"/", "-", "—", "——", "--", "／", "－", "–", "―", "无", "暂无", "null", "NULL"}
_ABOVE = {"同上", "〃", "″", "”", '"'}


def meant(cell: Any, label: str) -> Any:
    """A cell as the clerk meant it: a stroke or 无 is nothing, but for 无 where people write sentences."""
    if (
        isinstance(cell, str)
        and plain(cell) in _NOTHING
        and (label != "备注" or plain(cell) not in ("无", "暂无"))
    ):
        return None
    return cell


def same_text(raw: Any, stored: Any) -> bool:
    text = plain(raw)
    if stored is not None and re.search(r"[\n\t\v\f]", text):
        return "".join(text.split()) == "".join(stored.split())
    return (text or None) == stored


def same_phone(raw: Any, stored: Any) -> bool:
    if "*" in plain(raw):  # masked: of a new record it is left out, and said
        return stored is None
    return same_text(raw, stored) or (stored is not None and plain(raw) == f"{stored}.0")


def amount(raw: Any) -> Decimal | None:
    """The number of a cell: digits, thousands marks, 万 and 亿, a sign of money or a measure word around.

    A percentage is none: it says what share of people came, not how many.
    """
    if isinstance(raw, bool) or unicodedata.normalize("NFKC", plain(raw)).endswith("%"):
        return None
    bare = (
        "".join(unicodedata.normalize("NFKC", plain(raw)).split())
        .lstrip("¥")
        .removeprefix("人民币")
        .lstrip("¥")
    )
    match = re.fullmatch(r"(-?[\d,]*\.?\d*)([万亿]?)[^\d.,-]*", bare)
    try:
        return (
            Decimal(match[1].replace(",", "")) * {"": 1, "万": 10**4, "亿": 10**8}[match[2]]
            if match
            else None
        )
    except InvalidOperation:
        return None


def same_number(scale: int) -> Callable[[Any, Any], bool]:
    def same(raw: Any, stored: Any) -> bool:
        if stored is None:
            return plain(raw) == ""
        found = amount(raw)
        return found is not None and found * scale == stored

    return same


def same_day(raw: Any, stored: Any) -> bool:
    if stored is None:
        return plain(raw) == ""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw < 100_000:
        return (date(1899, 12, 30) + timedelta(days=int(raw))).isoformat() == stored
    bare = unicodedata.normalize("NFKC", plain(raw)).strip()
    if re.fullmatch(r"[1-9]\d{4}(\.\d+)?", bare):
        return (date(1899, 12, 30) + timedelta(days=int(float(bare)))).isoformat() == stored
    digits = re.findall(r"\d+", bare)
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    return len(digits) >= 3 and tuple(map(int, digits[:3])) == tuple(map(int, stored.split("-")))


# -- members: cells, headers, rows ----------------------------------------------------------------------------------------

MEMBER: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "编号": ("code", lambda raw, stored: not plain(raw) or same_text(raw, stored)),
    "单位名称": ("name", same_text),
    "简称": ("short", same_text),
    "类别": ("category", same_text),
    "片区": ("area", same_text),
    "加入日期": ("joined", same_day),
    "退出日期": ("left_on", same_day),
    "党员人数": ("party_members", same_number(1)),
    "职工人数": ("headcount", same_number(1)),
    "地址": ("address", same_text),
    "联络员": ("contact", same_text),
    "联系电话": ("phone", same_phone),
    "备注": ("note", same_text),
}
LABELS = list(MEMBER)
UNITS = "SELECT unit.*, spell.joined, spell.left_on FROM unit LEFT JOIN spell ON spell.unit_id = unit.id"
VALID: list[list[Any]] = [
    ["M001", "滨江示例银行股份有限公司", "滨江银行", "银行", "北区", "2018-06-01", None, 120, 900, "中山东一路1号", "王一", "13800000001", "发起单位"],
    ["M002", "示例证券有限责任公司(上海)", "示例证券", "证券", "南区", date(2018, 6, 1), None, "80", None, None, "李二", 13800000002.0, None],
    [None, "甲单位", "甲", "企业", None, "2020.1.1", "2022年12月31日", "1,200人", "1.2万", "某路2号", None, "021-63210000", "第一行\n第二行"],
    [None, "乙单位", None, "学校", "北区", 43862, None, 8, "３０", None, "赵四", None, None],
    [None, "丙单位", None, "企业", None, date(2021, 3, 1), None, None, 0, None, None, None, "=1+1"],
]  # fmt: skip

odd_texts = st.sampled_from(
    ["", " ", "　", "合计", "小计：", "无", "—", "？", "#N/A", "=1+1", "'=1", "1.2E+12", "9.13101E+17", "约20", "20%", "2万", "1.5", "-3", "１２", "1,200",
     "1,20", "2023年5月", "2023.5.1", "20230501", "2023-02-30", "45047", "1", "是", "甲单位", "甲 单位", "滨江银行", "M001", "m002", "M003",
     "138****0001", "139****0001", "13800138000.0", "制表人：王一", "单位名称", "注：无", "A" * 300, "甲、乙", "甲\n乙", "½", "㈱", "²", "①",
     "²０", "٣", "1_000", "１e5", "0x10", "١٢٣", "2023-0５-01", "\u200b", "\ufeff甲", "a\tb", '"', "铃\x07", "\x00"]
)  # fmt: skip
odd_cells = st.one_of(
    st.none(),
    odd_texts,
    st.text(max_size=12),
    st.integers(-(10**6), 10**6),
    st.integers(10**14, 10**19),
    # Twelve digits survive openpyxl; it writes sixteen, and the last is not always the same.
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: float(f"{number:.12g}")),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


def workbook(rows: list[list[Any]], merges: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    """The rows as .xlsx; a text is never a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None:
                cell = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    for top, left, height, width in merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=top + height, end_column=left + width)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def separated(rows: list[list[Any]], delimiter: str = ",") -> str:
    """The rows as CSV, texts as they stand."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([[plain(cell) for cell in row] for row in rows])
    return out.getvalue()


def writable(rows: list[list[Any]]) -> bool:
    """Whether openpyxl can write those texts at all."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    return not any(
        re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]|_x[0-9A-Fa-f]{4}_", text) for text in texts
    )


def passed_over(result: Result) -> set[int]:
    """The rows the program says it has not taken, or counted with another."""
    found: set[int] = set()
    for numbers in re.findall(r"第 ([\d、]+)等? 行(?:[是与]|没有数值)", result.stderr):
        found |= set(map(int, numbers.split("、")))
    return found


def faithful(bench: Bench, result: Result, rows: list[list[Any]], labels: list[str]) -> None:
    """Each row of the sheet is a unit in the database, cell by cell; and there are as many as were counted."""
    units = bench.rows(UNITS)
    skipped, taken = passed_over(result), 0
    if "“编号”从 1 数起" in result.stderr:
        # Codes that only count the rows are said to name nothing, and may be left out where they do count.
        there = (dict(zip(labels, row, strict=False)).get("编号") for row in rows)
        counted = [text for cell in there if (text := plain(meant(cell, "编号")))]
        assert all(one in ("1", str(int(before) + 1)) for before, one in pairwise(["0", *counted]))
        labels = ["" if label == "编号" else label for label in labels]
    for number, row in enumerate(rows, start=2):
        row = [meant(cell, label) for cell, label in zip(row, labels, strict=False)]
        filled = [cell for cell, label in zip(row, labels, strict=False) if label in MEMBER and plain(cell)]
        if number in skipped or not filled:
            continue
        taken += 1
        checks = [
            (MEMBER[label], cell)
            for label, cell in zip(labels, row, strict=False)
            if label in MEMBER and not (isinstance(cell, str) and cell.strip() in _ABOVE)
        ]
        assert any(all(same(cell, unit[key]) for (key, same), cell in checks) for unit in units), (row, units)
    found = result.json
    assert found["new"] + found["changed"] + found["same"] == taken
    assert len(units) == 5 + found["new"]


def test_the_undamaged_sheet_is_faithful(bench: Bench) -> None:
    for name, data in (
        ("表.xlsx", workbook([LABELS, *VALID])),
        ("表.csv", separated([LABELS, *VALID]).encode()),
    ):
        result, written = bench.bring("member", name, data)
        assert written
        assert result.json["new"] == 3
        faithful(bench, result, VALID, LABELS)


@cases(40)
@given(data=st.data(), as_text=st.booleans())
def test_damaged_cells(bench: Bench, data: st.DataObject, as_text: bool) -> None:
    rows = [list(row) for row in VALID]
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(LABELS) - 1))] = data.draw(odd_cells)
    if as_text:
        text = separated([LABELS, *rows])
        try:
            content = text.encode()
        except UnicodeEncodeError:
            return
        result, written = bench.bring("member", "表.csv", content)
        # What Excel would run as a formula is guarded by ' in our own CSV; a text that looks so guarded is unguarded.
        rows = [[re.sub(r"^'(?='*[=+\-@\t\r])", "", plain(cell)) for cell in row] for row in rows]
        if not re.fullmatch(r"[^\x00\r]*", text.replace("\r\n", "\n")):
            return
    elif writable(rows):
        result, written = bench.bring("member", "表.xlsx", workbook([LABELS, *rows]))
    else:
        return
    if written:
        faithful(bench, result, rows, LABELS)


@cases(20)
@given(data=st.data())
def test_damaged_headers(bench: Bench, data: st.DataObject) -> None:
    """Labels swapped, doubled, blanked, renamed: a column nobody knows is left alone, the others keep their values."""
    labels = list(LABELS)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(labels) - 1))
        labels[place] = data.draw(
            st.one_of(
                st.sampled_from(LABELS),
                st.sampled_from(["", "特长", "序号", "未知", "单 位 名 称", "备注（选填）", "1", "合计"]),
                st.text(max_size=6).filter(lambda text: writable([[text]])),
            )
        )
    result, written = bench.bring("member", "表.xlsx", workbook([labels, *VALID]))
    if written:
        known: list[str] = []
        for label in labels:
            clean = re.sub(r"（.*?）|\s", "", label)
            known.append(clean if clean in MEMBER and clean not in known else "")
        # A stranger's label that happens to be a synonym is none of this test's business.
        if all(
            one or label in ("特长", "序号", "未知", "", *LABELS)
            for one, label in zip(known, labels, strict=True)
        ):
            faithful(bench, result, VALID, known)


@cases(15)
@given(data=st.data())
def test_rows_shuffled_doubled_torn(bench: Bench, data: st.DataObject) -> None:
    rows: list[list[Any]] = data.draw(st.permutations(VALID))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(rows)))
        extra = data.draw(
            st.sampled_from(
                [
                    [],
                    [None] * 13,
                    LABELS,
                    ["合计"],
                    ["  "],
                    rows[0],
                    ["", "合计", *[None] * 5, 5],
                    ["制表人：王一"],
                ]
            )
        )
        rows = [*rows[:place], list(extra), *rows[place:]]
    begin = data.draw(st.integers(0, 3))
    rows = [*[["名册"], ["填报日期：2023年"], []][:begin], LABELS, *rows]
    result, written = bench.bring("member", "表.xlsx", workbook(rows))
    if written:
        body = rows[begin + 1 :]
        shifted = Result(
            result.code,
            result.stdout,
            re.sub(
                r"第 ([\d、]+) 行",
                lambda m: "第 " + "、".join(str(int(n) - begin) for n in m[1].split("、")) + " 行",
                result.stderr,
            ),
        )
        faithful(bench, shifted, body, LABELS)


@cases(12)
@given(
    merges=st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 13), st.integers(0, 3), st.integers(0, 3)),
        min_size=1,
        max_size=3,
    )
)
def test_merged_at_random(bench: Bench, merges: list[tuple[int, int, int, int]]) -> None:
    """What a merge swallows is gone from the file: the cell counts for each of its rows, and for no other column."""
    try:
        content = workbook([LABELS, *VALID], tuple(merges))
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (ValueError, AttributeError):
        return  # openpyxl writes no overlapping merges
    left = [list(row) for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    result, written = bench.bring("member", "表.xlsx", content)
    if not written or left[0] != LABELS:
        return
    wanted = [list(row) for row in left]
    for top, place, height, width in merges:
        if top > 1 and plain(left[top - 1][place - 1]):
            assert not width or place == len(LABELS)
            for row in range(top, min(top + height, len(left))):
                if any(map(plain, left[row])):
                    wanted[row][place - 1] = left[top - 1][place - 1]
    faithful(bench, result, wanted[1:], LABELS)


@cases(15)
@given(
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5", "utf-32"]
    ),
    delimiter=st.sampled_from(",\t;，|"),
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=4),
    cut=st.floats(0.2, 1),
)
@example(encoding="utf-8", delimiter=",", flips=[], cut=1.0)
def test_damaged_encodings(
    bench: Bench, encoding: str, delimiter: str, flips: list[tuple[float, int]], cut: float
) -> None:
    rows = [[cell.replace("，", "") if isinstance(cell, str) else cell for cell in row] for row in VALID]
    content = bytearray(separated([LABELS, *rows], delimiter).encode(encoding, "replace"))
    for place, byte in flips:
        content[int(place * (len(content) - 1))] = byte
    whole = cut > 0.99 and not flips
    content = content if whole else content[: int(cut * len(content))]
    result, written = bench.bring("member", "表.csv", bytes(content))
    if whole and encoding in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16") and delimiter != "|":
        assert written
    if written and whole:
        faithful(bench, result, rows, LABELS)


@cases(15)
@given(
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    cut=st.tuples(st.floats(0, 1), st.integers(0, 40)),
    stored=st.booleans(),
)
def test_damaged_zip_bytes(
    bench: Bench, flips: list[tuple[float, int]], cut: tuple[float, int], stored: bool
) -> None:
    """A damaged workbook is refused, or comes in as if it were whole: the checksums see to that."""
    content = bytearray(_stored(workbook([LABELS, *VALID])) if stored else workbook([LABELS, *VALID]))
    for place, byte in flips:
        content[int(place * (len(content) - 1))] = byte
    if cut[1]:
        start = int(cut[0] * len(content))
        del content[start : start + cut[1]]
    result, written = bench.bring("member", "表.xlsx", bytes(content))
    if written:
        faithful(bench, result, VALID, LABELS)


def _stored(content: bytes) -> bytes:
    """The same archive without compression, so that single bytes are the sheet's own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            target.writestr(member.filename, source.read(member))
    return out.getvalue()


# -- the other nouns ------------------------------------------------------------------------------------------------------

LEDGER = ["专项", "流水号", "日期", "类型", "单位", "金额", "科目", "对方", "摘要"]
ENTRIES: list[list[Any]] = [
    ["示例专项", "7", "2023-02-01", "到账", "示例证券", 12000, None, None, "首笔"],
    ["示例专项", None, date(2023, 2, 3), "支出", None, "￥1,200.50", "场地", "某场馆", None],
    ["F001", None, "2023.3.1", "应缴", "滨江银行", "1.2万元", None, None, None],
]
ENTRY: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "流水号": ("number", lambda raw, stored: not plain(raw) or same_text(raw, stored)),
    "日期": ("day", same_day),
    "类型": ("kind", lambda raw, stored: unicodedata.normalize("NFKC", plain(raw)) == stored),
    "金额": ("amount", same_number(100)),
    "科目": ("category", same_text),
    "对方": ("payee", same_text),
    "摘要": ("note", same_text),
}
READINGS = [["示例直通车", "乘坐人次", f"2023-01-0{n}", 100 * n] for n in range(1, 6)]
READING: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "日期": ("day", same_day),
    "数值": ("value", same_number(10_000)),
}
OTHERS: dict[
    str, tuple[list[str], list[list[Any]], str, dict[str, tuple[str, Callable[[Any, Any], bool]]]]
] = {
    "fund": (LEDGER, ENTRIES, "SELECT * FROM entry", ENTRY),
    "project": (["项目", "指标", "日期", "数值"], READINGS, "SELECT * FROM reading", READING),
}


@cases(25)
@given(data=st.data(), noun=st.sampled_from(list(OTHERS)))
def test_damaged_ledgers_and_readings(bench: Bench, data: st.DataObject, noun: str) -> None:
    labels, valid, question, columns = OTHERS[noun]
    rows = [list(row) for row in valid]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(labels) - 1))] = data.draw(odd_cells)
    if not writable(rows):
        return
    result, written = bench.bring(noun, "表.xlsx", workbook([labels, *rows]))
    if not written:
        return
    records, skipped = bench.rows(question), passed_over(result)
    kept = [row for number, row in enumerate(rows, start=2) if number not in skipped and any(map(plain, row))]
    assert result.json["new"] == len(records) == len(kept)
    above: list[Any] = []
    for row in kept:
        row = above = [
            over if isinstance(cell, str) and cell.strip() in _ABOVE else meant(cell, label)
            for cell, over, label in zip(row, above or row, labels, strict=True)
        ]
        cells = [(columns[label], cell) for label, cell in zip(labels, row, strict=True) if label in columns]
        assert any(all(same(cell, one[key]) for (key, same), cell in cells) for one in records), (
            row,
            records,
        )


def test_a_hostile_sheet_of_another_noun(bench: Bench, folder: Path) -> None:
    """A clerk picks the wrong file or the wrong command: refused, or taken for what it is, never a fault."""
    nouns = ("member", "chair", "project", "activity", "fund", "report")
    names = [name for name in make.BUILDERS if name not in ("bomb.xlsx", "stray-format.xlsx")]
    for number, name in enumerate(names):
        for noun in nouns if CASES else (nouns[number % len(nouns)],):
            bench.bring(noun, name, (folder / name).read_bytes())


@pytest.fixture
def sent(bench: Bench) -> list[list[Any]]:
    """The roster as it went out, with its marks: labels first."""
    shutil.copy(bench.founded, bench.run.place)
    bench.run("member export 名册.xlsx")
    sheet = openpyxl.load_workbook("名册.xlsx")["成员单位"]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@cases(25)
@given(data=st.data())
def test_damaged_marks(bench: Bench, sent: list[list[Any]], data: st.DataObject) -> None:
    """Whatever becomes of the marks, a figure that somebody has changed meanwhile is not overwritten by an older one."""
    rows = [list(row) for row in sent]
    marks = [str(row[-1]) for row in rows]
    people = rows[0].index("党员人数")
    strange = st.one_of(
        st.none(),
        st.sampled_from(marks),
        st.text(max_size=40),
        st.sampled_from(marks).map(lambda mark: mark[:-1] + "A"),
    )
    for number in data.draw(st.sets(st.integers(1, len(rows) - 1))):
        rows[number][-1] = data.draw(strange)
    if not writable(rows):
        return
    edited = data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=3))
    for number in edited:
        rows[number][people] = 700 + number
    changed = data.draw(st.sets(st.sampled_from([str(row[0]) for row in rows[1:]]), max_size=3))
    founded, bench.founded = bench.founded, bench.folder / "changed.db"
    try:
        shutil.copy(founded, bench.run.place)
        for code in changed:
            bench.run(f"member edit {code} --party-members 600")
        _settled(bench.run.place)
        shutil.copy(bench.run.place, bench.founded)
        result, written = bench.bring("member", "名册.xlsx", workbook(rows))
    finally:
        bench.founded = founded
    stored = {one["code"]: one["party_members"] for one in bench.rows("SELECT code, party_members FROM unit")}
    assert all(stored[code] == 600 for code in changed), result.stdout
    if written:
        for number in edited:
            assert stored[str(rows[number][0])] == 700 + number


def _settled(path: str) -> None:
    """Let a database be whole without its log, so that it can be copied."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
