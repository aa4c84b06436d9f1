"""What part of a whole it takes: how many must be there, how many must agree."""

from __future__ import annotations

import re
from math import gcd
from unicodedata import normalize

from liaison.errors import Unreadable
from liaison.rules.numerals import NUMERAL, value_of

MORE_THAN_HALF = ">1/2"
"""More than one half, as it is stored; any other part is its lowest terms, and takes at least that much."""

_FORMS = "请写成 2/3、三分之二、60%、过半数 或 全体"
_MORE = {"过半数", "过半", "超过半数", "半数以上不含半数", MORE_THAN_HALF}
_ALL = {"全体", "全体一致", "一致", "全部"}
_FRACTION = r"(\d{1,3})/(\d{1,3})"
_SPOKEN = f"({NUMERAL})分之({NUMERAL})"
_PER_CENT = r"(\d{1,3})%"
_DECIMAL = r"0\.(\d{1,2})"
"""A cell that shows 60% holds 0.6."""


def portion(text: str) -> str:
    """A part of a whole as people write it, in the form that is stored: ``2/3``, or ``>1/2``.

    以上 includes the number itself (《民法典》第一千二百五十九条), so 三分之二以上 is 2/3; 半数以上 is written both for one half and
    for more than that, and is not guessed at. Raises ``Unreadable`` for that, for what is no part, none or more than all.
    """
    bare = re.sub(r"\s+", "", normalize("NFKC", text)).replace("⁄", "/")
    if bare in _MORE:
        return MORE_THAN_HALF
    if bare in _ALL:
        return "1/1"
    if bare == "半数以上":
        raise Unreadable("“半数以上”可能含半数，也可能不含，请写 过半数 或 1/2")
    bare = re.sub(r"(及|\(含\))?以上$", "", bare)
    if found := re.fullmatch(_FRACTION, bare):
        part, whole = int(found[1]), int(found[2])
    elif found := re.fullmatch(_SPOKEN, bare):
        whole, part = (value_of(one) or 0 for one in found.groups())
    elif found := re.fullmatch(_PER_CENT, bare):
        part, whole = int(found[1]), 100
    elif found := re.fullmatch(_DECIMAL, bare):
        part, whole = int(found[1].ljust(2, "0")), 100
    else:
        raise Unreadable(f"“{text}”认不出是多大的比例，{_FORMS}")
    if not 0 < part <= whole:
        raise Unreadable(f"“{text}”不在零和全体之间，{_FORMS}")
    common = gcd(part, whole)
    return f"{part // common}/{whole // common}"


def least(part: str, whole: int) -> int:
    """The fewest of ``whole`` that are the part, one at least: 2/3 of 23 are 16, more than half of 22 are 12."""
    if part == MORE_THAN_HALF:
        return whole // 2 + 1
    above, below = map(int, part.split("/"))
    return max(1, -(-whole * above // below))
