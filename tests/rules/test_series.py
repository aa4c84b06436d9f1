"""Numbers of certificates: what is one of a series, what is missing of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.series import CERTIFICATES, DOCUMENTS, Numbered, gaps, serial_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("〔2023〕DJ-001", ("〔2023〕DJ-", 1)),
        ("[2023]dj-001", ("〔2023〕DJ-", 1)),
        ("（2023）ＤＪ-０１２号", ("〔2023〕DJ-", 12)),
        ("【2023】党建 1203", ("〔2023〕党建", 1203)),
        ("〔2023〕DJ-", ("〔2023〕DJ-", 0)),
        ("〔2023〕001", ("〔2023〕", 1)),
        # The number of a document, of another office, or of anything else.
        ("〔2023〕15号", None),
        ("〔2023〕", None),
        ("310101199001011234", None),
        ("沪委〔2023〕001号", None),
        ("2023-001", None),
    ],
)
def test_what_is_of_a_series(text: str, found: tuple[str, int] | None) -> None:
    assert CERTIFICATES.read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("沪示例〔2023〕15号", ("沪示例〔2023〕", 15)),
        ("〔2023〕3号", ("〔2023〕", 3)),
        ("[2023] 第03号", ("〔2023〕", 3)),
        ("示例党联（2023）", ("示例党联〔2023〕", 0)),
        ("〔2023〕DJ-001", None),
        ("第3号", None),
        ("沪示例〔23〕3号", None),
    ],
)
def test_the_number_of_a_document(text: str, found: tuple[str, int] | None) -> None:
    assert DOCUMENTS.read(text) == found
    if found and found[1]:
        assert DOCUMENTS.same(text) == f"{found[0]}{found[1]}号"


def test_two_writings_of_one_number() -> None:
    same = CERTIFICATES.same
    assert same("[2023]dj-001") == same("〔2023〕DJ-001号") != same("〔2023〕DJ-002")
    assert same("ABC 12") == same("abc12") != same("ABC13")


def test_gaps_in_words() -> None:
    assert (
        CERTIFICATES.told("〔2023〕DJ-", gaps([1, 3, 7]))
        == "〔2023〕DJ-002、〔2023〕DJ-004 至 〔2023〕DJ-006"
    )


@given(st.sets(st.integers(min_value=1, max_value=60), min_size=1))
def test_gaps_are_what_is_missing_below_the_highest(serials: set[int]) -> None:
    missing = {one for first, last in gaps(serials) for one in range(first, last + 1)}
    assert missing == set(range(1, max(serials))) - serials
    stretches = gaps(serials)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(stretches))


@given(st.integers(min_value=1, max_value=999_999))
def test_what_is_written_is_read(serial: int) -> None:
    for numbering, series in (
        (CERTIFICATES, "〔2023〕DJ-"),
        (DOCUMENTS, "示例党联〔2023〕"),
        (DOCUMENTS, "〔2023〕"),
    ):
        number = Numbered(series, serial)
        assert numbering.read(numbering.write(number)) == number


@pytest.mark.parametrize(
    ("pattern", "code", "found"),
    [
        ("M{number:03d}", "M027", ("", 27)),
        ("M{number:03d}", "M1027", ("", 1027)),
        ("A{year}-{number:03d}", "A2023-005", ("2023", 5)),
        ("P{year}-{number:02d}", "P2023-105", ("2023", 105)),
        # Of the office's own, or written otherwise than ours are.
        ("M{number:03d}", "M27", None),
        ("M{number:03d}", "m027", None),
        ("A{year}-{number:03d}", "A23-005", None),
        ("A{year}-{number:03d}", "H2023-005", None),
        ("A{year}-{number:03d}", "沪A2023-005", None),
    ],
)
def test_a_code_of_ours_is_known(pattern: str, code: str, found: tuple[str, int] | None) -> None:
    assert serial_of(pattern, code) == found
