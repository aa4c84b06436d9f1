"""Builds files that would fill the memory or take for ever: small ones, written by hand. What comes of each is in test_ruin.py.

Each function below gives the bytes of one file; its name in the decorator is the file's.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable

BUILDERS: dict[str, Callable[[], bytes]] = {}
"""What would ruin a command that reads it."""
HARMLESS: dict[str, Callable[[], bytes]] = {}
"""What looks like that and must be read: the rows of ``GOOD``."""

GOOD = [["单位名称", "类别", "加入日期", "党员人数"], ["甲单位", "企业", "2020-01-01", "12"]]
LAST_ROW, LAST_COLUMN = 1_048_576, "XFD"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def ruin(name: str, into: dict[str, Callable[[], bytes]] = BUILDERS) -> Callable[..., Callable[[], bytes]]:
    """Register the builder of a file."""

    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        assert name not in BUILDERS | HARMLESS, name
        into[name] = build
        return build

    return register


def archive(parts: dict[str, str | bytes | Iterable[bytes]]) -> bytes:
    """A zip of those parts; one may come in pieces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in parts.items():
            if isinstance(content, str | bytes):
                made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
                continue
            with made.open(name, "w", force_zip64=True) as stream:
                for piece in content:
                    stream.write(piece)
    return out.getvalue()


