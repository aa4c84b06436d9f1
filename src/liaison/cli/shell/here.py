"""What a command has at hand: the database it was told of, the day, and how to answer."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison import settings
from liaison.errors import Unreadable
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
        self._wait: float = seconds(common["wait"])
        if self.output and not (self.json or self.csv or self.xlsx):
            suffix = self.output.suffix.lower()
            self.json, self.csv, self.xlsx = suffix == ".json", suffix == ".csv", suffix == ".xlsx"

    @cached_property
    def place(self) -> settings.Place:
        """The database."""
        return replace(settings.place(self._db), wait=self._wait)

    @cached_property
    def today(self) -> str:
        """Today's date."""
        return settings.today().isoformat()

    def reading(self) -> Any:
        """The database, for reading."""
        return reading(self.place)

    @contextmanager
    def founding(self) -> Iterator[None]:
        """A database for a new council, which is there at the end if a council was written, else not at all."""
        from liaison.store.founding import founding

        place = self.place
        with founding(place) as apart:
            self.place = apart
            try:
                yield
            finally:
                self.place = place

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


def seconds(text: str) -> float:
    """How long to wait for another writer: 30, 30s, 30秒, 2m, 2分."""
    found = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?)\s*(s|秒|m|分|分钟)?", text.strip().lower(), re.ASCII)
    if found is None:
        raise Unreadable(f"--wait 不认识“{text}”，", "请写秒数，例如 30、30s 或 2m。")
    return float(found[1]) * (60 if (found[2] or "s") in ("m", "分", "分钟") else 1)


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
