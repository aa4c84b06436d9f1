"""An import as it runs: in a transaction of its own each time, on trial or for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from liaison.cli.exchange.choices import SIDES, Choose
from liaison.cli.shell import typed
from liaison.cli.shell.here import Here
from liaison.columns import Noun, Record
from liaison.formats import screen
from liaison.nouns.registry import NOUNS
from liaison.services.sheets.outcome import Outcome
from liaison.tables import RawTable, Told


class Run:
    """Checks and writes tables, each time in a transaction of its own.

    ``bring`` is what is done with them, if not to bring them in, and ``writes`` are the nouns whose records are written then.
    """

    def __init__(
        self,
        here: Here,
        tables: list[RawTable],
        nouns: tuple[Noun, ...],
        choose: Choose,
        given: Callable[[Any], Record] | None = None,
        terms: Any = None,
        bring: Callable[..., Outcome] | None = None,
        writes: tuple[Noun, ...] = (),
    ) -> None:
        from liaison.services.sheets.headings import read_told
        from liaison.services.sheets.importing import Terms, bring_in
        from liaison.services.sheets.presets import read_presets
        from liaison.services.writing.doubts import Doubts

        self.here, self.tables, self.nouns, self.choose, self.given = here, tables, nouns, choose, given
        self.bring, self.writes = bring or bring_in, writes or nouns
        self.terms = terms or Terms(
            told=read_told(choose.mapping, nouns),
            prefer=side(choose.prefer),
            renames=choose.accept_renames or choose.asks,
            alike=choose.accept_alike or choose.asks,
            removes=choose.yes or choose.asks,
            lessens=choose.remove_missing,
            presets=read_presets(choose.preset, nouns),
            plain=choose.as_plain,
            doubts=Doubts(
                choose.accept_similar,
                offered=True,
                others=choose.accept_alike,
                before=tables[0].answers,
            ),
        )

    @property
    def answers(self) -> tuple[Told, ...]:
        """What a person has answered of the texts in the tables, in this run and when they were brought in before."""
        return tuple(self.terms.doubts.agreed.values())

    def __call__(self, *, keep: bool, then: Callable[[Any, Outcome], None] | None = None) -> Outcome:
        """Bring the tables in; what has refused rows is not kept, unless the good ones are wanted.

        ``then`` is done in the same transaction when all went well.
        """
        from liaison.services.sheets.headers import edition_of

        if any(map(edition_of, self.tables)):
            list(NOUNS.values())  # all are asked what their records were called: loaded before the lock
        outcome = self._once(keep=keep, then=then, terms=self.terms)
        # Which rows would change a closed year is known once all are written.
        if outcome.shut and self.choose.accept_good:
            outcome = self._once(keep=keep, then=then, terms=replace(self.terms, shut=outcome.shut))
        return outcome

    def _once(self, *, keep: bool, then: Callable[[Any, Outcome], None] | None, terms: Any) -> Outcome:
        from liaison.services.sheets.strangers import calls_anew

        outcome = Outcome()
        try:
            with self.here.reading() as database:
                anew = self.terms.plain or calls_anew(database, self.tables, self.nouns)
                given = None if anew else ()
            with self.here.writing(*self.writes, given=given, keep=keep, saves="import") as work:
                if self.given:
                    terms = replace(terms, given=self.given(work))
                outcome = self.bring(work, self.tables, self.nouns, terms, screen.progress)
                if outcome.shut or (outcome.notes and not self.choose.accept_good):
                    raise _Problems
                if then:
                    then(work, outcome)
        except _Problems:
            pass
        return outcome


def side(prefer: str | None) -> Any:
    """Which side ``--prefer`` names. Raises ``Unreadable``."""
    return typed.one_of(prefer, SIDES, "--prefer") if prefer else None


class _Problems(Exception):  # noqa: N818 - rolls the transaction back, never leaves this file
    pass
