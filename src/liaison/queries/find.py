"""Finding one record by what a person calls it: code, full, short or former name, or an unambiguous part of either."""

from __future__ import annotations

from liaison.columns import Noun
from liaison.errors import NotFound
from liaison.queries.records import called
from liaison.rules.names import code_key, match_key
from liaison.store.database import Database

Candidate = tuple[int, str, str, list[str], str]
"""Key, code, name, the other names, pinyin initials."""


def candidates(database: Database, noun: Noun) -> list[Candidate]:
    """Every record of a noun with all that it may be called by."""
    short = "short" if "short" in noun else "NULL"
    rows = database.tuples(
        f"SELECT id, code, {called(noun)}, {short}, initials FROM {noun.table} ORDER BY code"
    )
    found: dict[int, Candidate] = {
        key: (key, code, name, [other] if other else [], initials)
        for key, code, name, other, initials in rows
    }
    if "former" in noun:
        for key, name in database.execute("SELECT unit_id, name FROM former_name ORDER BY unit_id, position"):
            found[key][3].append(name)
    return list(found.values())


def find(database: Database, noun: Noun, text: str) -> int:
    """The key of the one record that ``text`` names; an exact code or name wins over a part.

    Raises ``NotFound`` when none fits, or with the candidates when several do.
    """
    wanted = match_key(text)
    everything = candidates(database, noun)
    code = code_key(text)
    exact = [one for one in everything if code == code_key(one[1])]
    exact = exact or [one for one in everything if wanted and wanted in map(match_key, (one[2], *one[3]))]
    parts = exact or [one for one in everything if wanted and _has_part(one, wanted)]
    if len(parts) == 1:
        return parts[0][0]
    if not parts:
        every = " --all" if noun.name == "member" else ""
        raise NotFound(
            f"没有找到{noun.label}“{text.strip()}”，", f"请用 liaison {noun.name} list{every} 查看。"
        )
    listed = "、".join(f"{one[1]} {one[2]}" for one in parts[:8]) + ("等" if len(parts) > 8 else "")
    raise NotFound(
        f"“{text.strip()}”对应 {len(parts)} 条{noun.label}：{listed}，", "请写编号或更完整的名称。"
    )


def _has_part(one: Candidate, wanted: str) -> bool:
    if wanted in match_key(one[1]):
        return True
    if any(wanted in match_key(name) for name in (one[2], *one[3])):
        return True
    return wanted.isascii() and any(wanted in initials for initials in one[4].split())
