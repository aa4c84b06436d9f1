"""What comes of proofreading: what disagrees with the records, and how much agrees."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Disagreement:
    """Something a paper says otherwise than the records: its place, the sentence, what is ``said`` and what would be ``right``,
    what it is ``about``, and the ``key`` of the figure or of the sort of thing."""

    place: str
    sentence: str
    said: str
    right: str
    about: str
    key: str


@dataclass
class Verdicts:
    """How many things agree, how many numbers were not judged, and what disagrees."""

    agreed: int = 0
    unjudged: int = 0
    problems: list[Disagreement] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def judge(self, right: bool, problem: Disagreement) -> None:
        """Count a thing as agreed, or keep what is wrong with it."""
        if right:
            self.agreed += 1
        elif problem not in self.problems:
            self.problems.append(problem)
