"""Official papers made from the records: each noun tells its own kinds in its file of this layer, as ``PAPERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.errors import BadFile
from liaison.figures.summary.texts import in_words
from liaison.formats.seen import profile
from liaison.formats.word import SUFFIX
from liaison.nouns.registry import exported
from liaison.queries.council.council import the_council
from liaison.resources import folder
from liaison.settings import template_folder

if TYPE_CHECKING:
    from docx.document import Document

    from liaison.store.database import Database

WEEK = "一二三四五六日"


@dataclass
class Draft:
    """What a paper says: its ``title``, the ``fields`` of its template by their names, and in words what the records ``lack`` of it,
    which the paper itself marks. ``finish`` does what a template cannot."""

    title: str
    fields: dict[str, Any]
    lack: list[str] = field(default_factory=list)
    finish: Callable[[Document], None] = lambda _paper: None

    def readable(self) -> Draft:
        """The same as it may be read by whom it is written for."""
        words = profile().words
        return replace(self, title=words(self.title), fields=words(self.fields))

    def known(self, label: str, value: Any) -> str:
        """A value in words; where it is unknown, a mark to be filled in by hand, and that is said."""
        if value in (None, ""):
            self.lack.append(label)
            return f"（待填：{label}）"
        return str(value)


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its English ``key``, its Chinese ``name``, which is also its template's; what it is ``about`` in
    Chinese, and ``of`` the noun whose record that is, nothing for a year.

    ``write`` makes the draft from the database, the record (or the year), and today; ``fields`` are the names of what it gives its
    template beside ``COMMON``.
    """

    key: str
    name: str
    about: str
    of: str
    help: str
    example: str
    write: Callable[[Database, Any, str], Draft]
    fields: tuple[str, ...]

    @property
    def template(self) -> Path:
        """Its template: the house's own, else the program's."""
        return template_of("papers", f"{self.name}{SUFFIX}")

    @property
    def is_shipped(self) -> bool:
        """Whether its template is the program's."""
        return self.template.is_relative_to(folder("templates"))


def template_of(place: str, name: str) -> Path:
    """A template from that folder: the house's own, else the program's. Raises ``BadFile`` where there is none."""
    for own in filter(None, (template_folder(), folder("templates"))):
        if (path := own / place / name).is_file():
            return path
    raise BadFile(f"没有模板“{name}”，", "程序没有装全，请重新安装。")


def papers() -> list[Paper]:
    """Every kind of paper, noun by noun."""
    return exported("papers", "PAPERS")


COMMON = ("联席会议", "简称", "秘书处", "成文日期", "文号")


def heading(database: Database, today: str) -> dict[str, Any]:
    """What every paper may speak of: who writes it, and on which day."""
    council = the_council(database)
    name = council["name"]
    told = (name, council["short"] or name, council["secretariat"] or name, in_words(today), "")
    return dict(zip(COMMON, told, strict=True))


def on_weekday(day: str) -> str:
    """2024年1月19日（星期五）"""
    return f"{in_words(day)}（星期{WEEK[date.fromisoformat(day).weekday()]}）"


def numbered(items: Iterable[str]) -> list[str]:
    """Items, each behind its number: 1. 2. 3."""
    return [f"{number}. {item}" for number, item in enumerate(items, 1)]
