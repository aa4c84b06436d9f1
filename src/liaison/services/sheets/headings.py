"""Labels that no column bears: what they mean was told on the command line, or is remembered from an earlier sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from liaison.cells import shown
from liaison.columns import Column, Noun
from liaison.errors import Unreadable
from liaison.queries import headings
from liaison.rules.names import match_key
from liaison.services.sheets.shapes.known import parts_of
from liaison.services.writing.work import Work

_GENERAL = re.compile("日期|时间|名称|人数|编号|金额|单位|情况|类型|类别")
_SURE, _TELLING = 3, 2
"""So many characters in a row two labels of near meaning share; or so many besides words that many labels have."""
_HINT = '可加 --map "表头=列名" 指明'


_known_names: dict[str, dict[str, list[str]]] = {}


def names_of(noun: Noun) -> dict[str, list[str]]:
    """What each column of a noun may be called, the likeliest first; its key last, which JSON has."""
    if noun.name not in _known_names:
        _known_names[noun.name] = {
            column.key: [match_key(label) for label in (column.label, *column.synonyms, column.key)]
            for column in (*noun.sheet, *parts_of(noun))
        }
    return _known_names[noun.name]


def meant_by(noun: Noun, key: str) -> Column | None:
    """The column of a noun, or of a shape of its sheets, that has the key; labels are remembered by it."""
    return noun[key] if key in noun else next((part for part in parts_of(noun) if part.key == key), None)


@dataclass(frozen=True)
class Headings:
    """What labels mean: ``told`` for this sheet, ``known`` by noun and header line; the label's key to what it was called.

    ``headed`` are labels, by noun, that are the names of what was told of the whole sheet: they say so by themselves.
    """

    told: dict[str, str] = field(default_factory=dict)
    known: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    headed: dict[tuple[str, str], str] = field(default_factory=dict)

    def meaning(self, noun: Noun, line: str) -> dict[str, Column]:
        """The columns that labels of a header line stand for."""
        own = {label: key for (name, label), key in self.headed.items() if name == noun.name}
        there = {own[label] for label in line.split("|") if label in own}
        explained = self._explained(noun, line).items()
        return {label: noun[key] for label, key in own.items()} | {
            label: column for label, column in explained if column.key not in there
        }

    def _explained(self, noun: Noun, line: str) -> dict[str, Column]:
        """Those that somebody said, now or of an earlier sheet."""
        found = self.known.get((noun.name, line), {}) | {
            label: column.key for label, wanted in self.told.items() if (column := called(noun, wanted))
        }
        return {label: column for label, key in found.items() if (column := meant_by(noun, key))}

    def used(
        self, noun: Noun, line: str, labels: Sequence[tuple[str, ...]], placed: dict[int, Column]
    ) -> dict[str, str]:
        """The labels that were read as they had been explained, with the key of the column each was read as."""
        meaning = self._explained(noun, line)
        return {
            label: column.key
            for place, column in placed.items()
            for label in labels[place]
            if (told := meaning.get(label)) and column.key in (told.key, told.instead_of)
        }

    def nearest(self, noun: Noun, unknown: Iterable[str], placed: Iterable[Column]) -> str:
        """Labels that were not recognised, each with the free column whose names look most like it."""
        there = {column.key for column in placed}
        free = [column for column in noun.sheet if column.key not in there]
        listed, hint = [], ""
        for label in unknown:
            same = called(noun, label)
            if same and same.key in there:
                listed.append(f"{shown(label)}（已有“{same.label}”）")
                continue
            names = names_of(noun)
            best = max(((_nearness(label, names[one.key]), one.label) for one in free), default=(0.0, ""))
            listed.append(f"{shown(label)}（最接近“{best[1]}”）" if best[0] > 0 else shown(label))
            hint = f"，{_HINT}"
        return "、".join(listed) + hint


def _nearness(label: str, names: Sequence[str]) -> float:
    """How near a label comes to one of a column's names, its key aside; 0 where all they share says nothing: 成立日期, 加入日期."""
    key, found = match_key(label), 0.0
    for name in names[:-1]:
        matcher = SequenceMatcher(None, key, name)
        block = matcher.find_longest_match()
        shared = key[block.a : block.a + block.size]
        if block.size >= _SURE or len(_GENERAL.sub("", shared)) >= _TELLING:
            found = max(found, matcher.ratio())
    return found


def called(noun: Noun, wanted: str) -> Column | None:
    """The column of that label, else of that synonym or key, be it one of a shape that sheets may have."""
    key, names = match_key(wanted), names_of(noun)
    columns = [column for column in (*noun.sheet, *parts_of(noun)) if key in names[column.key]]
    return min(columns, key=lambda column: names[column.key].index(key) > 0, default=None)


def read_told(pairs: Iterable[str], nouns: Sequence[Noun]) -> dict[str, str]:
    """What ``--map`` tells, ``表头=列名``. Raises ``Unreadable``."""
    told: dict[str, str] = {}
    for pair in pairs:
        label, equals, wanted = pair.replace("＝", "=").partition("=")
        if not (label.strip() and equals and wanted.strip()):
            raise Unreadable(f"--map 的“{pair}”看不懂，", '请写成 --map "表里的表头=列名"。')
        if not any(called(noun, wanted) for noun in nouns):
            columns = "、".join(column.label for noun in nouns for column in noun.sheet)
            raise Unreadable(f"没有叫“{wanted.strip()}”的列，", f"可选：{columns}。")
        told[match_key(label)] = wanted
    return told


def remembered(work: Work, told: dict[str, str]) -> Headings:
    """What is told now and what was told of earlier sheets."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for noun, line, label, meaning in headings.known(work.database):
        known.setdefault((noun, line), {})[label] = meaning
    return Headings(told, known)


def remember(work: Work, name: str, line: str, meant: dict[str, str]) -> None:
    """Keep what the labels of a header line mean on sheets of that name, a noun's, so that the next of that form needs no explaining."""
    if not meant:
        return
    there = headings.of_line(work.database, name, line)
    for label, meaning in meant.items():
        if label not in there:
            work.change.insert("heading", {"noun": name, "line": line, "label": label, "meaning": meaning})
        elif there[label][1] != meaning:
            work.change.update("heading", there[label][0], {"meaning": meaning})
