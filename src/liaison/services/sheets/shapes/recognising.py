"""Which shapes a header has: what its labels name in place of columns that it lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from liaison.cells import narrow, text_of
from liaison.columns import Column, Noun
from liaison.services.sheets.header_lines import Header, all_in_brackets
from liaison.services.sheets.headings import names_of
from liaison.services.sheets.shapes.known import shapes_of
from liaison.shapes import Shape, Sided


def recognise(
    noun: Noun,
    header: Header,
    placed: Mapping[int, Column],
    given: Collection[str],
    rows: Sequence[Sequence[object]],
) -> tuple[dict[int, Column], tuple[Shape, ...]]:
    """The columns of a header with the parts of shapes that its labels name, and those shapes.

    A shape is tried only where a column that it fills is missing: no label names it but one that is a part's, too (as in a
    header of two lines), and the command line (``given``) does not tell it.
    """
    columns, found = dict(placed), []
    labels = {key for label in header.labels for key in label}
    for shape in shapes_of(noun):
        parts = _parts(noun, shape, header, columns, labels)
        there = {column.key for place, column in columns.items() if place not in parts} | set(given)
        if isinstance(shape, Sided) and shape.amount in there:
            fits = _has_signs(shape, parts, there, columns, header, rows)
        else:
            missing = shape.makes[:1] if isinstance(shape, Sided) else shape.makes
            told = {part.key for part in parts.values()} | set(given)
            fits = bool(parts) and there.isdisjoint(missing) and shape.fits(told)
        if fits:
            columns |= parts
            found.append(shape)
    return columns, tuple(found)


def _parts(
    noun: Noun, shape: Shape, header: Header, columns: Mapping[int, Column], labels: Collection[str]
) -> dict[int, Column]:
    """Where the parts of a shape stand: as explained, else where the first of their names is."""
    names, parts = names_of(noun), {}
    explained = {column.key: place for place, column in columns.items()}
    for part in shape.parts:
        if part.key in explained:
            parts[explained[part.key]] = part
            continue
        for name in filter(labels.__contains__, names[part.key]):
            free = (
                place
                for place, label in enumerate(header.labels)
                if name in label
                and place not in parts
                and (place not in columns or columns[place].key in shape.makes)
            )
            if (place := next(free, -1)) >= 0:
                parts[place] = part
                break
    return parts


def _has_signs(
    shape: Sided,
    parts: Mapping[int, Column],
    there: Collection[str],
    columns: Mapping[int, Column],
    header: Header,
    rows: Sequence[Sequence[object]],
) -> bool:
    """Whether a column of amounts tells by its signs what came and what went, where nothing else tells it."""
    if shape.kind in there or any(part.key != "balance" for part in parts.values()):
        return False
    place = next((place for place, column in columns.items() if column.key == shape.amount), -1)
    data = (row for row in rows[header.begin :] if 0 <= place < len(row) and not all_in_brackets(row))
    return any(signed(row[place])[0] for row in data)


def signed(cell: object) -> tuple[bool, str]:
    """Whether an amount is below zero, by a minus before it or brackets around it; and the amount alone."""
    text = narrow(text_of(cell))
    if text.startswith("(") and text.endswith(")") and any(map(str.isdigit, text)):
        return True, text[1:-1].strip()
    if text[:1] in ("+", "-") and any(map(str.isdigit, text)):
        return text[0] == "-", text[1:].strip()
    return False, text
