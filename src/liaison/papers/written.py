"""A paper that was written, as a command answers with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.errors import Unreadable
from liaison.formats import files, word
from liaison.papers.paper import Draft, Paper


@dataclass
class Written:
    """A paper of a kind about a record, from a template; it goes to ``path``."""

    kind: Paper
    about: Any
    draft: Draft
    template: Path
    path: Path

    @property
    def stem(self) -> str:
        """The name of its file."""
        return self.path.stem

    def write(self) -> None:
        """Write it. Raises ``BadFile`` for what the template asks for in vain, and for what the system refuses."""
        with files.replacing(self.path) as made:
            word.render(self.template, self.draft.fields, made, self.draft.finish)

    def to_json(self) -> Any:
        """``{file, kind, record, number, fields}``."""
        return {
            "file": str(self.path),
            "kind": self.kind.key,
            "record": self.about,
            "number": self.draft.fields["文号"] or None,
            "fields": self.draft.fields,
        }

    def to_screen(self) -> None:
        """Where it went is said beside."""

    def to_csv(self, out: Any) -> None:
        """There is no table here."""
        raise Unreadable("公文不能写成 CSV，", "请改用 --json。")

    def to_book(self, path: Path, *, signature: str) -> None:
        """There is no table here."""
        raise Unreadable("公文不能写成 Excel，", "请改用 --json。")
