"""What is open for the next chair, noun by noun: each tells its part beside its other questions.

A noun's file in this layer lists them as ``HANDOVER``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from liaison.columns import Column, Record
from liaison.nouns.registry import exported
from liaison.store.database import Database


class Open(NamedTuple):
    """A table of what is handed over, ``key`` in its JSON: ``ask`` answers with what is open on a day, ``columns`` describe
    it; ``money`` says that it comes from the ledger."""

    key: str
    title: str
    columns: tuple[Column, ...]
    ask: Callable[[Database, str], list[Record]]
    money: bool = False


def parts() -> list[Open]:
    """Every part, in the order of the nouns."""
    return exported("queries", "HANDOVER")
