"""The number formats of an OpenDocument sheet as the codes that Excel has for them, so that all formats are judged alike."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator

from liaison.formats.unseen.shown import Format

_DATA_STYLE = re.compile(r"<number:(number|currency|percentage|date|time)-style\s([^<>]*[^/<>])>")
_LONGEST_STYLE = 1 << 12
_CELL_STYLE = re.compile(r"<style:style\s[^<>]*>")
_ELEMENT = re.compile(r"<number:([\w-]+)(\s[^>]*?)?(?:/>|>(.*?)</number:\1>)", re.DOTALL)
_EMBEDDED = re.compile(r"<number:embedded-text\s[^>]*?position=\"(\d{1,2})\"[^>]*>([^<]*)<")
_POSITIVE = re.compile(r"<style:map\s[^>]*apply-style-name=\"([^\"]*)\"")
_RAISED = re.compile(
    r"<style:style\s([^<>]*family=\"text\"[^<>]*)>\s*<style:text-properties\s[^<>]*?text-position=\"(super|sub|-?[1-9][0-9]*)"
)
_PART_OF_DAY = {"year": "yyyy", "month": "m", "day": "d", "hours": "h", "minutes": "m", "seconds": "s"}
_MOST_DIGITS = 30


def telling_styles(archive: zipfile.ZipFile, head: bytes) -> dict[str, Format]:
    """By its name, each style of cells whose number format shows more than the number, or not all of a day."""
    named = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
    xml = named.decode("utf-8", "replace") + head.decode("utf-8", "replace")
    codes, positive = {}, {}
    for match in _DATA_STYLE.finditer(xml):
        kind, name = match[1], _attribute(match[2], "style:name")
        inside = xml[match.end() : match.end() + _LONGEST_STYLE].partition(f"</number:{kind}-style>")[0]
        codes[name] = "".join(_code(kind, inside))
        if other := _POSITIVE.search(inside):
            positive[name] = other[1]
    styles = {_attribute(tag, "style:name"): tag for tag in _CELL_STYLE.findall(xml)}
    found = {}
    for name in styles:
        data = _data_style(styles, name)
        if told := Format.of(codes.get(positive.get(data, data), "")):
            found[name] = told
    return found


def raised_styles(head: bytes) -> dict[str, bool]:
    """The styles of parts of a text that raise (or else lower) it, among those of a sheet's own."""
    found = {}
    for attributes, height in _RAISED.findall(head.decode("utf-8", "replace")):
        if name := _attribute(attributes, "style:name"):
            found[name] = height == "super" or height[:1].isdigit()
    return found


def _data_style(styles: dict[str, str], name: str) -> str:
    """The format of a style: its own, or of the style that it goes back to."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        if data := _attribute(styles[name], "style:data-style-name"):
            return data
        name = _attribute(styles[name], "style:parent-style-name")
    return ""


def _code(kind: str, inside: str) -> Iterator[str]:
    if kind == "percentage":
        yield "0%"
        return
    for name, attributes, content in _ELEMENT.findall(inside):
        if name in ("text", "currency-symbol"):
            yield _literal(content)
        elif name == "number":
            yield _digits(attributes, content)
        elif kind in ("date", "time"):
            yield _PART_OF_DAY.get(name, "")


def _digits(attributes: str, content: str) -> str:
    """The figures: at least so many, with texts among them counted from the right, places, and a thousand cut off for each comma."""
    least, places, factor = (
        _attribute(attributes, f"number:{name}")
        for name in ("min-integer-digits", "decimal-places", "display-factor")
    )
    figures = ["0"] * min(int(least or 0), _MOST_DIGITS) or ["#"]
    if _attribute(attributes, "number:grouping") == "true":
        figures = ["#,##0"]
    for position, text in _EMBEDDED.findall(content):
        if int(position) < len(figures):
            figures[-1 - int(position)] += _literal(text)
    decimals = min(int(places or 0), _MOST_DIGITS)
    thousands = (len(factor.partition(".")[0]) - 1) // 3 if factor else 0
    return "".join(figures) + ("." + "0" * decimals if decimals else "") + "," * thousands


def _literal(content: str) -> str:
    text = html.unescape(content)
    if (
        text == "!"
    ):  # how Chinese codes of Excel make the point of 0!.0,"万" a literal; taken over as if it were a text
        return text
    return f'"{text}"' if re.search(r"\w", text) else "".join(f"\\{one}" for one in text)


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(match[1]) if match else ""
