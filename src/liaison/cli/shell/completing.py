"""What a shell offers at the tab key: names of commands, words of a list, records by code or name. A failure offers nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from liaison.cli.shell.here import glancing
from liaison.cli.shell.naming import Name
from liaison.cli.shell.offers import Offered
from liaison.columns import Column
from liaison.errors import Unreadable, as_typed
from liaison.kinds import Choice, Fixed, Flag, Ref
from liaison.several import Refs

_PROGRAM, _VARIABLE = "liaison", "_LIAISON_COMPLETE"
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def names_offered(names: Iterable[Name], begun: str) -> list[Any]:
    """The names that begin with what was written: English ones for Latin letters, Chinese and other words for Chinese."""
    from typer._click.shell_completion import CompletionItem  # what a shell is handed has no public name

    found = []
    for name in names:
        for word in (name.english, name.chinese, *(name.spoken if begun else ())):
            if word.startswith(begun):
                other = name.chinese if word == name.english else name.english
                found.append(CompletionItem(word, help=f"{other} {name.help}"))
    return found


def offered(ctx: Any, column: Column, begun: str) -> list[Any]:
    """What a column's parameter may hold that begins with what was written."""
    from typer._click.shell_completion import CompletionItem

    try:
        several, mark, last = _apart(begun)
        found = [(f"{several}{mark}{word}", told) for word, told in _offered(ctx, column, last)]
        return [CompletionItem(word, help=told) for word, told in found]
    except Exception:  # nobody asked for anything yet: a database that cannot be read offers nothing
        return []


def _apart(begun: str) -> tuple[str, str, str]:
    """What was written before the last of several words with 、 or a comma between, that mark, and the last word."""
    place = max(map(begun.rfind, "、，,"))
    return (begun[:place], begun[place], begun[place + 1 :]) if place >= 0 else ("", "", begun)


def _offered(ctx: Any, column: Column, begun: str) -> Iterable[tuple[str, str]]:
    kind = column.kind
    if isinstance(kind, Flag):
        return [(word, column.label) for word in ("是", "否") if word.startswith(begun)]
    if isinstance(kind, Fixed):
        return [(word, column.label) for word in kind.words if word.startswith(begun)]
    if isinstance(kind, Choice):
        from liaison.queries.words import words_of

        with glancing(ctx) as database:
            return [(word, column.label) for word in words_of(database, kind.list) if word.startswith(begun)]
    if isinstance(kind, Ref | Refs):
        from liaison.cli.shell.typed import owner_of
        from liaison.nouns.registry import NOUNS
        from liaison.queries.offered import beginning

        with glancing(ctx) as database:
            within = owner_of(database, kind, ctx.params)
            found = beginning(database, NOUNS[kind.noun], begun, within=within)
        return [_as_begun(code, name, begun) for code, name in found]
    if isinstance(kind, Offered):
        offers = kind.ask(partial(glancing, ctx), ctx.params, begun)
        return [(word, told) for word, told in offers if as_typed(word) == word]
    return []


def _as_begun(code: str, name: str, begun: str) -> tuple[str, str]:
    """The code with the name as its help; the name with the code, where the name was begun and needs no quoting."""
    by_name = bool(begun) and name.startswith(begun) and as_typed(name) == name
    return (name, code) if by_name or not code else (code, name)


def script() -> str:
    """The script that completes commands in the shell that runs here. Raises ``Unreadable`` where that is none we know."""
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=_shell()) + "\n"


def installed() -> str:
    """Have the shell that runs here complete commands from its next start on; returns what is to be said."""
    from contextlib import redirect_stdout
    from io import StringIO

    from typer._completion_shared import install

    with redirect_stdout(StringIO()):
        shell, path = install(shell=_shell(), prog_name=_PROGRAM, complete_var=_VARIABLE)
    return f"已给 {shell} 装上命令补全（{path}），重新打开终端后按 Tab 键即可。\n"


def _shell() -> str:
    from typer._completion_shared import _get_shell_name  # no public name for it

    shell = _get_shell_name()
    if shell not in _SHELLS:
        raise Unreadable(
            "认不出这里用的是哪种命令行，", f"命令补全可用于 {'、'.join(_SHELLS)}，请在其中运行。"
        )
    return str(shell)
