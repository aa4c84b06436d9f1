"""What is written to a stream is shown, and does nothing: every character there is, against Unicode's own data."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from liaison.cells import on_one_line, visible
from liaison.formats.streams import Guarded, styled
from tests.terminals import is_unsafe

EVERY = [chr(number) for number in range(0x110000)]


def test_every_character_that_is_unsafe_is_shown_by_its_number() -> None:
    wrong = [
        character
        for character in EVERY
        if visible(character) != (f"〔U+{ord(character):04X}〕" if is_unsafe(character) else character)
    ]
    assert not wrong


@given(st.text(st.sampled_from("甲a \r\n\t\x1b\x07\x9b\u202e\u200d\U0001f468\u3000")))
def test_a_text_stays_as_it_is_but_for_those(text: str) -> None:
    wanted = []
    for place, character in enumerate(text):
        ends_a_line = text[place : place + 2] == "\r\n"
        wanted.append(
            f"〔U+{ord(character):04X}〕" if is_unsafe(character) and not ends_a_line else character
        )
    assert visible(text) == "".join(wanted)
    assert "\n" not in on_one_line(text)
    assert "\t" not in on_one_line(text)


def test_lines_go_through_too_and_styles_go_behind() -> None:
    raw = io.StringIO()
    stream = Guarded(raw)
    stream.write("甲\x1b[2J\n")
    stream.writelines(["乙\x07\r\n", "丙\u202e\n"])
    styled(stream).write("\x1b[1m")  # type: ignore[arg-type]
    assert raw.getvalue() == "甲〔U+001B〕[2J\n乙〔U+0007〕\r\n丙〔U+202E〕\n\x1b[1m"
    assert styled(raw) is raw
