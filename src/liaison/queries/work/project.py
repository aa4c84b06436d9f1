"""Indicators and their readings, as they are stored."""

from __future__ import annotations

from liaison.store.database import Database


def has_readings(database: Database, indicator: int) -> bool:
    """Whether an indicator has been read."""
    return database.value("SELECT 1 FROM reading WHERE indicator_id = :id", id=indicator) is not None


def periods(database: Database) -> dict[int, str]:
    """How often each indicator is read, of those that are not read daily."""
    return dict(database.tuples("SELECT id, every FROM indicator WHERE every <> '每日'"))


def units_in_per_cent(database: Database) -> list[int]:
    """The indicators that count per cents."""
    found = database.tuples("SELECT id FROM indicator WHERE unit IN ('%', '％', '百分比', '百分数')")
    return [number for (number,) in found]
