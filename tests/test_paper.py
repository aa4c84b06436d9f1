"""Every workbook that a command writes, on paper: found by walking the command line, so that none can be forgotten."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import openpyxl
import pytest

from liaison.figures.summary.measuring import figures
from liaison.papers.paper import papers
from tests import paper
from tests.commands import copied, invoke, words
from tests.conftest import TODAY
from tests.formats.test_excel import listed
from tests.test_commands import COMMANDS, _examples

FIGURES = {key: figure.label for key, figure in figures().items()}

LINES = {
    "init": "init 示例联席会议 --db 新.db",
    "member add": "member add 示例新单位 --category 其他 --joined 2023-01-01",
    "member rejoin": "member rejoin M013 --on 2025-03-01",
    "chair appoint": "chair appoint 汇添富 --from 2024-07-01 --to 2025-06-30",
    "project add": "project add 示例新项目 --lead 汇添富 --start 2023-01-01",
    "project stage": "project stage 直通车 结项 --on 2023-12-31",
    "choice rename": "choice rename category 基金机构 基金公司",
}
"""What is run where the example in a command's help does not go with the example council."""
MORE = [
    "member list",
    "member list --all",
    "activity list",
    "choice list",
    "project list",
    "fund statement F002",
    *(f"report year 2023 --trace {key}" for key in FIGURES),
]
"""What prints more than the examples do."""
START = "collect start 2023年度活动 --noun activity --year 2023 --due 2024-01-15 --dir 收回的表"
BEFORE = {
    "paper check": "paper notice A2024-001 -o 会议通知.docx",
    "workbook import": "workbook export 台账.xlsx",
    "proof": "paper summary 2023 -o 总结.docx",
    "look": "member export 名册.xlsx",
    "collect status": START,
    "collect merge": START,
    "collect remove": START,
    "member alias": "member alias 汇添富 添富",
    "unpack": "pack 移交.zip",
    "attach add": "paper minutes A2023-001 -o 会议纪要.docx",
    "council forget": "council new 示例楼宇联席会议 --db 楼宇.db",
}
"""What must have been done before the example in a command's help can be."""
TABLELESS = {
    "import",
    "record",
    "demo",
    "start",
    "merge",
    "backup",
    "restore",
    "undo",
    "redo",
    "remove",
    "seal",
    "year close",
    "reopen",
    "use",
    "forget",
    "look",
    *(f"paper {kind.key}" for kind in papers()),
    *("attach export", "archive", "pack", "unpack"),
}
"""Verbs, or commands, whose answer is a sentence."""
SHEETS = {"export": "*.xlsx", "form": "*.xlsx", "start": "2023年度活动/M001*.xlsx"}
"""Verbs whose sheets are filled in and brought back, and what they are called."""
FOUNDING = {"init", "council new"}
"""What answers with a council that has no secretariat yet."""
REPORTS = {"report year", "report term", "report period", "project report"}
SIGNED = "填报单位：上海外滩投资开发（集团）有限公司　　填报日期：2023年12月31日"


@dataclass
class Book:
    """A workbook and the command that wrote it."""

    path: str
    file: Path

    @property
    def is_data(self) -> bool:
        """Whether it comes back."""
        return self.path.split()[-1] in SHEETS

    @property
    def form(self) -> tuple[object, ...]:
        """What is the same in workbooks that differ by their rows only."""
        every = paper.sheets(self.file)
        heads = {c.value for row in every[0].sheet.iter_rows() for c in row if c.font.b and c.font.sz == 11}
        return self.is_data, len(every), frozenset(heads - {"合计"})


def run(line: list[str], folder: Path) -> tuple[int, str]:
    """Run a command in a folder that has the example council; its code and what it said."""
    around = {"LIAISON_DB": folder / "council.db", "XDG_DATA_HOME": folder / "home", "LIAISON_TODAY": TODAY}
    with mock.patch.dict(os.environ, {name: str(value) for name, value in around.items()}):
        done = invoke(line)
    return done.code, done.stderr


