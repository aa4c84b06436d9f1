"""What a command has at hand: the database it was told of, the day, and how to answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison import settings
from liaison.store.opening import reading

if TYPE_CHECKING:
    from liaison.services.writing.work import Work

_PRIVATE = ("--phone", "--contact", "--contact-post", "--secretary")


class Here:
    """One command's surroundings; nothing is opened before it is asked for."""

    def __init__(self, ctx: Any, common: dict[str, Any]) -> None:
        self.ctx = ctx
        self.json: bool = common["json"]
        self.csv: bool = common["csv"]
        self.xlsx: bool = common["xlsx"]
        self.output: Path | None = Path(common["output"]) if common["output"] else None
        self.force: bool = common["force"]
        self.reveal: bool = common["reveal"]
        self._said: set[str] = set()
        self._db: str | None = common["db"] or ctx.obj
        if self.output and not (self.json or self.csv or self.xlsx):
            suffix = self.output.suffix.lower()
            self.json, self.csv, self.xlsx = suffix == ".json", suffix == ".csv", suffix == ".xlsx"

    @property
    def place_as_given(self) -> str:
        """The database as it was named on the command line, nothing if it was not."""
        return self._db or ""

    @cached_property
    def place(self) -> settings.Place:
        """The database."""
        return settings.place(self._db)

    @cached_property
    def today(self) -> str:
        """Today's date."""
        return settings.today().isoformat()

    def reading(self) -> Any:
        """The database, for reading."""
        return reading(self.place)

    def make_database(self) -> None:
        """Make an empty database where there is none yet."""
        from liaison.store.migrate import create

        create(self.place)

    @contextmanager
    def writing(self, *, keep: bool = True, whenever: bool = False) -> Iterator[Work]:
        """The database, for writing; what there is to be said comes after all is written."""
        from liaison.services.writing.work import Work
        from liaison.store.change import changing

        with changing(self.place, _command_line(), keep=keep) as change:
            work = Work(change, settings.today(), whenever)
            yield work
            change.flush()
        for warning in work.warnings:
            self.say(f"注意：{warning}")

    def say(self, sentence: str) -> None:
        """A sentence beside the answer, once."""
        if sentence not in self._said:
            self._said.add(sentence)
            sys.stderr.write(sentence + "\n")


def _command_line() -> str:
    """The command as typed, for the journal, without what is personal: that is in the row images, which can be erased."""
    import shlex

    words, hide = [], False
    for word in sys.argv[1:]:
        name = word.split("=", 1)[0]
        if name in _PRIVATE and "=" in word:
            word = f"{name}=…"
        words.append("…" if hide else word)
        hide = word in _PRIVATE
    return shlex.join(["liaison", *words])
