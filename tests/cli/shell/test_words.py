"""Words as an input method types them: each line means what the plain line means, and what is free text stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.cells import unwrapped
from liaison.cli.shell.words import KEPT, NoValue, as_option, understood
from liaison.errors import Unreadable
from tests.commands import Run, assert_one_sentence, words

OPTIONS = {"--xlsx": False, "--json": False, "--on": True, "--note": True, "--output": True, "-o": True}

PLAIN = {
    "——xlsx": ["--xlsx"],
    "－－xlsx": ["--xlsx"],
    "–xlsx": ["--xlsx"],
    "—xlsx": ["--xlsx"],
    "－xlsx": ["--xlsx"],
    "−−xlsx": ["--xlsx"],
    "--ｘｌｓｘ": ["--xlsx"],
    "－－ＸＬＳＸ": ["--xlsx"],
    "——on 2023-05-01": ["--on", "2023-05-01"],
    "——on=2023-05-01": ["--on=2023-05-01"],
    "--on＝2023-05-01": ["--on=2023-05-01"],
    "——on\u3000２０２３－０５－０１": ["--on", "２０２３－０５－０１"],
    "--on\u30002023-05-01\u3000——json": ["--on", "2023-05-01", "--json"],
    "汇添富\u3000——json": ["汇添富", "--json"],
    "--json\u3000--xlsx": ["--json", "--xlsx"],
    "——o 名册.xlsx": ["-o", "名册.xlsx"],
    "－o 名册.xlsx": ["-o", "名册.xlsx"],
    "“示例 单位” --json": ["“示例 单位”", "--json"],
    "--note=「甲 乙」 丙": ["--note=「甲 乙」", "丙"],
    "——nosuch": ["--nosuch"],
}
"""What is typed, and the words it means."""

KEPT_AS_TYPED = [
    ["--note", "——摘自会议纪要"],
    ["--note", "－5"],
    ["--note", "-5"],
    ["--note", "ＡＢＣ　１２３“引”"],
    ["--note", "见　--nosuch"],
    ["--note=——json"],
    ["--note=a＝b"],
    ["－5"],
    ["—5元"],
    ["——"],
    ["——摘自"],
    ["“国泰”"],
    ["甲　乙"],
    ["", "x"],
    ["-"],
    ["-o/tmp/ｘ　y.xlsx"],
    ["--", "——xlsx", "-5"],
]
"""Values: of any width, beginning with any dash."""


@pytest.mark.parametrize(("typed", "meant"), PLAIN.items())
def test_what_an_input_method_types_is_understood(typed: str, meant: list[str]) -> None:
    assert understood(typed.split(" "), OPTIONS) == meant


@pytest.mark.parametrize("typed", KEPT_AS_TYPED, ids=repr)
def test_values_stay_as_they_were_typed(typed: list[str]) -> None:
    assert understood(typed, OPTIONS) == typed


@pytest.mark.parametrize("number", ["-5", "-1,200.50", "-.5", "-5万", "-５", "-¥5"])
def test_a_negative_number_is_a_value(number: str) -> None:
    assert understood([number, "--json"], OPTIONS) == [KEPT + number, "--json"]


_VALUES = st.text(st.characters(exclude_characters="“‘「『＂＇〝\0", exclude_categories=["Cs"]), max_size=12)


@given(_VALUES)
def test_no_value_of_an_option_is_ever_changed(value: str) -> None:
    option = as_option(value, OPTIONS)
    if option is None or option[0] not in OPTIONS:
        assert understood(["--note", value, "--json"], OPTIONS) == ["--note", value, "--json"]
    assert understood([f"--note={value}", "--json"], OPTIONS) == [f"--note={value}", "--json"]


@given(st.lists(_VALUES, max_size=6))
def test_reading_twice_is_reading_once(typed: list[str]) -> None:
    try:
        once = [word.removeprefix(KEPT) for word in understood(typed, OPTIONS)]
    except (NoValue, Unreadable):
        return
    assert [word.removeprefix(KEPT) for word in understood(once, OPTIONS)] == once


def test_an_option_without_its_value_and_one_that_takes_none() -> None:
    for typed in (["--on"], ["--on", "--json"], ["--on", "——json"]):
        with pytest.raises(NoValue, match="--on"):
            understood(typed, OPTIONS)
    with pytest.raises(Unreadable, match="选项 --xlsx 后面不跟值，请去掉“=1”"):
        understood(["——xlsx=1"], OPTIONS)


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("“国泰”", "国泰"),
        ("「国泰」", "国泰"),
        ("『国泰』", "国泰"),
        ("‘国泰’", "国泰"),
        ("“甲”、“乙”", "“甲”、“乙”"),
        ("“甲", "“甲"),
        ("“”", "“”"),
        ("《国泰》", "《国泰》"),
        ("国“泰”", "国“泰”"),
    ],
)
def test_quotation_marks_around_all_of_a_value(typed: str, bare: str) -> None:
    assert unwrapped(typed) == bare


# -- whole lines --------------------------------------------------------------------------------------------------------

ALIKE = [
    ("member list --json", "ｍｅｍｂｅｒ ｌｉｓｔ ——json"),
    ("member list --json", "成员 列表 －－json"),
    ("member list --json", "单位 清单 –json"),
    ("member list --json", "成员\u3000列表\u3000——json"),
    ("member list --on 2022-12-31 --json", "MEMBER LIST ——on＝２０２２－１２－３１ --json"),
    ("member show M002 --json", "会员 查看 Ｍ００２ ——json"),
    ("member show M002 --json", "成员 查看 “汇添富” --json"),
    ("member show M002 --json", "成员 查看 「汇添富基金」 --json"),
    ("report year 2023 --half 1 --json", "总结 年度 ２０２３ ——half １ --json"),
    ("report term 4 --json", "总结 任期 ４ --json"),
    ("fund list --json", "经费 列表 --json"),
    ("chair current --on 2023-06-30 --json", "主席 现任 ——on 2023年6月30日 --json"),
    ("activity list --year 2023 --json", "活动 台账 --year “2023” --json"),
    ("choice list category --json", "选项 列出 ｃａｔｅｇｏｒｙ --json"),
    ("log list --noun member --json", "历史 --noun 单位 ——json"),
    ("member list --wait 30s --json", "member list --wait ３０ｓ --json"),
    ("member --help", "成员 帮助"),
    ("--help", "help"),
]
"""A plain line, and another that means the same."""


@pytest.mark.parametrize(("plain", "typed"), ALIKE)
def test_both_lines_answer_the_same(example: Run, plain: str, typed: str) -> None:
    assert example(words(typed)).stdout == example(plain).stdout != ""


def test_lists_with_chinese_commas_and_quotes(council: Run) -> None:
    for name in ("甲单位", "乙单位", "丙单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01")
    council("member edit 甲单位 --former “旧甲”、「老甲」，古甲 --headcount １２０ --rank “2”")
    record = council.json("member show 甲单位")
    assert (record["former"], record["headcount"], record["rank"]) == (["旧甲", "老甲", "古甲"], 120, 2)
    council("project add “示例班车” --lead “甲单位” --partner 乙单位，“丙单位” --start ２０２３／５／１")
    project = council.json("project show 示例班车")
    assert project["name"] == "示例班车"
    assert project["start"] == "2023-05-01"
    assert project["partner"] == ["乙单位", "丙单位"]
    order = council.json("chair order 乙单位、甲单位，丙单位")
    assert [one["name"] for one in order] == ["乙单位", "甲单位", "丙单位"]


def test_free_text_is_stored_as_it_was_typed(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    for note in ("-5", "－5", "——摘自纪要", "ＡＢＣ（１２）", "“引文”", "甲　乙", "a＝b"):
        council(["member", "edit", "甲单位", "--note", note])
        assert council.json("member show 甲单位")["note"] == note
        council(["member", "edit", "甲单位", f"--note={note}x"])
        assert council.json("member show 甲单位")["note"] == f"{note}x"


def test_a_file_keeps_its_name(example: Run, tmp_path: object) -> None:
    from pathlib import Path

    for name in ("ｎａｍｅ　１.xlsx", "“名册”.xlsx", "——名册.xlsx", "甲＝乙.xlsx"):
        example(["member", "list", "-o", name])
        assert Path(name).is_file()


def test_errors_are_json_too_where_that_was_asked_for_in_full_width(example: Run) -> None:
    assert example("member show 没有 ——json", 3).json == example("member show 没有 --json", 3).json


def test_sums_below_zero_are_numbers(example: Run) -> None:
    for amount in ("-5", "－5", "-5万", "-1,200.50"):
        line = ["fund", "receive", "F001", "汇添富", amount, "--on", "2023-05-01"]
        assert_one_sentence(example(line, 2), "不是正数")


def test_the_journal_has_commands_by_their_english_names(council: Run) -> None:
    council("单位 新增 甲单位 ——category 其他 ——joined 2020-01-01")
    council("ｍｅｍｂｅｒ 改名 甲单位 “乙单位”")
    commands = [one["command"] for one in council.json("log list")]
    assert commands[:2] == [
        "liaison member rename … …",
        "liaison member add … --category … --joined 2020-01-01",
    ]
    assert council.json("member show 乙单位")["name"] == "乙单位"


# -- an option that lacks its value, or stands in the wrong place --------------------------------------------------------

UNREADABLE = {
    "member leave 汇添富 --on": ("选项 --on 后面要跟一个值（日期，哪一天）", "liaison member leave --help"),
    "chair appoint 汇添富 --theme --from 2024-06-15": ("选项 --theme 后面要跟一个值",),
    "chair appoint 汇添富 ——theme": ("选项 --theme 后面要跟一个值", "liaison chair appoint --help"),
    "chair appoint 汇添富 --from 2024-06-15 --acting 也许": ("代理：“也许”不是“是”或“否”",),
    "--db": ("选项 --db 后面要跟一个值",),
    "member list --json=1": ("选项 --json 后面不跟值，请去掉“=1”",),
    "--json member list": ("选项 --json 要写在命令的后面",),
    "member --xlsx list": ("选项 --xlsx 要写在命令的后面",),
    "member add 甲 --加入日期 2023-01-01": ("没有选项 --加入日期，是不是 --joined？",),
    "member list ——categry 甲": ("没有选项 --categry，是不是 --category？",),
}


@pytest.mark.parametrize(("line", "parts"), UNREADABLE.items())
def test_what_is_wrong_with_an_option_is_said_of_its_command(
    example: Run, line: str, parts: tuple[str, ...]
) -> None:
    result = example(line, 2)
    assert_one_sentence(result, *parts)


@pytest.mark.parametrize(
    ("words", "acting"),
    [
        ("--acting --from 2023-01-01", True),
        ("--from 2023-01-01 --acting", True),
        ("--from 2023-01-01 ——acting", True),
        ("--acting 是 --from 2023-01-01", True),
        ("--acting=否 --from 2023-01-01", False),
        ("--acting 否 --from 2023-01-01", False),
        ("--from 2023-01-01", None),
    ],
)
def test_an_option_that_says_yes_or_no_says_yes_by_its_name(
    council: Run, words: str, acting: bool | None
) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    assert council.json(f"chair appoint 甲单位 {words}")["acting"] is acting


@pytest.mark.parametrize(
    "line",
    [
        "member edit M002 --contact 〈姓名〉 --phone 021-60000001",
        "member edit M002 --contact=〈姓名〉",
        "成员　修改 M002 ——contact＝〈姓名〉",
        "activity attend A2023-001 〈单位〉 --people 3",
    ],
)
def test_what_a_copied_command_leaves_open_is_never_entered(example: Run, line: str) -> None:
    """``today`` shows commands with such places."""
    before = example("member show M002 --json").stdout
    refused = example(line, 2)
    assert_one_sentence(refused)
    assert "要换成真的内容" in refused.stderr
    assert example("member show M002 --json").stdout == before