def write(path: str, line: list[str], folder: Path, example: Path) -> Book | None:
    """What a command writes when a workbook is asked for; nothing where it answers with a sentence, and says so."""
    folder.mkdir()
    copied(example, folder / "council.db")
    verb, line = path.split()[-1], [word for word in line if word != "--xlsx"]
    before = Path.cwd()
    os.chdir(folder)
    try:
        if path in BEFORE:
            run(words(BEFORE[path]), folder)
            for sent in (folder / "收回的表").glob("*.xlsx"):
                openpyxl.load_workbook(sent).save(sent)
        elif verb == "import":
            run([path.split()[0], "export", "名册.xlsx"], folder)
        file = folder / "表.xlsx"
        code, said = run(
            line if verb in SHEETS and path not in TABLELESS else [*line, "-o", str(file)], folder
        )
    finally:
        os.chdir(before)
    if verb in SHEETS and path not in TABLELESS:
        file = next(folder.glob(SHEETS[verb]))
    elif verb in TABLELESS or path in TABLELESS:
        assert "没有表格" in said, (line, code, said)
        return None
    assert code == 0, (line, said)
    return Book(path, file.rename(folder / f"{folder.name}.xlsx"))


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory, _example_file: Path) -> list[Book]:
    """What every command writes."""
    base = tmp_path_factory.mktemp("books")
    lines = [
        (path, line)
        for path in COMMANDS
        for line in ([words(LINES[path])] if path in LINES else _examples(path))
        if path != "fill"  # what it writes is somebody else's form
        and not {"--file", "--html"}
        & set(line)  # a sheet brought in is counted in a sentence, a page is a file of its own
    ]
    lines += [(next(path for path in COMMANDS if line.startswith(path)), words(line)) for line in MORE]
    written = (
        write(path, line, base / f"{number:03d}-{path.replace(' ', '-')}", _example_file)
        for number, (path, line) in enumerate(lines)
    )
    return [book for book in written if book]


def test_every_sheet_is_set_up_for_a4(books: list[Book]) -> None:
    for book in books:
        for one in paper.sheets(book.file):
            sheet = one.sheet
            assert (int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == (9, 0), book
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
            assert one.across == 1 or book.is_data
            if one.is_list:
                assert sheet.freeze_panes == f"A{one.head[-1] + 1}"
                assert sheet.auto_filter.ref.startswith(f"A{one.head[-1]}:")


def test_every_list_says_who_filled_it_in_and_when(books: list[Book]) -> None:
    for book in books:
        if (
            book.is_data
            or (book.path in REPORTS and len(paper.sheets(book.file)) > 1)
            or book.path in FOUNDING
        ):
            continue
        for one in paper.sheets(book.file):
            assert one.sheet["A2"].value == SIGNED, book
            assert one.sheet["A1"].font.sz == 16


def test_sheets_that_come_back_are_named_above_the_page(books: list[Book]) -> None:
    checked = [one for book in books if book.is_data for one in paper.sheets(book.file) if one.is_list]
    assert len(checked) > 20
    for one in checked:
        assert one.sheet.oddHeader.left.text.startswith((SIGNED, "2023年度活动（"))
        assert one.sheet.oddHeader.right.text == one.sheet.title
        assert list(one.head) == [1]
        assert (one.across > 1) == bool(one.sheet.print_title_cols)


def test_sheets_with_money_say_what_the_ledger_is(books: list[Book]) -> None:
    for book in books:
        if book.path.startswith("fund ") and not book.path.endswith("form"):
            for one in paper.sheets(book.file):
                texts = [str(one.sheet[f"A{row}"].value) for row in (3, 4)]
                assert any("备查账" in text for text in (*texts, one.sheet.oddHeader.left.text or "")), book


@pytest.mark.skipif(
    bool(paper.MISSING), reason=f"not installed: {paper.MISSING}; no page is printed and measured"
)
def test_nothing_is_lost_on_paper(books: list[Book], tmp_path: Path) -> None:
    """One workbook of each form is printed, the largest; its pages are measured."""
    of_form: dict[tuple[object, ...], Book] = {}
    for book in sorted(books, key=lambda book: book.file.stat().st_size):
        of_form[book.form] = book
    many = [
        {
            "code": f"M{n:03}",
            "name": f"示例金融服务（上海）股份有限公司{n}",
            "amount": 10**12 + n,
            "value": n * 10_000 + 1,
            "rate": 10_000,
            "day": "2023-12-31",
            "note": f"末列{n}。",
        }
        for n in range(1, 101)
    ]
    files = [listed(tmp_path / "很大的数.xlsx", rows=many), *(book.file for book in of_form.values())]
    assert len(files) > 30
    pages = paper.printed(files, tmp_path)
    found = {file.name: list(paper.faults(file, pages[file]))[:12] for file in files}
    wrong = "\n".join(f"{name}: {fault}" for name, faults in found.items() for fault in faults)
    assert not wrong, wrong
