"""All tables of a file, each read from its shape into the noun's own columns."""

from __future__ import annotations

from collections.abc import Iterable

from liaison.services.sheets.headers import Placed
from liaison.services.sheets.shapes.days import part_days, part_spans, spans_among
from liaison.services.sheets.shapes.known import Parted, Spanned, shapes_of
from liaison.services.sheets.shapes.ledger import sided
from liaison.services.sheets.shapes.measured import pass_over_none
from liaison.services.sheets.shapes.met import uncrossed
from liaison.services.sheets.shapes.reshaping import Reshaping
from liaison.services.sheets.shapes.sharing import share, stack
from liaison.services.sheets.shapes.signing import sign_in
from liaison.services.writing.work import Work
from liaison.shapes import Measured, Shape, Shared, Sided, SignedIn, Stacked


def shape_all(work: Work, placed: Iterable[Placed]) -> tuple[list[Placed], list[str]]:
    """The tables in the columns of their nouns, and what the clerk must be told of it.

    Raises ``BadFile`` where a sheet does not tell what its columns mean.
    """
    shaped, said = [], []
    for one in placed:
        if one.stood.across:
            shaped.append(uncrossed(one))
            continue
        table = Reshaping(one)
        for shape in shapes_of(one.noun):
            _read(work, table, shape, recognised=shape in one.shapes)
        shaped.append(table.done())
        said += table.said
    return shaped, said


def _read(work: Work, table: Reshaping, shape: Shape, *, recognised: bool) -> None:
    """Read a shape that the header has, or one that only the cells show."""
    if isinstance(shape, Parted) and recognised:
        part_days(table, shape)
    elif isinstance(shape, Sided) and recognised:
        sided(table, shape)
    elif isinstance(shape, Spanned):
        part_spans(table, shape) if recognised else spans_among(table, shape)
    elif isinstance(shape, Stacked) and table.table.merged:
        stack(table, shape)
    elif isinstance(shape, SignedIn) and recognised:
        sign_in(work, table, shape)
    elif isinstance(shape, Measured):
        pass_over_none(table, shape)
    elif isinstance(shape, Shared):
        share(work, table, shape)
