"""Which record each row of a noun's sheets is about, and which rows of one file are about the same one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from liaison.columns import ALL_CELLS, Noun, Record
from liaison.errors import NotFound
from liaison.queries.records import stream
from liaison.rules.names import match_key
from liaison.services.sheets.matching import Way, stored
from liaison.services.sheets.sheet import Sheet, sound
from liaison.services.sheets.twins import Twins
from liaison.services.writing.draft import CellRefused, Row
from liaison.services.writing.likeness import same_cells
from liaison.services.writing.work import Work


class Identifying:
    """Finds the records that rows change, for all sheets of a noun in a file at once."""

    def __init__(self, work: Work, noun: Noun, sheets: Sequence[Sheet]) -> None:
        self.work, self.noun, self.sheets = work, noun, sheets
        self.ways = [way for one in noun.identity if not (way := Way(noun, one)).counts]
        self.by_code: list[Row] = []
        """The rows whose record was found by its code, though no other cell that names a record agrees."""
        self.alike: list[tuple[Row, Record]] = []
        """New rows, each with a stored record that looks like the same told before."""

    def identify(self, drafts: list[Row]) -> tuple[list[Row], list[str]]:
        """Find the record each draft changes; returns the drafts that are still good, and what is to be said.

        Rows that are wholly alike count once; others for one record are refused together.
        """
        existing = list(stored(self.work.database, self.noun, drafts))
        for one in self.ways:
            one.learn(existing)
        twins = Twins(self.noun, self.sheets)
        # Where one key is all that tells rows apart, a large sheet is spared the search for others.
        alone = len(self.ways) == 1 and not self.noun.own_names
        several = len(self.ways) > 1
        bad = [one.bad for one in self.sheets]
        by_id = {record["id"]: record for record in existing} if self.noun.learned else {}
        for draft in drafts:
            applying = [one for one in self.ways if one.applies(draft)]
            if draft.line in bad[draft.sheet]:
                # It goes no further, but no other row may be what it is.
                applying = [one for one in applying if draft.values.keys() >= set(one.slots)]
            for way in applying:
                key = way.key(draft.values)
                draft.old = way.find_for(draft, key)
                if draft.old is not None or not way.yields:
                    break
            if not applying:
                continue  # such a row is known by all its cells, or what it lacks is said when it is completed
            if draft.old is None and by_id:
                draft.old = self._learned(draft, by_id, applying)
            if draft.old is None and way.apart:
                if wider := next((one for one in applying if one.wide), None):
                    way, key = wider, wider.key(draft.values)
                elif other := next((r for one in applying if (r := one.find(one.key(draft.values)))), None):
                    self._refuse_other(draft, way, other)
            if several and draft.old is not None and way.alternative == ("code",):
                self._check_code(draft, way)
            twins.meet(draft, ((way.named, key),) if alone else self._marks(draft, way, key, applying))
        drafts = self._sound(drafts, twins)
        if len(self.ways) < len(self.noun.identity):
            self._by_counting(drafts, existing)
        for number, sheet in enumerate(self.sheets):
            if sheet.versions.known:
                self._by_marks(sheet, [draft for draft in drafts if draft.sheet == number])
        return self._sound(drafts, twins), twins.said()

    def _sound(self, drafts: list[Row], twins: Twins) -> list[Row]:
        """The drafts that go on: neither refused nor counted with another."""
        drafts, merged = sound(self.sheets, drafts), twins.merged
        return [draft for draft in drafts if draft not in merged] if merged else drafts

    def _learned(self, draft: Row, by_id: dict[int, Record], applying: Sequence[Way]) -> Record | None:
        """The record that a row's name was learned to mean, where it is nobody's own and all else that names the record fits;
        refused where it may be another's as well."""
        index, named = self.work.index(self.noun.name), self.noun.named
        name = draft.values.get(named)
        if not name or index.holders(name):
            return None
        for record in filter(None, map(by_id.get, index.learned(name))):
            called = draft.values | {named: record[named]}
            if any(named in way.slots and way.find(way.key(called)) is record for way in applying):
                break
        else:
            return None
        try:
            return by_id[index.resolve(name)]
        except NotFound as error:
            refusal = CellRefused(named, error.sentence, error.hint)
            self.sheets[draft.sheet].refuse(draft, refusal)
            return None

    def _refuse_other(self, draft: Row, way: Way, other: Record) -> None:
        if self.sheets[draft.sheet].versions.is_of(draft.line, other["id"]):
            draft.old = other  # changed on our own sheet
            return
        label = self.noun[way.named].label
        told = "、".join(self.noun[key].label for key in self.noun.apart)
        text = f"这个{label}在库中是“{self.noun.title(other)}”，{told}却和这一行不同，"
        hint = f"请核对：同一条的请改成一致，另外一条的请换一个{label}。"
        self.sheets[draft.sheet].refuse(draft, CellRefused(way.named, text, hint))

    def _check_code(self, draft: Row, way: Way) -> None:
        """Note a row that nothing but its code ties to its record; a mark of our own ties it, too."""
        others = (one for one in self.ways if one is not way and one.applies(draft))
        if any(one.find(one.key(draft.values)) is draft.old for one in others):
            return
        assert draft.old is not None
        if self.noun.learned and draft.old["id"] in self.work.index(self.noun.name).learned(
            draft.text(self.noun.named)
        ):
            return
        if not self.sheets[draft.sheet].versions.is_of(draft.line, draft.old["id"]):
            self.by_code.append(draft)

    def _by_counting(self, drafts: list[Row], existing: list[Record]) -> None:
        """Rows that nothing names are matched, each once, with records that no other row names and that are equal."""
        claimed = {draft.old["id"] for draft in drafts if draft.old}
        unnamed = [draft for draft in drafts if not any(one.applies(draft) for one in self.ways)]
        for number, sheet in enumerate(self.sheets):
            counting = Way(self.noun, (ALL_CELLS,), sheet.placed.columns.values())
            counting.learn([record for record in existing if record["id"] not in claimed])
            for draft in unnamed:
                if draft.sheet == number:
                    draft.old = counting.find(counting.key(draft.values))
                    if draft.old is not None:
                        claimed.add(draft.old["id"])
        if self.noun.alike:
            self._by_likeness([draft for draft in unnamed if draft.old is None], existing, claimed)

    def _by_likeness(self, drafts: list[Row], existing: list[Record], claimed: set[int]) -> None:
        """Note new rows that tell what a record tells that no row of the file is about."""
        slots = [self.noun[key].slot for key in self.noun.alike]
        there: dict[Any, list[Record]] = defaultdict(list)
        if drafts:
            for record in existing:
                if record["id"] not in claimed:
                    there[tuple(map(record.get, slots))].append(record)
        apart = [self.noun[key].slot for key in self.noun.apart]
        for draft in drafts if there else ():
            found = there.get(tuple(map(draft.values.get, slots)), [])
            if same := next((one for one in found if all(same_cells(draft, one, apart))), None):
                found.remove(same)
                self.alike.append((draft, same))

    def _by_marks(self, sheet: Sheet, drafts: list[Row]) -> None:
        """A row whose code or name was changed on the sheet is known by its mark, if no other row is that record's and it
        still shows most of it; a row typed over with something else is new.

        Records of which the sheet has no row any more are noted.
        """
        versions = sheet.versions
        shown_by = versions.records()
        claimed = {draft.old["id"] for draft in drafts if draft.old}
        times = Counter(shown_by.values())
        wanted = {
            draft.line: record
            for draft in drafts
            if draft.old is None
            and (record := shown_by.get(draft.line)) is not None
            and record not in claimed
            and times[record] == 1
            and versions.still_shows(draft)
        }
        if wanted:
            listed = ", ".join(str(record) for record in wanted.values())
            records = {r["id"]: r for r in stream(self.work.database, self.noun, f"t.id IN ({listed})")}
            for draft in drafts:
                draft.old = draft.old or records.get(wanted.get(draft.line, 0))
        new = {draft.line for draft in drafts if draft.old is None and draft.line not in sheet.bad}
        there = {record for line, record in shown_by.items() if line not in new}
        sheet.tally.missing = versions.missing(claimed | there)

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
