"""The pages for clerks: what happens on each, and what its clerk does in Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import excel, tasks
from .play import Became, Done, Shown, Typed, parts


@dataclass(frozen=True)
class Page:
    """A page, and the functions that do on paper sheets what its comments name."""

    name: str
    hands: dict[str, Callable[[Path], None]]

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(__file__).parents[1] / f"{self.name}.md"

    @cached_property
    def text(self) -> str:
        """What it says."""
        return self.path.read_text(encoding="utf-8")

    def parts(self) -> Iterator[Typed | Done | Shown | Became]:
        """What happens on it, in order."""
        return parts(self.text)


EXCEL = Page("excel", excel.HANDS)
TASKS = Page("tasks", tasks.HANDS)
PAPERS = Page("papers", {})
PAGES = (EXCEL, TASKS, PAPERS)
