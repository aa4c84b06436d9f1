"""What a number format shows that the number alone does not say: zeros in front, 万 behind, a scale, per cents, another currency;
the 0 of 2018.10.

Of a day it may show less than there is: 2023年5月, where the cell holds the 1st.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from liaison.formats.unseen import Unseen

BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%", 16: "d-mmm", 17: "mmm-yy"}
BUILT_IN |= dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月") | dict.fromkeys(
    (28, 29, 51, 53, 54, 58), "m月d日"
)
"""The formats that a workbook names by number alone, as far as they show two places, per cents or a part of a day; in Chinese ones, from 27 on."""
_LITERAL = re.compile(r'"([^"]*)"|[\\\\!](.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_ZEROS = re.compile(r"[0#\-() +./]*0{2,}[0#\-() ]*")
_SCALE = re.compile(r"[0#?](,+)(?![0#?,])")
_WORTH = re.compile(r"百万|千万|[千万亿]")
_ELAPSED, _LETTERS = re.compile(r"\[[hms]+\]", re.IGNORECASE), re.compile(r"[a-z0#]")
_MONTH = frozenset("ym")
_OCTOBER = re.compile(r"(?:19|20)[0-9]{2}\.10{8}")
"""A number that may be a year and its tenth month, of which the number alone has lost the 0."""
_FOREIGN = re.compile(r"US\$|HK\$|[$€£₩]|USD|HKD|EUR|GBP|JPY|美元|港元|港币|欧元|英镑|日元")


class Format:
    """A number format that shows more than the number, or a part of a day; ``of`` gives it, or nothing for the many that do not."""

    def __init__(
        self,
        digits: str = "",
        worth: str = "",
        scale: int = 0,
        currency: str = "",
        *,
        parts: frozenset[str] = frozenset(),
        places: bool = False,
    ) -> None:
        self.digits, self.worth, self.scale, self.currency = digits, worth, scale, currency
        self.parts, self.places = parts, places

    @classmethod
    def of(cls, code: str) -> Format | None:
        """The format of a code as a workbook keeps it; only the section for positive numbers is looked at."""
        section = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
        said = "".join(next(filter(None, match.groups()), "") for match in _LITERAL.finditer(section))
        digits = _LITERAL.sub(_punctuation, section)
        if not _ELAPSED.search(section) and (parts := _parts_of_day(digits)):
            return cls(parts=parts)
        if digits.strip() == "0.00" and not said.strip():
            return cls(places=True)
        literal_point = re.search(r"0[\\!]+\.0|0\"\.\"0", section)
        if "%" in digits:  # one in quotation marks stands behind the number as it is
            return cls("", "%", 0 if "%" in said else -2, "")
        worth, currency = _WORTH.search(said + digits), _FOREIGN.search(said)
        commas = _SCALE.search(digits)
        scale = 3 * len(commas[1]) if commas else 0
        if literal_point:
            scale += len(re.findall("0", section[literal_point.start() + 2 :].split(",")[0])) or 1
        zeros = (
            digits if _ZEROS.fullmatch(digits) and "." not in digits and not re.search(r"\w", said) else ""
        )
        if not (worth or scale or currency or zeros):
            return None
        return cls(zeros, worth[0] if worth else "", scale, currency[0] if currency else "")

    def note(self, found: Unseen, place: tuple[int, int], number: object) -> None:
        """Note of a cell what its format shows."""
        if self.parts:
            found.partly.add(place)
            if self.parts == _MONTH:
                found.months.add(place)
        elif (text := self.shown(number)) is not None:
            found.shown[place] = text

    def shown(self, number: object) -> str | None:
        """The number as it is shown, exactly; nothing where that is the number itself."""
        try:
            value = Decimal(repr(float(number)))  # type: ignore[arg-type]
        except (InvalidOperation, ValueError):
            return None
        if self.places:
            return f"{value:.2f}" if _OCTOBER.fullmatch(f"{value:.9f}") else None
        if self.digits and not (self.worth or self.scale or self.currency):
            if value != value.to_integral_value() or value < 0:
                return None
            left = str(int(value)).rjust(self.digits.count("0"), "0")
            text = ""
            for one in reversed(self.digits):
                if one not in "0#":
                    text = one + text
                elif left:
                    left, text = left[:-1], left[-1] + text
            return (left + text).strip()
        plain = format(value.scaleb(-self.scale).normalize(), "f")
        return f"{self.currency}{plain}{self.worth}"


def _punctuation(literal: re.Match[str]) -> str:
    """A literal of a format, as far as it may stand between figures."""
    text = literal[1] if literal[0][0] == '"' else literal[2] or ""
    return "" if re.search(r"\w", text) else text


def _parts_of_day(bare: str) -> frozenset[str]:
    """Which of year, month and day a format without its literals shows, where it shows nothing else, and not all of them."""
    found = frozenset(_LETTERS.findall(bare.lower().replace("e", "y")))  # of the era's years, too
    return found if found < frozenset("ymd") else frozenset()
