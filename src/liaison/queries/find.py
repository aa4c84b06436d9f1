"""Finding one record by what a person calls it: code, name, another name, or an unambiguous part of either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from liaison.columns import Column, Noun
from liaison.errors import NotFound
from liaison.nouns.registry import home_of
from liaison.rules.names import code_key, match_key
from liaison.store.database import Database


class Named(NamedTuple):
    """A record with all that it may be called by.

    ``owner`` is the record it is known within; ``others`` are its other names, ``exact`` what names it only as a whole;
    ``initials`` are those of its names in pinyin, as words.
    """

    key: int
    owner: int | None
    code: str
    name: str
    others: list[str]
    exact: tuple[str, ...]
    initials: str


def named(database: Database, noun: Noun, within: str = "") -> Iterator[Named]:
    """Every record of a noun, in the order of codes; ``within`` is the column of what it is known within."""
    fields = [
        f"{within}_id" if within else "NULL",
        noun.numbered or "''",
        noun.called,
        "initials" if noun.named else "''",
        *noun.own_names,
        *noun.exactly,
    ]
    former: dict[int, list[str]] = {}
    for link in (noun[key].link for key in noun.also_called):
        if link:
            sql = f"SELECT {link.owner}, {link.value} FROM {link.table} ORDER BY {link.owner}, position"
            for key, name in database.execute(sql):
                former.setdefault(key, []).append(name)
    count = len(noun.own_names)
    for key, owner, code, name, initials, *more in database.execute(
        f"SELECT id, {', '.join(fields)} FROM {noun.table} ORDER BY {noun.numbered or 'id'}, id"
    ):
        others = [other for other in more[:count] if other] + former.get(key, [])
        yield Named(key, owner, code, name, others, tuple(filter(None, more[count:])), initials)


def find(database: Database, noun: Noun, text: str) -> int:
    """The key of the one record that ``text`` names; an exact code or name wins over a part.

    Raises ``NotFound`` when none fits, or with the candidates when several do.
    """
    wanted = match_key(text)
    everything = list(named(database, noun))
    code = code_key(text)
    exact = [one for one in everything if code == code_key(one.code)]
    exact = exact or [
        one for one in everything if wanted and wanted in map(match_key, (one.name, *one.others))
    ]
    parts = exact or [one for one in everything if wanted and _has_part(one, wanted)]
    if len(parts) == 1:
        return parts[0].key
    if not parts:
        whole = f" {noun.whole_list}" if noun.whole_list else ""
        raise NotFound(
            f"没有找到{noun.label}“{text.strip()}”，",
            f"请用 liaison {home_of(noun.name).name} list{whole} 查看。",
        )
    listed = "、".join(f"{one.code} {one.name}" for one in parts[:8]) + ("等" if len(parts) > 8 else "")
    raise NotFound(
        f"“{text.strip()}”对应 {len(parts)} 条{noun.label}：{listed}，", "请写编号或更完整的名称。"
    )


def find_within(database: Database, noun: Noun, within: Column, owner: int, text: str, label: str) -> int:
    """The key of the record that ``text`` names among those of one owner, whole or by an unambiguous part.

    ``within`` is the column of the owner, ``label`` what the records are called there. Raises ``NotFound``.
    """
    wanted = text.strip()
    there = [one for one in named(database, noun, within.key) if one.owner == owner]
    fitting = [one for one in there if one.name == wanted] or [one for one in there if wanted in one.name]
    if len(fitting) == 1:
        return fitting[0].key
    known = "、".join(one.name for one in fitting or there) or f"还没有{label}"
    raise NotFound(
        f"{within.label}里没有唯一的{label}“{text}”（{known}），", f"请写{label}全名，或先设立这个{label}。"
    )


def _has_part(one: Named, wanted: str) -> bool:
    if wanted in match_key(one.code):
        return True
    if any(wanted in match_key(name) for name in (one.name, *one.others)):
        return True
    return wanted.isascii() and any(wanted in initials for initials in one.initials.split())
