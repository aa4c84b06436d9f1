"""In which order tables are written."""

from __future__ import annotations

from liaison.models import metadata
from liaison.settings import place as read_place
from liaison.store.opening import reading


def test_tables_are_told_after_those_they_refer_to(place: str) -> None:
    with reading(read_place(place)) as database:
        tables = database.tables()
    assert set(tables) == {*metadata.tables, "alembic_version"}
    for position, name in enumerate(tables):
        if name in metadata.tables:
            referred = {key.column.table.name for key in metadata.tables[name].foreign_keys} - {name}
            assert referred <= set(tables[:position]), name
