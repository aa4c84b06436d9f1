"""Bringing sheets in: everything is checked first, then all is written or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from liaison.cells import shown
from liaison.columns import Noun, Record
from liaison.errors import BadFile, LiaisonError, Refused
from liaison.kinds import Misread
from liaison.nouns.registry import is_own
from liaison.queries.council.council import council_name
from liaison.queries.journal import last_link
from liaison.rules.names import match_key
from liaison.services.sheets.headings import remember, remembered
from liaison.services.sheets.identifying import Identifying
from liaison.services.sheets.marks import begun_with
from liaison.services.sheets.matching import parents_first
from liaison.services.sheets.outcome import Outcome
from liaison.services.sheets.ownership import Ownership
from liaison.services.sheets.placing import place_all, refuse_collected
from liaison.services.sheets.presets import Preset, with_presets
from liaison.services.sheets.renaming import check_alike, check_codes
from liaison.services.sheets.rows import Progress, Rows
from liaison.services.sheets.running import running_numbers
from liaison.services.sheets.settling import refuse_closed, remove_missing
from liaison.services.sheets.shapes.crossing import across
from liaison.services.sheets.shapes.measured import headed
from liaison.services.sheets.shapes.shaping import shape_all
from liaison.services.sheets.sheet import Sheet, change_of, sound
from liaison.services.sheets.strangers import Anybodys, refuse_strangers, strange
from liaison.services.sheets.tidying import tidy_all
from liaison.services.sheets.twins import listed
from liaison.services.sheets.versions import Prefer, recall_names, source
from liaison.services.writing.batch import Batch, differences
from liaison.services.writing.doubts import Doubts
from liaison.services.writing.draft import CellRefused, Draft, Row
from liaison.services.writing.work import Work
from liaison.tables import RawTable

TAKE_PLAIN = "；确实要并进来，请加 --as-plain，只按名称对"
"""How another council's sheet may be taken all the same."""
_STRANGE = "这个文件不是从现在的数据库导出的，看不出哪些行在导出以后改过，请核对修改的内容。"


@dataclass(frozen=True)
class Terms:
    """On what terms sheets are brought in: slots told already, labels explained, the side that counts in a conflict.

    Sheets collected from a unit hold the records of ``owner`` only, and showed those that fit the condition ``scope``.
    ``renames`` says that a code alone may give a record another name, ``alike`` that rows which seem to be on record
    already are others, ``removes`` that a row may take a record away, ``lessens`` that records of which a sheet has no row any
    more are removed.
    ``presets`` are told of columns that the sheets lack, ``shut`` are rows that are not taken, by sheet and line, with why not.
    ``plain`` takes what another council exported, as anybody's. ``doubts`` hold what texts only may mean, and the answers.
    """

    given: Record = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    prefer: Prefer | None = None
    owner: int = 0
    scope: str = ""
    renames: bool = False
    alike: bool = False
    removes: bool = False
    lessens: bool = False
    presets: tuple[Preset, ...] = ()
    shut: Mapping[tuple[str, int], str] = field(default_factory=dict)
    plain: bool = False
    doubts: Doubts = field(default_factory=Doubts)


