"""How the summary of a period answers: on screen, as JSON, as CSV, as a workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.columns import MEMBERS, Column, Record
from liaison.figures.summary.content import Content
from liaison.figures.summary.texts import fill
from liaison.formats import text
from liaison.formats.seen import profile


def readable(content: Content) -> Content:
    """A summary whose sentences are those that may be read now, as they may be read."""
    whom = profile()
    shown = [one for one in content.sentences if whom.sees(MEMBERS) or not one.person]
    content.sentences = [one._replace(words=whom.words(one.words)) for one in shown]
    return content


@dataclass
class SummaryPaper:
    """The summary of a period."""

    content: Content

    @property
    def stem(self) -> str:
        """The workbook's name, from the templates."""
        return fill(self.content.texts["files"]["summary"], self.content.words) or "总结"

    def to_json(self) -> Any:
        """The whole summary."""
        from liaison.papers.summary.as_json import summary_json

        return summary_json(self.content)

    def to_screen(self) -> None:
        """The figures, the sentences and the lists, in 80 columns."""
        from liaison.papers.summary import screen

        screen.show(self.content, sys.stdout)

    def to_csv(self, out: Any) -> None:
        """The figures, one a line, each with the period it is of and where it comes from."""
        text.write_csv(FIGURE_COLUMNS, _figure_rows(self.content), out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """The workbook."""
        from liaison.papers.summary import book

        book.write(path, self.content)


FIGURE_COLUMNS = (
    Column("key", "代码"),
    Column("label", "指标"),
    Column("value", "本期", text.Numeral()),
    Column("unit", "单位"),
    Column("previous", "上期", text.Numeral()),
    Column("definition", "口径"),
    Column("period", "期间"),
    Column("source", "本期来源"),
    Column("previous_source", "上期来源"),
)


def _figure_rows(content: Content) -> list[Record]:
    return [
        {
            "key": measured.figure.key,
            "label": measured.figure.label,
            "value": measured.figure.kind.show(measured.value),
            "unit": measured.figure.unit,
            "previous": measured.figure.kind.show(measured.previous),
            "definition": measured.figure.definition,
            "period": content.period.label,
            "source": measured.now.source,
            "previous_source": measured.before.source,
        }
        for measured in content.figures
    ]
