"""How a record of any noun is checked and written, be it typed in or one of 100,000 rows of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from liaison.columns import Column, Noun, Record
from liaison.kinds import Phone
from liaison.services.writing.work import CellRefused, Draft, Work, bynames


@dataclass(frozen=True)
class Desk:
    """What is particular to a noun when its records are written.

    ``settle`` decides, before anything is compared, what a draft leaves open or may not change by itself; ``check``
    completes and judges one draft (raises ``LiaisonError``); ``check_all`` judges the drafts of one command
    together and yields what it refuses; ``after`` writes what belongs to a record elsewhere than in its own table.
    """

    noun: Noun
    check: Callable[[Work, Draft], None] | None = None
    check_all: Callable[[Work, list[Draft]], Iterable[tuple[Draft, CellRefused]]] | None = None
    after: Callable[[Work, Draft, int], None] | None = None
    ready: Callable[[Work, list[Draft]], None] | None = None
    settle: Callable[[Work, Draft], None] | None = None


def settle(desk: Desk, work: Work, draft: Draft) -> None:
    """Take back what a draft only seems to change; done before it is compared with the record it names.

    A blank changes nothing where the program itself has filled in a number or a default.
    """
    if draft.old is not None and draft.line:
        for column in desk.noun.given:
            if draft.values.get(column.slot) is None:
                draft.values.pop(column.slot, None)
    for column in desk.noun.private:
        value = draft.values.get(column.slot)
        if not (value and "*" in value):
            continue
        stored = draft.old.get(column.slot) if draft.old else None
        if draft.old is None and draft.line:
            work.warn(f"新记录的{column.label}是遮盖过的，没有填；要连号码一起带走，请在导出时加 --reveal。")
            del draft.values[column.slot]
        elif stored and Phone.mask(stored) == value:
            del draft.values[column.slot]
    if desk.settle is not None and draft.old is not None:
        desk.settle(work, draft)


def complete(desk: Desk, work: Work, draft: Draft) -> None:
    """Fill in defaults, ask for what is required, take new words, and ask the noun's own rules."""
    noun, values, is_new = desk.noun, draft.values, draft.old is None
    for column in noun.private:
        if "*" in (values.get(column.slot) or ""):  # one that fits has been taken back
            raise CellRefused(column.key, "是遮盖过的号码，与库中的对不上，", "请填完整号码。")
    for column, slot, is_word in noun.judged:
        value = values.get(slot) if is_new else draft[slot]
        if is_new and value is None and column.default is not None:
            value = values[slot] = column.default
        if column.required and (value is None or value == ()):
            raise CellRefused(column.key, f"缺少{column.label}，", "请填写。")
        if is_word and values.get(slot):
            work.word(column.kind.list, values[slot], column.label)  # type: ignore[attr-defined]
    if noun.unshared:
        _check_names_are_free(noun, work, draft)
    if desk.check is not None:
        desk.check(work, draft)


def _check_names_are_free(noun: Noun, work: Work, draft: Draft) -> None:
    """Two records of one code or name could not be told apart: refused."""
    for key in noun.unshared:
        if draft.gives(key) and draft[key]:
            index = work.index(noun.name)
            others = index.holders(draft.text(key)) - ({draft.old["id"]} if draft.old else set())
            if others:
                held = "、".join(sorted(index.labels[other] for other in others))
                raise CellRefused(
                    key,
                    f"{noun[key].label}“{draft.text(key)}”已由“{held}”使用，",
                    "请改用别的，或修改原有记录。",
                )


def differences(noun: Noun, draft: Draft) -> list[Column]:
    """The columns whose values are new, none if the record stays as it is."""
    return [column for column in noun.sheet if draft.gives(column.slot)]


def next_code(noun: Noun, work: Work, draft: Draft, taken: Callable[[str], object]) -> str:
    """The noun's next code, never used before."""
    year = draft.text(noun.day)[:4] if noun.day else ""
    prefix = noun.code.format(year=year or work.today.year, number=0)
    while True:
        number = work.change.number(f"code:{prefix}")
        code = noun.code.format(year=year or work.today.year, number=number)
        if not taken(code):
            return code


def write(desk: Desk, work: Work, draft: Draft) -> int:
    """Put a draft that has been checked into the change; returns the record's key."""
    noun, change = desk.noun, work.change
    row: Record = {}
    values = draft.values
    for slot, store, listed in noun.stored:
        if slot in values:
            row[store] = ("、".join(values[slot]) or None) if listed else values[slot]
        elif draft.old is None:
            row[store] = None
    if noun.named and draft.gives(noun.named, "short"):
        row["initials"] = _initials(draft, noun)
    if draft.old is None:
        key = change.insert(noun.table, row)
        work.written(noun, key, row)
    else:
        key = draft.old["id"]
        if draft.line and draft.gives(*bynames(noun)):
            work.renamed(noun, draft.old)
        if row:
            change.update(noun.table, key, row)
            work.written(noun, key, draft.old | row)
    for column in noun.linked:
        if draft.gives(column.slot):
            _write_links(work, column, key, draft)
    if desk.after is not None:
        desk.after(work, draft, key)
    return key


def _initials(draft: Draft, noun: Noun) -> str:
    from liaison.rules.pinyin import initials

    return " ".join(filter(None, (initials(draft.text(noun.named)), initials(draft.text("short")))))


def _write_links(work: Work, column: Column, key: int, draft: Draft) -> None:
    """Bring the rows of a many-valued column to what is wanted, touching only those that differ."""
    link = column.link
    assert link is not None
    present: dict[Any, tuple[int, int | None]] = {}
    if draft.old is not None:
        rows = work.database.tuples(
            f"SELECT {link.value}, id, position FROM {link.table} WHERE {link.owner} = :owner", owner=key
        )
        present = {value: (row_id, position) for value, row_id, position in rows}
    wanted: tuple[Any, ...] = draft.values[column.slot]
    for value in present.keys() - set(wanted):
        work.change.remove(link.table, present[value][0])
    for position, value in enumerate(wanted, start=1):
        if value not in present:
            work.change.insert(link.table, {link.owner: key, link.value: value, "position": position})
        elif present[value][1] != position:
            work.change.update(link.table, present[value][0], {"position": position})
