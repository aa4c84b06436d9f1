"""What is particular to a noun when its records are written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from liaison.columns import Noun
from liaison.kinds import Fixed, Ref, Whose
from liaison.nouns.registry import NOUNS, home_of, module
from liaison.rules.pinyin import teach
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work
from liaison.several import Refs

Refusals = Iterable[tuple[Draft, CellRefused]]


@dataclass(frozen=True)
class Desk:
    """The steps of writing that a noun has of its own, in the order in which they are done.

    ``ready`` works out what all drafts of one command need before they are compared with what is stored; ``settle`` decides
    what a draft leaves open or may not change by itself; ``check`` completes and judges one draft (raises
    ``LiaisonError``); ``check_all`` judges the drafts of one command together and yields what it refuses; ``after`` writes
    what belongs to a record elsewhere than in its own table; ``finish`` what follows when all of them are written. ``void``
    tells, in words, that a row of a sheet says there is no such record. ``code`` gives the pattern of a new record's code where
    that is not always its noun's. ``leaving`` is done before records, given by their
    keys, are removed; it raises ``Refused`` for what never is.
    """

    noun: Noun
    ready: Callable[[Work, list[Draft]], None] | None = None
    settle: Callable[[Work, Draft], None] | None = None
    check: Callable[[Work, Draft], None] | None = None
    check_all: Callable[[Work, list[Draft]], Refusals] | None = None
    after: Callable[[Work, Draft, int], None] | None = None
    finish: Callable[[Work, list[Draft]], None] | None = None
    void: Callable[[Draft], str] | None = None
    code: Callable[[Draft], str] | None = None
    leaving: Callable[[Work, Collection[int]], None] | None = None


def make_ready(nouns: Iterable[Noun], given: Collection[str] | None = None) -> None:
    """Load what it takes to write records of these nouns, before the database is locked.

    ``given`` are the keys that will be given, where that is known: what is not called anew needs no pinyin.
    """
    known: set[str] = set()
    for noun in nouns:
        own_desk(noun)
        _load_named(noun, known)
        enters = {column.key for column in noun.entering}
        names = {noun.named, *noun.own_names, *enters} - {""}
        if names and (given is None or not names.isdisjoint(given)):
            teach()
            if enters:
                own_desk(NOUNS["body"])  # of whose kind they are


def _load_named(noun: Noun, known: set[str]) -> None:
    """Load the nouns whose records a noun's records name, and those that these name."""
    for column in noun.columns:
        if isinstance(column.kind, Ref | Refs) and column.kind.noun not in known:
            known.add(column.kind.noun)
            _load_named(NOUNS[column.kind.noun], known)
        elif isinstance(column.kind, Fixed):
            len(column.kind.words)  # the figures that there are have to be loaded
        elif isinstance(column.kind, Whose) and column.via:
            _load_named(NOUNS[column.kind.noun], known)


def own_desk(noun: Noun) -> Desk:
    """A noun's own steps: ``<NAME>_DESK`` in its services, or none."""
    file = module("services", home_of(noun.name).name)
    found: Desk | None = getattr(file, f"{noun.name.upper()}_DESK", None)
    return found or Desk(noun)
