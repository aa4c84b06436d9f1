"""Where the figures of a summary come from, where the records alone do not give them."""

from __future__ import annotations

from liaison.figures.section import Rows, Sentence
from liaison.figures.summary.known import in_published_years
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.sentences import shown


def _origins(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    """Where figures come from that the records alone do not give, and where they differ from what was published."""
    held = in_published_years((one.figure.label, one.now.published) for one in summary.figures)
    partial = any(one.now.since and one.value is not None for one in summary.figures)
    differing = [
        f"{one.figure.label}记录{shown(one.figure.kind, one.value)}{one.figure.unit}、"
        f"公布{shown(one.figure.kind, one.published)}{one.figure.unit}"
        for one in summary.figures
        if one.value is not None and one.published not in (None, one.value)
    ]
    return {
        "held_published": held if summary.is_recorded else None,
        "only_published": held if not summary.is_recorded else None,
        "nothing_known": "" if not summary.is_recorded and held is None else None,
        "part_known": "" if partial else None,
        "differing": "；".join(differing) or None,
    }


SENTENCES = (
    Sentence("part_known", _origins),
    Sentence("held_published"),
    Sentence("only_published"),
    Sentence("nothing_known"),
    Sentence("differing"),
)
