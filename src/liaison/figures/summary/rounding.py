"""Sentences in round words, for who asks for them; what the numbers were is said below."""

from __future__ import annotations

from liaison.figures.summary.content import Content
from liaison.figures.summary.sentences import DATA, DONE, Told, shown
from liaison.quantities import Whole
from liaison.rules.summary.rounding import downwards


def round_words(content: Content) -> None:
    """Tell the large counts of what was done in round words, and from what in a sentence of its own.

    Money, rates, changes and what is wrong stay exact; so does what the figures and lists show.
    """
    exact: dict[str, str] = {}
    large = [
        (one, less)
        for one in content.figures
        if isinstance(one.figure.kind, Whole) and one.value is not None and (less := downwards(one.value))
    ]
    found = []
    for told in content.sentences:
        words = told.words
        for one, less in large if told.about == DONE else ():
            as_it_is = f"{shown(one.figure.kind, one.value or 0)}{one.figure.unit}"
            if one.figure.key in told.fields and as_it_is in words:
                words = words.replace(as_it_is, f"{less}{one.figure.unit}以上", 1)
                exact[one.figure.key] = f"{one.figure.label}{as_it_is}"
        found.append(told._replace(words=words))
    if exact:
        found.append(Told(DATA, "", f"取整的数，原数是：{'、'.join(exact.values())}。", tuple(exact)))
    content.sentences = found
