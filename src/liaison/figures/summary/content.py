"""A whole summary, gathered once: what the screen, the JSON and the workbook all show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison.columns import Record
from liaison.figures.section import Section
from liaison.figures.summary.closed import Closing, end_of, show_closed
from liaison.figures.summary.known import Known, Measured, in_published_years
from liaison.figures.summary.measuring import Summary, of_year
from liaison.figures.summary.sentences import Told, sentences, words
from liaison.figures.summary.texts import fill, in_words, texts
from liaison.nouns.registry import exported
from liaison.queries.keeping.log import seal
from liaison.queries.keys import any_of
from liaison.rules.periods import Period, half
from liaison.store.database import Database


@dataclass
class Content:
    """A summary's figures, sentences and lists, in stored values (分, ten-thousandths, ISO days).

    ``rows`` holds the rows of each section by its key; ``shown`` are the sections of which this council has something.
    """

    council: Record
    period: Period
    words: dict[str, str | None]
    texts: dict[str, Any]
    figures: list[Measured] = field(default_factory=list)
    sentences: list[Told] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    shown: list[Section] = field(default_factory=list)
    rows: dict[str, list[Record]] = field(default_factory=dict)
    closing: Closing | None = None

    def said(self, section: str, key: str, **more: str | None) -> str:
        """A text of the templates, filled in; empty where it speaks of what is not known."""
        return fill(self.texts[section][key], self.words | more) or ""

    @property
    def notes(self) -> list[str]:
        """The sentences as they stand below each other."""
        return [one.text for one in self.sentences]

    @property
    def told(self) -> list[Measured]:
        """The figures about what this council has something of; all of them where it has nothing yet."""
        return [one for one in self.figures if one.told] or self.figures

    @property
    def lines(self) -> list[Measured]:
        """The figures that a table shows: of those shown only if there is any, what is not nothing in all the years."""
        return [
            one
            for one in self.told
            if not one.figure.if_any
            or any((one.value, one.previous, *(known.value for _, known in one.years)))
        ]

    def remark(self, labels: Collection[str] = ("累计",)) -> str:
        """What is to be known of the figures' table, in the words of the templates; of no column that it does not show."""
        keys = self._marked(known for one in self.figures for known in (one.now, one.before))
        since = ["since"] if "累计" in labels else []
        held = in_published_years((one.figure.label, one.total.published) for one in self.figures)
        return "".join(self.said("overview", key, since_published=held) for key in (*keys, "unknown", *since))

    @property
    def side_by_side(self) -> str:
        """The same of the years side by side."""
        keys = self._marked(known for one in self.figures for _year, known in one.years)
        return "".join(self.said("overview", key) for key in (*keys, "unknown", "years"))

    @staticmethod
    def _marked(shown: Iterable[Known]) -> list[str]:
        """What explains the marks of the values shown."""
        marks = {known.mark for known in shown}
        return [key for key, mark in (("published", "*"), ("partial", "△")) if mark in marks]

    @property
    def command(self) -> str:
        """The command that reports this period."""
        start, end = self.period.start, self.period.planned_end
        if year := self.period.whole_year:
            return f"liaison report year {year}"
        for which in (1, 2):
            if (start, end) == (half(start.year, which).start, half(start.year, which).end):
                return f"liaison report year {start.year} --half {which}"
        return f"liaison report period --from {start} --to {end}"


def all_sections() -> list[Section]:
    """The lists that every noun brings into a summary."""
    return exported("figures", "SECTIONS")


def summary_content(summary: Summary, today: str) -> Content:
    """Everything a summary shows; of a closed year as it was published then."""
    content = empty_content(summary, today)
    if summary.closed:
        show_closed(content, summary, by_records(summary.database, summary.closed.year))
        return content
    content.figures = summary.figures
    content.sections = all_sections()
    for section in content.sections:
        content.rows[section.key] = section.ask(summary.database, summary.period)
    content.shown = [
        section
        for section in content.sections
        if (section.noun is None or any_of(summary.database, section.noun))
        and (content.rows[section.key] or not section.if_any)
    ]
    content.sentences = sentences(summary, content.rows)
    return content


def by_records(database: Database, year: int) -> Content:
    """What the records give of a year, whether it is closed or not."""
    day = end_of(year)
    summary = of_year(database, year, None, day, by_records=True)
    return summary_content(summary, day.isoformat())


def empty_content(summary: Summary, today: str) -> Content:
    """The council and the period of a summary, in the words of the templates, and nothing else yet."""
    council = summary.council
    more: dict[str, str | None] = {
        "today": in_words(today),
        "custodian": _custodians(summary.database),
        "seal": last.text if (last := seal(summary.database)) else None,
    }
    return Content(council, summary.period, words(summary) | more, texts())


def content_of(database: Database, period: Period, today: str) -> Content:
    """The same for a paper that compares with no period before."""
    return empty_content(Summary(database, period, None, date.fromisoformat(today)), today)


def _custodians(database: Database) -> str | None:
    """Who keeps the money; unknown where there is none to keep, so that nothing is said of it."""
    rows = database.tuples(
        "SELECT DISTINCT u.name FROM fund AS f LEFT JOIN unit AS u ON u.id = f.custodian_id ORDER BY 1"
    )
    names = [name for (name,) in rows if name]
    return "、".join(names) or ("各托管单位" if rows else None)