def cell(place: str, text: str) -> str:
    """A cell that holds its text itself."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(table: list[list[str]] = GOOD) -> str:
    """Rows from the first on."""
    lines = (
        "".join(cell(f"{chr(65 + at)}{n}", text) for at, text in enumerate(row))
        for n, row in enumerate(table, 1)
    )
    return "".join(f'<row r="{n}">{line}</row>' for n, line in enumerate(lines, 1))


def xlsx(
    body: str | Iterable[bytes] = "",
    *,
    after: str = "",
    before: str = "",
    doctype: str = "",
    strings: str | Iterable[bytes] = "",
    book: str = "",
    part: str = "xl/worksheets/sheet1.xml",
    more: dict[str, str | bytes | Iterable[bytes]] | None = None,
) -> bytes:
    """A workbook of one sheet: what stands in its rows, and around them."""
    top = f'{_HEAD}{doctype}<worksheet xmlns="{_MAIN}">{before}<sheetData>'
    end = f"</sheetData>{after}</worksheet>"
    sheet: str | Iterable[bytes] = (
        top + body + end if isinstance(body, str) else [top.encode(), *body, end.encode()]
    )
    related = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="{part.removeprefix("xl/")}"/>'
    if strings:
        related += f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    return archive(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="名册" sheetId="1" r:id="r1"/></sheets>{book}</workbook>',
            "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
            part: sheet,
            **({"xl/sharedStrings.xml": strings} if strings else {}),
            **(more or {}),
        }
    )


def shared(items: Iterable[str], doctype: str = "") -> str:
    """The list of texts that cells share."""
    return (
        f'{_HEAD}{doctype}<sst xmlns="{_MAIN}">{"".join(f"<si><t>{item}</t></si>" for item in items)}</sst>'
    )


# -- a value far out ------------------------------------------------------------------------------------------------------

FAR, FULL, LONG, LOST = ("极远的行和列", "2,000 万格"), ("打不开", "内存太多"), ("超过 256 MB",), ("会漏掉",)
SAID: dict[str, tuple[str, ...]] = {
    "far.xlsx": FAR,
    "far-declared-near.xlsx": FAR,
    "far-other-order.xlsx": FULL,
    "far-single-quotes.xlsx": FULL,
    "far-line-breaks.xlsx": FULL,
    "far-without-places.xlsx": FULL,
    "far-elsewhere.xlsx": FAR,
    "far-two-corners.xlsx": FAR,
    "far-lower-case.xlsx": FULL,
    "far-beyond.xlsx": FULL,
    "far-many-figures.xlsx": FAR,
    "far-prefixed.xlsx": FULL,
    "far.xls": FAR,
    "far.xlsb": FAR,
    "too-many-cells.xlsx": ("超过 2,000 万格",),
    "shared-text-everywhere.xlsx": LONG,
    "raw-text.xlsx": LOST,
    "shared-index-of-letters.xlsx": LOST,
    "repeated-cells.ods": FAR,
    "repeated-rows.ods": LONG,
    "repeated-beyond.ods": FAR,
    "repeated-beyond-rows.ods": FAR,
    "far.ods": FAR,
    "far-single-quotes.ods": FAR,
    "far-two-corners.ods": FAR,
    "nested-tables.ods": LOST,
    "raw-text.ods": LOST,
    "a-million-columns.csv": ("超过 16,384 列",),
    "one-line.csv": ("有一格超过", "万字"),
    "one-line-of-quotes.csv": ("没有成对",),
    "one-line-of-half-a-gigabyte.csv": ("超过 200 MB",),
    "a-key-of-its-own-each.json": ("超过 16,384 列",),
    "nested.json": ("不是完整的 JSON",),
}
"""What the sentence says of each; of all others that they are damaged."""

_FAR = f"{LAST_COLUMN}{LAST_ROW}"
_STRAY = f'<row r="{LAST_ROW}">{cell(_FAR, "x")}</row>'

ruin("far.xlsx")(lambda: xlsx(rows() + _STRAY))
ruin("far-declared-near.xlsx")(lambda: xlsx(rows() + _STRAY, before='<dimension ref="A1:D2"/>'))
ruin("far-other-order.xlsx")(
    lambda: xlsx(rows() + f'<row r="{LAST_ROW}"><c t="str" s="0" r="{_FAR}"><v>x</v></c></row>')
)
ruin("far-single-quotes.xlsx")(
    lambda: xlsx(rows() + f"<row r='{LAST_ROW}'><c r='{_FAR}' t='str'><v>x</v></c></row>")
)
ruin("far-line-breaks.xlsx")(
    lambda: xlsx(rows() + f'<row\nr="{LAST_ROW}"><c\nr="{_FAR}"\nt="str"><v>x</v></c></row>')
)
ruin("far-without-places.xlsx")(
    lambda: xlsx(rows() + f'<row r="{LAST_ROW}">' + "<c/>" * 16383 + '<c t="str"><v>x</v></c></row>')
)
ruin("far-rows-without-places.xlsx", HARMLESS)(
    lambda: xlsx([rows().encode(), *[b"<row/>" * 100_000] * 10, b'<row><c r="A9" t="str"><v> </v></c></row>'])
)
ruin("far-elsewhere.xlsx")(lambda: xlsx(rows() + _STRAY, part="xl/others/one.xml"))
ruin("far-two-corners.xlsx")(
    lambda: xlsx(
        rows() + f'<row r="3">{cell("XFD3", "x")}</row><row r="{LAST_ROW}">{cell(f"A{LAST_ROW}", "x")}</row>'
    )
)
ruin("far-lower-case.xlsx")(
    lambda: xlsx(rows() + f'<row r="{LAST_ROW}"><c r="xfd{LAST_ROW}" t="str"><v>x</v></c></row>')
)
ruin("far-beyond.xlsx")(
    lambda: xlsx(rows() + '<row r="4294967295"><c r="ZZZZ4294967295" t="str"><v>x</v></c></row>')
)
ruin("far-many-figures.xlsx")(
    lambda: xlsx(
        rows() + '<row r="3"><c r="A9999999" t="str"><v>x</v></c><c r="XFD3" t="str"><v>x</v></c ></row>'
    )
)
ruin("far-prefixed.xlsx")(
    lambda: xlsx(
        f'<x:row xmlns:x="{_MAIN}" r="1"><x:c r="A1" t="str"><x:v>x</x:v></x:c></x:row>'
        f'<x:row xmlns:x="{_MAIN}" r="{LAST_ROW}"><x:c r="{_FAR}" t="str"><x:v>x</x:v></x:c></x:row>'
    )
)


@ruin("too-many-cells.xlsx")
def _too_many_cells() -> bytes:
    """The same cell again and again."""
    return xlsx([b'<row r="1">', *[b'<c r="A1"><v>1</v></c>' * 50_000] * 420, b"</row>"])


# -- old and binary workbooks -----------------------------------------------------------------------------------------------


@ruin("far.xlsb")
def _far_xlsb() -> bytes:
    def record(kind: int, content: bytes) -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(content)]) + content

    def text(said: str) -> bytes:
        return struct.pack("<I", len(said)) + said.encode("utf-16-le")

    def line(number: int) -> bytes:
        return record(0, struct.pack("<II", number, 0) + bytes(9))

    def number(column: int) -> bytes:
        return record(5, struct.pack("<IId", column, 0, 1.0))

    book = record(131, b"") + record(143, b"")
    book += (
        record(156, struct.pack("<II", 0, 1) + text("r1") + text("名册"))
        + record(144, b"")
        + record(132, b"")
    )
    sheet = record(129, b"") + record(148, struct.pack("<IIII", 0, 0, 0, 0)) + record(145, b"")
    sheet += line(0) + number(0) + line(LAST_ROW - 1) + number(16383) + record(146, b"") + record(130, b"")
    related = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
    return archive(
        {
            "[Content_Types].xml": f"{_HEAD}<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


# -- texts ----------------------------------------------------------------------------------------------------------------


@ruin("shared-text-everywhere.xlsx")
def _shared_text_everywhere() -> bytes:
    line = "".join(f'<c r="{chr(65 + at)}%d" t="s"><v>0</v></c>' for at in range(20))
    body = (
        b"".join(f'<row r="{n}">{line % ((n,) * 20)}</row>'.encode() for n in range(at, at + 1000))
        for at in range(1, 40_001, 1000)
    )
    return xlsx(body, strings=shared(["字" * 32_000]))


ruin("shared-index-behind-the-end.xlsx")(
    lambda: xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" t="s"><v>5</v></c><c r="D2" t="s"><v>99</v></c></row>',
        strings=shared(["单位名称", "类别", "加入日期", "甲单位", "企业", "2020-01-01"]),
    )
)
ruin("shared-index-of-letters.xlsx")(
    lambda: xlsx(rows() + '<row r="3"><c r="A3" t="s"><v>-1</v></c></row>', strings=shared(["a"]))
)
ruin("raw-text.xlsx")(
    lambda: xlsx(rows() + '<row r="3"><c r="A3" t="str"><v><![CDATA[乙单位]]></v></c></row>')
)
ruin("shared-texts-missing.xlsx")(lambda: xlsx(rows() + '<row r="3"><c r="A3" t="s"><v>0</v></c></row>'))
ruin("doctype.xlsx")(
    lambda: xlsx(
        rows([*GOOD, ["&a;", "企业", "2020-01-01", "3"]]),
        doctype='<!DOCTYPE worksheet [<!ENTITY a "乙单位">]>',
    )
)
ruin("doctype-in-texts.xlsx")(
    lambda: xlsx(
        rows()
        + '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="inlineStr"><is><t>企业</t></is></c></row>',
        strings=shared(["&a;单位"], '<!DOCTYPE sst [<!ENTITY a "乙">]>'),
    )
)
ruin("billion-laughs.xlsx")(
    lambda: xlsx(
        rows([*GOOD, ["&h;", "企业", "2020-01-01", "3"]]),
        doctype='<!DOCTYPE worksheet [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
        + "".join(
            f'<!ENTITY {one} "{f"&{before};" * 10}">'
            for before, one in zip("abcdefg", "bcdefgh", strict=True)
        )
        + "]>",
    )
)


# -- zips ----------------------------------------------------------------------------------------------------------------


@ruin("zip-that-lies.xlsx")
def _zip_that_lies() -> bytes:
    """The list of parts says that the sheet has 1,000 bytes; it has half a gigabyte."""
    made = bytearray(xlsx([rows().encode(), *[b" " * (1 << 20)] * 512]))
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        length, extra = struct.unpack_from("<HH", made, at + 28)
        if made[at + 46 : at + 46 + length] == b"xl/worksheets/sheet1.xml":
            struct.pack_into("<I", made, at + 24, 1000)
        at = made.find(b"PK\x01\x02", at + 46 + length + extra)
    return bytes(made)


ruin("zip-with-a-part-twice.xlsx")(
    lambda: _twice(xlsx(rows()), "xl/worksheets/sheet1.xml", xlsx(rows() + _STRAY))
)


def _twice(first: bytes, name: str, second: bytes) -> bytes:
    out = io.BytesIO(first)
    with (
        zipfile.ZipFile(io.BytesIO(second)) as other,
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made,
    ):
        info = zipfile.ZipInfo(name[:-1] + "?")
        made.writestr(info, other.read(name))
    return out.getvalue().replace((name[:-1] + "?").encode(), name.encode())


# -- too much of what a sheet has around its cells ------------------------------------------------------------------------

ruin("nested.xlsx")(lambda: xlsx(rows() + '<row r="3"><c r="A3">' + "<x>" * 1_000_000))
ruin("hidden-columns-again-and-again.xlsx")(
    lambda: xlsx(rows(), before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 200_000 + "</cols>")
)
ruin("merged-all.xlsx", HARMLESS)(
    lambda: xlsx(rows(), after='<mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells>')
)
ruin("merged-many.xlsx", HARMLESS)(
    lambda: xlsx(
        rows(),
        after="<mergeCells>"
        + "".join(f'<mergeCell ref="F{n}:XFD{n}"/>' for n in range(1, 300_000))
        + "</mergeCells>",
    )
)
ruin("names.xlsx", HARMLESS)(
    lambda: xlsx(
        rows(),
        book="<definedNames>"
        + "".join(f'<definedName name="n{n}">名册!$A$1</definedName>' for n in range(500_000))
        + "</definedNames>",
    )
)
ruin("rules.xlsx", HARMLESS)(
    lambda: xlsx(
        rows(),
        after='<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>A1</formula></cfRule></conditionalFormatting>'
        * 200_000
        + '<dataValidations count="300000">'
        + '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation>'
        * 300_000
        + "</dataValidations>",
    )
)


@ruin("formatted-to-the-end.xlsx", HARMLESS)
def _formatted_to_the_end() -> bytes:
    blank = "".join(f'<c r="{chr(65 + at)}%d" s="0"/>' for at in range(4)) + '<c r="XFD%d" s="0"/>'
    body = (
        b"".join(
            f'<row r="{n}">{blank % ((n,) * 5)}</row>'.encode()
            for n in range(at, min(at + 1000, LAST_ROW + 1))
        )
        for at in range(3, LAST_ROW + 1, 1000)
    )
    return xlsx([rows().encode(), *body])


# -- OpenDocument ----------------------------------------------------------------------------------------------------------


def ods_cell(text: str, repeated: int = 1, more: str = "") -> str:
    """A cell of an OpenDocument sheet, so many times."""
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    return f'<table:table-cell office:value-type="string"{times}{more}><text:p>{text}</text:p></table:table-cell>'


def ods_rows(table: list[list[str]] = GOOD) -> str:
    """Rows of an OpenDocument sheet."""
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in table)


def ods(body: str, doctype: str = "", columns: str = "<table:table-column/>") -> bytes:
    """An OpenDocument sheet of those rows."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f'{_HEAD}{doctype}<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name="名册">'
            f"{columns}{body}</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def _gap(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def _row(inside: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


