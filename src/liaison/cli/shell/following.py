"""A command that follows another, once a person has agreed to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from liaison.cli.shell.here import Here


def follow(here: Here, words: Sequence[str]) -> None:
    """Run the command of these words, noun first, as if it had been typed on the same line."""
    root: Any = here.ctx.find_root()
    noun: Any = root.command.get_command(root, words[0])
    with noun.make_context(words[0], list(words[1:]), parent=root) as context:
        context.command.invoke(context)
