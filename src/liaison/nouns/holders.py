"""What a record may belong to that belongs to one of several nouns: a column for each, of which exactly one is filled."""

from __future__ import annotations

from liaison.columns import Column
from liaison.kinds import Kind

THE_COUNCIL = ("本会", "联席会议", "本联席会议")
"""What people write for the council itself."""


def holder(key: str, label: str, kind: Kind) -> Column:
    """The column of one noun that a record may belong to; what is shown and written is one column of kind ``Whose``."""
    return Column(key, label, kind, inner=True, typed=False, null=True, listed=False, behind=True)
