"""What a unit is called: one way from what is typed to the unit that is meant, and the names that others have for it."""

from __future__ import annotations

import pytest

from tests.commands import Run, assert_one_sentence

FUND, BROKER, BANK = "国泰产业投资（上海）有限公司", "海棠证券股份有限公司", "海棠银行股份有限公司"


@pytest.fixture
def three(council: Run) -> Run:
    """Three units, the first known by a short and the last by a former name as well."""
    for name, more in ((FUND, "--short 国产投"), (BROKER, ""), ("水杉银行", "")):
        council(f"member add {name} --category 企业 --joined 2019-01-01 {more}")
    council(f"member rename 水杉银行 {BANK}")
    return council


def taken(run: Run, text: str) -> tuple[str, str]:
    """The code of the unit that a text is taken for, and what is said of it."""
    result = run(["member", "show", text, "--json"])
    return result.json["code"], result.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("M001", "M001"),
        (" m001 ", "M001"),
        (FUND, "M001"),
        ("国产投", "M001"),
        ("水杉银行", "M003"),
        (BANK, "M003"),
    ],
)
def test_of_a_code_or_a_whole_name_nothing_is_said(three: Run, text: str, code: str) -> None:
    assert taken(three, text) == (code, "")


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("国泰产业投资有限公司", "M001", FUND),  # the place aside
        ("海棠证券有限责任公司党委", "M002", BROKER),  # the legal form and the party organisation aside
        ("国泰", "M001", FUND),
        ("产业投资集团", "M001", FUND),  # a part, the legal form aside
        ("水杉", "M003", BANK),  # a part of a former name
        ("gtcy", "M001", FUND),
    ],
)
def test_what_is_nearly_a_name_or_a_part_of_one_is_taken_and_said(
    three: Run, text: str, code: str, title: str
) -> None:
    assert taken(three, text) == (code, f"注意：“{text}”按“{code} {title}”办理。\n")


def test_what_fits_several_is_refused_with_them(three: Run) -> None:
    result = three("member show 海棠", 3)
    assert_one_sentence(result, f"M002 {BROKER}、M003 {BANK}")


def test_what_fits_none_is_refused_with_what_it_may_mean(three: Run) -> None:
    assert_one_sentence(three("member show 国产投党支部第一小组", 3), f"相近的有：M001 {FUND}")


def test_a_name_within_another_record_is_taken_by_a_part_and_said(three: Run) -> None:
    three("project add 班车 --lead M001 --start 2023-01-01")
    three("project indicator 班车 乘坐人次 --unit 人次 --every day --total sum")
    assert three("project record 班车 乘坐人次 2023-02-01 5").stderr == ""
    result = three("project record 班车 乘坐 2023-02-02 5")
    assert result.stderr == "注意：“乘坐”按“I001 乘坐人次”办理。\n"


# -- aliases ----------------------------------------------------------------------------------------------------------


def aliases(run: Run, unit: str) -> list[str]:
    found: list[str] = run.json(["member", "alias", unit])["alias"]
    return found


def test_aliases_are_given_listed_and_taken_away(three: Run) -> None:
    assert aliases(three, "M001") == []
    result = three("member alias M001 国泰产业基金、国泰母基金 国泰")
    assert f"“M001 {FUND}”的别名：国泰产业基金、国泰母基金、国泰。" in result.stdout + result.stderr
    assert taken(three, "国泰母基金") == ("M001", "")
    three("member alias 国泰产业基金 --remove 国泰")
    assert aliases(three, "M001") == ["国泰产业基金", "国泰母基金"]
    assert three.json("member show M001")["alias"] == ["国泰产业基金", "国泰母基金"]
    assert "国泰母基金" in three("log").stdout
    three("undo --yes")
    assert aliases(three, "M001") == ["国泰产业基金", "国泰母基金", "国泰"]
    assert [one["code"] for one in three.json("member list --find 母基金")] == ["M001"]


def test_what_was_given_already_is_no_second_one(three: Run) -> None:
    three("member alias M001 国泰母基金")
    three("member alias M001 国泰母基金 “国泰母基金”")
    assert aliases(three, "M001") == ["国泰母基金"]


def test_what_means_a_unit_already_is_no_alias_of_another(three: Run) -> None:
    three("member alias M001 国泰母基金")
    before = three.dump()
    assert_one_sentence(three("member alias M002 国产投", 4), f"本来就认作“M001 {FUND}”")
    assert_one_sentence(three("member alias M001 海棠证券公司", 4), f"本来就认作“M002 {BROKER}”")
    result = three("member alias M002 国泰母基金", 4)
    assert_one_sentence(result, "liaison member alias M001 --remove 国泰母基金")
    assert_one_sentence(three("member alias M002 --remove 国泰母基金", 3), "还没有")
    assert three.dump() == before


def test_a_real_name_wins_and_a_part_of_another_name_is_not_chosen_over(three: Run) -> None:
    assert f"也像“M003 {BANK}”" in three("member alias M001 水杉").stderr
    assert_one_sentence(three("member show 水杉", 3), f"M001 {FUND}、M003 {BANK}")
    three("member edit M003 --short 水杉")
    assert taken(three, "水杉") == ("M003", "")


def test_a_unit_goes_with_its_aliases(three: Run) -> None:
    three("member alias M002 棠证")
    three("member remove M002 --yes")
    assert three.dump()["alias"] == []
    three("undo --yes")
    assert taken(three, "棠证") == ("M002", "")
    three("doctor")
