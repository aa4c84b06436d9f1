"""liaison fill: another office's form, filled in from the records."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cells import shown
from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE, PERIOD, UNITS
from liaison.columns import Column
from liaison.errors import BadFile, Unreadable
from liaison.formats import files

if TYPE_CHECKING:
    from liaison.columns import Record
    from liaison.formats.filling.grid import Form
    from liaison.papers.summary.form_filling import Filling, Line
    from liaison.rules.periods import Period
    from liaison.store.database import Database

app = noun_app("fill")

_SUFFIXES = (".xlsx", ".docx")
_FILLED = "-已填"
_REMEMBERED = "form"
"""What the labels of forms are remembered under, among the headings of sheets."""
_COLUMNS = (
    Column("sheet", "表"),
    Column("cell", "单元格"),
    Column("label", "表里写的"),
    Column("state", "结果"),
    Column("figure", "指标"),
    Column("period", "期间"),
    Column("value", "填入"),
    Column("why", "原因"),
    Column("key", "代码", listed=False),
)
_REFUSED = 5
_MOST_TOLD = 40
"""Cells that were not filled, on the screen."""
_HINT = '要指明一个标签，请加 --map "标签=指标"（指标名见 liaison report year）。'

Map = Annotated[
    list[str],
    typer.Option("--map", metavar="标签=指标", help="指明一个标签是哪个指标，可写多次；同样的表下次不必再写"),
    Column("mapping", "标签=指标", examples=("活动总量=举办活动",)),
]


@command(app, "fill", "填表", writes=_SUFFIXES)
def fill(
    here: Here,
    file: Annotated[str, typer.Argument(metavar="文件", help="上级发来的表：.xlsx 或 .docx"), FILE],
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="年度",
            help="填哪一年的，也可以是 2023上半年、2023三季度；不写就看表的标题，再就是今年",
        ),
        PERIOD,
    ] = None,
    mapping: Map = [],  # noqa: B006 - Typer makes a new one
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="单位", help="填一个单位的表：用它自己的资料和它那一部分的数"),
        UNITS,
    ] = None,
    no_comments: Annotated[bool, typer.Option("--no-comments", help="不加批注")] = False,
) -> Answer:
    """填上级发来的表：认得的标签在副本里填上数，批注写明指标、期间和口径；认不出的列出来，不猜；原来有内容的不动。

    例：liaison fill 统计表.xlsx --year 2023
    例：liaison fill 统计表.xlsx --year 2023 --map 活动总量=举办活动
    """
    from liaison.papers.summary.form_filling import Filling, labels_of, of_one_unit, period_of, shape_of
    from liaison.papers.summary.form_meanings import Meanings, read_told
    from liaison.papers.summary.form_values import FormValues

    path, asked = Path(file), typed.period(year) if year else None
    told = read_told(mapping, of_unit=unit is not None)
    form = _opened(path)
    today = date.fromisoformat(here.today)
    period = period_of(form.grids, path.stem, asked, today)
    shape = shape_of(form.grids)
    if strange := next((one for one in told if one not in labels_of(form.grids)), None):
        raise Unreadable(f"“{shown(path.name)}”里没有标签“{shown(strange)}”，", "请核对 --map。")
    with here.reading() as database:
        record = _unit(database, unit) if unit is not None else None
        meanings = Meanings(_remembered(database, shape) | told, of_unit=record is not None)
        values = FormValues(database, period, today, record)
        filling = Filling(form.grids, meanings, values, comments=not no_comments)
    if record is None and of_one_unit(form.grids):
        here.remark("这张表像是一个单位的；要填它自己的资料和数，请加 --unit 单位。")
    if not filling.lines:
        raise BadFile(f"“{shown(path.name)}”里没有要填的空格，", "请核对是不是选错了文件。")
    done = any(filling.entries)
    target = _target(here, path) if done else None
    content = form.filled(filling.entries) if done else b""
    if told:
        _remember(here, shape, told)
    if target:
        with files.replacing(target) as draft:
            draft.write_bytes(content)
    return Filled(path, target, period, filling)


def known_in(path: Path) -> tuple[int, bool]:
    """How many blank cells of a form are known, and whether it is about one unit. Raises ``BadFile`` for what is no form."""
    from liaison.papers.summary.form_filling import of_one_unit
    from liaison.papers.summary.form_meanings import Meanings
    from liaison.papers.summary.form_places import slots

    form = _opened(path)
    unit = of_one_unit(form.grids)
    meanings = Meanings({}, of_unit=unit)
    known = {
        (number, slot.at)
        for number, grid in enumerate(form.grids)
        for slot in slots(grid)
        if not slot.taken and meanings.of(slot).key
    }
    return len(known), unit


def _opened(path: Path) -> Form:
    """A form by its sort. Raises ``BadFile``."""
    match path.suffix.lower():
        case ".docx" | ".docm" | ".doc" | ".wps":
            from liaison.formats.filling.of_docx import Paper

            return Paper(path)
        case _:
            from liaison.formats.filling.of_xlsx import Workbook

            return Workbook(path)


def _unit(database: Database, name: str) -> Record:
    from liaison.nouns.council.member import MEMBER
    from liaison.queries.find import find
    from liaison.queries.records import by_id

    return by_id(database, MEMBER, find(database, MEMBER, name))


def _target(here: Here, path: Path) -> Path:
    """Where the copy goes: where that was told, else beside the form. Raises ``LiaisonError`` where it cannot."""
    beside, wanted = path.with_name(f"{path.stem}{_FILLED}{path.suffix}"), here.output
    if wanted is None or wanted.suffix.lower() not in _SUFFIXES:
        return files.target(beside, here.force)
    if wanted.suffix.lower() != path.suffix.lower():
        raise Unreadable(
            f"填好的还是 {path.suffix} 文件，不能写成“{wanted.name}”，", f"请用 {path.suffix} 结尾。"
        )
    if wanted.exists() and wanted.samefile(path):
        raise Unreadable("填好的不能盖掉原来的表，", "请用 -o 换一个文件名。")
    here.output = None
    return files.target(wanted, here.force)


def _remembered(database: Database, shape: str) -> dict[str, str]:
    from liaison.queries.headings import of_line

    return {label: meaning for label, (_key, meaning) in of_line(database, _REMEMBERED, shape).items()}


def _remember(here: Here, shape: str, told: dict[str, str]) -> None:
    from liaison.services.sheets.headings import remember

    with here.writing() as work:
        remember(work, _REMEMBERED, shape, told)


@dataclass
class Filled(Listing):
    """What was done with each cell of a form, as a list; on the screen what was put in, and what was not in sentences."""

    exit_code: int = 0
    sentence: str = ""
    value: dict[str, Any] = field(default_factory=dict)

    def __init__(self, path: Path, target: Path | None, period: Period, filling: Filling) -> None:
        from liaison.papers.summary import form_filling as states
        from liaison.rules.summary.wording import called

        rows = [_row(one) for one in filling.lines]
        super().__init__(_COLUMNS, rows, f"填表：{path.name}（{called(period)}）", f"{path.stem}-填表")
        filled, unknown = filling.of(states.FILLED), filling.of(states.UNKNOWN)
        others = [*filling.of(states.KEPT), *filling.of(states.LACKING)]
        self.value = {
            "file": str(target) if target else None,
            "year": period.start.year,
            "period": called(period),
            "filled": [
                _place(one) | {"key": one.key, "period": one.period, "value": _plain(one.value)}
                for one in filled
            ],
            "unknown": [_place(one) | {"candidates": list(one.candidates)} for one in unknown],
            "left": [_place(one) | {"key": one.key, "why": one.why} for one in others],
        }
        self.filled, self.rest = filled, [*unknown, *others]
        counts = [f"填了 {len(filled)} 格", f"没认出 {len(unknown)} 个标签"] + [
            f"{len(found)} 格{state}"
            for state in (states.KEPT, states.LACKING)
            if (found := filling.of(state))
        ]
        self.told = "，".join(counts) + "。" + (f"已写入 {target}" if target else "")
        self.hint = _HINT if unknown else ""
        if target is None:
            self.exit_code = _REFUSED
            self.sentence = (
                f"“{shown(path.name)}”一格也没有填，没有写文件；{_HINT if unknown else '原因见上。'}"
            )

    def to_json(self) -> Any:
        """``{file, year, period, filled: [{sheet, cell, label, key, period, value}], unknown: [{sheet, cell, label, candidates}],
        left: [{sheet, cell, label, key, why}]}``."""
        return self.value

    def to_screen(self) -> None:
        """What was put in as a table, then what was not, each with why."""
        from liaison.formats import screen

        if self.filled:
            columns = [
                one for one in _COLUMNS if one.key in ("sheet", "cell", "label", "figure", "period", "value")
            ]
            screen.table(columns, [_row(one) for one in self.filled], title=self.title)
        else:
            sys.stdout.write(self.title + "\n")
        for one in self.rest[:_MOST_TOLD]:
            told = f"：{one.told}" if one.told else ""
            screen.facts([(f"{one.state}", f"{one.sheet} {one.cell} “{shown(one.label)}”{told}")])
        if len(self.rest) > _MOST_TOLD:
            sys.stdout.write(f"……另有 {len(self.rest) - _MOST_TOLD} 处，全部见 --json 或 --xlsx\n")
        sys.stdout.write(self.told + "\n")
        if self.hint and not self.exit_code:
            sys.stdout.write(self.hint + "\n")


def _place(one: Line) -> dict[str, Any]:
    return {"sheet": one.sheet, "cell": one.cell, "label": one.label}


def _row(one: Line) -> dict[str, Any]:
    value = f"{one.value:f}" if isinstance(one.value, Decimal) else one.value
    found = _place(one) | {"state": one.state, "figure": one.figure, "period": one.period}
    return found | {"value": value, "why": one.told, "key": one.key}


def _plain(value: Decimal | str) -> Any:
    """A value as JSON has it."""
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
