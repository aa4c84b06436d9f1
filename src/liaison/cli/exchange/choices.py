"""What an import is told on the command line, apart from what it does, so that other verbs need not load that."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from liaison.cli.shell.answers import Answer
from liaison.cli.shell.grammar import NounApp, command
from liaison.cli.shell.here import Here, attended
from liaison.cli.shell.offers import FILE
from liaison.columns import Column
from liaison.errors import Unreadable
from liaison.kinds import Coded

SIDES = {"mine": "表里", "theirs": "库中"}
"""The two sides of a conflict."""

File = Annotated[str, typer.Argument(metavar="文件", help="Excel、WPS、CSV 或 JSON 文件"), FILE]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]
AcceptGood = Annotated[bool, typer.Option("--accept-good", help="有不能导入的行时，其余的照样写入")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问，直接写入")]
OneSheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="表名", help="只导入这一张工作表"),
    Column("sheet", "表名", examples=("Sheet1",)),
]
Map = Annotated[
    list[str],
    typer.Option("--map", metavar="表头=列名", help="指明一列是什么，可写多次；同样的表头下次不必再写"),
    Column("mapping", "表头=列名", examples=("所在党组织=单位名称",)),
]
PreferSide = Annotated[
    str | None,
    typer.Option(
        "--prefer", metavar="mine|theirs", help="导出后库中又改过的：以表里的（mine）还是库中的（theirs）为准"
    ),
    Column("prefer", "以谁为准", Coded(words=tuple(SIDES.values()), english=tuple(SIDES))),
]

Preset = Annotated[
    list[str],
    typer.Option("--set", metavar="列=值", help="表里没有的一列，每行都填这个值，可写多次；已有的记录不改"),
    Column("preset", "列=值", examples=("类别=企业",)),
]
AcceptRenames = Annotated[
    bool, typer.Option("--accept-renames", help="只有编号对得上的行，也照表里的改名称、信用代码")
]
AcceptAlike = Annotated[
    bool,
    typer.Option(
        "--accept-alike", help="和库中某一笔几乎一样的行，也记为另外一笔；名称相近的单位，也登记为另外一家"
    ),
]
AcceptSimilar = Annotated[
    bool, typer.Option("--accept-similar", help="表里的名称只像一条的，就认作那一条，并记作它的别名")
]
AsPlain = Annotated[
    bool, typer.Option("--as-plain", help="别的联席会议导出的表也收：不看里面的编号和版本标记，只按名称对")
]

RemoveMissing = Annotated[
    bool, typer.Option("--remove-missing", help="导出的表里删去的行，库中的记录也删除（流水不删）")
]


class Choose(NamedTuple):
    """How an import goes on: whether it writes, writes the good rows of a bad file, or asks first; which sheet, what its
    labels mean, which side counts where both have changed, whether a code alone may rename and what seems to be on record be
    written again, whether what only may mean one record is taken to mean it, what stands in columns that the sheet lacks, whether what was deleted from it is removed, and
    whether another council's sheet is taken as anybody's."""

    dry_run: bool = False
    accept_good: bool = False
    yes: bool = False
    sheet: str | None = None
    mapping: tuple[str, ...] = ()
    prefer: str | None = None
    accept_renames: bool = False
    preset: tuple[str, ...] = ()
    accept_alike: bool = False
    remove_missing: bool = False
    as_plain: bool = False
    accept_similar: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person is there to be asked."""
        return not self.yes and not self.dry_run and attended()


_READING: tuple[tuple[str, Any], ...] = (
    ("dry_run", DryRun),
    ("accept_good", AcceptGood),
    ("yes", Yes),
    ("sheet", OneSheet),
    ("mapping", Map),
    ("preset", Preset),
    ("as_plain", AsPlain),
    ("accept_similar", AcceptSimilar),
)
"""What is chosen of a sheet by a command that may also do without one."""
_OF_A_SHEET_ALONE = ("accept_good", "sheet", "mapping", "preset", "as_plain", "accept_similar")


def of_sheet(*besides: str) -> list[inspect.Parameter]:
    """The options by which such a command is told how a sheet is to be read; without those that it has itself."""
    return [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=Choose._field_defaults[name]
        )
        for name, kind in _READING
        if name not in besides
    ]


def chosen(values: dict[str, Any], file: str | None, **besides: Any) -> Choose:
    """What was chosen by these options, which are taken out of the values. Raises ``Unreadable`` for what is told of a sheet
    where there is no ``file``."""
    found = {name: values.pop(name) for name, _kind in _READING if name in values} | besides
    if idle := [name for name in _OF_A_SHEET_ALONE if not file and found.get(name)]:
        flag = dict(_READING)[idle[0]].__metadata__[0].default
        raise Unreadable(f"{flag} 说的是表格怎样读，命令里却没有写表格，", "请写明是哪个文件，或去掉它。")
    return Choose(**(found | {name: tuple(found.get(name) or ()) for name in ("mapping", "preset")}))


def importing(app: NounApp, text: str, bring: Callable[[Here, Path, Choose], Answer]) -> None:
    """Give a noun the verb import: ``bring`` takes the file on the terms that its options set."""

    def take(
        here: Here,
        file: File,
        dry_run: DryRun = False,
        accept_good: AcceptGood = False,
        yes: Yes = False,
        sheet: OneSheet = None,
        mapping: Map = (),  # type: ignore[assignment]
        prefer: PreferSide = None,
        renames: AcceptRenames = False,
        preset: Preset = (),  # type: ignore[assignment]
        alike: AcceptAlike = False,
        remove_missing: RemoveMissing = False,
        plain: AsPlain = False,
        similar: AcceptSimilar = False,
    ) -> Answer:
        choose = Choose(
            dry_run,
            accept_good,
            yes,
            sheet,
            tuple(mapping or ()),
            prefer,
            renames,
            tuple(preset or ()),
            alike,
            remove_missing,
            plain,
            similar,
        )
        return bring(here, Path(file), choose)

    command(app, "import", "导入", text=text, inside=True)(take)
