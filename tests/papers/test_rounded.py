"""Round words: only downwards, only where asked, and from what is said."""

from __future__ import annotations

import re

import pytest
from docx import Document

from liaison.rules.summary.rounding import downwards
from tests.commands import Run


@pytest.mark.parametrize(
    ("value", "less"),
    [(2_155, 2_000), (999, None), (1_000, None), (1_001, 1_000), (20_000, None), (19_999, 10_000), (0, None)],
)
def test_a_number_keeps_its_first_digit(value: int, less: int | None) -> None:
    assert downwards(value) == less


def test_a_summary_in_round_words(example: Run) -> None:
    plain, rounded = example.json("report year 2023"), example.json("report year 2023 --rounded")
    figures = {one["label"]: one["value"] for one in plain["figures"]}
    assert rounded["figures"] == plain["figures"]
    assert not any("以上" in note for note in plain["notes"])
    text = "\n".join(rounded["notes"])
    said = re.findall(r"参加(\d+)人次以上", text)
    assert said == [str(figures["参加人次"] // 1000 * 1000)]
    assert f"原数是：参加人次{figures['参加人次']:,}人次" in text
    # What is wrong and what money came in stays exact.
    money = [note for note in plain["notes"] if "资金" in note]
    assert money
    assert set(money) <= set(rounded["notes"])


def test_proofreading_takes_round_words_for_what_they_are(example: Run) -> None:
    example("paper summary 2023 --rounded -o 取整.docx")
    text = "\n".join(one.text for one in Document("取整.docx").paragraphs)
    assert "人次以上" in text
    assert example.json("proof 取整.docx --year 2023")["problems"] == []
