"""What a migration makes of rows is told in the journal, so that its images lead through every revision to the tables."""

from __future__ import annotations

from liaison.store.change import Change, images
from liaison.store.database import Database, by_column
from liaison.store.proof import TECHNICAL


class Checkpoint:
    """All rows as they are before a migration, kept aside by the database itself until the transaction ends."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.tables = [table for table in database.tables() if table not in TECHNICAL]
        for table in self.tables:
            database.execute(f"CREATE TEMP TABLE before_{table} AS SELECT * FROM {table}")

    def tell(self, change: Change) -> None:
        """Enter every row that is another now, before and after; those of new tables, too."""
        there = [table for table in self.database.tables() if table not in TECHNICAL]
        for table in dict.fromkeys((*self.tables, *there)):
            before = self._images(f"before_{table}") if table in self.tables else {}
            after = self._images(table) if table in there else {}
            for key in sorted(before.keys() | after.keys()):
                if before.get(key) != after.get(key):
                    change.note(table, key, before.get(key), after.get(key))
            if table in self.tables:
                self.database.execute(f"DROP TABLE before_{table}")

    def _images(self, table: str) -> dict[int, str]:
        cursor = self.database.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        place, rows = columns.index("id"), cursor.fetchall()
        return {row[place]: image for row, image in zip(rows, images(by_column(columns, rows)), strict=True)}
