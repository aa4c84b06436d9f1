"""What may be seen of a record by whom it is written for: some columns not at all, what is private only masked.

One profile holds for all that a command writes: whoever writes a record asks here, so that no form of an answer can forget to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple

from liaison.columns import MEMBERS, OFFICE, PUBLIC, Column, Record
from liaison.kinds import Ref, Stored, Text, Whose
from liaison.several import Details, Refs, Words

_LEVELS = (PUBLIC, MEMBERS, OFFICE)
"""Who may see a column, from everybody to the fewest."""
_FREE = (Text, Words, Details, Ref, Refs, Whose)
"""Kinds of what people write as they like, and of what is called by that."""
_NUMBERS = {"code", "uscc", "number", "voucher", "certificate", "digest"}
"""Columns of such a kind that are numbers themselves, and no telephone's."""

_WORDS = re.compile(r"(?<=<)([A-Za-z:]+)([^<>]*)>([^<]+)(?=<)")
"""An element's name, what stands with it, and its words."""
_PLACES = {"f", "c:f", "formula1", "formula2", "definedName"}
"""Elements that hold a place, and no words."""
_FIGURE = re.compile(r"[-+0-9.eE]+")


class Profile(NamedTuple):
    """Whom something is written for: its English ``key`` and its Chinese ``name``, and a ``note`` that says what was kept back.

    It sees the columns that are for ``reader`` or for more people than that; ``reveal`` tells that private values are shown whole.
    """

    key: str
    name: str
    reader: str
    note: str = ""
    reveal: bool = False

    @property
    def inside(self) -> bool:
        """Whether it is for the office, from which nothing is kept back."""
        return self.reader == OFFICE

    def sees(self, reader: str) -> bool:
        """Whether what is for that reader is for this one too."""
        return _LEVELS.index(reader) <= _LEVELS.index(self.reader)

    def holds(self, column: Column) -> bool:
        """Whether a column is for it."""
        return self.sees(column.reader) and (not column.private or self.reader != PUBLIC)

    def words(self, found: Any) -> Any:
        """A text, or all texts within lists and mappings, as it may read them: outside the office every telephone number and every
        number of a person in them is masked."""
        if self.inside:
            return found
        from liaison.phones import hidden  # its grammar takes longer to build than most commands to run

        return _within(found, hidden)

    def called(self, title: str) -> str:
        """What a file of that title is called, so that nobody takes it for the office's own."""
        return title if self.inside else f"{self.words(title)}（{self.name}）"


PROFILES = {
    one.key: one
    for one in (
        Profile("internal", "内部", OFFICE),
        Profile("member", "成员单位", MEMBERS, "供成员单位使用，电话已遮盖，不含秘书处的备注。"),
        Profile("public", "公开", PUBLIC, "公开版，不含人员姓名、职务和电话，也不含秘书处的备注。"),
    )
}
"""Whom things are written for, from the most to be seen to the least."""

INSIDE = PROFILES["internal"]
REVEALED = INSIDE._replace(reveal=True)
_NOW: ContextVar[Profile] = ContextVar("profile", default=INSIDE)


def profile() -> Profile:
    """Whom is written for at the moment."""
    return _NOW.get()


@contextmanager
def written_for(whom: Profile) -> Iterator[None]:
    """Until the block ends, all that is written is written for them."""
    before = _NOW.set(whom)
    try:
        yield
    finally:
        _NOW.reset(before)


def kept(columns: Sequence[Column]) -> Sequence[Column]:
    """Those of some columns that are for whom is written for."""
    whom = profile()
    return columns if whom.inside else [column for column in columns if whom.holds(column)]


def seen(column: Column) -> Callable[[Record], Stored]:
    """How to get a column's value out of a record as it may be seen now; unknown where the record lacks it, or it is not for them."""
    key, whom, kind = column.key, _NOW.get(), column.kind
    if whom.inside and (whom.reveal or not column.private):
        return lambda record: record.get(key)
    if not whom.holds(column):
        return lambda _record: None
    if column.private:
        return _changed(key, kind.mask)
    if type(kind) not in _FREE or key in _NUMBERS:
        return lambda record: record.get(key)
    apart = {part for part, reader in column.inside if not whom.sees(reader)}
    from liaison.phones import covered

    return _changed(key, lambda value: _within(value, covered, apart))


def _changed(key: str, how: Callable[[Any], Stored]) -> Callable[[Record], Stored]:
    """How to get a value that is not seen as it stands."""

    def changed(record: Record) -> Stored:
        value = record.get(key)
        return how(value) if value else value

    return changed


def _within(found: Any, how: Callable[[str], str], apart: Collection[str] = ()) -> Any:
    """A text changed, or all texts within lists and mappings, but for what is kept apart."""
    if isinstance(found, str):
        return how(found)
    if isinstance(found, dict):
        return {key: _within(one, how, apart) for key, one in found.items() if key not in apart}
    return (
        type(found)(_within(one, how, apart) for one in found) if isinstance(found, list | tuple) else found
    )


def cover(path: Path) -> None:
    """Mask the private numbers in all words of a workbook, be they in a heading, a note, a drop-down, or the margin of a page; unless
    it is for the office."""
    whom = profile()
    if whom.inside:
        return

    def covered(match: re.Match[str]) -> str:
        name, more, words = match.groups()
        return (
            match[0]
            if name in _PLACES or (name.endswith("v") and _FIGURE.fullmatch(words))
            else f"{name}{more}>{whom.words(words)}"
        )

    from zipfile import ZIP_DEFLATED, ZipFile

    with ZipFile(path) as pack:
        parts = [(one, pack.read(one)) for one in pack.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as pack:
        for one, content in parts:
            pack.writestr(one, _WORDS.sub(covered, content.decode()).encode())
