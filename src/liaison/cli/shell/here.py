"""What a command has at hand: the database it was told of, the day, and how to answer."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison import settings
from liaison.cells import tight
from liaison.cli.shell.recorded import command_line
from liaison.columns import Column
from liaison.errors import Unreadable
from liaison.formats.seen import INSIDE, PROFILES, REVEALED, Profile
from liaison.kinds import Coded
from liaison.store.opening import glancing as as_it_is
from liaison.store.opening import reading

if TYPE_CHECKING:
    from liaison.columns import Noun
    from liaison.services.writing.work import Work
    from liaison.store.change import Change
    from liaison.store.database import Database

_TABLES = (".json", ".csv", ".xlsx")
"""Names of the forms that an answer can have."""
_GLANCE = 0.2
"""Seconds that a glance waits for another writer."""
_MANY = 100
"""Rows that a sheet may change before a copy is made of what was there."""
READER = Column(
    "profile", "给谁看", Coded(words=tuple(one.name for one in PROFILES.values()), english=tuple(PROFILES))
)
"""Whom something is written for."""
TYPED = "liaison.typed"
"""Where a command's context keeps what was typed behind its name, as it was understood."""


class Here:
    """One command's surroundings; nothing is opened before it is asked for. A file with one of the suffixes ``writes`` is the
    command's own, and tells nothing of the form of its answer."""

    def __init__(self, ctx: Any, common: dict[str, Any], writes: str | tuple[str, ...] = ()) -> None:
        self.ctx = ctx
        self.json: bool = common["json"]
        self.csv: bool = common["csv"]
        self.xlsx: bool = common["xlsx"]
        self.output: Path | None = Path(common["output"]) if common["output"] else None
        self.force: bool = common["force"]
        self.reveal: bool = common["reveal"]
        self.profile = _profile(common["profile"], reveal=self.reveal)
        self.correct: str | None = common["correct"]
        self._said: set[str] = set()
        self._db: str | None = ctx.obj if common["db"] is None else common["db"]
        self._wait: float = seconds(common["wait"])
        suffix = self.output.suffix.lower() if self.output else ""
        own = (writes,) if isinstance(writes, str) else writes
        # A folder of the command's own may have any name but that of a table.
        self.writes_output = self.output is not None and (
            suffix in own or ("" in own and suffix not in _TABLES)
        )
        if self.output and not (self.json or self.csv or self.xlsx or self.writes_output):
            self.json, self.csv, self.xlsx = (suffix == one for one in _TABLES)

    def file(self, suffix: str, title: str) -> Path:
        """Where a command's own file goes: where that was told by a name of its suffix, else beside, under its title.

        Raises ``LiaisonError`` where it cannot go.
        """
        from liaison.formats import files

        path = files.well_named(self.profile.called(title), suffix)
        if self.output and self.output.suffix.lower() == suffix:
            path, self.output = self.output, None
        return files.target(path, self.force)

    @property
    def place_as_given(self) -> str:
        """The database as it was named on the command line, nothing if it was not."""
        return self._db or ""

    @cached_property
    def place(self) -> settings.Place:
        """The database."""
        return replace(settings.place(self._db), wait=self._wait)

    @cached_property
    def today(self) -> str:
        """Today's date."""
        return settings.today().isoformat()

    @cached_property
    def council_below(self) -> str:
        """The council's name, where the office has more than one: then it stands below every table."""
        from liaison.store.office import are_several

        if not are_several(self.place):
            return ""
        from liaison.services.council.office import called

        return called(self.place)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database, for reading; what there is to be said of how it was asked comes after all is read."""
        said: list[str] = []
        with reading(self.place) as database:
            database.tell = said.append
            yield database
        for sentence in said:
            self.remark(sentence)

    @contextmanager
    def nowhere(self) -> Iterator[Database]:
        """A database that holds nothing, to ask rows in that stand in none."""
        from liaison.store.opening import nowhere

        with nowhere() as database:
            yield database

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
    def writing(
        self,
        *nouns: Noun,
        given: Collection[str] | None = None,
        keep: bool = True,
        whenever: bool = False,
        saves: str = "",
    ) -> Iterator[Work]:
        """The database, for writing records of these nouns; what there is to be said comes after all is written.

        What takes time to load is loaded before the database is locked; ``given`` as ``make_ready`` has it. Before all is
        kept, a copy of what was there is made: of a sheet (``saves`` is ``import``) that changes many rows, and of every
        ``undo``.
        """
        from liaison.queries.summary.year import last_closed
        from liaison.services.writing.desk import make_ready
        from liaison.services.writing.work import Work
        from liaison.store.change import changing

        saved: list[str] = []

        def save(change: Change) -> None:
            saved.extend(self._saved(change, saves) if saves else ())

        correct = self._reason()
        make_ready(nouns, given)
        with changing(
            self.place,
            command_line([*self.ctx.command_path.split(" ")[1:], *self.ctx.meta[TYPED]]),
            keep=keep,
            before=save,
        ) as change:
            work = Work(change, settings.today(), whenever, correct)
            work.database.tell = work.warn
            yield work
            change.flush()
            if (last := last_closed(work.database)) is not None:
                from liaison.services.summary.reach import keep_closed

                keep_closed(work, last)
        for warning in (*work.warnings, *saved):
            self.remark(warning)

    def _reason(self) -> str | None:
        """Why closed years are corrected, where that was told. Raises ``Unreadable`` for no reason at all."""
        from liaison.cli.shell import typed

        if self.correct is None:
            return None
        if not (reason := typed.words(self.correct, "更正原因（--correct）")):
            raise Unreadable("--correct 后面没有写原因，", "请写明为什么更正。")
        return reason

    def _saved(self, change: Change, saves: str) -> tuple[str, ...]:
        """Make a copy of what was there; returns what is to be said of it."""
        if change.is_first or not change.rows or (saves == "import" and change.rows <= _MANY):
            return ()
        from liaison.store.backup import back_up
        from liaison.store.kept import BEFORE_IMPORT, BEFORE_UNDO

        return back_up(self.place, BEFORE_IMPORT if saves == "import" else BEFORE_UNDO).remarks

    def remark(self, sentence: str) -> None:
        """What the person should know of how the command was understood or done, once."""
        self.say(f"注意：{sentence}")

    def say(self, sentence: str) -> None:
        """A sentence beside the answer, once."""
        if sentence not in self._said:
            self._said.add(sentence)
            sys.stderr.write(sentence + "\n")


def _profile(told: str | None, *, reveal: bool) -> Profile:
    """Whom is written for. Raises ``Unreadable`` for phones that would be shown to those outside."""
    from liaison.cli.shell import typed

    key = typed.one_of(told, {one.key: one.name for one in PROFILES.values()}, "--profile") if told else ""
    whom = PROFILES[key] if key else INSIDE
    if reveal and not whom.inside:
        raise Unreadable(f"给“{whom.name}”看的不显示完整电话，", "请去掉 --reveal，或用 --profile internal。")
    return REVEALED if reveal else whom


@contextmanager
def glancing(ctx: Any) -> Iterator[Database]:
    """The database that a command line still being written will use, as it is, for those who wait for nobody."""
    chosen = ctx.params.get("db") or ctx.find_root().params.get("db")
    with as_it_is(replace(settings.place(chosen), wait=_GLANCE)) as database:
        yield database


def attended() -> bool:
    """Whether a person sits at the terminal, to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def seconds(text: str) -> float:
    """How long to wait for another writer: 30, 30s, 30秒, 2m, 2分."""
    found = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?)(s|秒|m|分|分钟)?", tight(text).lower(), re.ASCII)
    if found is None:
        raise Unreadable(f"--wait 不认识“{text}”，", "请写秒数，例如 30、30s 或 2m。")
    return float(found[1]) * (60 if (found[2] or "s") in ("m", "分", "分钟") else 1)
