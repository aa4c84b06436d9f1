"""A command line for every command that writes, with what must have been done before it."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl

ASKED = "--noun activity --year 2023 --due 2024-01-15"
START = f"collect start 示例收集 {ASKED} --dir 发出"


@dataclass(frozen=True)
class Line:
    """A command line; ``first`` are those that come before it, ``before`` makes what they need, ``then`` changes what they
    have written.

    ``council`` tells what the database is before: the example, the example as an older program had it, or none. A command
    with ``steps`` keeps each of several files by itself, and says so if it is stopped between two; of one that is not
    ``told`` nobody sees from outside whether it was done, for its file is named by the time.
    """

    path: str
    rest: str = ""
    first: tuple[str, ...] = ()
    then: Callable[[], object] = lambda: None
    before: Callable[[], object] = lambda: None
    council: str = "example"
    steps: bool = False
    told: bool = True

    @property
    def words(self) -> str:
        """The whole of it."""
        return f"{self.path} {self.rest}".strip()


def _changed(name: str, label: str, value: str = "") -> Callable[[], None]:
    """Type into every row of a CSV sheet, under a label."""

    def change() -> None:
        path = Path(name)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        place = rows[0].index(label)
        for number, row in enumerate(rows[1:], start=1):
            row[place] = value or f"示例改动{number}"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)

    return change


def _import(noun: str, label: str, value: str = "") -> Line:
    return Line(
        f"{noun} import",
        "表.csv --yes",
        (f"{noun} export 表.csv --reveal",),
        _changed("表.csv", label, value),
    )


def _typed_into() -> None:
    """Change a workbook of all sheets."""
    book = openpyxl.load_workbook("台账.xlsx")
    for name in ("成员单位", "活动台账"):
        sheet = book[name]
        place = next(cell.column for cell in sheet[1] if cell.value == "备注")
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, place).value = f"示例改动{row}"
    book.save("台账.xlsx")


def _returned() -> None:
    """Three units have answered: each has typed into its sheet."""
    Path("收回").mkdir()
    for path in sorted(Path("发出").glob("M00[123] *")):
        book = openpyxl.load_workbook(path)
        sheet = book["活动台账"]
        place = next(cell.column for cell in sheet[1] if cell.value == "备注")
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, place).value = f"示例回复{row}"
        book.save(Path("收回") / path.name)


def _form() -> None:
    """A form has come from above."""
    book = openpyxl.Workbook()
    for row, label in enumerate(("举办活动", "到账资金（万元）", "示例指标"), 1):
        book.active.cell(row, 1).value = label
    book.save("上报.xlsx")


def _copied() -> None:
    """The copy that was made gets a name that can be told."""
    (made,) = Path().glob("*.bak")
    made.rename("备份.bak")


def _photographed() -> None:
    """Two files to be attached, one of them as large as a photo."""
    Path("纪要.txt").write_text("示例纪要", encoding="utf-8")
    Path("合影.jpg").write_bytes(b"\xff\xd8" + bytes(range(256)) * 12_000)


def _left_behind() -> None:
    """A file that no row names lies beside the database, for two hours."""
    path = Path("council.db.附件/00") / ("00" + "1" * 62)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"left behind")
    os.utime(path, (1, 1))


_ATTACH = "attach A2023-001 合影.jpg 纪要.txt"
_FUND = "F001 M001 100 --on 2023-12-20"
LINES = (
    Line("init", "示例新会 --founded 2020-01-01", council="none"),
    Line("demo", council="none"),
    Line("workbook import", "台账.xlsx --db 新.db --yes", ("workbook export 台账.xlsx --reveal",)),
    Line("council edit", "--short 示例简称"),
    Line("council new", "示例乙会"),
    Line("council use", "示例乙会", ("council new 示例乙会",)),
    Line("council forget", "示例乙会", ("council new 示例乙会 --db 乙.db",)),
    Line("member add", "示例新银行 --category 银行 --joined 2023-01-01"),
    Line("member edit", "M003 --party-members 86 --note 示例"),
    Line("member rename", "M003 示例新名称有限公司"),
    Line("member alias", "M003 示例别名"),
    Line("member leave", "M003 --on 2023-12-30 --reason 示例"),
    Line("member rejoin", "M003 --on 2023-12-31", ("member leave M003 --on 2023-06-30",)),
    _import("member", "备注"),
    Line("member remove", "示例错登", ("member add 示例错登 --category 银行 --joined 2023-01-01",)),
    Line("body add", "示例联盟 --kind 联盟 --under M001"),
    Line("body edit", "B006 --contact 示例"),
    Line("body alias", "B001 示例别名"),
    Line("body join", "M003 --of B003 --as 成员 --on 2023-03-01"),
    Line("body leave", "M002 --of B003 --on 2023-12-30"),
    _import("body", "备注"),
    Line("body remove", "示例错登单位", ("body add 示例错登单位 --kind 其他",)),
    Line("agreement add", "示例新协议 --party M002 --party M003 --signed 2023-05-01"),
    Line("agreement edit", "G2022-001 --place 示例"),
    Line("agreement step", "G2023-003 待签 --on 2023-12-20"),
    Line("agreement sign", "G2023-003 --on 2023-12-28 --end 2025-12-27"),
    Line("agreement renew", "G2022-001 --until 2026-06-30 --on 2023-12-20"),
    Line("agreement end", "G2023-001 --on 2023-12-31"),
    Line("agreement alias", "G2022-001 示例别名"),
    _import("agreement", "内容"),
    Line("agreement remove", "G2023-003"),
    Line("honour add", "示例锦旗 --kind 荣誉 --holder M002 --on 2023-05-01"),
    Line("honour edit", "J2023-001 --level 区级"),
    Line("honour step", "J2023-004 复核 --on 2023-12-01"),
    Line("honour alias", "J2023-001 示例别名"),
    _import("honour", "文号"),
    Line("honour remove", "J2023-006"),
    Line("attach add", _ATTACH.removeprefix("attach "), then=_photographed),
    Line("attach edit", "D005 --note 示例", (_ATTACH,), before=_photographed),
    Line("attach remove", "D005 D006 --yes", (_ATTACH,), before=_photographed),
    Line("undo", "--yes", (_ATTACH,), before=_photographed),
    Line("chair plan", "--from 2024-06-15 --count 4 --term 12m --order joined --save"),
    Line("chair order", "M001 M002 M003 M004"),
    Line("chair appoint", "M005 --from 2024-06-15 --to 2025-06-14"),
    Line("chair end", "4 --on 2024-06-01"),
    Line("chair edit", "4 --theme 示例主题"),
    Line("chair remove", "4"),
    _import("chair", "备注"),
    Line("dispatch add", "关于报送示例材料的通知 --to 各成员单位 --on 2023-12-20"),
    Line("dispatch edit", "W2023-001 --note 示例"),
    Line("dispatch alias", "W2023-001 示例别名"),
    _import("dispatch", "备注"),
    Line("dispatch remove", "W2023-002"),
    Line("paper notice", "A2024-001 --number --force -o 出.docx"),
    Line("charter set", "--quorum 3/5 --from 2024-01-01"),
    Line("charter remove", "2023-01-01"),
    _import("charter", "备注"),
    Line("calendar remove", "2019-11-05"),
    _import("calendar", "名称"),
    Line("choice add", "category 示例类别"),
    Line("choice rename", "project_kind 民生服务 示例民生"),
    Line("choice move", "project_kind 民生服务 1"),
    Line("choice remove", "category 示例类别", ("choice add category 示例类别",)),
    Line("choice lock", "category"),
    Line("choice unlock", "category", ("choice lock category",)),
    Line("project add", "示例新项目 --lead M001 --partner M002 --start 2023-01-01"),
    Line("project edit", "P2022-01 --budget 600000"),
    Line("project alias", "P2022-01 示例别名"),
    Line("project stage", "P2023-04 共商 --on 2023-12-30"),
    Line("project indicator", "P2023-02 示例指标 --unit 人次 --every day --total sum"),
    Line("indicator add", "示例新指标 --of 本会 --unit 个 --every 每年"),
    Line("indicator edit", "I001 --target 2500/日"),
    Line("indicator record", "I001 2023-12-29 2135"),
    Line("indicator remove", "I001 --reading 2023-12-28"),
    _import("indicator", "来源"),
    Line("project record", "P2022-01 乘坐人次 2023-12-31 2135"),
    Line("project remove", "P2022-01 --stage"),
    _import("project", "内容"),
    Line("activity add", "示例新活动 --kind 论坛 --on 2023-12-18 --host M001 --co-host M002"),
    Line("activity edit", "A2022-001 --note 示例"),
    Line("activity alias", "A2022-001 示例别名"),
    Line("activity attend", "A2022-001 M002 --people 3"),
    Line("activity remove", "A2022-001"),
    _import("activity", "备注"),
    Line("matter add", "示例新事项 --kind 议题 --by M002 --on 2023-12-18 --due 2024-01-31 --helper M003"),
    Line("matter edit", "X2023-005 --helper M003"),
    Line("matter alias", "X2023-005 示例别名"),
    Line("matter move", "X2023-005 延期 --on 2023-12-30 --due 2024-02-29 --text 示例"),
    Line("matter claim", "X2023-006 M002 --with M001 --on 2023-12-30"),
    Line("matter to-project", "X2023-010 --lead M006"),
    Line("matter remove", "X2023-005 --move"),
    _import("matter", "背景"),
    Line("meeting add", "--kind 轮值会议 --on 2023-12-20 --host M001"),
    Line("meeting edit", "A2023-001 --venue 示例会议室"),
    Line("meeting attend", "A2023-001 M009 出席 --person 示例"),
    Line("meeting agenda", "A2023-001 示例事项"),
    Line("meeting decide", "A2023-001 2 通过 --assign M001 --due 2024-01-31"),
    _import("meeting", "职务"),
    Line("meeting remove", "A2023-001 --unit M001"),
    Line("fund open", "示例专项 --opened 2023-12-01"),
    Line("fund alias", "F001 示例别名"),
    Line("fund edit", "F001 --budget 650000"),
    *(Line(f"fund {verb}", _FUND) for verb in ("pledge", "receive", "refund", "in-kind", "direct")),
    Line("fund waive", f"{_FUND} --reason 示例", (f"fund pledge {_FUND}",)),
    Line("fund spend", "F001 100 --on 2023-12-30 --category 示例费 --payee 示例公司"),
    Line("fund opening", "F009 100 --on 2023-12-01", ("fund open 示例专项 --code F009 --opened 2023-12-01",)),
    Line("fund reverse", "F001 118 --on 2023-12-30 --reason 示例"),
    Line("fund close", "F009 --on 2023-12-30", ("fund open 示例专项 --code F009 --opened 2023-12-01",)),
    Line("fund remove", "F009", ("fund open 示例专项 --code F009 --opened 2023-12-01",)),
    Line("fund apportion", "F001 --total 300000 --by headcount --min 5000 --round 示例批 --on 2023-12-15"),
    _import("fund", "预算", "123456"),
    _import("report", "数值", "77"),
    Line("workbook import", "台账.xlsx --yes", ("workbook export 台账.xlsx --reveal",), _typed_into),
    Line("collect start", START.removeprefix("collect start ")),
    Line("collect remove", "示例收集", (START,)),
    Line("collect merge", "示例收集 收回", (START,), _returned, steps=True),
    Line(
        "undo", "--yes", ("fund apportion F001 --total 300000 --by headcount --round 示例批 --on 2023-12-15",)
    ),
    Line("redo", "--yes", ("member edit M003 --note 示例", "undo --yes")),
    Line("year close", "2022"),
    Line("year reopen", "2022 --reason 示例", ("year close 2022",)),
    Line("restore", "备份.bak --yes", ("backup .", "member edit M003 --note 示例"), _copied),
    Line("unpack", "移交.zip -o 新.db", ("pack 移交.zip",)),
    Line("fill", "上报.xlsx --year 2023 --map 示例指标=服务人次 --force", then=_form),
    Line("member list", council="old"),
)
"""Commands that write into a database; the last upgrades one."""

_NAMED = (
    "member",
    "body",
    "project",
    "activity",
    "agreement",
    "indicator",
    "matter",
    "meeting",
    "fund",
    "honour",
    "dispatch",
)
"""Nouns whose records have names, and with them all that goes by these."""

FILES = (
    *(Line(f"{noun} export", "出.xlsx") for noun in (*_NAMED, "chair", "charter", "calendar")),
    *(Line(f"{noun} form", "出.xlsx") for noun in (*_NAMED, "chair", "charter", "calendar", "report")),
    Line("report export", "出.csv"),
    Line("workbook export", "出.xlsx"),
    Line("report year", "2023 --xlsx -o 出.xlsx"),
    Line("report year", "2023 --html -o 出.html"),
    Line("project report", "--year 2023 --xlsx -o 出.xlsx"),
    Line("member list", "--csv -o 出.csv"),
    Line("today", "--ics 出.ics"),
    *(
        Line(f"paper {key}", f"{about} -o 出.docx")
        for key, about in (
            ("notice", "A2024-001"),
            ("topics", "A2024-001"),
            ("sign-in", "A2024-001"),
            ("minutes", "A2023-001"),
            ("dunning", "F001"),
            ("disclosure", "F001"),
            ("summary", "2023"),
            ("term-summary", "4"),
            ("payment", "F001"),
            ("agreement", "G2023-001"),
            ("appointment", "J2023-005"),
            ("certificate", "J2023-006"),
            ("plaques", "2023"),
            ("posting", "J2023-002"),
            ("rota", "2023"),
            ("transfer", "4"),
            ("file", "M002"),
            ("case", "P2022-01"),
            ("project-summary", "P2022-01"),
        )
    ),
    Line("fill", "上报.xlsx --year 2023 -o 出.xlsx", then=_form),
    Line("backup", told=False),
    Line("backup", "", (_ATTACH,), told=False, before=_photographed),
    Line("attach export", "A2023-001 出", (_ATTACH,), before=_photographed),
    Line("doctor", "--sweep", then=_left_behind),
    Line("archive", "2023 -o 归档"),
    Line("pack", "移交.zip"),
)
"""Commands that write a file."""

READING = frozenset(
    {
        *(
            "check",
            "proof",
            "look",
            "council show",
            "council list",
            "paper list",
            "paper check",
            "paper register",
        ),
        *(f"{noun} list" for noun in (*_NAMED, "chair", "charter", "calendar", "choice", "collect")),
        *(f"{noun} show" for noun in _NAMED),
        *("body tree", "matter board", "meeting quorum", "meeting call-for-topics"),
        *(
            "chair current",
            "chair handover",
            "charter show",
            "fund statement",
            "fund ledger",
            "fund arrears",
            "member file",
            "collect status",
        ),
        *(
            "year list",
            "report years",
            "report term",
            "report period",
            "doctor",
            "attach list",
            "attach show",
            "log seal",
            "log list",
            "log show",
        ),
    }
)
"""Commands that only show what there is; what they write with ``-o`` goes the way of those in ``FILES``."""
