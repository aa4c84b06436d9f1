"""What others call a record: learned of sheets, told by a person, kept with it, of any noun that learns such names."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.cells import shown
from liaison.columns import Noun, Record
from liaison.errors import NotFound, Refused, as_typed
from liaison.nouns.registry import home_of
from liaison.queries.known import By
from liaison.rules.names import match_key
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work


def call(work: Work, noun: Noun, record: Record, names: Sequence[str], gone: Sequence[str]) -> Draft:
    """A draft that gives a record names that others' sheets have for it, and takes some of them away.

    Raises ``NotFound`` for one to be taken away that it has not, ``Refused`` for one that means a record without being learned.
    """
    key = noun.learned
    own = {match_key(one): one for one in record[key]}
    for name in gone:
        if own.pop(match_key(name), None) is None:
            known = "、".join(record[key])
            hint = f"现有别名：{known}。" if known else "它还没有别名。"
            raise NotFound(f"“{shown(name)}”不是“{noun.title(record)}”的别名，", hint)
    index = work.index(noun.name)
    for name in names:
        by, found = index.fit(name)
        if by in (By.NAME, By.FORM):
            held = "、".join(index.titles(found))
            raise Refused(f"“{shown(name)}”本来就认作“{held}”，", "不能再作别名。")
        if others := found - index.learned(name) - {record["id"]}:
            work.warn(f"“{shown(name)}”也像“{'、'.join(index.titles(others))}”，表里这样写的，导入时还会问。")
        own.setdefault(match_key(name), name)
    return Draft({key: tuple(own.values())}, record)


def settle(noun: Noun, draft: Draft) -> None:
    """What a row of a sheet leaves as it was: it renames no record into what others call it, and of these names it takes none
    away, unless it is known that somebody has changed the cell."""
    values, old, key = draft.values, draft.old, noun.learned
    assert old is not None
    if not draft.deliberate:
        name = values.get(noun.named)
        if name and match_key(name) in map(match_key, old[key]):
            del values[noun.named]
        if key in values:
            values[key] = tuple(dict.fromkeys((*old[key], *values[key])))
    elif key not in (draft.edited or ()):
        values.pop(key, None)


def refuse_others(work: Work, noun: Noun, draft: Draft, coming: dict[str, Draft]) -> None:
    """Raise ``CellRefused`` for a name that others have for another record already; ``coming`` are those of this batch."""
    index, own = work.index(noun.name), {draft.old["id"]} if draft.old else set()
    for name in draft.values[noun.learned]:
        if others := index.learned(name) - own:
            held = "、".join(index.titles(others))
            verb = f"liaison {home_of(noun.name).name} alias {held.split()[0]} --remove {as_typed(name)}"
            raise CellRefused(
                noun.learned, f"“{shown(name)}”已经是“{held}”的别名，", f"要改过来，请先用 {verb}。"
            )
        if coming.setdefault(match_key(name), draft) is not draft:
            raise CellRefused(noun.learned, f"“{shown(name)}”在这里是两条记录的别名，", "请只留一条。")
