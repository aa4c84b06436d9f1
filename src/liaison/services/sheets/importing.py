"""Bringing sheets in: everything is checked first, then all is written or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from liaison.cells import shown
from liaison.columns import Column, Mark, Noun, RawTable, Record
from liaison.errors import BadFile, LiaisonError
from liaison.kinds import Misread, Ref
from liaison.queries.journal import last_link
from liaison.queries.records import stream
from liaison.rules.names import match_key
from liaison.services.sheets.changes import change_of, sides
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.headings import remember, remembered
from liaison.services.sheets.matching import Way, stored
from liaison.services.sheets.outcome import Outcome, Tally
from liaison.services.sheets.ownership import Ownership
from liaison.services.sheets.placing import place_all, refuse_collected
from liaison.services.sheets.rows import Progress, Rows
from liaison.services.sheets.tidying import tidy_all
from liaison.services.sheets.versions import (
    Conflict,
    Prefer,
    Versions,
    recall_names,
    refuse_strangers,
    source,
)
from liaison.services.writing.batch import Batch, differences
from liaison.services.writing.draft import CellRefused, Draft, Row
from liaison.services.writing.work import Work

_STRANGE = "这个文件不是从现在的数据库导出的，看不出哪些行在导出以后改过，请核对修改的内容。"


@dataclass(frozen=True)
class Terms:
    """On what terms sheets are brought in: slots told already, labels explained, the side that counts in a conflict.

    Sheets collected from a unit hold the records of ``owner`` only, and showed those that fit the condition ``scope``.
    """

    given: Record = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    prefer: Prefer | None = None
    owner: int = 0
    scope: str = ""


def bring_in(
    work: Work,
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    terms: Terms = Terms(),
    progress: Progress = lambda _label, rows, _total: rows,
) -> Outcome:
    """Check and write the tables of a file. The change must be kept only if the outcome has no problems."""
    if not terms.owner:
        refuse_collected(work, tables)
    headings = remembered(work, terms.told)
    given = {slot.removesuffix("_id") for slot in terms.given}
    placed, said = place_all(tables, nouns, given, headings)
    placed, tidied = tidy_all(work, placed)
    said += tidied
    if not any(one.has_rows for one in placed) and not terms.owner:  # a unit may have nothing to report
        raise BadFile("表里只有表头，没有数据行，", "请填好后再导入。")
    if terms.prefer != "mine":
        refuse_strangers(work, placed)
    recall_names(work, placed)
    outcome = Outcome(said=said)
    stamps: dict[str, None] = {}
    claimed: dict[str, set[int]] = {}
    is_new = last_link(work.database)[0] == 0
    for one in placed:
        sheet = _Sheet(work, one, terms, claimed.setdefault(one.noun.name, set()))
        outcome.sheets.append(sheet.bring_in(progress))
        work.change.flush()
        remember(work, one.noun, one.line, one.meant)
        if sheet.versions.marks:
            stamps[sheet.versions.marks.stamp] = None
        elif one.edition and one.edition.entry and not is_new and _STRANGE not in said:
            said.append(_STRANGE)
    work.change.command += "".join(map(source, stamps))
    return outcome


class _Sheet:
    """One table on its way in."""

    def __init__(self, work: Work, placed: Placed, terms: Terms, claimed: set[int]) -> None:
        self.work = work
        self.claimed = claimed  # what rows of other sheets of the file are, where no more than equality tells
        self.placed = placed
        self.noun = placed.noun
        self.batch = Batch(work, placed.noun, self._refuse_judged)
        self.tally = Tally(placed.table.name, placed.noun)
        self.bad: dict[int, bool] = {}
        self.raw: dict[str, int] = {column.key: index for index, column in placed.columns.items()}
        self.versions = Versions(work, placed, terms.prefer, terms.scope)
        self.ownership = Ownership(work, self.noun, terms.owner) if terms.owner else None
        self.rows = Rows(work, placed, terms.given, self._note, self.bad)

    def bring_in(self, progress: Progress) -> Tally:
        drafts = self.rows.read(progress)
        self.batch.prepare(list(drafts))
        drafts = self._identify(drafts)
        drafts = [draft for draft in drafts if self._accept(draft)]
        self.batch.judge(list(drafts))
        kept = [draft for draft in drafts if draft.line not in self.bad]
        self._write(kept, progress)
        self.tally.refused = len(self.bad)
        self.tally.sort()
        return self.tally

    # -- matching -----------------------------------------------------------------------------------------------------

    def _identify(self, drafts: list[Row]) -> list[Row]:
        """Find the record each draft changes; two rows for one record are refused together."""
        existing = list(stored(self.work.database, self.noun, drafts))
        seen: dict[Any, Row] = {}
        ways = [Way(self.noun, alternative, self.placed) for alternative in self.noun.identity]
        counting = next((one for one in ways if one.counts), None)
        ways = [one for one in ways if not one.counts]
        for one in ways:
            one.learn(existing)
        # Where one key is all that tells rows apart, a large sheet is spared the search for others.
        alone = len(ways) == 1 and not self.noun.own_names
        for draft in drafts:
            applying = [one for one in ways if one.applies(draft)]
            if draft.line in self.bad:  # it goes no further, but no other row may be what it is
                applying = [one for one in applying if draft.values.keys() >= set(one.slots)]
            for way in applying:
                key = way.key(draft.values)
                draft.old = way.find(key)
                if draft.old is not None or not way.yields:
                    break
            if not applying:
                continue  # such a row is known by all its cells, or what it lacks is said when it is completed
            for column, mark in ((way.named, key),) if alone else self._marks(draft, way, key, applying):
                twin = seen.setdefault(mark, draft)
                if twin is not draft:
                    self._refuse(draft, CellRefused(column, f"与第 {twin.line} 行重复"))
                    self._refuse(twin, CellRefused(column, f"与第 {draft.line} 行重复"))
                    break
        drafts = [draft for draft in drafts if draft.line not in self.bad]
        if counting:
            self._identify_by_counting(counting, drafts, existing, ways)
        if self.versions.known:
            self._identify_by_marks(drafts)
        return [draft for draft in drafts if draft.line not in self.bad]

    def _identify_by_counting(
        self, counting: Way, drafts: list[Row], existing: list[Record], ways: list[Way]
    ) -> None:
        """Rows that nothing names are matched, each once, with records that no other row names and that are equal."""
        claimed = self.claimed | {draft.old["id"] for draft in drafts if draft.old}
        is_new, table = self.work.change.is_new, self.noun.table
        counting.learn([one for one in existing if one["id"] not in claimed and not is_new(table, one["id"])])
        for draft in drafts:
            if not any(one.applies(draft) for one in ways):
                draft.old = counting.find(counting.key(draft.values))
                if draft.old is not None:
                    self.claimed.add(draft.old["id"])

    def _identify_by_marks(self, drafts: list[Row]) -> None:
        """A row whose code or name was changed on the sheet is known by its mark, if no other row is that record's and it
        still shows most of it; a row typed over with something else is new.

        Records of which the sheet has no row any more are noted.
        """
        shown_by = self.versions.records()
        claimed = {draft.old["id"] for draft in drafts if draft.old}
        times = Counter(shown_by.values())
        wanted = {
            draft.line: record
            for draft in drafts
            if draft.old is None
            and (record := shown_by.get(draft.line)) is not None
            and record not in claimed
            and times[record] == 1
            and self.versions.still_shows(draft)
        }
        if wanted:
            listed = ", ".join(str(record) for record in wanted.values())
            records = {r["id"]: r for r in stream(self.work.database, self.noun, f"t.id IN ({listed})")}
            for draft in drafts:
                draft.old = draft.old or records.get(wanted.get(draft.line, 0))
        new = {draft.line for draft in drafts if draft.old is None and draft.line not in self.bad}
        there = {record for line, record in shown_by.items() if line not in new}
        self.tally.missing = self.versions.missing(claimed | there)

    def _marks(self, draft: Row, way: Way, key: Any, applying: list[Way]) -> list[tuple[str, Any]]:
        """What no other row may share with this one, each with its column: what names it, and the record that it changes."""
        noun = self.noun
        marks: list[tuple[str, Any]] = [(way.named, (way.alternative, key))]
        for other in applying:
            if other is not way and len(other.alternative) == 1:
                marks.append((other.named, (other.alternative, other.key(draft.values))))
        for other_name in noun.own_names:
            if other_name in noun.unshared and draft.values.get(other_name):
                marks.append((other_name, ((noun.named,), (match_key(draft.values[other_name]),))))
        if draft.old is not None and len(noun.identity) > 1:
            marks.append((way.named, draft.old["id"]))
        return marks

    # -- judging and writing ------------------------------------------------------------------------------------------

    def _accept(self, draft: Row) -> bool:
        try:
            if draft.old is not None:
                draft.edited = self.versions.edited(draft)
            if draft.old is not None or self.noun.private:
                self.batch.settle(draft)
            if self.ownership:
                self.ownership.check(draft)
            if draft.old is not None:
                if conflicts := self.versions.resolve(draft):
                    self.tally.conflicts += 1
                    for conflict in conflicts:
                        self._refuse(draft, conflict)
                    return False
                if not differences(self.noun, draft):
                    return True
            self.batch.complete(draft)
        except (LiaisonError, Misread) as error:
            self._refuse(draft, error)
            return False
        return True

    def _write(self, drafts: list[Row], progress: Progress) -> None:
        own = [c for c in self.noun.columns if isinstance(c.kind, Ref) and c.kind.noun == self.noun.name]
        if own:  # what refers to a record of this very sheet comes after it
            drafts.sort(key=lambda draft: any(isinstance(draft.values.get(c.slot), str) for c in own))
        written: list[Draft] = []
        for draft in progress(f"写入{self.noun.label}", drafts, len(drafts)):
            if draft.old is None:
                self.tally.new += 1
            elif not (different := differences(self.noun, draft)):
                self.tally.same += 1
                continue
            elif self.work.change.is_new(self.noun.table, draft.old["id"]):
                self.tally.new += 1  # another sheet of the file has begun it
            else:
                self.tally.changed += 1
                self.tally.changes += [
                    change_of(self.work, self.placed, draft, column) for column in different
                ]
            for column in own:
                if isinstance(text := draft.values.get(column.slot), str):
                    within = column.kind.within  # type: ignore[attr-defined]
                    owner = draft.values[f"{within}_id"]
                    draft.values[column.slot] = self.work.index(self.noun.name, within).resolve(text, owner)
            self.batch.write(draft)
            written.append(draft)
        self.batch.finish(written)

    # -- refusing -----------------------------------------------------------------------------------------------------

    def _refuse_judged(self, draft: Draft, error: Exception) -> None:
        assert isinstance(draft, Row)
        self._refuse(draft, error)

    def _refuse(self, draft: Row, error: Exception) -> None:
        key = getattr(error, "column", "") or self.noun.named or self.noun.columns[0].key
        column = self.noun[key]
        index = self.raw.get(key)
        row = self.placed.table.rows[draft.line - self.placed.table.first]
        raw = row[index] if index is not None and index < len(row) else None
        reason, more = str(error).rstrip("，。"), {}
        if isinstance(error, Conflict):
            change = change_of(self.work, self.placed, draft, column)
            reason += f"，{sides(change)}"
            more = {"record": change["record"], "mine": change["new"], "theirs": change["old"]}
            more |= {"who": error.who, "at": error.at}
        self._note(draft.line, column, raw, reason, **more)

    def _note(self, line: int, column: Column, raw: Any, reason: str, **more: str) -> None:
        self.bad[line] = True
        self.tally.marks.append(Mark(self.placed.table.name, line, self.raw.get(column.key)))
        problem = {"sheet": self.placed.table.name, "row": line, "column": column.label}
        self.tally.problems.append(problem | {"value": shown(raw), "reason": reason} | more)
