"""What may be chosen in a sheet's columns, or where a record is to be named."""

from __future__ import annotations

import re

from liaison.columns import Noun
from liaison.kinds import Choice, Ref
from liaison.nouns.registry import NOUNS
from liaison.queries.words import words_of
from liaison.rules.names import code_key
from liaison.store.database import Database

_MOST_OFFERED = 32_000
"""Words that a drop-down takes."""


def offered(database: Database, noun: Noun) -> dict[str, list[str]]:
    """What each column of a noun's sheet offers: the council's words, and what other records are called."""
    found: dict[str, list[str]] = {}
    for column in noun.sheet:
        if isinstance(column.kind, Choice):
            words = list(words_of(database, column.kind.list))
        elif isinstance(column.kind, Ref) and column.kind.noun != noun.name:
            other = NOUNS[column.kind.noun]
            name = other.called if other.unique or column.kind.within or "code" not in other else "code"
            sql = f"SELECT DISTINCT {name} FROM {other.table} ORDER BY {name} LIMIT {_MOST_OFFERED}"
            words = [word for (word,) in database.tuples(sql)]
        else:
            continue
        if words:
            found[column.key] = words
    return found


_MOST_AT_ONCE = 50
"""Records that are named at once to somebody who is still writing."""


def beginning(
    database: Database, noun: Noun, begun: str = "", *, within: tuple[str, int] | None = None
) -> list[tuple[str, str]]:
    """Code and name of the first records whose code or initials begin so, or that have it in their names, by code.

    ``within`` is the column of what they are known within, and the key of that record; then they have no code beside.
    """
    # Within another record it is called by its name alone.
    code = f"CAST({noun.numbered} AS TEXT)" if noun.numbered and not within else "''"
    fitting = [f"lower(substr({code}, 1, :length)) = :begun", f"{noun.called} LIKE :part ESCAPE '!'"]
    if noun.named:
        fitting.append("' ' || lower(initials) LIKE :initials ESCAPE '!'")
    owned = f"{within[0]}_id = :owner AND" if within else ""
    key, escaped = code_key(begun), re.compile("([!%_])")
    rows = database.tuples(
        f"SELECT {code}, {noun.called} FROM {noun.table} WHERE {owned} ({' OR '.join(fitting)}) "
        f"ORDER BY {noun.numbered or 'id'}, id LIMIT {_MOST_AT_ONCE}",
        length=len(key),
        begun=key,
        part="%" + escaped.sub(r"!\1", begun) + "%",
        initials="% " + escaped.sub(r"!\1", key) + "%",
        **({"owner": within[1]} if within else {}),
    )
    return [(code, str(name)) for code, name in rows]
