"""The databases to begin with."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from liaison.resources import folder
from liaison.settings import place
from liaison.store import migrate
from tests.commands import load_example
from tests.torture.running import TODAY

OLD = "0003"


def example(path: Path) -> Path:
    """The example council."""
    load_example(str(path), TODAY)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def old(example_: Path, path: Path) -> Path:
    """The same as a program of an earlier version had it."""
    shutil.copy(example_, path)
    bring_back(str(path))
    return path


def bring_back(chosen: str) -> None:
    """Take a database back to an earlier version of its tables."""
    made = migrate.engine(place(chosen))
    configuration = Config()
    configuration.set_main_option("script_location", str(folder("migrations")))
    with made.connect() as connection, connection.begin():
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, OLD)
    made.dispose()
