"""Makes the pictures of ``excel.md`` and ``papers.md`` anew: plays the pages, prints their files by LibreOffice and cuts them out.

    python docs/pictures.py [folder]

Needs LibreOffice (soffice), poppler (pdftoppm) and a Chinese font. Some sheets are printed as they are; the others as they
look on the screen, with the letters of the columns and the numbers of the rows.
"""

from __future__ import annotations

import os
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import clerk
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
_MARGIN = 8
"""Pixels left around what is cut out."""
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<alias binding="same"><family>宋体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
<alias binding="same"><family>仿宋_GB2312</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
<alias binding="same"><family>楷体_GB2312</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
<alias binding="same"><family>方正小标宋简体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
<alias binding="same"><family>黑体</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
</fontconfig>"""
"""What stands in for the fonts of Windows."""


@dataclass(frozen=True)
class Picture:
    """What of which file is shown, without some columns; without an area a page as it is printed."""

    file: str
    sheet: str = ""
    area: str = ""
    without: str = ""
    page: int = 1
    dots: int = 100


PICTURES = {
    "form": Picture("名册.xlsx", "成员单位", "A1:T6", "D F H I L M N O S"),
    "dirty": Picture("项目计划.xlsx", "Sheet1", "A1:G9", dots=110),
    "corrections": Picture("活动登记-待更正.xlsx", "1月活动", "A1:E6"),
    "problems": Picture("活动登记-待更正.xlsx", "问题清单", "A1:F5"),
    "workbook": Picture("台账.xlsx", "成员单位", "A1:T12", "D F G H I L M N O S"),
    "round": Picture("2023年度活动/M004 示例海棠证券.xlsx", "活动台账", "A1:M4", "D H I J"),
    "list": Picture("成员单位-2023-12-31.xlsx", dots=100),
    "money": Picture("示例直通车专项-收支表.xlsx", page=2, dots=100),
    "paper-notice": Picture("会议通知.docx", page=1, dots=60),
    "paper-topics": Picture("议题征集通知.docx", page=1, dots=60),
    "paper-sign-in": Picture("签到表.docx", page=1, dots=60),
    "paper-minutes": Picture("会议纪要.docx", page=1, dots=60),
    "paper-payment": Picture("缴款通知.docx", page=1, dots=60),
    "paper-dunning": Picture("催缴函.docx", page=1, dots=60),
    "paper-disclosure": Picture("收支公示.docx", page=1, dots=60),
    "paper-agreement": Picture("共建协议.docx", page=1, dots=60),
    "paper-appointment": Picture("聘书.docx", page=1, dots=60),
    "paper-certificate": Picture("荣誉证书.docx", page=1, dots=60),
    "paper-plaques": Picture("授牌清单.docx", page=1, dots=60),
    "paper-posting": Picture("公示.docx", page=1, dots=60),
    "paper-rota": Picture("轮值计划表.docx", page=1, dots=60),
    "paper-transfer": Picture("轮值交接单.docx", page=1, dots=60),
    "paper-file": Picture("一家一档.docx", page=1, dots=60),
    "paper-summary": Picture("年度工作总结.docx", page=1, dots=60),
    "paper-case": Picture("工作案例.docx", page=1, dots=60),
}


def play(page: clerk.Page, folder: Path) -> list[Path]:
    """Do what a page says in a folder; returns the files to print, one for each picture."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("LIAISON_")} | {
        "PYTHONPATH": str(ROOT / "src"),
        "XDG_DATA_HOME": str(folder / ".home"),
    }
    taken = []
    for part in page.parts():
        if isinstance(part, clerk.Done):
            page.hands[part.hand](folder)
        elif isinstance(part, clerk.Became):
            env[part.name] = part.value
        elif isinstance(part, clerk.Shown):
            taken.append(take(part.name, folder))
        else:
            words = [sys.executable, "-m", *shlex.split(part.line)]
            done = subprocess.run(words, cwd=folder, env=env, capture_output=True, check=False)
            if part.code is not None and done.returncode != part.code:
                raise SystemExit(f"{part.line}\n{done.stdout.decode()}{done.stderr.decode()}")
    return taken


def take(name: str, folder: Path) -> Path:
    """The file to print for a picture: a copy, of a workbook with nothing but the sheet that is shown."""
    picture = PICTURES[name]
    target = folder / f"{name}.picture{Path(picture.file).suffix}"
    if not picture.area:
        return Path(shutil.copy(folder / picture.file, target))
    book: Any = load_workbook(folder / picture.file)
    for sheet in book.worksheets:
        if sheet.title != picture.sheet:
            book.remove(sheet)
    sheet = book[picture.sheet]
    book.active = 0
    sheet.sheet_view.tabSelected = True
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.print_area = picture.area
    widths = [
        (number, one.width)
        for one in sheet.column_dimensions.values()
        for number in range(one.min, one.max + 1)
    ]
    sheet.column_dimensions.clear()
    for number, width in widths:
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width, column.hidden = width, column.index in picture.without.split()
    sheet.print_options.headings = sheet.print_options.gridLines = True
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    for part in (sheet.oddHeader, sheet.oddFooter):
        part.left.text = part.center.text = part.right.text = None
    book.save(target)
    return target


def draw(books: list[Path], folder: Path) -> None:
    """Print the workbooks, and cut the pictures out of their first pages."""
    profile = (books[0].parent / "profile").as_uri()
    fonts = books[0].with_name("fonts.conf")
    fonts.write_text(_FONTS, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(books[0].parent), *map(str, books)],
        check=True,
        capture_output=True,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )
    folder.mkdir(exist_ok=True)
    for book in books:
        name = book.name.split(".")[0]
        picture = PICTURES[name]
        page = ["pdftoppm", "-f", str(picture.page), "-singlefile", "-r", str(picture.dots)]
        drawn = subprocess.run([*page, str(book.with_suffix(".pdf"))], check=True, capture_output=True).stdout
        (folder / f"{name}.png").write_bytes(png(cut(drawn)))


def cut(drawn: bytes) -> list[bytes]:
    """The rows of a page (a PPM file, three bytes for a dot) without the white around, but for a margin."""
    _kind, size, _depth, dots = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [dots[row * width * 3 : (row + 1) * width * 3] for row in range(height)]
    used = [number for number, row in enumerate(rows) if row.strip(b"\xff")]
    left = min(len(rows[number]) - len(rows[number].lstrip(b"\xff")) for number in used) // 3
    right = -(-max(len(rows[number].rstrip(b"\xff")) for number in used) // 3)
    across = slice(max(left - _MARGIN, 0) * 3, (right + _MARGIN) * 3)
    return [row[across] for row in rows[max(used[0] - _MARGIN, 0) : used[-1] + 1 + _MARGIN]]


def png(rows: list[bytes]) -> bytes:
    """A small PNG file: sixteen shades of each colour, and a palette of those that are there."""
    shades = bytes(shade >> 4 | shade & 0xF0 for shade in range(256))
    rows = [row.translate(shades) for row in rows]
    colours = sorted({row[at : at + 3] for row in rows for at in range(0, len(row), 3)})
    numbers = {colour: number for number, colour in enumerate(colours)}
    lines = [bytes(numbers[row[at : at + 3]] for at in range(0, len(row), 3)) for row in rows]
    head = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    chunks = [(b"IHDR", head), (b"PLTE", b"".join(colours)), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    for shown in (clerk.EXCEL, clerk.PAPERS):
        with tempfile.TemporaryDirectory() as scratch:
            draw(play(shown, Path(scratch)), Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
