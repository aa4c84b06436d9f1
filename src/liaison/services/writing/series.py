"""Numbers of a series when records are written: the next is given where only the series is told, none is given twice, and what is
missing is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from liaison.queries.series import Series
from liaison.rules.series import Numbered, gaps
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work


@dataclass(frozen=True)
class Counting:
    """The steps of a noun's desk that have to do with its numbers."""

    series: Series

    def desk(self, check: Callable[[Work, Draft], None]) -> Desk:
        """The desk of the noun: these steps, and ``check`` before the number is given."""

        def checked(work: Work, draft: Draft) -> None:
            check(work, draft)
            self._check(work, draft)

        return Desk(
            self.series.noun,
            ready=self._ready,
            settle=self._settle,
            check=checked,
            check_all=self._check_all,
            finish=self._finish,
        )

    def _ready(self, work: Work, drafts: list[Draft]) -> None:
        """Know the numbers that are given before any is proposed."""
        last = self._last(work)
        for draft in drafts:
            if (found := self._number(draft)) and found.serial:
                last[found.series] = max(last[found.series], found.serial)

    def _settle(self, _work: Work, draft: Draft) -> None:
        """Where only the series is told, a number of it that was given already stays."""
        assert draft.old is not None
        column = self.series.column
        wanted, there = self._number(draft), draft.old[column]
        if (
            wanted
            and not wanted.serial
            and there
            and (own := self.series.numbering.read(there))
            and own.series == wanted.series
        ):
            draft.values.pop(column)

    def _check(self, work: Work, draft: Draft) -> None:
        """Give the next number where only the series is told."""
        if (wanted := self._number(draft)) and not wanted.serial:
            last = self._last(work)
            last[wanted.series] += 1
            number = Numbered(wanted.series, last[wanted.series])
            draft.values[self.series.column] = self.series.numbering.write(number)

    def _check_all(self, work: Work, drafts: list[Draft]) -> Iterator[tuple[Draft, CellRefused]]:
        """A number is given once: by one office, as far as it is known who gave it."""
        column, keys = self.series.column, [key for key in (self.series.column, self.series.by) if key]
        given = [draft for draft in drafts if draft.gives(*keys) and draft[column]]
        if not given:
            return
        same = self.series.numbering.same
        changing = {draft.old["id"] for draft in given if draft.old}
        holders: dict[str, list[str]] = defaultdict(list)
        for key, number, by in self.series.given(work.database):
            if key not in changing:
                holders[same(number)].append(by or "")
        for draft in given:
            number, by = draft.text(column), draft.text(self.series.by) if self.series.by else ""
            there = holders[same(number)]
            if any(not other or not by or other == by for other in there):
                refusal = CellRefused(
                    column, f"{self.series.label}“{number}”已经用过，", "请核对，或换一个号。"
                )
                yield draft, refusal
            else:
                there.append(by)

    def _finish(self, work: Work, drafts: list[Draft]) -> None:
        """Say what is missing of the series to which numbers were added."""
        added = {
            found.series
            for draft in drafts
            if draft.gives(self.series.column) and (found := self._number(draft))
        }
        if not added:
            return
        work.change.flush()
        work.forget(self._recalled)
        for series, serials in self.series.serials(work.database).items():
            if series in added and (missing := gaps(serials)):
                told = self.series.numbering.told(series, missing)
                work.warn(f"{self.series.label}缺号：{told}，请核对是漏登还是作废。")

    @property
    def _recalled(self) -> str:
        return f"series:{self.series.noun.name}"

    def _last(self, work: Work) -> dict[str, int]:
        """The highest number of each series: on record, and in what comes."""
        found: dict[str, int] = work.recall(self._recalled, self._ask)
        return found

    def _ask(self, work: Work) -> dict[str, int]:
        serials = self.series.serials(work.database)
        return defaultdict(int, {one: max(given) for one, given in serials.items()})

    def _number(self, draft: Draft) -> Numbered | None:
        text = draft.values.get(self.series.column)
        return self.series.numbering.read(text) if text else None
