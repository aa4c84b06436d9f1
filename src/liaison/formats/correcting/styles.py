"""The styles of a workbook, and those that are made of them: the same in red, the same without our red."""

from __future__ import annotations

from liaison.formats.correcting.package import BOOK, Package
from liaison.formats.correcting.splicing import Element, Part

RED = "FFFFC7CE"
_SORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NONE = """<styleSheet xmlns="{}">\
<fonts><font><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs>\
<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
"""What is understood of a workbook that has no styles."""


class Styles:
    """The styles of a workbook by their numbers. New ones come behind; they are kept once ``done``."""

    def __init__(self, package: Package) -> None:
        name = next((one.part for one in package.related(BOOK).values() if one.sort == "styles"), "")
        if name not in package:
            name = "xl/styles.xml"
            package[name] = _NONE.format(package.main).encode()
            package.declare(name, _SORT)
            package.relate(BOOK, "styles", name)
        self._package, self._name = package, name
        self._part = Part(package[name])
        self._lists = {one.name: one for one in self._part.root.children}
        self._new: dict[str, list[str | bytes]] = {"fonts": [], "fills": [], "cellXfs": []}
        self._reds = {place for place, one in enumerate(self._lists["fills"].children) if _is_red(one)}
        self._made: dict[tuple[int, int], int] = {}

    def red(self, style: int) -> int:
        """The style in red."""
        if self._fill_of(style) in self._reds:
            return style
        if not self._reds:
            self._reds.add(self.fill(RED))
        return self._with_fill(style, min(self._reds))

    def plain(self, style: int) -> int:
        """The style without a red like ours."""
        return self._with_fill(style, 0) if self._fill_of(style) in self._reds else style

    def fill(self, colour: str) -> int:
        """A new fill."""
        inside = f'<fgColor rgb="{colour}"/><bgColor indexed="64"/>'
        return self._add("fills", f'<fill><patternFill patternType="solid">{inside}</patternFill></fill>')

    def font(self, name: str, more: str = "") -> int:
        """A new font."""
        return self._add("fonts", f'<font>{more}<sz val="11"/><name val="{name}"/></font>')

    def style(self, font: int, fill: int = 0, more: str = "", inside: str = "") -> int:
        """A new style."""
        look = f'fontId="{font}" fillId="{fill}" borderId="0" applyFont="1" applyFill="1" applyAlignment="1"'
        return self._add("cellXfs", f'<xf numFmtId="0" {look}{more}>{inside}</xf>')

    def done(self) -> None:
        """Put the new styles into the workbook."""
        for name, new in self._new.items():
            there = self._lists[name]
            for one in new:
                self._part.append(there, one)
            if "count" in there.attributes:
                self._part.tag(there, count=len(there.children) + len(new))
        self._package[self._name] = self._part.done()

    def _fill_of(self, style: int) -> int:
        known = self._lists["cellXfs"].children
        return int(known[style].attributes.get("fillId", 0)) if style < len(known) else 0

    def _with_fill(self, style: int, fill: int) -> int:
        if (style, fill) not in self._made:
            known = self._lists["cellXfs"].children
            old = known[style if style < len(known) else 0]
            one = Part(self._part.data[old.start : old.end])
            one.tag(one.root, fillId=fill, applyFill=1)
            self._made[style, fill] = self._add("cellXfs", one.done())
        return self._made[style, fill]

    def _add(self, name: str, xml: str | bytes) -> int:
        self._new[name].append(xml)
        return len(self._lists[name].children) + len(self._new[name]) - 1


def _is_red(fill: Element) -> bool:
    colour = fill.child("patternFill", "fgColor")
    return colour is not None and colour.attributes.get("rgb", "").upper() == RED
