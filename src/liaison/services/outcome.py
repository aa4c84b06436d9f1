"""What an import did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field

from liaison.columns import Mark, Record


@dataclass
class Outcome:
    """What an import did, or would do: counts of rows, every refused cell, and every changed cell, old and new.

    ``marks`` say where each of the ``problems`` stands on its sheet.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    problems: list[Record] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    changes: list[Record] = field(default_factory=list)

    def counts(self) -> Record:
        """The outcome as JSON."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "refused": self.refused,
            "problems": self.problems,
        }
