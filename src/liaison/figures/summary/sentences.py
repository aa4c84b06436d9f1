"""文字要点: sentences made from the figures, in the words of the templates; what is unknown is left out."""

from __future__ import annotations

from liaison.figures.section import Rows, Sentence
from liaison.figures.summary.measuring import Measured, Summary, percent
from liaison.figures.summary.texts import fill, in_words, texts
from liaison.kinds import Kind
from liaison.nouns.registry import exported
from liaison.quantities import Whole


def words(summary: Summary) -> dict[str, str | None]:
    """What a template may say of the council and the period."""
    council = summary.council
    return {
        "council": council["name"],
        "short": council["short"] or council["name"],
        "period": summary.period.label,
        "before": summary.before_name,
        "from": in_words(summary.period.start.isoformat()),
        "to": in_words(summary.period.end.isoformat()),
        "secretariat": council["secretariat"] or council["name"],
    }


def all_sentences() -> list[Sentence]:
    """What every noun has to say in a summary."""
    return exported("figures", "SENTENCES")


def sentences(summary: Summary, rows: Rows) -> list[str]:
    """Six to ten sentences for the leader, from the figures and the summary's lists: what was done, then what is wrong."""
    values = words(summary) | _figures(summary.figures, summary.before_name)
    for sentence in all_sentences():
        values |= sentence.values(summary, rows)
    found = texts()
    own = found["notes"]  # a house may still list them all in its own order
    done = [text for one in own.get("sentences", found["sentences"].values()) if (text := fill(one, values))]
    wrong = [text for one in own.get("problems", found["problems"].values()) if (text := fill(one, values))]
    return [*done, *(f"存在问题：{text}" for text in wrong or [own["none"]])]


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
    share = "" if growth is None else f"（{percent(abs(growth))}）"
    amount = shown(measured.figure.kind, abs(difference)) + measured.figure.unit
    return f"比{previous}{word}{amount}{share}"


def shown(kind: Kind, value: int) -> str:
    """A value as sentences and the screen show it: counts in thousands."""
    return f"{value:,}" if isinstance(kind, Whole) else kind.show(value)
