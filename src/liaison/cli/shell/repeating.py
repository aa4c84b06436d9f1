"""The command line that does again, on the same terms, what this one did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from liaison import settings
from liaison.cli.shell.grammar import COMMON
from liaison.cli.shell.here import Here
from liaison.errors import as_typed

_ANEW = COMMON.keys() - {"correct"}
"""The options that are asked anew each time."""


def once_more(here: Here, **instead: str) -> str:
    """The command as it was given, with other values ``instead`` of some by the names of their parameters.

    In which form it answers is not repeated; nor is the database, if it is the one that would be opened anyway.
    """
    words = here.ctx.command_path.split(" ")
    for parameter in here.ctx.command.params:
        value = here.ctx.params.get(parameter.name)
        if parameter.name not in _ANEW and value not in (None, False):
            words += _words(parameter, instead.get(parameter.name, value))
    if here.place != settings.place(None):
        words += ["--db", here.place_as_given]
    return " ".join(map(as_typed, words))


def _words(parameter: Any, value: Any) -> Iterator[str]:
    """How one parameter is typed."""
    flag = parameter.opts[0] if parameter.opts[0].startswith("-") else ""
    for one in value if isinstance(value, tuple | list) else [value]:
        if flag:
            yield flag
        if one is not True:
            yield str(one)
