"""How the journal speaks: what was done, and what became of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from liaison.cli.shell.derived import app_of
from liaison.columns import Noun, Record
from liaison.formats.seen import profile, seen
from liaison.formats.text import to_json
from liaison.nouns.keeping.log import ENTRY, LISTED
from liaison.nouns.registry import registered
from liaison.queries import asking
from liaison.queries.keeping.changes import Changed
from liaison.queries.keeping.log import Entry, begun
from liaison.settings import local_time

_WHOLE = {"new": "新增", "gone": "删除", "": "改动"}
_BLANK = "（空）"


@cache
def _verbs(noun: str) -> dict[str, str]:
    """The Chinese name of each verb of a noun by its English one."""
    return {english: chinese for chinese, english in app_of(noun).english.items()}


def doing(command: str) -> str:
    """A command of the journal in Chinese: 成员 修改 M004, 活动 导入 签到.xlsx; options are left out."""
    _liaison, *words = command.partition(" # ")[0].split(" ")
    if not words:
        return command
    if words[0] == "upgrade":
        return f"升级数据库（{words[1]} → {words[2]}）"
    chinese = {one.chinese: name for name, one in registered().items()}
    noun = chinese.get(words[0], words[0])
    if noun not in registered():
        return command
    verbs = _verbs(noun)
    told = [registered()[noun].chinese]
    rest = words[1:]
    if rest and (rest[0] in verbs or rest[0] in verbs.values()) and len(verbs) > 1:
        told.append(verbs.get(rest[0], rest[0]))
        rest = rest[1:]
    options = next((place for place, word in enumerate(rest) if word.startswith("-")), len(rest))
    return " ".join([*told, *(word for word in rest[:options] if word != "…")])


def saying(noun: Noun, text: str, *, reveal: bool) -> tuple[str, Record]:
    """The condition that each word of a text stands in what an entry is shown with: in who did it, or in what was done, in Chinese
    as it is shown or as it is kept."""
    return asking.holding(noun, text, reveal=reveal, elsewhere=lambda word: begun(_said(word)))


def _said(word: str) -> Iterator[str]:
    """How the commands begin whose noun or verb is called so, in part."""
    for one in registered().values():
        if word in one.chinese:
            yield f"liaison {one.name}"
            continue
        yield from (f"liaison {one.name} {verb}" for verb, name in _verbs(one.name).items() if word in name)


def told_of(entry: Entry) -> Record:
    """An entry as a list shows it."""
    parts = [
        f"撤回第 {entry.undoes} 条" if entry.undoes else "",
        f"已由第 {entry.undone_by} 条撤销" if entry.undone_by else "",
    ]
    return {
        "entry": entry.entry,
        "at": local_time(entry.at),
        "who": seen(LISTED[2])(entry._asdict()) or "",
        "did": doing(entry.command),
        "rows": entry.rows,
        "state": "，".join(filter(None, parts)),
    }


def entry_json(entry: Entry) -> Record:
    """An entry as JSON, as it may be seen."""
    return to_json(ENTRY, entry._asdict())


def held(changed: Iterable[Changed]) -> Iterator[Changed]:
    """The cells of those that may be seen."""
    whom = profile()
    return (one for one in changed if one.column is None or whom.holds(one.column))


def lines_of(changed: Iterable[Changed], *, cells: bool) -> Iterator[str]:
    """A line per changed cell; of a record that is new or gone one line, or with ``cells`` one for each of its cells too."""
    for (label, code, name, whole), group in groupby(held(changed), _record):
        title = " ".join(filter(None, (code, name)))
        several = list(group)
        if whole or several[0].column is None:
            yield f"{_WHOLE[whole]} {label} {title}".rstrip()
            if not cells:
                continue
        for one in several:
            if one.column is not None and not (whole and cells and one.column.label == label):
                yield f"{'  ' if whole else ''}{title} {one.column.label} {_change(one)}"


def _record(one: Changed) -> tuple[str, str, str, str]:
    label = one.label
    return label, one.code, one.name, one.whole


def _change(one: Changed) -> str:
    before, after = (_shown(one, value) for value in (one.before, one.after))
    if one.column is not None and one.column.link and not one.whole:
        return (
            f"增加 {after}"
            if one.before is None
            else f"去掉 {before}"
            if one.after is None
            else f"{before} → {after}"
        )
    return after if one.whole == "new" else before if one.whole == "gone" else f"{before} → {after}"


def _shown(one: Changed, value: Any) -> str:
    column = one.column
    if column is None or value in (None, "", ()):
        return _BLANK
    return column.kind.show(seen(column)({column.key: value}))


def cell_texts(one: Changed) -> dict[str, str]:
    """A changed cell as a table shows it."""
    before, after = (_shown(one, value) for value in (one.before, one.after))
    return {
        "noun": one.label,
        "code": one.code,
        "name": one.name,
        "label": one.column.label if one.column else _WHOLE[one.whole],
        "before": "" if before == _BLANK else before,
        "after": "" if after == _BLANK else after,
    }


def cell_record(one: Changed) -> dict[str, Any]:
    """A changed cell as JSON."""
    column = one.column
    before, after = (
        None if column is None or value is None else to_json([column], {column.key: value})[column.key]
        for value in (one.before, one.after)
    )
    return {
        "noun": one.noun.name if one.noun else one.what,
        "code": one.code or None,
        "name": one.name or None,
        "column": column.key if column else None,
        "label": column.label if column else None,
        "before": before,
        "after": after,
    }
