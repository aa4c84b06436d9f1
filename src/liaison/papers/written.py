"""A paper that was written, as a command answers with it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import Record
from liaison.errors import Unreadable
from liaison.filenames import stem
from liaison.formats import files, word
from liaison.papers.paper import Draft, Paper
from liaison.rules.headline import lines_of

_AT_ONCE = 10
"""Letters after which the memory of those that are written is given back."""


@dataclass
class Written:
    """A paper of a kind about a record, from a template; it goes to ``path``, a folder if each letter of it is a file ``apart``, and
    stands in the register as ``entry``, if it does."""

    kind: Paper
    about: Any
    draft: Draft
    template: Path
    path: Path
    entry: Record | None = None
    apart: bool = False

    @property
    def stem(self) -> str:
        """The name of its file."""
        return self.path.stem

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Write it beside where it goes; it takes its place at the end. Raises ``BadFile`` for what the template asks for in vain,
        and for what the system refuses."""
        if self.apart:
            with files.folder(self.path) as made:
                self._write_letters(made)
                yield made
        else:
            with files.replacing(self.path) as made:
                word.render(self.template, self._fields, made, self.draft.finished)
                yield made

    @property
    def _fields(self) -> dict[str, Any]:
        """The fields as they stand on paper, where a long title takes several lines."""
        fields = self.draft.fields
        return fields | {"标题": "\n".join(lines_of(fields["标题"]))}

    def _write_letters(self, folder: Path) -> None:
        each = self.kind.each
        for number, letter in enumerate(self.draft.fields[each], 1):
            path = folder / f"{stem(f'{number:03d} ' + letter['单位'])}{word.SUFFIX}"
            word.render(self.template, self._fields | {each: [letter]}, path, self.draft.finished)
            if number % _AT_ONCE == 0:
                gc.collect()  # documents refer to themselves, and the program leaves the collector off

    def to_json(self) -> Any:
        """``{file, kind, record, number, fields}``."""
        return {
            "file": str(self.path),
            "kind": self.kind.key,
            "record": self.about,
            "number": self.draft.fields["文号"] or None,
            "fields": self.draft.on_screen(),
        }

    def to_screen(self) -> None:
        """Where it went is said beside."""

    def to_csv(self, out: Any) -> None:
        """There is no table here."""
        raise Unreadable("公文不能写成 CSV，", "请改用 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """There is no table here."""
        raise Unreadable("公文不能写成 Excel，", "请改用 --json。")
