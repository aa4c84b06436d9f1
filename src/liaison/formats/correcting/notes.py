"""The notes on a sheet's cells: ours come and go, the clerk's stay, those on a cell of ours below what we say."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell_fast

from liaison.formats import paper
from liaison.formats.correcting.cells import Cells, Place
from liaison.formats.correcting.package import Package
from liaison.formats.correcting.splicing import Element, Part, text_element

REFUSED, FILLED = "不能导入：", "已填："
"""How notes of ours begin: of what is refused, of what was filled in."""
_THEIRS = "\n\n原有批注：\n"
"""What stands before the clerk's own note on the same cell."""
_AUTHOR = "liaison"
_THREAD = "tc="
"""How the author of a note is called that stands for a conversation; what it says is kept elsewhere."""
_SORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_SORT = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BOX_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NO_BOXES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_BOX = (
    '<v:shape id="_x0000_s{}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;'
    'width:{}px;height:{}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>"
)
_WIDTH = 280
_BOXES = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_BOX_OF = re.compile(rb'ObjectType="Note".*?<x:Row>\s*(\d+)\s*<.*?<x:Column>\s*(\d+)\s*<', re.DOTALL)
_NUMBERS = re.compile(rb"_x0000_s(\d{1,9})\b")


class Notes:
    """The notes of one sheet; ``ours`` are the cells that have one of ours, which begins with ``begin``."""

    def __init__(self, package: Package, sheet: str, begin: str = REFUSED) -> None:
        self._package, self._sheet, self._begin = package, sheet, begin
        related = package.related(sheet).values()
        self._name = next((one.part for one in related if one.sort == "comments"), "")
        none = f'<comments xmlns="{package.main}"><authors/><commentList/></comments>'.encode()
        self._part = Part(package.part(self._name, none))
        authors, listed = (self._part.root.child(name) for name in ("authors", "commentList"))
        if authors is None or listed is None:
            raise ValueError("no notes")
        self._authors, self._list = authors, listed
        self._there: dict[Place, tuple[Element, str]] = {}
        self._threads: set[Place] = set()
        self.ours: set[Place] = set()
        names = [self._text(one) for one in authors.children]
        for one in listed.children:
            row, column = xl_cell_to_rowcol(one.attributes["ref"])
            place, text = (row + 1, column), self._text(one)
            if names[int(one.attributes["authorId"])].startswith(_THREAD):
                self._threads.add(place)
                continue
            if text.startswith(begin):
                self.ours.add(place)
                text = text.partition(_THEIRS)[2]
            self._there[place] = one, text

    def renew(self, said: Mapping[Place, str], cells: Cells) -> None:
        """Take our notes away, and put new ones where there is something to be said; a conversation is not meddled with."""
        new: dict[Place, str] = {}
        for place, text in said.items():
            if place not in self._threads:
                _, theirs = self._there.get(place, (None, ""))
                new[place] = f"{self._begin}{text}{_THEIRS}{theirs}" if theirs else self._begin + text
        new |= {place: self._there[place][1] for place in self.ours - new.keys() if self._there[place][1]}
        for place in self.ours | new.keys():
            if place in self._there:
                self._part.replace(self._there[place][0])
        if new:
            self._part.append(self._authors, text_element("author", _AUTHOR))
        author = len(self._authors.children)
        for place, text in new.items():
            ref, inside = _name(place), text_element("t", text)
            self._part.append(
                self._list, f'<comment ref="{ref}" authorId="{author}"><text>{inside}</text></comment>'
            )
        if not self._name and new:
            self._name = self._package.add("xl/comments{}.xml", b"", _SORT)
            self._package.relate(self._sheet, "comments", self._name)
        if self._name:
            self._package[self._name] = self._part.done()
            self._draw(new, cells)

    def _draw(self, new: Mapping[Place, str], cells: Cells) -> None:
        """The boxes in which the notes appear."""
        reference = cells.notes()
        if reference:
            name = self._package.related(self._sheet)[reference].part
        else:
            name = self._package.add("xl/drawings/vmlDrawing{}.vml", _NO_BOXES, _BOXES_SORT)
            cells.put_notes(self._package.relate(self._sheet, "vmlDrawing", name), self._package.relations)
        stale = self.ours | new.keys()

        def kept(box: re.Match[bytes]) -> bytes:
            of = _BOX_OF.search(box[0])
            return b"" if of and (int(of[1]) + 1, int(of[2])) in stale else box[0]

        boxes = _BOXES.sub(kept, self._package[name])
        first = max(map(int, _NUMBERS.findall(boxes)), default=1024) + 1
        drawn = [
            _BOX.format(number, _WIDTH, 24 + 20 * paper.lines_of(text, 40), row - 1, column)
            for number, ((row, column), text) in enumerate(new.items(), first)
        ]
        if b'id="_x0000_t202"' not in boxes:
            drawn.insert(0, _BOX_TYPE)
        end = boxes.rindex(b"</xml>")
        self._package[name] = boxes[:end] + "".join(drawn).encode() + boxes[end:]

    def _text(self, element: Element) -> str:
        """The text in an element, as it is to be read."""
        if element.name in ("t", "author"):
            return html.unescape(self._part.inside(element).decode("utf-8"))
        return "".join(map(self._text, element.children))


def _name(place: Place) -> str:
    name: str = xl_rowcol_to_cell_fast(place[0] - 1, place[1])
    return name
