"""人民币大写: the printed examples of the rules, what others got wrong, and reading back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.money.spelled import spelled


@pytest.mark.parametrize(
    ("fen", "accepted"),
    [
        (140950, ("壹仟肆佰零玖元伍角整", "壹仟肆佰零玖元伍角")),
        (600714, ("陆仟零柒元壹角肆分",)),
        (168032, ("壹仟陆佰捌拾元零叁角贰分", "壹仟陆佰捌拾元叁角贰分")),
        (10700053, ("壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分")),
        (1640902, ("壹万陆仟肆佰零玖元零贰分",)),
        (32504, ("叁佰贰拾伍元零肆分",)),
        (1200001, ("壹万贰仟元零壹分",)),
        (10000000, ("壹拾万元整",)),
        (20000000000, ("贰亿元整",)),
        (0, ("零元整",)),
        (1, ("壹分",)),
        (100, ("壹元整",)),
        (30982500, ("叁拾万玖仟捌佰贰拾伍元整",)),
        (16010230, ("壹拾陆万零壹佰零贰元叁角整",)),
        (-5000, ("负伍拾元整",)),
        (10000000001 * 100, ("壹佰亿零壹元整",)),
        (100010000 * 100, ("壹亿零壹万元整",)),
        (1000100010001 * 100, ("壹万亿零壹亿零壹万零壹元整",)),
    ],
)
def test_printed_examples_and_what_others_got_wrong(fen: int, accepted: tuple[str, ...]) -> None:
    assert spelled(fen) in accepted


def _read(words: str) -> int:
    """The amount that words say, read digit by digit; zeros only keep places apart."""
    digits, places = "零壹贰叁肆伍陆柒捌玖", {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = fen = 0
    for letter in words.removeprefix("负").removesuffix("整"):
        if letter in digits:
            digit = digits.index(letter)
        elif letter in places:
            group, digit = group + digit * places[letter], 0
        elif letter == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        elif letter == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
        elif letter == "元":
            fen, group, digit, total = (total + group + digit) * 100, 0, 0, 0
        else:
            fen, digit = fen + digit * (10 if letter == "角" else 1), 0
    return -fen if words.startswith("负") else fen


@given(st.integers(-(10**12), 10**14))
def test_words_read_back_as_the_amount(fen: int) -> None:
    words = spelled(fen)
    assert _read(words) == fen
    assert "零零" not in words
    assert "零元" not in words or words == "零元整"
    assert "零万" not in words
    assert "零亿" not in words