ruin("repeated-cells.ods")(lambda: ods(ods_rows() + _row(ods_cell("x", 16384), LAST_ROW - 2)))
ruin("repeated-rows.ods")(lambda: ods(ods_rows() + _row(ods_cell("x" * 10_000), LAST_ROW - 2)))
ruin("repeated-beyond.ods")(lambda: ods(ods_rows() + _row(ods_cell("x", 2_000_000_000))))
ruin("repeated-beyond-rows.ods")(lambda: ods(ods_rows() + _row(ods_cell("x"), 4_000_000_000)))
ruin("far.ods")(lambda: ods(ods_rows() + _row(_gap(4), LAST_ROW - 3) + _row(_gap(16383) + ods_cell("x"))))
ruin("far-single-quotes.ods")(
    lambda: ods(
        (ods_rows() + _row(_gap(4), LAST_ROW - 3) + _row(_gap(16383) + ods_cell("x"))).replace('"', "'")
    )
)
ruin("far-two-corners.ods")(
    lambda: ods(
        ods_rows() + _row(_gap(16383) + ods_cell("x")) + _row(_gap(4), LAST_ROW - 4) + _row(ods_cell("x"))
    )
)
ruin("nested-tables.ods")(
    lambda: ods(
        ods_rows()
        + _row(
            "<table:table-cell><table:table>"
            + _row(ods_cell("x", 16384), LAST_ROW)
            + "</table:table></table:table-cell>",
            1000,
        )
    )
)
ruin("nested.ods")(lambda: ods(ods_rows() + "<table:table-row><table:table-cell>" + "<text:p>" * 1_000_000))
ruin("doctype.ods")(
    lambda: ods(ods_rows([*GOOD, ["&a;", "企业", "2020-01-01", "3"]]), '<!DOCTYPE x [<!ENTITY a "乙单位">]>')
)
ruin("raw-text.ods")(lambda: ods(ods_rows([*GOOD, ["乙<![CDATA[单位]]>", "企业", "2020-01-01", "3"]])))
ruin("formatted-to-the-end.ods", HARMLESS)(
    lambda: ods(ods_rows([[*row, ""] for row in GOOD]) + _row(_gap(16384), LAST_ROW - 2))
)

# -- texts files -----------------------------------------------------------------------------------------------------------

_GOOD_TEXT = "\n".join(",".join(row) for row in GOOD) + "\n"
ruin("a-million-columns.csv")(lambda: (_GOOD_TEXT + "x," * 1_000_000 + "\n").encode())
ruin("one-line.csv")(lambda: (_GOOD_TEXT + "x" * 50_000_000).encode())
ruin("one-line-of-half-a-gigabyte.csv")(lambda: b"x" * (500 << 20))
ruin("one-line-of-quotes.csv")(lambda: (_GOOD_TEXT + '"' + '""' * 10_000_000).encode())
ruin("a-key-of-its-own-each.json")(
    lambda: ("[" + ",".join(f'{{"name": "x", "k{n}": 1}}' for n in range(20_000)) + "]").encode()
)
ruin("nested.json")(lambda: b'[{"name":' + b"[" * 1_000_000)
