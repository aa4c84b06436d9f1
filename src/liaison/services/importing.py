"""Bringing sheets in: everything is checked first, then all is written or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from liaison.columns import Column, Mark, Noun, RawTable, Record
from liaison.errors import BadFile, LiaisonError, NotFound
from liaison.kinds import Misread, Phone, Ref, Refs, shown
from liaison.queries.records import stream
from liaison.rules.names import match_key
from liaison.services.desks import DESKS
from liaison.services.headers import Placed, place_all
from liaison.services.matching import Way
from liaison.services.outcome import Outcome
from liaison.services.saving import Desk, complete, differences, next_code, settle, write
from liaison.services.work import CellRefused, Draft, Work

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
_FEW = 200
_MISS = object()


def bring_in(
    work: Work,
    tables: list[RawTable],
    nouns: tuple[Noun, ...],
    given: Record | None = None,
    progress: Progress = lambda _label, rows, _total: rows,
) -> Outcome:
    """Check and write the tables of a file; ``given`` holds slots that the command line has told.

    The change must be kept only if the outcome has no problems.
    """
    given = given or {}
    placed, said = place_all(tables, nouns, {slot.removesuffix("_id") for slot in given})
    for sentence in said:
        work.warn(sentence)
    outcome = Outcome()
    if not any(row for one in placed for row in one.table.rows[one.begin :]):
        raise BadFile("表里只有表头，没有数据行，", "请填好后再导入。")
    for one in placed:
        _Sheet(work, one, given, outcome).bring_in(progress)
        work.change.flush()
    return outcome


class _Sheet:
    """One table on its way in."""

    def __init__(self, work: Work, placed: Placed, given: Record, outcome: Outcome) -> None:
        self.work = work
        self.placed = placed
        self.noun = placed.noun
        self.desk: Desk = DESKS[placed.noun.name]
        self.given = given
        self.outcome = outcome
        self.bad: dict[int, bool] = {}
        self.raw: dict[str, int] = {column.key: index for index, column in placed.columns.items()}
        self.phones = [column for column in placed.columns.values() if isinstance(column.kind, Phone)]

    def bring_in(self, progress: Progress) -> None:
        drafts = self._read(progress)
        if self.desk.ready:
            self.desk.ready(self.work, drafts)
        drafts = self._identify(drafts)
        drafts = [draft for draft in drafts if self._accept(draft)]
        if self.desk.check_all:
            for draft, error in self.desk.check_all(self.work, drafts):
                self._refuse(draft, error)
        kept = [draft for draft in drafts if draft.line not in self.bad]
        self._write(kept, progress)
        self.outcome.refused += len(self.bad)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _read(self, progress: Progress) -> list[Draft]:
        """Turn each row's cells into stored values; what cannot be read is noted, cell by cell."""
        table, drafts = self.placed.table, []
        readers = [(index, column, self._reader(column)) for index, column in self.placed.columns.items()]
        readers.sort(key=lambda one: bool(isinstance(one[1].kind, Ref) and one[1].kind.within))
        rows = table.rows[self.placed.begin :]
        line, passed_over = table.first + self.placed.begin - 1, self.placed.passed_over
        for row in progress(f"读取{self.noun.label}", rows, len(rows)):
            line += 1
            width = len(row)
            if line in passed_over or row.count(None) + row.count("") == width:
                continue
            values = dict(self.given)
            for index, column, read in readers:
                raw = row[index] if index < width else None
                try:
                    values[column.slot] = read(raw, values)
                except (Misread, LiaisonError) as error:
                    self._note(line, column, raw, str(error).rstrip("，。"))
            if line in self.bad:  # such a row goes no further, so that all that is wrong with it is said here
                for _index, column, _read in readers:
                    if column.required and values.get(column.slot, _MISS) in (None, ()):
                        self._note(line, column, None, f"缺少{column.label}，请填写。")
            drafts.append(Draft(line, values))
        return drafts

    def _reader(self, column: Column) -> Callable[[Any, Record], Any]:
        """How cells of a column are read: each different cell once."""
        kind = column.kind
        known: dict[Any, Any] = {}
        if isinstance(kind, Ref) and kind.within:
            return self._scoped_reader(kind)
        if isinstance(kind, Ref):
            resolve = self.work.index(kind.noun).resolve
            parse: Callable[[Any], Any] = lambda raw: None if (t := kind.parse(raw)) is None else resolve(t)  # noqa: E731
        elif isinstance(kind, Refs):
            resolve = self.work.index(kind.noun).resolve
            parse = lambda raw: tuple(dict.fromkeys(map(resolve, kind.parse(raw))))  # noqa: E731
        else:
            parse = kind.parse

        def read(raw: Any, _values: Record) -> Any:
            key = ("truth", raw) if isinstance(raw, bool) else raw
            value = known.get(key, _MISS)
            if value is _MISS:
                value = known[key] = parse(raw)
            return value

        return read

    def _scoped_reader(self, kind: Ref) -> Callable[[Any, Record], Any]:
        """Cells that name a record within another; one of this very sheet may come later and stays text until written."""
        own = kind.noun == self.noun.name
        resolve = self.work.index(kind.noun, kind.within).resolve
        known: dict[tuple[int | None, Any], Any] = {}

        def find(raw: Any, owner: int | None) -> Any:
            text = kind.parse(raw)
            try:
                return None if text is None else resolve(text, owner)
            except NotFound:
                if own:
                    return text
                raise

        def read(raw: Any, values: Record) -> Any:
            owner = values.get(f"{kind.within}_id")
            value = known.get((owner, raw), _MISS)
            if value is _MISS:
                value = known[owner, raw] = find(raw, owner)
            return value

        return read

    # -- matching -----------------------------------------------------------------------------------------------------

    def _identify(self, drafts: list[Draft]) -> list[Draft]:
        """Find the record each draft changes; two rows for one record are refused together."""
        drafts = [draft for draft in drafts if draft.line not in self.bad]
        existing = list(self._existing(drafts))
        seen: dict[Any, Draft] = {}
        ways = [Way(self.noun, alternative, self.placed) for alternative in self.noun.identity]
        for one in ways:
            one.learn(existing)
        for draft in drafts:
            applying = [one for one in ways if one.applies(draft)]
            for way in applying:
                key = way.key(draft.values)
                draft.old = way.find(key)
                if draft.old is not None or not way.yields:
                    break
            else:
                if not applying:
                    continue  # what is required is missing, and is said when the draft is completed
            if way.counts:
                continue
            for column, mark in self._marks(draft, way, key, applying):
                twin = seen.setdefault(mark, draft)
                if twin is not draft:
                    self._refuse(draft, CellRefused(column, f"与第 {twin.line} 行重复"))
                    self._refuse(twin, CellRefused(column, f"与第 {draft.line} 行重复"))
                    break
        return [draft for draft in drafts if draft.line not in self.bad]

    def _marks(self, draft: Draft, way: Way, key: Any, applying: list[Way]) -> Iterator[tuple[str, Any]]:
        """What no other row may share with this one, each with its column: what names it, and the record that it changes."""
        yield way.alternative[0], (way.alternative, key)
        for other in applying:
            if other is not way and len(other.alternative) == 1 and not other.counts:
                yield other.alternative[0], (other.alternative, other.key(draft.values))
        if self.noun.unique and "short" in self.noun and draft.values.get("short"):
            yield "short", ((self.noun.named,), (match_key(draft.values["short"]),))
        if draft.old is not None and len(self.noun.identity) > 1:
            yield way.alternative[0], draft.old["id"]

    def _existing(self, drafts: list[Draft]) -> Iterator[Record]:
        """The stored records these drafts may change: all, or those of the few records they belong to."""
        scope = next(
            (
                self.noun[k]
                for way in self.noun.identity
                for k in way
                if k != "*" and isinstance(self.noun[k].kind, Ref)
            ),
            None,
        )
        if scope is None:
            return stream(self.work.database, self.noun)
        owners = {owner for draft in drafts if (owner := draft.values.get(scope.slot)) is not None}
        if not owners:
            return iter(())
        if len(owners) > _FEW:
            return stream(self.work.database, self.noun)
        listed = ", ".join(str(int(owner)) for owner in owners)
        return stream(self.work.database, self.noun, f"t.{scope.store} IN ({listed})")

    # -- judging and writing ------------------------------------------------------------------------------------------

    def _accept(self, draft: Draft) -> bool:
        try:
            settle(self.desk, self.work, draft)
            if draft.old is not None and "code" in self.noun and draft.values.get("code") is None:
                draft.values.pop("code", None)
            if draft.old is not None and not differences(self.noun, draft):
                return True
            complete(self.desk, self.work, draft)
        except (LiaisonError, Misread) as error:
            self._refuse(draft, error)
            return False
        return True

    def _write(self, drafts: list[Draft], progress: Progress) -> None:
        codes = {draft.values.get("code") for draft in drafts} if self.noun.code else set()
        index = self.work.index(self.noun.name) if self.noun.code else None
        own = [c for c in self.noun.columns if isinstance(c.kind, Ref) and c.kind.noun == self.noun.name]
        drafts.sort(key=lambda draft: any(isinstance(draft.values.get(c.slot), str) for c in own))
        for draft in progress(f"写入{self.noun.label}", drafts, len(drafts)):
            if draft.old is None:
                self.outcome.new += 1
                if index is not None and not draft.values.get("code"):
                    taken = lambda code: code in codes or bool(index.holders(code))  # noqa: E731
                    draft.values["code"] = next_code(self.noun, self.work, draft, taken)
            elif different := differences(self.noun, draft):
                self.outcome.changed += 1
                self.outcome.changes += (self._change(draft, column) for column in different)
            else:
                self.outcome.same += 1
                continue
            for column in own:
                if isinstance(text := draft.values.get(column.slot), str):
                    within = column.kind.within  # type: ignore[attr-defined]
                    owner = draft.values[f"{within}_id"]
                    draft.values[column.slot] = self.work.index(self.noun.name, within).resolve(text, owner)
            write(self.desk, self.work, draft)

    def _change(self, draft: Draft, column: Column) -> Record:
        """One changed cell, as people read it."""
        old, new = (draft.old or {}).get(column.key), draft.values[column.slot]
        if isinstance(column.kind, Ref | Refs):
            labels = (
                self.work.index(column.kind.noun).labels if not getattr(column.kind, "within", "") else {}
            )
            ids = new if isinstance(new, tuple) else () if new is None else (new,)
            shown_new = "、".join(labels.get(one, str(one)).split(" ", 1)[-1] for one in ids)
        else:
            shown_new = column.kind.show(new)
        named = self.noun.named or self.noun.columns[0].key
        return {
            "sheet": self.placed.table.name,
            "row": draft.line,
            "record": self.noun[named].kind.show((draft.old or {}).get(named)),
            "column": column.label,
            "old": Phone.mask(old) if column.private and old else column.kind.show(old),
            "new": Phone.mask(new) if column.private and new else shown_new,
        }

    # -- refusing -----------------------------------------------------------------------------------------------------

    def _refuse(self, draft: Draft, error: Exception) -> None:
        key = getattr(error, "column", "") or self.noun.named or self.noun.columns[0].key
        column = self.noun[key]
        index = self.raw.get(key)
        row = self.placed.table.rows[draft.line - self.placed.table.first]
        raw = row[index] if index is not None and index < len(row) else None
        self._note(draft.line, column, raw, str(error).rstrip("，。"))

    def _note(self, line: int, column: Column, raw: Any, reason: str) -> None:
        self.bad[line] = True
        self.outcome.marks.append(Mark(self.placed.table.name, line, self.raw.get(column.key)))
        self.outcome.problems.append(
            {
                "sheet": self.placed.table.name,
                "row": line,
                "column": column.label,
                "value": shown(raw),
                "reason": reason,
            }
        )
