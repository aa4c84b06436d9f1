"""A summary as it was published when its year was closed, and what the records give of it otherwise now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.columns import Column, Record
from liaison.dates import Day
from liaison.figures.figure import Figure
from liaison.figures.section import Section
from liaison.figures.summary.known import Known, Measured, known_of
from liaison.figures.summary.sentences import DATA, Told, as_told, filled, shown
from liaison.figures.summary.texts import in_words
from liaison.kinds import Ref, Whose
from liaison.nouns.registry import exported
from liaison.queries.summary.year import content_closed, corrections
from liaison.settings import local_time

if TYPE_CHECKING:
    from liaison.figures.summary.content import Content
    from liaison.figures.summary.measuring import Summary

_FIGURE = "figure "
_SHORT = 12
_TOLD = 3
NOTES = "notes"
"""The part that the sentences are."""


def end_of(year: int) -> date:
    """The day from which a year is seen whole, whenever it is looked at."""
    return date(year + 1, 1, 1)


def frozen(content: Content) -> tuple[Record, Record, Record]:
    """What is kept of a year that is closed, as JSON: its figures, the rest of what is published, and its basis."""
    basis = basis_of(content)
    rest = {
        "notes": content.notes,
        "shown": [section.key for section in content.shown],
        "rows": {one.key: frozen_rows(one, content.rows[one.key]) for one in content.sections},
        "parts": basis["parts"],
    }
    return frozen_figures(content.figures), rest, basis


def basis_of(content: Content) -> Record:
    """What the records give of a year: the value of each figure, and a digest of each part."""
    values = {one.figure.key: one.value for one in content.figures}
    return {"figures": values, "parts": parts_of(content)}


def frozen_figures(figures: list[Measured]) -> Record:
    """Each figure by key, as JSON has it."""
    return {
        one.figure.key: {
            "now": list(one.now),
            "before": list(one.before),
            "total": list(one.total),
            "years": [[year, list(known)] for year, known in one.years],
            "published": one.published,
            "kept": one.kept,
        }
        for one in figures
    }


def _thawed(stored: Mapping[str, Any], known: list[Figure]) -> list[Measured]:
    """The figures as they were published; one that the program did not know then has no value."""
    found = []
    for figure in known:
        told = stored.get(figure.key)
        if told is None:
            found.append(Measured(figure, Known(None), Known(None), Known(None), (), kept=False))
            continue
        years = tuple((year, known_of(one)) for year, one in told["years"])
        found.append(
            Measured(
                figure,
                known_of(told["now"]),
                known_of(told["before"]),
                known_of(told["total"]),
                years,
                told["published"],
                told["kept"],
            )
        )
    return found


def frozen_rows(section: Section, rows: list[Record]) -> list[Record]:
    """What papers show of the rows of a section; nothing private."""
    keys = _keys((*section.columns, *section.json_columns), section)
    return [_without_ids({key: row[key] for key in keys if key in row}) for row in rows]


def _keys(columns: tuple[Column, ...], section: Section) -> list[str]:
    shown = [column for column in columns if not column.private]
    refs = [f"{c.key}_{part}" for c in shown if isinstance(c.kind, Ref | Whose) for part in ("code", "short")]
    return list(dict.fromkeys([*(column.key for column in shown), *refs, *section.more]))


def _without_ids(value: Any) -> Any:
    """A row without the keys of rows, which no paper shows."""
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key != "id"}
    return [_without_ids(one) for one in value] if isinstance(value, list | tuple) else value


def parts_of(content: Content) -> dict[str, str]:
    """A digest of each part of a summary that a leader reads: of every figure, every list and the sentences.

    A day after the end of the period says nothing of it: a term that is to end later has not ended. Nor does a column that
    stands aside.
    """
    end = content.period.end.isoformat()
    found = {f"{_FIGURE}{key}": told for key, told in frozen_figures(content.figures).items()}
    found |= {NOTES: content.notes}
    for section in content.sections:
        keys = _keys(tuple(column for column in section.columns if not column.aside), section)
        later = {c.key for c in section.columns if isinstance(c.kind, Day)}
        found[f"section {section.key}"] = [
            _without_ids(
                {
                    key: None if key in later and (row[key] or "") > end else row[key]
                    for key in keys
                    if key in row
                }
            )
            for row in content.rows[section.key]
        ]
    return {name: _digest(told) for name, told in found.items()}


def _digest(told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


def labels(names: Iterable[str]) -> list[str]:
    """What people call parts: figures first."""
    figures = {one.key: one.label for one in exported("figures", "FIGURES")}
    sections = {one.key: one.title or one.heading or one.sheet for one in exported("figures", "SECTIONS")}
    found = []
    for name in sorted(names, key=lambda name: not name.startswith(_FIGURE)):
        key = name.partition(" ")[2]
        if name == NOTES:
            found.append("文字要点")
        elif name.startswith(_FIGURE):
            found.append(figures.get(key, key))
        else:
            found.append(f"{sections.get(key, key)}清单")
    return list(dict.fromkeys(found))


def in_short(names: list[str]) -> str:
    """The first of what people call parts, and how many there are."""
    return "、".join(names[:_TOLD]) + (f"等 {len(names)} 项" if len(names) > _TOLD else "")


def others(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The parts that are others than before; not those that one side does not know."""
    return [name for name, digest in after.items() if name in before and before[name] != digest]


