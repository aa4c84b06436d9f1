"""Sheets that come back: shown before anything is written, refused whole or taken, and said what was not read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from liaison.cli.exchange.choices import Choose
from liaison.cli.exchange.problems import problems_told
from liaison.cli.exchange.running import Run
from liaison.cli.shell import prompting
from liaison.cli.shell.answers import Answer, Plain, refuse_tables
from liaison.cli.shell.here import Here
from liaison.cli.shell.repeating import once_more
from liaison.columns import Noun, Record
from liaison.errors import BadFile, Lacking, Unreadable
from liaison.formats import screen
from liaison.formats.correcting.problem_list import LIST
from liaison.services.sheets.outcome import Outcome, Tally
from liaison.tables import RawTable, Told

_MOST_TOLD = 20
_FIRST = 5
_LARGE = 20_000
"""Rows from which marking takes long enough to be announced."""


def bring_in(
    here: Here,
    path: Path,
    nouns: tuple[Noun, ...],
    choose: Choose,
    *,
    given: Callable[[Any], Record] | None = None,
    apart: bool = False,
) -> Answer:
    """Import a file's sheets; nothing is kept of a file that has refused rows, unless the good ones are wanted.

    On a terminal the clerk sees first what would change and is asked. ``apart`` tells the counts of each sheet too.
    """
    refuse_tables(here)
    tables = read_tables(path, choose.sheet)
    run = Run(here, tables, nouns, choose, given)
    if choose.asks:
        outcome = ask(run)
        if outcome.notes and not choose.accept_good:
            return Refusal(here, outcome, path, tables, kept=False, apart=apart, answers=run.answers)
        tell(outcome)
        for sentence in remarks(outcome):
            here.say(sentence)
        writes = outcome.new or outcome.changed or outcome.removed or run.terms.doubts.kept
        if not writes or not _confirmed(outcome, choose):
            if outcome.notes:
                return Refusal(here, outcome, path, tables, kept=False, apart=apart, answers=run.answers)
            return Plain(outcome.counts(apart=apart), f"{_counts(path, outcome)}没有写入。")
    outcome = run(keep=not choose.dry_run)
    if outcome.notes:
        kept = choose.accept_good and not choose.dry_run
        told = [*changes_told(outcome.changes), *_removed(outcome)] if kept and not choose.asks else []
        answers = () if kept else run.answers
        return Refusal(here, outcome, path, tables, kept=kept, apart=apart, told=told, answers=answers)
    for sentence in remarks(outcome):
        here.say(sentence)
    end = "只检查，没有写入。" if choose.dry_run else "已写入。"
    told = [] if choose.asks else [*changes_told(outcome.changes), *_removed(outcome)]
    each = "".join(f"{line}\n" for line in told) + (_each(outcome) if apart else "")
    return Plain(outcome.counts(apart=apart), each + _counts(path, outcome) + end)


def ask(run: Run) -> Outcome:
    """What would come of the tables; what they do not tell, lack, or only may mean, is asked, and holds from then on."""
    from liaison.services.sheets.presets import read_presets
    from liaison.services.sheets.shapes.asking import Undecided

    doubts = run.terms.doubts
    while True:
        outcome = None
        try:
            outcome = run(keep=False)
        except Lacking as lacking:
            presets = read_presets(_told(lacking), run.nouns)
            run.terms = replace(run.terms, presets=(*run.terms.presets, *presets))
            continue
        except Undecided as undecided:
            told = undecided.told(yes=prompting.agreed(undecided.question))
            run.terms = replace(run.terms, told=run.terms.told | told)
            continue
        except BadFile:
            if not doubts.open:
                raise
        if outcome and not doubts.open:
            return outcome
        for doubt in list(doubts.open.values()):
            doubts.answer(doubt, yes=prompting.agreed(doubt.question))


def _told(lacking: Lacking) -> list[str]:
    """What the clerk says of columns that the sheet lacks, as ``--set`` has it; the error again where that is nothing."""
    told = []
    for label in lacking.labels:
        text = prompting.line(f"表里没有“{label}”这一列，每行都填什么（不导入就直接回车）：")
        if not text:
            raise lacking
        told.append(f"{label}={text}")
    return told


def _confirmed(outcome: Outcome, choose: Choose) -> bool:
    """Whether the clerk, having seen what would change, wants it; what a code alone would rename, and what seems to
    be on record already, is asked apart."""
    if outcome.renames and not choose.accept_renames:
        sys.stdout.write("下列各行只有编号对得上，名称或信用代码却不同：\n")
        sys.stdout.write("".join(f"{line}\n" for line in changes_told(outcome.renames)))
        if not prompting.agreed("确实是同一条，照表里的改吗？"):
            return False
    if outcome.alike and not choose.accept_alike:
        sys.stdout.write("".join(f"  {line}\n" for line in outcome.alike[:_MOST_TOLD]))
        if not prompting.agreed(f"共 {len(outcome.alike)} 行，确实是另外的，照样记上吗？"):
            return False
    return prompting.agreed("写入吗？")


def read_tables(path: Path, sheet: str | None = None) -> list[RawTable]:
    """The tables of a file, or the one of that name."""
    from liaison.formats import sheets

    tables = sheets.read(path)
    if sheet is None:
        return tables
    chosen = [table for table in tables if table.name == sheet]
    if not chosen:
        names = "、".join(table.name for table in tables)
        raise Unreadable(f"“{path.name}”里没有工作表“{sheet}”，", f"可选：{names}。")
    return chosen


def remarks(outcome: Outcome) -> list[str]:
    """What is to be said of sheets and rows that were not read, of what is emptied, and of records that have no row any more."""
    said = [f"注意：{sentence}" for sentence in outcome.said]
    if emptied := [change["column"] for change in outcome.changes if not change["new"]]:
        labels = "、".join(dict.fromkeys(emptied))
        said.append(f"注意：表里空着、库中原来有内容的有 {len(emptied)} 处（{labels}），改为空白。")
    for sheet in outcome.sheets:
        if count := len(sheet.missing):
            said.append(
                f"注意：“{sheet.sheet}”比导出时少了 {count} 行（{some(list(sheet.missing.values()))}），库中的记录没有删除。"
            )
    return said


def some(names: list[str]) -> str:
    """The first of many names."""
    return "、".join(names[:_FIRST]) + ("等" if len(names) > _FIRST else "")


def _counts(path: Path, outcome: Outcome | Tally) -> str:
    removed = f"，删除 {len(outcome.removed)}" if isinstance(outcome, Outcome) and outcome.removed else ""
    return f"“{path.name}”：{numbers(outcome)}{removed}。"


def numbers(outcome: Outcome | Tally) -> str:
    """The counts in words."""
    return f"新增 {outcome.new}，修改 {outcome.changed}，相同 {outcome.same}，不能导入 {outcome.refused}"


def _each(outcome: Outcome) -> str:
    """A line for each sheet."""
    return "".join(f"  {sheet.sheet}：{numbers(sheet)}\n" for sheet in outcome.sheets)


def tell(outcome: Outcome) -> None:
    """Show each changed cell, old and new, and each that is refused, before asking."""
    for line in (
        *changes_told(outcome.changes),
        *_removed(outcome),
        *problems_told(outcome.notes, "写入后会标在一份副本里"),
    ):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"将新增 {outcome.new} 行，修改 {outcome.changed} 行，相同 {outcome.same} 行")
    sys.stdout.write(f"，删除 {len(outcome.removed)} 条" if outcome.removed else "")
    sys.stdout.write(f"，不能导入 {outcome.refused} 行。\n" if outcome.refused else "。\n")


def _removed(outcome: Outcome) -> list[str]:
    """A line for each record that is removed, up to what one reads on a screen."""
    names = outcome.removed or []
    more = [f"  ……另删除 {len(names) - _MOST_TOLD} 条"] if len(names) > _MOST_TOLD else []
    return [f"  删除 {name}" for name in names[:_MOST_TOLD]] + more


def changes_told(changes: list[Record]) -> list[str]:
    """A line for each changed cell, up to what one reads on a screen."""
    lines = [f"  {described(change)}" for change in changes[:_MOST_TOLD]]
    if len(changes) > _MOST_TOLD:
        lines.append(f"  ……另有 {len(changes) - _MOST_TOLD} 处改动")
    return lines


def described(change: Record) -> str:
    """One changed cell: where it stands, what it was, what it becomes."""
    before, after = change["old"] or "（空）", change["new"] or "（空）"
    return (
        f"{change['sheet']} 第 {change['row']} 行 {change['record']} {change['column']}：{before} → {after}"
    )


class Refusal(Plain):
    """An import with refused rows: the counts and every refused cell, with exit code 5, and a copy to correct."""

    def __init__(
        self,
        here: Here,
        outcome: Outcome,
        path: Path,
        tables: list[RawTable],
        *,
        kept: bool,
        apart: bool = False,
        told: Sequence[str] = (),
        answers: Sequence[Told] = (),
        named: str = "file",
    ) -> None:
        from liaison.formats.correcting import marking

        super().__init__(None, "")
        self.outcome, self.apart = outcome, apart
        self.exit_code = 5
        if sys.stderr.isatty() and sum(len(table.rows) for table in tables) > _LARGE:
            screen.said("正在把错处标进副本，表很大，请稍候……")
        copy = marking.mark(path, tables, outcome.notes, answers)
        rest = f"都列在副本的“{LIST}”里" if copy.path else "请用 --json 查看全部"
        again = (
            [f"答过的 {len(answers)} 个写法也记在“{LIST}”里，导入那份副本时不再问。"]
            if answers and copy.path
            else []
        )
        self.said = "\n".join((*told, *problems_told(outcome.notes, rest), *remarks(outcome), *again))
        done = "照办" if outcome.told else f"写入：新增 {outcome.new}，修改 {outcome.changed}"
        written = f"其余的已{done}" if kept else "没有写入任何内容"
        sheet = copy.names.get(tables[0].name, tables[0].name)
        then = f"：{once_more(here, **{named: str(copy.path), 'sheet': sheet})}" if copy.path else ""
        if outcome.conflicts == outcome.refused:
            self.sentence = (
                f"“{path.name}”有 {outcome.refused} 行在导出以后库中又改过，{written}，请核对后在原来的命令后面加 "
                "--prefer mine（以表里的为准）或 --prefer theirs（以库中的为准）再运行。"
            )
            return
        if outcome.conflicts:
            then += "，或在原来的命令后面加 --prefer mine（以表里的为准）、--prefer theirs（以库中的为准）"
        self.sentence = f"“{path.name}”有 {outcome.refused} 行不能导入，{written}；{copy.said}{then}。"

    def to_json(self) -> Any:
        """The counts, and every refused cell: more than is put together where nobody asks for it."""
        return self.outcome.counts(apart=self.apart)
