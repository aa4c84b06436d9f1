"""A noun's sheets out to Excel or CSV, and back: import, export and form."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.answers import Answer, Plain
from liaison.cli.grammar import command
from liaison.cli.here import Here
from liaison.columns import Noun, RawTable, Record
from liaison.errors import Unreadable
from liaison.formats import screen
from liaison.kinds import Choice, Ref
from liaison.nouns import NOUNS, SHEETS
from liaison.queries.council import the_council
from liaison.queries.records import called, stream
from liaison.services.outcome import Outcome
from liaison.store.database import Database

_MOST_TOLD = 20
File = Annotated[str, typer.Argument(metavar="文件", help="Excel、WPS 或 CSV 文件")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]
AcceptGood = Annotated[bool, typer.Option("--accept-good", help="有不能导入的行时，其余的照样写入")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问，直接写入")]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="表名", help="只要这一张表")]


def exchange(app: typer.Typer, name: str) -> None:
    """import, export and form: a noun's sheets out to Excel or CSV, and back."""
    nouns = SHEETS[name]
    label = "、".join(noun.label for noun in nouns)

    def bring(
        here: Here, file: File, dry_run: DryRun = False, accept_good: AcceptGood = False, yes: Yes = False
    ) -> Answer:
        return bring_in(here, Path(file), nouns, Choose(dry_run, accept_good, yes))

    def take(here: Here, file: File, sheet: Sheet = None) -> Answer | None:
        export(here, Path(file), _chosen(nouns, sheet))
        return None

    def empty(here: Here, file: File) -> Answer | None:
        form(here, Path(file), nouns)
        return None

    for function in (bring, take, empty):
        function.__annotations__["file"] = File
    command(
        app,
        "import",
        text=f"从表格导入{label}；先全部检查，有错一行也不写入。\n\n例：liaison {name} import 名册.xlsx",
    )(bring)
    command(app, "export", text=f"导出{label}，改好后可再导入。\n\n例：liaison {name} export 名册.xlsx")(take)
    command(app, "form", text=f"取一张{label}的空表，填好后导入。\n\n例：liaison {name} form 空表.xlsx")(
        empty
    )


def _chosen(nouns: tuple[Noun, ...], sheet: str | None) -> tuple[Noun, ...]:
    if sheet is None:
        return nouns
    chosen = tuple(noun for noun in nouns if sheet in (noun.label, noun.name))
    if not chosen:
        raise Unreadable(f"没有“{sheet}”这张表，", f"可选：{'、'.join(noun.label for noun in nouns)}。")
    return chosen


def bring_in(
    here: Here,
    path: Path,
    nouns: tuple[Noun, ...],
    choose: Choose,
    *,
    given: Callable[[Any], Record] | None = None,
) -> Answer:
    """Import a file's sheets; nothing is kept of a file that has refused rows, unless the good ones are wanted.

    On a terminal the clerk sees first what would change and is asked.
    """
    from liaison.formats import sheets

    tables = sheets.read(path)
    if choose.asks:
        outcome = _run(here, tables, nouns, choose, given, keep=False)
        if outcome.problems and not choose.accept_good:
            return Refusal(outcome, path, tables, kept=False)
        _tell(outcome)
        if not (outcome.new or outcome.changed) or not typer.confirm("写入吗？", default=False):
            return Plain(outcome.counts(), f"{_counts(path, outcome)}没有写入。")
    outcome = _run(here, tables, nouns, choose, given, keep=not choose.dry_run)
    if outcome.problems:
        return Refusal(outcome, path, tables, kept=choose.accept_good and not choose.dry_run)
    return Plain(
        outcome.counts(), _counts(path, outcome) + ("只检查，没有写入。" if choose.dry_run else "已写入。")
    )


