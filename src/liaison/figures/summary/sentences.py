"""文字要点: sentences made from the figures, in the words of the templates; what is unknown is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from liaison.figures.section import Rows, Sentence
from liaison.figures.summary.known import Measured
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.texts import fields, fill, in_words, texts
from liaison.kinds import Kind
from liaison.nouns.registry import exported
from liaison.quantities import Whole

_MOST = 10
"""Sentences of what was done."""
DONE, WRONG, DATA = "", "存在问题：", "数据说明："
"""What a sentence is about, as it begins then."""


class Told(NamedTuple):
    """A sentence: what it is ``about``, the ``key`` of its template (empty for one of a house's own list), its words, and the
    names of the ``fields`` that are told in it, figures by their keys."""

    about: str
    key: str
    words: str
    fields: tuple[str, ...]

    @property
    def person(self) -> bool:
        """Whether it names a person: who closed the year."""
        return "closed_by" in self.fields

    @property
    def text(self) -> str:
        """The sentence as it stands among others."""
        return f"{self.about}{self.words}"


def as_told(text: str) -> Told:
    """A sentence of which no more is known than how it stands there."""
    about = next((one for one in (WRONG, DATA) if text.startswith(one)), DONE)
    return Told(about, "", text.removeprefix(about), ())


def words(summary: Summary) -> dict[str, str | None]:
    """What a template may say of the council and the period."""
    council, today = summary.council, summary.today
    unfinished = (today.month, today.day) != (12, 31)
    return {
        "council": council["name"],
        "short": council["short"] or council["name"],
        "period": summary.period.label,
        "before": summary.before_name,
        "from": in_words(summary.period.start.isoformat()),
        "to": in_words(summary.period.end.isoformat()),
        "secretariat": council["secretariat"] or council["name"],
        "records_from": in_words(summary.begin) if summary.begin else None,
        "this_year": f"{today.year}年" if today.year == summary.period.end.year and unfinished else None,
        "as_of": in_words(today.isoformat()),
    }


def all_sentences() -> list[Sentence]:
    """What every noun has to say in a summary."""
    return exported("figures", "SENTENCES")


def sentences(summary: Summary, rows: Rows) -> list[Told]:
    """At most ten sentences for the leader, from the figures and the summary's lists: what was done, what is wrong, what to know
    of the data. Nothing is called clear that is not known.
    """
    values = words(summary) | _figures(summary.figures, summary.before_name)
    clear: list[str] = []
    for sentence in all_sentences():
        told = sentence.values(summary, rows)
        values |= told
        if sentence.clear and sentence.known(summary, rows) and all(value is None for value in told.values()):
            clear.append(sentence.clear)
    values["clear"] = "、".join(clear) or None
    found = texts()
    own = found["notes"]  # a house may still list them all in its own order
    none = {"none": own["none"]}
    done = filled(DONE, own.get("sentences", found["sentences"]), values)
    wrong = filled(WRONG, own.get("problems", found["problems"]), values) or filled(WRONG, none, values)
    data = [] if "problems" in own else filled(DATA, found["data"], values)
    return [*done[:_MOST], *wrong, *data]


def filled(
    about: str, templates: Mapping[str, str] | Sequence[str], values: dict[str, str | None]
) -> list[Told]:
    """The sentences that these templates make of what is known."""
    pairs = templates.items() if isinstance(templates, Mapping) else (("", one) for one in templates)
    return [
        Told(
            about, key, text, tuple(name for name in sorted(fields(template)) if values.get(name) is not None)
        )
        for key, template in pairs
        if (text := fill(template, values))
    ]


def _figures(figures: list[Measured], previous: str) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for measured in figures:
        figure, value = measured.figure, measured.value
        unknown = value is None or (figure.silent and value == 0)
        values[figure.key] = None if unknown or value is None else shown(figure.kind, value)
        values[f"{figure.key}_change"] = change(measured, previous)
    return values


def change(measured: Measured, previous: str) -> str | None:
    """比上年增加 12（8.3%）, or nothing where the value before is unknown."""
    difference, growth = measured.difference, measured.growth
    if difference is None:
        return None
    if difference == 0:
        return f"与{previous}持平"
    word = "增加" if difference > 0 else "减少"
    share = "" if growth is None else f"（{'增长' * growth.in_times}{growth.told}）"
    amount = shown(measured.figure.kind, abs(difference)) + measured.figure.unit
    return f"比{previous}{word}{amount}{share}"


def shown(kind: Kind, value: int) -> str:
    """A value as sentences and the screen show it: counts in thousands."""
    return f"{value:,}" if isinstance(kind, Whole) else kind.show(value)
