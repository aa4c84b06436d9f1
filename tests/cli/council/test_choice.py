"""choice: the council's own words."""

from __future__ import annotations

from contextlib import closing

import pytest

from liaison.settings import place as read_place
from liaison.store.database import connect
from tests.commands import Run, assert_one_sentence

KEYS = {"list", "label", "position", "word", "used", "locked"}


@pytest.fixture
def words(council: Run) -> Run:
    for number, category in enumerate(("券商", "基金", "券商")):
        council(f"member add 单位{number} --category {category} --joined 2020-01-01")
    return council


def listed(run: Run, name: str = "category") -> list[tuple[int, str, int]]:
    return [(row["position"], row["word"], row["used"]) for row in run.json(f"choice list {name}")]


def test_list_tells_each_word_and_how_often_it_is_used(words: Run) -> None:
    assert all(row.keys() == KEYS for row in words.json("choice list"))
    assert listed(words) == listed(words, "类别") == [(1, "券商", 2), (2, "基金", 1)]


def test_add_move_and_rename(words: Run) -> None:
    words("choice add category 银行")
    words("choice move category 银行 1")
    assert listed(words) == [(1, "银行", 0), (2, "券商", 2), (3, "基金", 1)]
    words("choice rename category 券商 证券机构")
    assert listed(words) == [(1, "银行", 0), (2, "证券机构", 2), (3, "基金", 1)]
    assert {unit["category"] for unit in words.json("member list --all")} == {"证券机构", "基金"}


def test_a_word_renamed_into_another_becomes_one_with_it(words: Run) -> None:
    words("choice rename category 券商 基金")
    assert [(word, used) for _place, word, used in listed(words)] == [("基金", 3)]


def test_a_word_renamed_into_itself_stays(words: Run) -> None:
    before = words.dump()
    assert_one_sentence(words("choice rename category 券商 券商", 4))
    assert words.dump() == before


def test_places_stay_apart_after_two_words_became_one(words: Run) -> None:
    words("choice add category 银行")
    words("choice rename category 券商 基金")
    words("choice add category 保险")
    places = [place for place, _word, _used in listed(words)]
    assert len(set(places)) == len(places)
    assert [word for _place, word, _used in listed(words)] == ["基金", "银行", "保险"]


def test_a_locked_list_takes_no_new_word(words: Run) -> None:
    assert all(row["locked"] for row in words.json("choice lock category"))
    before = words.dump()
    refused = words("member add 新单位 --category 新词 --joined 2020-01-01", 2)
    assert_one_sentence(refused, "“新词”不在已锁定的类别里", "券商、基金")
    assert words.dump() == before
    words("member add 新单位 --category 基金 --joined 2020-01-01")
    words("choice unlock 类别")
    words("member edit 新单位 --category 新词")
    assert not any(row["locked"] for row in words.json("choice list category"))


def test_words_of_a_list_that_no_noun_has_break_nothing(council: Run) -> None:
    """An older or a newer program may have left them."""
    connection, _dialect = connect(read_place(council.place))
    with closing(connection):
        connection.execute(
            "INSERT INTO choice (id, list, word, position, locked) VALUES (900, 'gone_list', '旧词', 1, 0)"
        )
    found = council.json("choice list")
    assert [row["word"] for row in found if row["list"] == "gone_list"] == ["旧词"]
    council("choice list")
    council("workbook export 台账.xlsx")
    council("workbook export 台账.xlsx --force")
    assert council.json("workbook import 台账.xlsx", None)["changed"] == 0
