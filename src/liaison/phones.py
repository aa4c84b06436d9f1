"""Reading a telephone number as people write it: with +86, blanks, brackets, full-width figures, an extension; several in one cell."""

from __future__ import annotations

import re

from liaison.cells import narrow
from liaison.kinds import Phone, masked

_COUNT = re.compile(r"\d{7,}\.0")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―"), "-")
_BETWEEN = re.compile(r"\s*[、,;/\n]\s*")
_EXTENSION = re.compile(r"\s*(?P<by>转|分机[::]?|ext\.?|[x#]|-)\s*(?P<to>[0-9]{1,6})", re.IGNORECASE)
_WRITTEN = re.compile(r"[0-9 ().-]+")
_COUNTRY = re.compile(r"(?:\+|00|(?=86[ -]))86[ -]*(?:\(0\))?")
_ABROAD = re.compile(r"\+[1-9][0-9]{0,2}[ -]?[0-9 ()-]{5,18}[0-9]")
_MOBILE = r"1[3-9][0-9]{9}"
_ALONE = re.compile(
    rf"{_MOBILE}|[48]00[0-9]{{7}}|[2-9][0-9]{{6,7}}|9[56][0-9]{{3,4}}|1[0-9]{{2}}|1[02][0-9]{{3}}"
)
"""A mobile, 400 and 800, a number of the town, 95588, 110, 12345."""
_SHORT = 9
_IN_TOWN = re.compile(r"[0-9]+|[0-9]{3,4}[ -][0-9]{4}")
"""How a short number is written; 2018-06-01 is a day."""
_AREA = re.compile(r"(?P<area>0(?:10|2[0-9]|[3-9][0-9]{2}))(?P<number>[0-9]{7,8})")
_WITHIN = re.compile(rf"(?<![0-9])(?:{_MOBILE}|0[0-9]{{2,3}}-?[0-9]{{7,8}}|[48]00[0-9]{{7}})(?![0-9])")
_WITHIN_TOWN = re.compile(r"(?<![0-9-])[2-9][0-9]{6,7}(?![0-9-])")
_PRIVATE = re.compile(
    r"(?<![0-9.,０-９a-f])(?:"
    r"[1１][3-9３-９][0-9０-９](?:[ ‐‑–-]?[0-9０-９]{4}){2}"
    r"|0[0-9]{2,3}[ ‐‑–-]?[0-9]{7,8}|[48]00(?:[ -]?[0-9]{3,4}){2}"
    r"|[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]|[0-9]{4}(?: [0-9]{4}){3,4}(?: [0-9]{1,3})?|[0-9]{15,19}"
    r")(?![0-9０-９a-f]|\.[0-9])"
)
_USUAL = re.compile(r"[0-9]+(?:-[0-9]+)*")
"""Figures and strokes alone stay as they are written."""
_PARTING = re.compile(r"(?<=[0-9])[ -](?=[0-9])")


def read_phone(text: str) -> str:
    """The numbers of a text in their plain form, with 、 between: 13800000001、021-60000001转801; what is none, or more than that, as
    it stands, but for the .0 of a number that was a count to some program on its way."""
    text = text[:-2] if _COUNT.fullmatch(text) else text
    return _numbers(text) or text


def _numbers(text: str) -> str:
    """The numbers of a text that is nothing else; an empty text where it is something else."""
    bare = narrow(text).translate(_DASHES)
    found = []
    for part in _BETWEEN.split(bare):
        if one := _one(part):
            found.append(one)
        elif len(pieces := part.split()) > 1 and all(several := list(map(_one, pieces))):
            found += several
        else:
            return ""
    return "、".join(found)


def has_phone(text: str) -> bool:
    """Whether a number stands in a text, be it among words; of one that is masked nobody can say that there is none."""
    if "*" in text or _numbers(text):
        return True
    bare = narrow(text).translate(_DASHES)
    return bool(_WITHIN.search(_PARTING.sub("", bare)) or _WITHIN_TOWN.search(bare))


def hidden(text: str) -> str:
    """A text with each mobile, each number with its area code, each 400 or 800, and each number of a person's card or account in it
    masked, be they written together or in groups; sums, counts, days and digests stay."""
    return _PRIVATE.sub(lambda match: Phone.mask(match[0]), text)


def covered(text: str) -> str:
    """A cell of free words as those outside the office see it: what may be a number of a person in it masked."""
    return masked(hidden(text))


def _one(text: str) -> str:
    """One number in its plain form."""
    if _ABROAD.fullmatch(text) and not text.startswith("+86"):
        return text
    for match in _EXTENSION.finditer(text):
        if match.end() == len(text) and (number := _plain(text[: match.start()])):
            return f"{number}{'-' if match['by'] == '-' else '转'}{match['to']}"
    return _plain(text)


def _plain(text: str) -> str:
    """A number without its extension: an area code stays apart where it was written apart."""
    country = _COUNTRY.match(text)
    bare = text[country.end() :] if country else text
    if not _WRITTEN.fullmatch(bare):
        return ""
    digits = re.sub("[^0-9]", "", bare)
    usual = bare if not country and _USUAL.fullmatch(bare) else ""
    if _ALONE.fullmatch(digits):
        return "" if len(digits) < _SHORT and not _IN_TOWN.fullmatch(bare) else usual or digits
    if country and not digits.startswith("0"):
        digits = f"0{digits}"
    if not (match := _AREA.fullmatch(digits)):
        return ""
    return usual or f"{match['area']}-{match['number']}"
