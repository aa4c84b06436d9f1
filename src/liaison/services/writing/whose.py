"""What a cell means that names a record of any of several nouns."""

from __future__ import annotations

from liaison.cells import shown
from liaison.errors import NotFound
from liaison.kinds import Whose
from liaison.nouns.registry import NOUNS
from liaison.queries.whose import apart, holders, meant, other, refuse_several
from liaison.services.writing.work import Work


def resolve_whose(work: Work, kind: Whose, text: str) -> str:
    """The key of the one record that a text means, by the rules of each noun's own references.

    A name that fits records of several nouns is refused. Raises ``NotFound``.
    """
    columns, bare = apart(kind, text)
    certain = [one for one in columns if (noun := other(one)) and work.index(noun.name).certain(bare)]
    found = meant(work.database, kind, text, work.index, typed=False)
    if not certain and len(found) == 1:
        certain = [found[0].column]
    elif len(certain) == 1 and len(found) == 1 and found[0].column is not certain[0]:
        certain.append(found[0].column)
    if len(certain) > 1 or len(found) > 1:
        raise refuse_several(text, found, work.index)
    if not certain:
        labels = "、".join(one.label for one in holders(kind))
        raise NotFound(
            f"没有找到“{shown(text)}”，",
            f"请写{labels}的编号或名称，{kind.itself[0]}就写“{kind.itself[0]}”。",
        )
    column = certain[0]
    if (noun := other(column)) is None or column.key == kind.by[0]:
        return f"{column.key}:{min(found[0].keys)}"
    return f"{column.key}:{work.index(noun.name).resolve(bare)}"


def called(work: Work, kind: Whose, key: str | None) -> str:
    """What people call what a key stands for."""
    if key is None:
        return ""
    by, _, value = key.partition(":")
    noun = other(NOUNS[kind.noun][by])
    if by == kind.by[0]:
        return kind.itself[0]
    return work.index(noun.name).labels.get(int(value), value).split(" ", 1)[-1] if noun else value
