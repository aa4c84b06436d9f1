"""The parts of an .xlsx, and the lists by which they know each other."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from xml.sax.saxutils import quoteattr

from liaison.formats.correcting.splicing import Part

BOOK = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_BOOKS = {
    False: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    True: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
"""What a workbook is, without and with macros; never a template, nor with macros that it has not: Excel would not open it."""
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


@dataclass(frozen=True)
class Relation:
    """What a part has to do with another: the last word of its sort, and the other part."""

    sort: str
    part: str


@dataclass(frozen=True)
class Sheet:
    """A sheet of any sort: its name, its part, its place among all, and whether it is hidden."""

    name: str
    part: str
    place: int
    is_hidden: bool


class Package:
    """An .xlsx; what is changed stays in memory until it is packed."""

    def __init__(self, data: bytes, *, macros: bool = False) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        names = (name for name in self._archive.namelist() if not name.endswith("/"))
        self._parts: dict[str, bytes | None] = dict.fromkeys(names)
        self._is_strict = b"http://purl.oclc.org/ooxml/" in self[BOOK]
        self.declare(BOOK, _BOOKS[macros])

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __getitem__(self, name: str) -> bytes:
        data = self._parts[name]
        return self._archive.read(name) if data is None else data

    def __setitem__(self, name: str, data: bytes) -> None:
        self._parts[name] = data

    def part(self, name: str, default: bytes) -> bytes:
        """A part, or what counts where there is none."""
        if name not in self:
            return default
        return self[name]

    def remove(self, name: str) -> None:
        """Leave a part out, if it is there."""
        self._parts.pop(name, None)

    def pack(self, out: zipfile.ZipFile) -> None:
        """Write all parts into an archive."""
        for name in self._parts:
            out.writestr(name, self[name])

    def add(self, pattern: str, data: bytes, sort: str) -> str:
        """A new part under a free name of that pattern, of that sort of content; returns the name."""
        taken = {name.lower() for name in self._parts}
        name = next(name for number in count(1) if (name := pattern.format(number)).lower() not in taken)
        self[name] = data
        self.declare(name, sort)
        return name

    def declare(self, name: str, sort: str) -> None:
        """Say in the list of contents of what sort a part is."""
        types = Part(self[_TYPES])
        for one in types.root.children:
            if one.attributes.get("PartName", "").lower() == f"/{name}".lower():
                if one.attributes.get("ContentType") == sort:
                    return  # as it stands, to the byte
                types.tag(one, ContentType=sort)
                break
        else:
            types.append(types.root, f'<Override PartName="/{name}" ContentType={quoteattr(sort)}/>')
        self[_TYPES] = types.done()

    def related(self, name: str) -> dict[str, Relation]:
        """What a part, or the whole, has to do with others, by the ids that it uses."""
        where = _relations_of(name)
        if where not in self:
            return {}
        return {
            told["Id"]: Relation(
                told["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", posixpath.dirname(name), told["Target"]))[1:],
            )
            for told in (one.attributes for one in Part(self[where]).root.children)
            if told.get("TargetMode") != "External"
        }

    def relate(self, name: str, sort: str, other: str) -> str:
        """Note that a part has to do with another; returns the id for it."""
        where = _relations_of(name)
        part = Part(self.part(where, _NO_RELATIONS))
        taken = {one.attributes.get("Id") for one in part.root.children}
        new = next(new for number in count(1) if (new := f"rId{number}") not in taken)
        part.append(part.root, f'<Relationship Id="{new}" Type="{self.relations}/{sort}" Target="/{other}"/>')
        self[where] = part.done()
        return new

    def forget_relations(self, name: str) -> None:
        """Let a part have nothing to do with any other."""
        self.remove(_relations_of(name))

    @property
    def main(self) -> str:
        """The namespace of sheets."""
        return self._namespace("spreadsheetml", "main")

    @property
    def relations(self) -> str:
        """The namespace of relations between parts."""
        return self._namespace("officeDocument", "relationships")

    def _namespace(self, area: str, name: str) -> str:
        if self._is_strict:
            return f"http://purl.oclc.org/ooxml/{area}/{name}"
        return f"http://schemas.openxmlformats.org/{area}/2006/{name}"

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets, in their order."""
        book, related = Part(self[BOOK]), self.related(BOOK)
        listed = book.root.child("sheets")
        return [
            Sheet(
                one.attributes["name"],
                related[one.reference()].part,
                place,
                one.attributes.get("state", "visible") != "visible",
            )
            for place, one in enumerate(listed.children if listed else ())
        ]


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
