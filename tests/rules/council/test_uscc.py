import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Refused
from liaison.rules.council.uscc import ALPHABET, check

VALID = (
    "91350100M000100Y43",  # the example that the standard itself works through
    "9144030071526726XG",
    "914403001922038216",
    "91330100799655058B",
    "91100000100003962T",
)


def refusal(code: str) -> str:
    with pytest.raises(Refused) as caught:
        check(code)
    return caught.value.sentence


@pytest.mark.parametrize("code", VALID)
def test_real_codes_are_taken(code: str) -> None:
    assert check(code) == code


@pytest.mark.parametrize(
    "written",
    [
        "91350100m000100y43",
        " 9135 0100 M000 100Y 43\n",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "\ufeff91350100M000\u200b100Y43",
        "91350100\u3000M000100Y43",
    ],
)
def test_case_width_and_blanks_do_not_matter(written: str) -> None:
    assert check(written) == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "现有0个"),
        ("无", "现有1个"),
        ("91350100M000100Y4", "现有17个"),
        ("91350100M000100Y433", "现有19个"),
        ("350100100001000", "现有15个"),
    ],
)
def test_a_wrong_length_is_counted(code: str, said: str) -> None:
    assert said in refusal(code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("9135O100M000100Y43", "第5位是“O”，代码里不会出现这个字符，很可能是“0”"),
        ("9I350100M000100Y43", "第2位是“I”，代码里不会出现这个字符，很可能是“1”"),
        ("91350100M000100Y4Z", "第18位是“Z”"),
        ("91350100M000100V43", "第16位是“V”"),
        ("91350100M000100S43", "第16位是“S”"),
        ("91350100-000100Y43", "第9位是“-”，代码里不会出现这个字符，只能用数字和大写字母"),
        ("91350100中000100Y43", "第9位是“中”"),
        ("9135B100M000100Y43", "第5位是“B”，第3至8位是行政区划码，只能是数字"),
    ],
)
def test_a_character_that_cannot_stand_there_is_named(code: str, said: str) -> None:
    assert said in refusal(code)


def test_a_wrong_last_character_is_named_with_the_right_one() -> None:
    said = refusal("91350100M000100Y44")
    assert "第18位是“4”" in said
    assert "第18位应为“3”" in said


def test_a_wrong_area_digit_shows_at_the_last_character() -> None:
    # The standard's sum is 1640; the fourth weight is 27: 5 -> 6 makes 1667 = 53 * 31 + 24; 31 - 24 = 7.
    assert "第18位是“3”，如果前17位都对，第18位应为“7”" in refusal("91360100M000100Y43")


def test_a_wrong_organisation_check_is_named_with_the_right_one() -> None:
    said = refusal("91350100M000100Y53")
    assert "第17位是“5”，如果前16位都对，第17位应为“4”，" in said
    assert "第18位" not in said


def test_a_wrong_character_inside_the_organisation_code_gives_both_checks() -> None:
    said = refusal("91350100M000200Y43")
    assert "第17位应为“" in said
    assert "第18位应为“" in said


def naive_whole(body: str) -> str:
    """The check character by trying all thirty-one: the sum with weight 1 for it must be nought modulo 31."""
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    total = sum(ALPHABET.find(character) * weight for character, weight in zip(body, weights, strict=True))
    return next(character for character in ALPHABET if (total + ALPHABET.find(character)) % 31 == 0)


def naive_organisation(body: str) -> str:
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rest = 11 - sum(values.find(c) * weight for c, weight in zip(body, weights, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


@st.composite
def codes(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["91", "11", "51", "92", "N1", "Y1"]))
    area = draw(st.text("0123456789", min_size=6, max_size=6))
    organisation = draw(st.text(ALPHABET, min_size=8, max_size=8))
    body = kind + area + organisation + naive_organisation(organisation)
    return body + naive_whole(body)


@given(codes())
def test_codes_made_by_the_standard_are_taken(code: str) -> None:
    assert check(code.lower()) == code


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_refused(code: str, place: int, character: str) -> None:
    wrong = code[:place] + character + code[place + 1 :]
    if wrong != code:
        with pytest.raises(Refused):
            check(wrong)


@given(codes(), st.integers(0, 16))
def test_two_characters_exchanged_are_refused(code: str, place: int) -> None:
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(Refused):
            check(wrong)


@given(codes(), st.sampled_from("0123456789X"), st.sampled_from(ALPHABET))
def test_following_the_advice_gives_a_right_code(code: str, inner: str, outer: str) -> None:
    wrong = code[:16] + inner + outer
    if sum(ALPHABET.index(letter) * 3**place for place, letter in enumerate(wrong[:17])) % 31 == (
        -ALPHABET.index(outer) % 31
    ):
        return  # by GB 32100 alone this is a right code
    said = refusal(wrong)
    fixed = list(wrong)
    for place in (17, 18):
        if f"第{place}位应为“" in said:
            fixed[place - 1] = said.split(f"第{place}位应为“")[1][0]
    assert check("".join(fixed)) == code


@given(st.text(max_size=25))
def test_any_text_is_taken_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        assert check(check(text)) == check(text)