def bring_in(
    work: Work,
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    terms: Terms = Terms(),
    progress: Progress = lambda _label, rows, _total: rows,
) -> Outcome:
    """Check and write the tables of a file. The change must be kept only if the outcome has no problems."""
    database, work.doubts = work.database, terms.doubts
    work.doubts.begin()
    strangers = strange(database, tables)
    if not terms.plain:
        refuse_strangers(database, tables, TAKE_PLAIN)
    if not terms.owner:
        theirs = [table for table, _edition in strangers]
        refuse_collected(work, [table for table in tables if table not in theirs])
    headings = replace(remembered(work, terms.told), headed=headed(work, nouns, terms.given))
    given = {slot.removesuffix("_id") for slot in terms.given} | {
        key for preset in terms.presets for key in (*preset.keys.values(), *preset.instead.values())
    }
    placed, said = place_all(tables, nouns, given, headings, partial(across, work, nouns))
    anybodys = Anybodys() if terms.plain else None
    if anybodys:
        placed, unlooked = anybodys.stripped(placed, council_name(database) or "")
        said += unlooked
    placed = with_presets(placed, terms.presets)
    placed, tidied = tidy_all(work, placed)
    placed, numbered = running_numbers(work, placed)
    if not any(one.has_rows for one in placed) and not terms.owner:  # a unit may have nothing to report
        raise BadFile("表里只有表头，没有数据行，", "请填好后再导入。")
    placed, shaped = shape_all(work, placed)
    said += tidied + numbered + shaped
    recall_names(work, placed)
    outcome = Outcome(said=said)
    notes = [] if terms.plain else [begun_with(edition) for _table, edition in strangers]
    is_new = last_link(work.database)[0] == 0
    every: list[Sheet] = []
    for noun, tables_of in groupby(placed, key=lambda one: one.noun):
        called = [anybodys.called_as_here(one) if anybodys else one for one in tables_of]
        sheets = [Sheet(work, one, terms.prefer, terms.scope) for one in called]
        together = _Sheets(work, noun, sheets, terms)
        said += together.bring_in(progress)
        if anybodys:
            anybodys.learn(noun.name, [sheet.name for sheet in sheets], together.good)
        outcome.sheets += [sheet.tally for sheet in sheets]
        every += sheets
        work.change.flush()
        for sheet in sheets:
            one = sheet.placed
            remember(work, noun.name, one.line, one.meant)
            if sheet.versions.marks:
                notes.append(source(sheet.versions.marks.stamp))
            elif one.edition and one.edition.entry and not is_new and _STRANGE not in said:
                said.append(_STRANGE)
    if terms.lessens:
        outcome.removed = remove_missing(work, every)
        said += [
            f"“{one.name}”导出时只有一部分记录或列，看不出删去了哪些，没有删除。"
            for one in every
            if one.versions.marks and one.versions.marks.part
        ]
    if not terms.shut:
        outcome.shut = refuse_closed(work, every)
    work.change.command += "".join(dict.fromkeys(notes))
    return outcome


