"""Names found by what stands in them are those that one finds by looking into every name."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from liaison.rules import fragments
from liaison.rules.fragments import Fragments, Letters

few = st.text(alphabet="甲乙丙ab", max_size=6)


@given(batches=st.lists(st.lists(few, max_size=8), max_size=4), text=few, few_asked=st.booleans())
def test_the_same_names_as_by_looking_into_each(batches: list[list[str]], text: str, few_asked: bool) -> None:
    found = Fragments()
    found._asked = 0 if few_asked else fragments._FEW
    names: set[str] = set()
    for batch in batches:  # names come in between questions, too
        for name in batch:
            found.add(name)
        names |= {name for name in batch if len(name) > 1}
        held = found.held_in(text)
        assert len(held) == len(set(held))
        assert set(held) == {name for name in names if name in text}
        if text:
            assert set(found.holding(text)) == {name for name in names if text in name}


@given(names=st.sets(few), text=few)
def test_no_name_is_left_out_that_is_like_the_text(names: set[str], text: str) -> None:
    shared = set(Letters(names).sharing(text, 0.6))
    assert shared <= names
    for name in names - shared:
        assert SequenceMatcher(None, name, text).ratio() < 0.6 or not (name or text)


def test_names_that_share_only_some_letters_are_left_out() -> None:
    assert Letters(["滨江银行", "示例证券", "银行滨江"]).sharing("滨江银行分行", 0.6) == [
        "滨江银行",
        "银行滨江",
    ]
