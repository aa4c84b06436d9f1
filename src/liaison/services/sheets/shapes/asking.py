"""What only the clerk can tell of a sheet."""

from __future__ import annotations

from liaison.errors import BadFile, as_typed
from liaison.rules.names import match_key


class Undecided(BadFile):
    """Two columns of which one is the one and one the other, and nothing on the sheet tells which.

    ``labels`` are the sheet's, ``meanings`` what each may be; ``why`` says what was looked at.
    """

    def __init__(self, sheet: str, labels: tuple[str, str], meanings: tuple[str, str], why: str) -> None:
        one, other = labels
        super().__init__(
            f"工作表“{sheet}”看不出“{one}”和“{other}”哪一列是{meanings[0]}（{why}），",
            f"请加 --map {as_typed(f'{one}={meanings[0]}')} --map {as_typed(f'{other}={meanings[1]}')}，或者反过来。",
        )
        self.question = f"工作表“{sheet}”的“{one}”是{meanings[0]}吗？（不是，就是{meanings[1]}）"
        self.labels, self.meanings = labels, meanings

    def told(self, *, yes: bool) -> dict[str, str]:
        """What each label, by its key, means by the answer."""
        meanings = self.meanings if yes else self.meanings[::-1]
        return dict(zip(map(match_key, self.labels), meanings, strict=True))
