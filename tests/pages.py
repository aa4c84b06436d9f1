"""A page read by its tags, as the standard library reads HTML: nothing may be left open, or closed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}


@dataclass
class Tag:
    """An element: its attributes, and in order the elements and texts in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Tag | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that is read in it, in one line."""
        return " ".join("".join(self._texts()).split())

    @property
    def pieces(self) -> str:
        """The same, each text on a line of its own."""
        return "\n".join(filter(None, map(str.strip, self._texts())))

    def _texts(self) -> Iterator[str]:
        for one in self.inside:
            yield from one._texts() if isinstance(one, Tag) else (one,)

    def all(self, *names: str, **attributes: str) -> list[Tag]:
        """The elements of these names in it, at any depth, that have these attributes (``kind`` for class)."""
        wanted = {"class" if key == "kind" else key: value for key, value in attributes.items()}
        return [
            one
            for one in self._tags()
            if (not names or one.name in names)
            and all(one.attributes.get(key) == value for key, value in wanted.items())
        ]

    def _tags(self) -> Iterator[Tag]:
        for one in self.inside:
            if isinstance(one, Tag):
                yield one
                yield from one._tags()

    def one(self, *names: str, **attributes: str) -> Tag:
        """The only one of these."""
        (found,) = self.all(*names, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Tag("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, {key: value or "" for key, value in attrs})
        self.open[-1].inside.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Tag(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>, line {self.getpos()[0]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def page(file: Path) -> Tag:
    """A page, with all its tags closed."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    assert [one.name for one in reader.open] == ["page"]
    return reader.open[0]


def table(tag: Tag) -> list[list[str]]:
    """The cells of a table, its head first."""
    return [[cell.text for cell in row.all("th", "td")] for row in tag.all("tr")]
