"""What is stored: the tables as SQLModel classes, that is the schema and the row types.

Those of nouns are derived from their columns; ``__init__.pyi`` beside this file spells them out for whoever reads rows.
"""

from typing import Any

from sqlmodel import SQLModel

from liaison.models.derived import tables
from liaison.models.exchange import Collection, CollectionUnit, Heading
from liaison.models.journal import Counter, Journal, JournalImage, JournalRow
from liaison.models.summary import Closing, Correction

_OWN = (Closing, Collection, CollectionUnit, Correction, Counter, Heading, Journal, JournalImage, JournalRow)
"""The tables that are no noun's."""

TABLES: dict[str, Any] = {
    one.__name__: one for one in sorted((*_OWN, *tables()), key=lambda one: one.__name__)
}
"""Every class by name."""

globals().update(TABLES)

metadata = SQLModel.metadata

__all__ = ["TABLES", "metadata", *TABLES]  # pyright: ignore
