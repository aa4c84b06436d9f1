"""What is asked of the person at the terminal: yes or no, one line, what a command still lacks. Questions go to stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from liaison.cells import clean, narrow, on_one_line, unwrapped
from liaison.cli.shell.here import Here, attended
from liaison.cli.shell.offers import Offered
from liaison.cli.shell.parsing import described
from liaison.cli.shell.typed import owner_of
from liaison.columns import Column
from liaison.errors import LiaisonError, Unreadable
from liaison.formats import screen
from liaison.formats.widths import width_of
from liaison.kinds import Choice, Fixed, Flag, Misread, Ref
from liaison.nouns.registry import NOUNS
from liaison.several import Refs

_FEW = 20
"""Words or records that are numbered, to be chosen by number."""
_YES = {"好", "好的", "行", "可以", "同意", "确定", "ok"}
_NO = {"不好", "不行", "不要", "不可以", "算了", "取消"}

Choices = Sequence[tuple[str, str]]
"""What may be chosen: what is taken for the answer, and how it is shown."""


def line(question: str) -> str:
    """One line that a person answers. Raises ``typer.Abort`` at the end of the input."""
    try:
        sys.stderr.write(question)
        sys.stderr.flush()
        answer = sys.stdin.readline()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
    if not answer:
        sys.stderr.write("\n")
        raise typer.Abort
    return answer.strip()


def agreed(question: str) -> bool:
    """Whether a person says yes to a question; an empty line says no. 是, 否, y, n, 好, 不行 and their like are understood."""
    while True:
        answer = line(f"{on_one_line(question)}（是/否，直接回车为否）：")
        bare = narrow(unwrapped(answer)).rstrip("。.!").casefold()
        if not bare or bare in _NO:
            return False
        try:
            return bare in _YES or bool(Flag().parse(bare))
        except Misread:
            sys.stderr.write("没看懂，请回答 是 或 否（y、n、好、不 也行）。\n")


def asked(here: Here, lacking: Sequence[Any]) -> dict[str, Any]:
    """What the parameters hold that a command lacks, by their names, asked one by one of the person at the terminal.

    Raises ``Unreadable`` with all of them where there is none.
    """
    command, known = here.ctx.command, dict(here.ctx.params)
    if not attended():
        raise _all_that_lacks(here.ctx, lacking)
    sys.stderr.write(f"还要填 {len(lacking)} 项，一项一项问（不想填了按 Ctrl-C，什么也不写入）。\n")
    told: dict[str, Any] = {}
    for parameter in lacking:
        answer = _answer(here, parameter, command.columns.get(parameter.name), known)
        many = parameter.multiple or parameter.nargs == -1
        told[parameter.name] = known[parameter.name] = [answer] if many else answer
    here.ctx.params.update(told)
    return told


def _all_that_lacks(ctx: Any, lacking: Sequence[Any]) -> Unreadable:
    """The sentence that names all that is missing, with a whole line as an example."""
    instead = next((one for one in ctx.command.params if one.name == ctx.command.unless), None)
    other = (
        f"（或用 {instead.opts[0]} {instead.metavar}）"
        if instead and not all(p.required for p in lacking)
        else ""
    )
    example = re.search(r"例：(liaison .*)", ctx.command.help or "")
    return Unreadable(
        f"缺少 {'、'.join(map(_called, lacking))}{other}，",
        f"例如：{example[1]}。" if example else f"请看 {ctx.command_path} --help。",
    )


def _called(parameter: Any) -> str:
    """A parameter as it is typed, with what it holds: 单位名称; --joined（加入日期，例如 2023-05-01）."""
    if not parameter.opts[0].startswith("-"):
        return str(parameter.metavar)
    return f"{parameter.opts[0]}（{described(parameter)}）"


def _answer(here: Here, parameter: Any, column: Column | None, known: dict[str, Any]) -> str:
    """What a person answers for one parameter; what cannot be read is said, and asked again."""
    choices = _choices(here, column, known)
    hint = _hint(parameter, column, choices)
    sys.stderr.writelines(f"  {shown}\n" for shown in _numbered(choices))
    while True:
        written = clean(line(f"{parameter.metavar}{hint}："))
        bare = unwrapped(written)
        try:
            if not bare:
                raise Misread("不能空着")
            chosen = _chosen(bare, choices)
            _check(here, column, chosen, known)
        except Misread as error:
            sys.stderr.write(f"{parameter.metavar}：{error}。\n")
        except LiaisonError as error:
            sys.stderr.write(f"{error}\n")
        else:
            return written if chosen == bare else chosen  # free text keeps its quotation marks


def _numbered(choices: Choices) -> Iterator[str]:
    """The choices by number, as many on a line as fit."""
    shown = ""
    for place, (_word, text) in enumerate(choices, 1):
        one = f"{place} {text}"
        if shown and width_of(shown) + 2 + width_of(one) > screen.terminal_width() - 2:
            yield shown
            shown = ""
        shown += f"{'  ' if shown else ''}{one}"
    if shown:
        yield shown


def _hint(parameter: Any, column: Column | None, choices: Choices) -> str:
    """What is said beside a question: that a number will do, or an example, or what the help says."""
    if choices:
        return (
            "（写序号或名称）"
            if isinstance(column and column.kind, Fixed | Ref | Refs | Flag | Offered)
            else "（写序号，或写一个新的）"
        )
    named = column is None or isinstance(
        column.kind, Ref | Refs
    )  # which records there are, examples do not know
    example = "" if column is None or named else next(filter(None, column.examples), "")
    told = described(parameter)[len(parameter.metavar) + 1 :]
    if example and example not in told and "例如" not in told:
        told = f"{told}，例如 {example}" if told else f"例如 {example}"
    return f"（{told}）" if told else ""


def _chosen(answer: str, choices: Choices) -> str:
    """The answer, or what stands under its number; a word of the list goes before its number. Raises ``Misread``."""
    bare = narrow(answer).rstrip("。.、")
    if not choices or answer in [word for word, _text in choices] or not (bare.isascii() and bare.isdigit()):
        return answer
    if not 1 <= int(bare) <= len(choices):
        raise Misread(f"没有序号 {bare}，请写 1—{len(choices)} 或名称")
    return choices[int(bare) - 1][0]


def _choices(here: Here, column: Column | None, known: dict[str, Any]) -> Choices:
    """The words or records that a parameter may hold, where they are few."""
    kind = column.kind if column else None
    found: Choices = []
    if isinstance(kind, Flag):
        found = [("是", "是"), ("否", "否")]
    elif isinstance(kind, Fixed):
        found = [(word, word) for word in kind.words]
    elif isinstance(kind, Choice):
        from liaison.queries.words import words_of

        with here.reading() as database:
            found = [(word, word) for word in words_of(database, kind.list)]
    elif isinstance(kind, Ref | Refs):
        from liaison.queries.offered import beginning

        with here.reading() as database:
            records = beginning(database, NOUNS[kind.noun], within=owner_of(database, kind, known))
        found = [(code or name, f"{code} {name}".strip()) for code, name in records]
    elif isinstance(kind, Offered):
        found = list(kind.ask(here.reading, known, ""))
    return found if len(found) <= _FEW else []


def _check(here: Here, column: Column | None, answer: str, known: dict[str, Any]) -> None:
    """Raise ``Misread`` or ``LiaisonError`` for an answer that cannot be read as what it should be, or names no record."""
    if column is None:
        return
    kind, value = column.kind, column.kind.parse(answer)
    if isinstance(kind, Choice):
        from liaison.queries.words import words_of
        from liaison.services.writing.words import refuse_locked

        with here.reading() as database:
            refuse_locked(words_of(database, kind.list), value, column.label)
    elif isinstance(kind, Offered):
        kind.refuse_other(answer, kind.ask(here.reading, known, ""))
    elif isinstance(kind, Ref | Refs):
        from liaison.queries.find import find, find_within

        noun = NOUNS[kind.noun]
        with here.reading() as database:
            if owner := owner_of(database, kind, known):
                find_within(database, noun, noun[owner[0]], owner[1], answer, column.label)
            else:
                for name in value if isinstance(kind, Refs) else [answer]:
                    find(database, noun, name)
