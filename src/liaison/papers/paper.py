"""Official papers made from the records: each noun tells its own kinds in its file of this layer, as ``PAPERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.columns import MEMBERS
from liaison.errors import BadFile
from liaison.figures.summary.texts import in_words
from liaison.formats.seen import kept, profile, seen
from liaison.formats.word import SUFFIX
from liaison.kinds import Text
from liaison.nouns.registry import exported
from liaison.queries.council.council import the_council
from liaison.resources import folder
from liaison.rules.numerals import spoken
from liaison.settings import template_folder

if TYPE_CHECKING:
    from docx.document import Document

    from liaison.columns import Column, Record
    from liaison.store.database import Database

WEEK = "一二三四五六日"
PHOTO_WIDTH = 120
"""Millimetres of a photo in a paper."""
CASE_LENGTH = 3000
"""Characters of a case at most, as calls for cases usually have it; a longer one is written, and that is said."""


@dataclass
class Draft:
    """What a paper says: its ``title``, the ``fields`` of its template by their names, and in words what the records ``lack`` of it,
    which the paper itself marks. ``finish`` does what a template cannot; ``to`` is whom it goes to, where it goes to anybody; the
    ``private`` fields are seen in the paper, and nowhere else unless they are to be revealed; ``said`` is what there is to say
    of it beside, and the ``photos`` stand at its end (``queries.keeping.attach``, each with the ``path`` of its file)."""

    title: str
    fields: dict[str, Any]
    lack: list[str] = field(default_factory=list)
    finish: Callable[[Document], None] = lambda _paper: None
    to: str = ""
    private: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)
    photos: list[Record] = field(default_factory=list)

    def finished(self, paper: Document) -> None:
        """Do what is left to do with the paper."""
        self.finish(paper)
        illustrate(paper, self.photos)

    def readable(self) -> Draft:
        """The same as it may be read by whom it is written for: what is private is left to be filled in for the public."""
        whom = profile()
        if not whom.sees(MEMBERS):
            self.fields |= {label: self.known(label, None) for label in self.private if label in self.fields}
        kept_back = self.private if whom.sees(MEMBERS) else ()
        fields = {key: one if key in kept_back else whom.words(one) for key, one in self.fields.items()}
        return replace(self, title=whom.words(self.title), fields=fields)

    def on_screen(self) -> dict[str, Any]:
        """The fields as they are seen outside the paper: what is private is masked unless it is to be revealed."""
        masked = () if profile().reveal else self.private
        return {
            key: Text.mask(str(one)) if key in masked and key not in self.lack else one
            for key, one in self.fields.items()
        }

    def known(self, label: str, value: Any) -> str:
        """A value in words; where it is unknown, a mark to be filled in by hand, and that is said."""
        if value in (None, ""):
            self.lack.append(label)
            return f"（待填：{label}）"
        return str(value)


def chapters(told: Iterable[tuple[str, list[str], list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Chapters by title, paragraphs and parts, numbered as offices do, each ``{标题, 段落, 小节}``."""
    return [
        {"标题": f"{spoken(number)}、{title}", "段落": words, "小节": parts}
        for number, (title, words, parts) in enumerate(told, 1)
    ]


def commented(paper: Document, notes: Mapping[str, str]) -> None:
    """Put a comment to each paragraph that says where its numbers are from, so that a leader can follow them."""
    for paragraph in paper.paragraphs:
        note = notes.get(paragraph.text.strip())
        if note and paragraph.runs:
            paper.add_comment(paragraph.runs, note, author="口径", initials="")


def illustrate(paper: Document, photos: Iterable[Record]) -> None:
    """Add photos at the end of a paper, each with its words below; one that Word cannot show is left out."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.image.exceptions import UnrecognizedImageError
    from docx.image.image import Image
    from docx.shared import Mm

    for photo in photos:
        try:
            Image.from_file(str(photo["path"]))
        except (UnrecognizedImageError, ValueError, KeyError, ZeroDivisionError):
            continue
        paper.add_picture(str(photo["path"]), width=Mm(PHOTO_WIDTH))
        words = paper.add_paragraph(profile().words(photo["note"] or photo["name"]))
        for line in (paper.paragraphs[-2], words):
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER


class Paper(NamedTuple):
    """A kind of paper: its English ``key``, its Chinese ``name``, which is also its template's where that is not the ``form`` of
    another; what it is ``about`` in Chinese, and ``of`` the noun whose record that is, nothing for a period.

    ``write`` makes the draft from the database, the record (or the period), and today; ``fields`` are the names of what it gives
    its template beside ``COMMON``; ``each`` is that which lists the letters, of a paper that is one to each of several units;
    ``rounded`` makes the draft in round words, where it can be had so.
    """

    key: str
    name: str
    about: str
    of: str
    help: str
    example: str
    write: Callable[[Database, Any, str], Draft]
    fields: tuple[str, ...]
    form: str = ""
    each: str = ""
    rounded: Callable[[Database, Any, str], Draft] | None = None

    @property
    def template(self) -> Path:
        """Its template: the house's own, else the program's."""
        return template_of("papers", *(f"{name}{SUFFIX}" for name in (self.name, self.form) if name))

    @property
    def is_shipped(self) -> bool:
        """Whether its template is the program's."""
        return self.template.is_relative_to(folder("templates"))


def template_of(place: str, *names: str) -> Path:
    """A template from that folder by the first of the names that there is: the house's own, else the program's.

    Raises ``BadFile`` where there is none.
    """
    for name in names:
        for own in filter(None, (template_folder(), folder("templates"))):
            if (path := own / place / name).is_file():
                return path
    raise BadFile(f"没有模板“{names[-1]}”，", "程序没有装全，请重新安装。")


CHAPTERED = ("标题", "期间", "章节", "数据")
"""What a paper in chapters gives its template, with its main figures behind."""
IN_CHAPTERS = "年度工作总结"
"""The template of every paper in chapters."""


def papers() -> list[Paper]:
    """Every kind of paper, noun by noun."""
    return exported("papers", "PAPERS")


NUMBER = "文号"
COMMON = ("联席会议", "简称", "秘书处", "成文日期", NUMBER)


def heading(database: Database, today: str) -> dict[str, Any]:
    """What every paper may speak of: who writes it, and on which day."""
    council = the_council(database)
    name = council["name"]
    told = (name, council["short"] or name, council["secretariat"] or name, in_words(today), "")
    return dict(zip(COMMON, told, strict=True))


def rows_of(tables: Iterable[tuple[str, tuple[Column, ...], list[Record]]]) -> list[Record]:
    """Tables as the rows of one with few columns, each ``{类别, 序号, 内容}``: what a record tells, label by label."""
    return [
        {"类别": title, "序号": str(number), "内容": in_a_line(columns, record)}
        for title, columns, records in tables
        for number, record in enumerate(records, 1)
    ]


def in_a_line(columns: Iterable[Column], record: Record) -> str:
    """What a record tells, label by label; as it may be seen."""
    told = ((one, one.kind.show(seen(one)(record))) for one in kept(tuple(columns)))
    return "；".join(f"{one.label} {text}" for one, text in told if text)


def on_weekday(day: str) -> str:
    """2024年1月19日（星期五）"""
    return f"{in_words(day)}（星期{WEEK[date.fromisoformat(day).weekday()]}）"


def numbered(items: Iterable[str]) -> list[str]:
    """Items, each behind its number: 1. 2. 3."""
    return [f"{number}. {item}" for number, item in enumerate(items, 1)]
