"""The 统一社会信用代码 (unified social credit code): read it, and name the character that is wrong."""

from __future__ import annotations

import re
import unicodedata

from liaison.errors import Refused

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_ORGANISATION = slice(8, 16)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# Codes copied from web pages bring zero-width characters along, which no eye can find.
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_MISTAKEN = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


def check(code: str) -> str:
    """The code in its one written form: upper case, half width, no blanks.

    Raises ``Refused`` naming the wrong character and its place when the length, the alphabet, the area digits
    or the check character is wrong.
    Source: GB 32100-2015; places 9 to 17 are an organisation code of GB 11714.
    """
    clean = _BLANKS.sub("", unicodedata.normalize("NFKC", code)).upper()
    if len(clean) != LENGTH:
        raise Refused(f"统一社会信用代码应为18个字符，现有{len(clean)}个，请对照营业执照或登记证书重填")
    _check_characters(clean)
    _check_sums(clean)
    return clean


def _check_characters(code: str) -> None:
    """Refuse the first character that cannot stand in its place."""
    for place, character in enumerate(code, start=1):
        wrong = f"统一社会信用代码第{place}位是“{character}”"
        if character not in ALPHABET:
            guess = _MISTAKEN.get(character)
            advice = f"很可能是“{guess}”" if guess else "只能用数字和大写字母"
            raise Refused(f"{wrong}，代码里不会出现这个字符，{advice}，请核对后重填")
        if 3 <= place <= 8 and not character.isdigit():
            raise Refused(f"{wrong}，第3至8位是行政区划码，只能是数字，请核对后重填")


def _check_sums(code: str) -> None:
    """Refuse the code whose last character does not follow from the rest.

    The organisation code inside (GB 11714) then tells whether the mistake lies there; by itself it refuses nothing.
    """
    inner, outer = _organisation_check(code), _whole_check(code)
    if code[17] == outer:
        return
    if code[16] != inner:
        # The last character covers the seventeenth, so it is worked out anew for the corrected one.
        outer = _whole_check(code[:16] + inner + code[17])
        also = "" if code[17] == outer else f"、第18位应为“{outer}”"
        raise Refused(
            f"统一社会信用代码第17位是“{code[16]}”，如果前16位都对，第17位应为“{inner}”{also}，请逐位核对后重填"
        )
    raise Refused(
        f"统一社会信用代码第18位是“{code[17]}”，如果前17位都对，第18位应为“{outer}”，请逐位核对后重填"
    )


def _whole_check(code: str) -> str:
    """The eighteenth character that the first seventeen ask for (GB 32100-2015)."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    return ALPHABET[-total % 31]


def _organisation_check(code: str) -> str:
    """The seventeenth character that places 9 to 16 ask for (GB 11714: letters count 10 to 35, ten is X)."""
    digits = (int(character, 36) for character in code[_ORGANISATION])
    total = sum(digit * weight for digit, weight in zip(digits, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