@dataclass(frozen=True)
class Choose:
    """How an import goes on: whether it writes, writes the good rows of a bad file, or asks first."""

    dry_run: bool = False
    accept_good: bool = False
    yes: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person is there to be asked."""
        return not self.yes and not self.dry_run and sys.stdin.isatty() and sys.stdout.isatty()


def _run(
    here: Here,
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    choose: Choose,
    given: Callable[[Any], Record] | None,
    *,
    keep: bool,
) -> Outcome:
    """Check and write the tables in a transaction of their own."""
    from liaison.services import importing

    outcome = Outcome()
    try:
        with here.writing(keep=keep) as work:
            slots = given(work) if given else None
            outcome = importing.bring_in(work, tables, nouns, slots, screen.progress)
            if outcome.problems and not choose.accept_good:
                raise _Problems
    except _Problems:
        pass
    return outcome


class _Problems(Exception):  # noqa: N818 - rolls the transaction back, never leaves this file
    pass


def _counts(path: Path, outcome: Outcome) -> str:
    return f"“{path.name}”：新增 {outcome.new}，修改 {outcome.changed}，相同 {outcome.same}，不能导入 {outcome.refused}。"


def _tell(outcome: Outcome) -> None:
    """Show each changed cell, old and new, before asking."""
    for change in outcome.changes[:_MOST_TOLD]:
        before, after = change["old"] or "（空）", change["new"] or "（空）"
        sys.stdout.write(
            f"  第 {change['row']} 行 {change['record']} {change['column']}：{before} → {after}\n"
        )
    if len(outcome.changes) > _MOST_TOLD:
        sys.stdout.write(f"  ……另有 {len(outcome.changes) - _MOST_TOLD} 处改动\n")
    sys.stdout.write(f"将新增 {outcome.new} 行，修改 {outcome.changed} 行，相同 {outcome.same} 行")
    sys.stdout.write(f"，不能导入 {outcome.refused} 行。\n" if outcome.refused else "。\n")


class Refusal(Plain):
    """An import with refused rows: the counts and every refused cell, with exit code 5, and a copy to correct."""

    def __init__(self, outcome: Outcome, path: Path, tables: list[RawTable], *, kept: bool) -> None:
        from liaison.formats import marking

        copy = marking.mark(path, tables, outcome.problems, outcome.marks)
        lines = [
            f"  {p['sheet']} 第 {p['row']} 行 {p['column']}：{p['reason']}"
            + (f"（填的是“{p['value']}”）" if p["value"] else "")
            for p in outcome.problems[:_MOST_TOLD]
        ]
        if len(outcome.problems) > _MOST_TOLD:
            lines.append(f"  ……另有 {len(outcome.problems) - _MOST_TOLD} 处，请用 --json 查看全部")
        written = f"其余的已写入：新增 {outcome.new}，修改 {outcome.changed}" if kept else "没有写入任何内容"
        self.sentence = f"“{path.name}”有 {outcome.refused} 行不能导入，{written}；{copy.said}。"
        super().__init__(outcome.counts(), "\n".join(lines))
        self.exit_code = 5


def export(here: Here, path: Path, nouns: tuple[Noun, ...]) -> None:
    """Write a noun's sheets: a workbook holds all, a text file the first."""
    from liaison.formats import excel, files, text

    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv", ".json"):
        raise Unreadable(f"不会写“{path.name}”这种文件，", "请用 .xlsx、.csv 或 .json 结尾。")
    target = files.target(path, here.force)
    with here.reading() as database:
        if suffix == ".xlsx":
            with excel.workbook(target, title=nouns[0].label, large=True) as book:
                for noun in nouns:
                    words = _words(database, noun)
                    book.data_sheet(
                        noun.label,
                        noun.sheet,
                        exported(database, noun),
                        options=words,
                        remark=noun.remark,
                        council=the_council(database)["name"],
                        reveal=here.reveal,
                    )
        else:
            with files.replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as out:
                found = exported(database, nouns[0])
                if suffix == ".csv":
                    text.write_csv(nouns[0].sheet, found, out, reveal=here.reveal)
                else:
                    text.write_json([text.to_json(nouns[0].sheet, r, reveal=here.reveal) for r in found], out)
    here.say(f"已写入 {path}")


def exported(database: Database, noun: Noun) -> Any:
    """The records a noun's sheet holds; a record whose name another may share is referred to by its code.

    Attendance of unknown number stands in the activity's own row.
    """
    codes = [c.key for c in noun.sheet if isinstance(c.kind, Ref) and not NOUNS[c.kind.noun].unique]
    for record in stream(database, noun, "t.people IS NOT NULL" if noun.name == "attendance" else ""):
        for key in codes:
            record[key] = record[f"{key}_code"]
        yield record


def form(here: Here, path: Path, nouns: tuple[Noun, ...]) -> None:
    """Write a noun's sheets empty, with drop-downs."""
    from liaison.formats import excel, files, text

    target = files.target(path, here.force)
    if path.suffix.lower() == ".csv":
        with files.replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as out:
            text.write_csv(nouns[0].sheet, [], out)
    elif path.suffix.lower() == ".xlsx":
        with here.reading() as database, excel.workbook(target, title=nouns[0].label) as book:
            for noun in nouns:
                words, council = _words(database, noun), the_council(database)["name"]
                book.data_sheet(noun.label, noun.sheet, [], options=words, council=council)
    else:
        raise Unreadable(f"不会写“{path.name}”这种文件，", "请用 .xlsx 或 .csv 结尾。")
    here.say(f"已写入 {path}，填好后用 import 导入。")


def _words(database: Database, noun: Noun) -> dict[str, list[str]]:
    """What may be chosen in each column of a noun's sheet: the council's words, and the names of other records."""

    found: dict[str, list[str]] = {}
    for column in noun.sheet:
        if isinstance(column.kind, Choice):
            rows = database.tuples(
                "SELECT word FROM choice WHERE list = :list ORDER BY position", list=column.kind.list
            )
        elif isinstance(column.kind, Ref) and not column.kind.within:
            other = NOUNS[column.kind.noun]
            rows = database.tuples(f"SELECT {called(other)} FROM {other.table} ORDER BY code LIMIT 2000")
        else:
            continue
        if rows:
            found[column.key] = [row[0] for row in rows]
    return found