class Otherwise(NamedTuple):
    """A part of a closed year that the records give otherwise now, and the entries of the journal that did it.

    Of a figure both values are told, as its kind stores them.
    """

    key: str
    label: str
    entries: list[int]
    figure: Figure | None = None
    closed: int | None = None
    now: int | None = None


class Closing(NamedTuple):
    """When and by whom a year was closed, and what the records give otherwise now."""

    at: str
    who: str
    otherwise: list[Otherwise]


def show_closed(content: Content, summary: Summary, now: Content) -> None:
    """Let a summary show its year as it was published, and name what the records, which give ``now``, give otherwise."""
    closed = summary.closed
    assert closed is not None
    stored = content_closed(summary.database, closed.key)
    content.figures = _thawed(closed.figures, [one.figure for one in now.figures])
    content.sections = now.sections
    content.rows = {
        section.key: _with_private(section, stored["rows"].get(section.key, []), now.rows[section.key])
        for section in now.sections
    }
    content.shown = [section for section in now.sections if section.key in stored["shown"]]
    made = corrections(summary.database).get(closed.key, [])
    otherwise = list(_otherwise(content, now, stored["parts"], made))
    content.closing = Closing(closed.at, closed.who, otherwise)
    keys = {one.text: one for one in now.sentences}
    content.sentences = [
        *(keys.get(text) or as_told(text) for text in stored["notes"]),
        *_remarks(content, content.closing),
    ]


def _with_private(section: Section, rows: list[Record], now: list[Record]) -> list[Record]:
    """What was published, with what is private as it is now: that is never kept apart from its record."""
    private = [column.key for column in (*section.columns, *section.json_columns) if column.private]
    if not private:
        return rows
    present = {row["code"]: row for row in now}
    return [row | {key: present.get(row["code"], {}).get(key) for key in private} for row in rows]


def _otherwise(
    content: Content, now: Content, published: Mapping[str, str], made: list[Record]
) -> Iterator[Otherwise]:
    before = {one.figure.key: one for one in content.figures}
    after = {one.figure.key: one for one in now.figures}
    for part in others(published, parts_of(now)):
        entries = [one["entry"] for one in made if part in one["parts"]]
        key = part.partition(" ")[2]
        if not part.startswith(_FIGURE):
            yield Otherwise(part, labels([part])[0], entries)
        elif before[key].value != after[key].value:  # else only what stands beside it: another year's value
            figure = after[key].figure
            yield Otherwise(key, figure.label, entries, figure, before[key].value, after[key].value)


def _remarks(content: Content, closing: Closing) -> list[Told]:
    """That the year is closed, and what the records give otherwise now."""
    values, lists = [], []
    for one in closing.otherwise:
        by = f"（日志第 {'、'.join(map(str, one.entries))} 条）" if one.entries else ""
        if one.figure is not None:
            was, now = (_shown(one.figure, value) for value in (one.closed, one.now))
            values.append(f"{one.label}结账数{was}、现在{now}{by}")
        elif one.key != NOTES:
            lists.append(f"{one.label}{by}")
    told = {
        "closed_at": in_words(local_time(closing.at)[:10]),
        "closed_by": closing.who,
        "otherwise": "；".join(values) or None,
        "otherwise_lists": "、".join(lists) or None,
    }
    return filled(DATA, content.texts["closed"], content.words | told)


def _shown(figure: Figure, value: int | None) -> str:
    return "不详" if value is None else f"{shown(figure.kind, value)}{figure.unit}"