class _Sheets:
    """All tables of one noun in a file, on their way in together: what they say is one truth."""

    def __init__(self, work: Work, noun: Noun, sheets: list[Sheet], terms: Terms) -> None:
        self.work, self.noun, self.sheets, self.terms = work, noun, sheets, terms
        self.batch = Batch(work, noun, self._refuse)
        self.ownership = Ownership(work, noun, terms.owner) if terms.owner else None
        self.good: list[Row] = []
        """The rows that were not refused."""

    def bring_in(self, progress: Progress) -> list[str]:
        """Check and write the rows; returns what is to be said of them."""
        work, drafts = self.work, []
        for number, sheet in enumerate(self.sheets):
            drafts += Rows(work, sheet, number, self.terms.given).read(progress)
        self.batch.prepare(list(drafts))
        identifying = Identifying(work, self.noun, self.sheets)
        drafts, said = identifying.identify(drafts)
        check_codes(work, self.noun, self.sheets, identifying.by_code, accepted=self.terms.renames)
        check_alike(self.noun, self.sheets, identifying.alike, accepted=self.terms.alike)
        drafts, void = self._without_void(sound(self.sheets, drafts))
        said += void
        drafts = [draft for draft in drafts if self._accept(draft)]
        self.batch.judge(list(drafts))
        self.good = self._after_parents(sound(self.sheets, drafts))
        self._write(self.good, progress)
        for sheet in self.sheets:
            sheet.tally.refused = len(sheet.bad)
            sheet.tally.sort()
        return said

    def _without_void(self, drafts: list[Row]) -> tuple[list[Row], list[str]]:
        """The rows but those that say there is no such record, and what is to be said of these."""
        void = self.batch.desk.void
        if void is None:
            return drafts, []
        kept: list[Row] = []
        told: dict[tuple[int, str, bool], list[int]] = {}
        for draft in drafts:
            if not (why := void(draft)):
                kept.append(draft)
            elif draft.old is not None and self.terms.removes:
                self._remove(draft)
            else:
                told.setdefault((draft.sheet, why, draft.old is None), []).append(draft.line)
        return kept, [
            f"“{self.sheets[sheet].name}”第 {listed(lines)} 行{why}，"
            + ("没有登记。" if new else "库中已有登记，没有删除；确实没有的，请加 --yes 再导入。")
            for (sheet, why, new), lines in told.items()
        ]

    def _after_parents(self, drafts: list[Row]) -> list[Row]:
        """The rows, each after the row of this file that it names, without those that name none there is."""
        ordered, stray = parents_first(self.noun, drafts)
        names = {match_key(draft[key] or "") for draft, _column in stray for key in self.noun.bynames}
        for draft, column in stray:
            text = draft.values[column.slot]
            if match_key(text) in names:
                sentence, advice = (
                    f"“{shown(text)}”这一行也不能导入，",
                    "它的上级没有找到，或绕成了一圈，请核对。",
                )
            else:
                sentence = f"没有找到{column.label}“{shown(text)}”，"
                advice = self.work.index(self.noun.name).advice(text)
            self._refuse(draft, CellRefused(column.key, sentence, advice))
        return ordered

    def _remove(self, draft: Row) -> None:
        assert draft.old is not None
        sheet = self.sheets[draft.sheet]
        sheet.tally.changed += 1
        for column in differences(self.noun, draft):
            sheet.tally.changes.append(
                change_of(self.work, sheet.placed, draft, column) | {"new": "删去这一条"}
            )
        self.work.change.remove(self.noun.table, draft.old["id"])

    def _refuse(self, draft: Draft, error: Exception) -> None:
        assert isinstance(draft, Row)
        self.sheets[draft.sheet].refuse(draft, error)

    def _accept(self, draft: Row) -> bool:
        sheet = self.sheets[draft.sheet]
        if why := self.terms.shut.get((sheet.name, draft.line)):
            sheet.refuse(draft, Refused(why))
            return False
        try:
            if draft.old is not None:
                for slot in sheet.placed.preset:
                    draft.values.pop(slot, None)
                if not differences(self.noun, draft):  # most rows of a workbook that comes back
                    if self.ownership:
                        self.ownership.check(draft)
                    return True
                draft.edited = sheet.versions.edited(draft)
            if draft.old is not None or self.noun.private:
                self.batch.settle(draft)
            if self.ownership:
                self.ownership.check(draft)
            if draft.old is not None:
                if conflicts := sheet.versions.resolve(draft):
                    sheet.tally.conflicts += 1
                    for conflict in conflicts:
                        sheet.refuse(draft, conflict)
                    return False
                if not differences(self.noun, draft):
                    return True
            self.batch.complete(draft)
        except (LiaisonError, Misread) as error:
            sheet.refuse(draft, error)
            return False
        return True

    def _write(self, drafts: list[Row], progress: Progress) -> None:
        own = [c for c in self.noun.columns if is_own(self.noun, c)]
        if own:  # what refers to a record of these very sheets comes after it
            drafts.sort(key=lambda draft: any(isinstance(draft.values.get(c.slot), str) for c in own))
        written: list[Draft] = []
        for draft in progress(f"写入{self.noun.label}", drafts, len(drafts)):
            sheet = self.sheets[draft.sheet]
            if draft.old is None:
                sheet.tally.new += 1
            elif not (different := differences(self.noun, draft)):
                sheet.tally.same += 1
                continue
            elif self.work.change.is_new(self.noun.table, draft.old["id"]):
                sheet.tally.new += 1  # another noun's sheet of the file has begun it
            else:
                sheet.tally.changed += 1
                sheet.tally.changes += [
                    change_of(self.work, sheet.placed, draft, column) for column in different
                ]
            for column in own:
                if isinstance(text := draft.values.get(column.slot), str):
                    within = column.kind.within  # type: ignore[attr-defined]
                    owner = draft.values[f"{within}_id"] if within else None
                    draft.values[column.slot] = self.work.index(self.noun.name, within).resolve(text, owner)
            sheet.wrote[self.batch.write(draft)] = draft
            written.append(draft)
        self.batch.finish(written)
