"""Telephone numbers as people write them: the same number comes out, what cannot be one is told."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.phones import has_phone, read_phone

READ = {
    "13800000001": "13800000001",
    "+86 138 0000 0001": "13800000001",
    "+8613800000001": "13800000001",
    "0086-13800000001": "13800000001",
    "86-138-0000-0001": "13800000001",
    "１３８００００００００１"[:11]: "13800000000",
    "13800000001.0": "13800000001",
    "021-60000001": "021-60000001",
    "02160000001": "02160000001",
    "021 6000 0001": "021-60000001",
    "（０２１）６０００－０００１": "021-60000001",
    "021—60000001": "021-60000001",
    "+86 21 6000 0001": "021-60000001",
    "+86(0)755-26000001": "0755-26000001",
    "0512-6000000-1": "0512-6000000-1",
    "021-60000001转801": "021-60000001转801",
    "021-60000001 转 801": "021-60000001转801",
    "60000001ext.801": "60000001转801",
    "021-60000001#8": "021-60000001转8",
    "021-60000001-801": "021-60000001-801",
    "400 800 1234": "4008001234",
    "400-800-1234": "400-800-1234",
    "138-0000-0001": "138-0000-0001",
    "+852 2345 6789": "+852 2345 6789",
    "13800000001/021-60000001": "13800000001、021-60000001",
    "13800000001 13800000002": "13800000001、13800000002",
    "13800000001；\n13800000002": "13800000001、13800000002",
}
AS_WRITTEN = ["手机：13800000001", "示例甲 021-60000001", "021-60000001/02", "138****0001"]
NONE = ["见备注", "1380000000", "138000000012", "2160000001", "02000", "8 楼 801", "2018-06-01"]


@pytest.mark.parametrize(("written", "plain"), READ.items())
def test_a_number_in_its_plain_form(written: str, plain: str) -> None:
    assert read_phone(written) == plain
    assert has_phone(written)


@pytest.mark.parametrize("written", AS_WRITTEN)
def test_what_is_more_than_a_number_stays_as_it_is(written: str) -> None:
    assert read_phone(written) == written
    assert has_phone(written)


@pytest.mark.parametrize("written", NONE)
def test_what_cannot_be_a_number_stays_as_it_is_and_is_none(written: str) -> None:
    assert read_phone(written) == written
    assert not has_phone(written)


@given(st.text("0123456789+-() 、/转#.（）０８ext*", max_size=24) | st.text(max_size=20))
def test_what_was_read_is_read_as_itself(text: str) -> None:
    once = read_phone(text)
    assert read_phone(once) == once


@given(
    st.from_regex("1[3-9][0-9]{9}", fullmatch=True),
    st.lists(st.sampled_from(["", " ", "-"]), min_size=11, max_size=11),
    st.sampled_from(["", "+86", "+86 ", "+86-", "0086 ", "86-"]),
)
def test_no_figure_is_lost_or_made_up(number: str, gaps: list[str], country: str) -> None:
    # The last three figures stay together: apart they would be an extension.
    written = "".join(f"{figure}{gap}" for figure, gap in zip(number[:7], gaps, strict=False)) + number[7:]
    wide = written.translate(str.maketrans(string.digits, "０１２３４５６７８９"))
    assert read_phone(country + written) == read_phone(country + wide)
    assert read_phone(country + written).replace("-", "") == number
    assert "-" not in read_phone(country + written) or not country
