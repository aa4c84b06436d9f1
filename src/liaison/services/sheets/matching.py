"""How a row of a sheet names the record it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from liaison.columns import ALL_CELLS, Column, Noun, Record
from liaison.kinds import Ref, Text
from liaison.nouns.registry import is_own
from liaison.queries.records import stream
from liaison.rules.names import code_key, match_key
from liaison.services.writing.draft import Row
from liaison.services.writing.likeness import same_cells
from liaison.store.database import Database

_FEW = 200
"""Owners whose records are asked for one by one rather than all."""


def _folding(column: Column, numbered: str) -> Callable[[str], str] | None:
    """The form in which two spellings of a cell that names a record are the same."""
    if column.key == numbered:
        return code_key
    return match_key if type(column.kind) is Text else None


class Way:
    """One way in which a row names its record: by some of its cells, or by all of them and its place among equal rows; by
    none where there is one record only. ``there`` are the columns that a sheet has, where all of them count.

    It yields to the next way where it finds nothing, but for a code: a credit code may be new to a unit that is known. One
    that is wider than another (title, day and host; title and day) applies where a row has all of its cells.
    """

    def __init__(self, noun: Noun, alternative: tuple[str, ...], there: Iterable[Column] = ()) -> None:
        self.noun = noun
        self.alternative = alternative
        self.counts = alternative == (ALL_CELLS,)
        self.wide = any(set(other) < set(alternative) for other in noun.identity)
        self.yields = self.wide or (len(alternative) == 1 and alternative[0] != "code")
        self.apart = [noun[key].slot for key in noun.apart if alternative != ("code",) and not self.counts]
        self.named = alternative[0] if alternative else noun.columns[0].key
        columns = (
            [c for c in there if c.key != "number"] if self.counts else map(noun.__getitem__, alternative)
        )
        self.parts = [(c.slot, None if self.counts else _folding(c, noun.numbered)) for c in columns]
        self.slots = [slot for slot, _fold in self.parts]
        self.folds = any(fold for _slot, fold in self.parts)
        self.first = None if self.counts or not self.parts else self.slots[0]
        self.records: dict[Any, Record] = {}
        self.others: dict[Any, list[Record]] = {}
        self.places: dict[Any, int] = defaultdict(int)

    def applies(self, draft: Row) -> bool:
        """Whether a draft can be named in this way."""
        if self.wide:
            return all(draft.values.get(slot) is not None for slot in self.slots)
        return self.first is None or draft.values.get(self.first) is not None

    def key(self, values: Record) -> Any:
        """What names the record; counted among equal ones where all cells do."""
        if self.folds:
            cells = tuple(
                [fold(value) if (value := values.get(slot)) and fold else value for slot, fold in self.parts]
            )
        else:
            cells = tuple(map(values.get, self.slots))
        if not self.counts:
            return cells
        self.places[cells] += 1
        return (cells, self.places[cells])

    def learn(self, existing: list[Record]) -> None:
        """Make stored records findable; by its other names too, where they are rows of their own."""
        for record in existing:
            key = self.key(record)
            if self.records.setdefault(key, record) is not record:
                self.others.setdefault(key, []).append(record)
        if self.alternative == (self.noun.named,):
            for record in existing:
                for name in self._other_names(record):
                    self.records.setdefault(self.key({self.noun.named: name}), record)
        self.places.clear()

    def _other_names(self, record: Record) -> Iterator[str]:
        for key in self.noun.also_called:
            if self.noun[key].link:
                yield from record.get(key, ())

    def find(self, key: Any) -> Record | None:
        """The stored record of that name."""
        return self.records.get(key)

    def find_for(self, draft: Row, key: Any) -> Record | None:
        """The stored record of that name that the draft may be about, others of the name told apart."""
        found = self.records.get(key)
        if found is None or not self.apart:
            return found
        namesakes: list[Record] = [found, *self.others.get(key, ())]
        for one in namesakes:
            told = same_cells(draft, one, self.apart)
            if not told or any(told):
                return one
        return None


def stored(database: Database, noun: Noun, drafts: Iterable[Row]) -> Iterator[Record]:
    """The stored records that drafts may change: all, or those of the few records they belong to."""
    keys = (key for way in noun.identity for key in way if key != ALL_CELLS)
    scope = next((noun[key] for key in keys if isinstance(noun[key].kind, Ref)), None)
    if scope is None:
        return stream(database, noun)
    owners = {owner for draft in drafts if (owner := draft.values.get(scope.slot)) is not None}
    if not owners:
        return iter(())
    if len(owners) > _FEW:
        return stream(database, noun)
    listed = ", ".join(str(int(owner)) for owner in owners)
    return stream(database, noun, f"t.{scope.store} IN ({listed})")


def parents_first(noun: Noun, drafts: list[Row]) -> tuple[list[Row], list[tuple[Row, Column]]]:
    """Drafts put so that each comes after that of them which it names, and those that name none there is, each with the column.

    Such a name is still a text: the record of this very sheet that it means is not written yet.
    """
    own = [c for c in noun.columns if is_own(noun, c) and not c.kind.within]  # type: ignore[attr-defined]
    waiting = {draft: None for draft in drafts if any(_open(draft, column) for column in own)} if own else {}
    if not waiting:
        return drafts, []
    ready: list[Row] = []
    there: set[str] = set()

    def place(draft: Row) -> None:
        ready.append(draft)
        there.update(match_key(name) for key in noun.bynames if (name := draft[key]))

    for draft in drafts:
        if draft not in waiting:
            place(draft)
    while True:
        found = [
            draft
            for draft in waiting
            if all(not (name := _open(draft, column)) or match_key(name) in there for column in own)
        ]
        if not found:
            break
        for draft in found:
            place(draft)
            del waiting[draft]
    stray = [
        (draft, next(column for column in own if match_key(_open(draft, column)) not in there))
        for draft in waiting
    ]
    return ready, stray


def _open(draft: Row, column: Column) -> str:
    """The name that a draft has where the key of the record will be."""
    value = draft.values.get(column.slot)
    return value if isinstance(value, str) else ""
