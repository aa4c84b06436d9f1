"""Commands that a sheet tells something: read, asked about and refused as a sheet that is brought in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from liaison.cli.exchange.choices import Choose
from liaison.cli.exchange.incoming import Refusal, ask, read_tables, remarks
from liaison.cli.exchange.running import Run
from liaison.cli.shell.answers import Answer
from liaison.cli.shell.here import Here
from liaison.columns import Noun
from liaison.services.sheets.outcome import Outcome
from liaison.services.sheets.telling import nothing_else, read_out
from liaison.services.writing.draft import Row
from liaison.services.writing.work import Work


def told(
    here: Here,
    path: Path,
    noun: Noun,
    choose: Choose,
    act: Callable[[Work, list[Row]], Answer],
    *,
    writes: Noun,
    named: str,
    otherwise: Callable[[Any], Any] = nothing_else,
) -> Answer:
    """Do what the rows of a sheet say, in the transaction in which they are read; with rows that are refused nothing is done,
    unless the good ones are wanted.

    ``writes`` is the noun whose records are written, ``named`` the parameter that the file was told by, ``otherwise`` that of
    ``read_out``.
    """
    tables = read_tables(path, choose.sheet)
    run = Run(
        here,
        tables,
        (noun,),
        choose,
        bring=partial(read_out, otherwise=otherwise),
        writes=(writes,),
    )
    if choose.asks:
        ask(run)
    answers: list[Answer] = []

    def then(work: Work, outcome: Outcome) -> None:
        answers.append(act(work, outcome.told))

    outcome = run(keep=not choose.dry_run, then=then)
    if not outcome.notes:
        for sentence in remarks(outcome):
            here.say(sentence)
        return answers[0]
    kept = choose.accept_good and not choose.dry_run
    refusal = Refusal(here, outcome, path, tables, kept=kept, named=named)
    return Partly(answers[0], refusal) if answers else refusal


@dataclass
class Partly:
    """What was done with the good rows of a sheet, beside which the others are said, with the exit code of a refusal."""

    done: Answer
    refusal: Refusal

    @property
    def stem(self) -> str:
        """The name of the file of what was done."""
        return self.done.stem

    @property
    def exit_code(self) -> int:
        """That of the refusal."""
        return self.refusal.exit_code

    @property
    def sentence(self) -> str:
        """That of the refusal."""
        return self.refusal.sentence

    def to_json(self) -> Any:
        """What was done."""
        return self.done.to_json()

    def to_screen(self) -> None:
        """What was done, then what was refused."""
        self.done.to_screen()
        self.refusal.to_screen()

    def to_csv(self, out: Any) -> None:
        """What was done."""
        self.done.to_csv(out)

    def to_book(self, path: Path, *, signature: str) -> None:
        """What was done."""
        self.done.to_book(path, signature=signature)
