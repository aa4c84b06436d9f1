"""An XML part that is edited where it must be; every other byte of it stays as the clerk's program wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_NAME = re.compile(r"</?(?=\w+[\s/>])")
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_000
"""Characters of a text: a cell takes hardly more."""


@dataclass(slots=True)
class Element:
    """An element and where it stands: its tag from ``start`` to ``opened``, its content up to ``closed``.

    ``name`` is without its prefix, the names of ``attributes`` are as written.
    """

    name: str
    attributes: dict[str, str]
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def child(self, *path: str) -> Element | None:
        """The first child of that name, or of the first child of that name the first child of the next."""
        found: Element | None = self
        for name in path:
            found = next((one for one in found.children if one.name == name), None) if found else None
        return found

    def reference(self) -> str:
        """The id of the relation it names, nothing if it names none."""
        return next((value for name, value in self.attributes.items() if name.endswith(":id")), "")


class Part:
    """An XML part with its elements, and what is to become of them.

    Text that is put in gets the prefix that the part's own elements have, and is written in ASCII, which is right in nearly
    every encoding; bytes stay as they are. Raises ``ValueError`` or an error of expat for what is no XML, or in an encoding
    that is not like ASCII.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = _tree(data)
        name = data[self.root.start + 1 : self.root.opened]
        self.prefix = name[: name.index(self.root.name.encode())].decode()
        self._edits: list[tuple[int, int, bytes]] = []
        self._appended: dict[int, tuple[Element, list[bytes]]] = {}

    def inside(self, element: Element) -> bytes:
        """What stands in an element."""
        return self.data[element.opened : element.closed]

    def tag(self, element: Element, **values: object) -> None:
        """Give an element's tag other attributes, once; ``None`` takes one away."""
        end = element.opened - (2 if self.data[element.opened - 2 : element.opened] == b"/>" else 1)
        tag = self.data[element.start : end]
        for name, value in values.items():
            tag = re.sub(rb"""\s%s\s*=\s*(?:"[^"]*"|'[^']*')""" % name.encode(), b"", tag)
            if value is not None:
                tag = tag.rstrip() + f" {name}={quoteattr(str(value))}".encode("ascii", "xmlcharrefreplace")
        self._edits.append((element.start, end, tag))

    def append(self, parent: Element, xml: str | bytes) -> None:
        """Put XML at the end of an element."""
        self._appended.setdefault(parent.start, (parent, []))[1].append(self._own(xml))

    def put(self, place: int, xml: str | bytes) -> None:
        """Put XML at a place outside of tags."""
        self._edits.append((place, place, self._own(xml)))

    def replace(self, element: Element, xml: str | bytes = b"") -> None:
        """Put XML in the place of an element."""
        self._edits.append((element.start, element.end, self._own(xml)))

    def behind(self, names: Iterable[str]) -> int:
        """The place in the root behind its last child that has one of these names, which come first in a part of its sort."""
        wanted = frozenset(names)
        return max((one.end for one in self.root.children if one.name in wanted), default=self.root.opened)

    def _own(self, xml: str | bytes) -> bytes:
        if isinstance(xml, bytes):
            return xml
        if self.prefix:
            xml = _NAME.sub(rf"\g<0>{self.prefix}", xml)
        return xml.encode("ascii", "xmlcharrefreplace")

    def done(self) -> bytes:
        """The part as it has become."""
        for parent, parts in self._appended.values():
            xml = b"".join(parts)
            if parent.opened == parent.end:
                match = _TAG.match(self.data, parent.start)
                assert match
                self._edits.append((parent.opened - 2, parent.opened, b">%s</%s>" % (xml, match[1])))
            else:
                self._edits.append((parent.closed, parent.closed, xml))
        pieces, at = [], 0
        for start, end, xml in sorted(self._edits, key=itemgetter(0, 1)):
            pieces += [self.data[at:start], xml]
            at = end
        return b"".join([*pieces, self.data[at:]])


def _tree(data: bytes) -> Element:
    """The root element with all that is in it."""
    top = Element("", {}, 0, 0)
    open_ones = [top]
    parser = expat.ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        if (tag := _TAG.match(data, start)) is None:
            raise ValueError("not in an encoding like ASCII")
        one = Element(name.rpartition(":")[2], attributes, start, tag.end())
        open_ones[-1].children.append(one)
        open_ones.append(one)

    def finish(_name: str) -> None:
        one, place = open_ones.pop(), parser.CurrentByteIndex
        is_empty = data[one.opened - 2 : one.opened] == b"/>"
        one.closed = one.opened if is_empty else place
        one.end = one.opened if is_empty else data.index(b">", place) + 1

    handlers: Any = parser
    handlers.StartElementHandler, handlers.EndElementHandler = begin, finish
    parser.Parse(data, True)
    return top.children[0]


def clean(text: str) -> str:
    """The text without what a workbook cannot hold."""
    if not text.isprintable():
        text = _UNHELD.sub("", text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def text_element(name: str, text: str) -> str:
    """An element that holds a text, blanks and breaks as they are."""
    return f'<{name} xml:space="preserve">{escape(clean(text), {chr(13): "&#13;"})}</{name}>'
