"""What stands under what: nobody stands under itself, however far up one goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

JOINED = ("成员", "牵头")
"""The ways in which a unit belongs to an alliance: as one of it, or at its head."""
CARED_FOR = "代管"
"""The way in which an organisation is looked after by another that is not its superior."""


def in_circle(above: Mapping[int, int | None], keys: Collection[int]) -> set[int]:
    """Those of ``keys`` from which the way up comes back to them; ``above`` tells what each stands under, if anything."""
    found = set()
    for key in keys:
        seen: set[int] = set()
        up = above.get(key)
        while up is not None and up != key and up not in seen:
            seen.add(up)
            up = above.get(up)
        if up == key:
            found.add(key)
    return found


def tree(
    links: Sequence[Mapping[str, Any]], units: Mapping[int, Mapping[str, Any]], top: int | None = None
) -> list[dict[str, Any]]:
    """Who stands under whom, each below what it stands under, from ``top`` down or from all that stand under nothing.

    ``links`` have ``id``, ``parent_id``, ``as`` and ``from``; ``units`` tell of each unit by its key. Each line has what its unit
    has, the ``as`` and ``from`` of what it stands under, its ``level`` (0 at the top), and how many different units stand
    ``below`` it. One who stands in a circle is shown once in each branch.
    """
    below: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for link in links:
        below[link["parent_id"]].append(link)
    children = {link["id"] for link in links}
    heads = [top] if top is not None else [key for key in units if key in below and key not in children]

    def under(key: int) -> set[int]:
        found: set[int] = set()
        waiting = [key]
        while waiting:
            for link in below[waiting.pop()]:
                if link["id"] not in found and link["id"] != key:
                    found.add(link["id"])
                    waiting.append(link["id"])
        return found

    lines = []
    waiting: list[tuple[int, Mapping[str, Any], tuple[int, ...]]] = [(key, {}, ()) for key in reversed(heads)]
    while waiting:
        key, link, path = waiting.pop()
        lines.append(
            {
                **units[key],
                "as": link.get("as"),
                "from": link.get("from"),
                "level": len(path),
                "below": len(under(key)),
            }
        )
        path = (*path, key)
        waiting += [(one["id"], one, path) for one in reversed(below[key]) if one["id"] not in path]
    return lines
