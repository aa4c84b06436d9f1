"""What nouns and verbs are called: no two alike, the Chinese names in the help, and suggestions by meaning before letters."""

from __future__ import annotations

import re

import pytest

from liaison.cli.shell.main import _root_command
from liaison.cli.shell.naming import Name, named, nouns
from liaison.nouns.verbs import VERBS
from liaison.rules.names import match_key
from tests.commands import Run, assert_one_sentence, invoke


def _tables() -> dict[str, list[Name]]:
    """All nouns, and the verbs of each."""
    stubs = _root_command().commands
    return {"": nouns()} | {noun: stub._loaded.names() for noun, stub in stubs.items()}


TABLES = _tables()


@pytest.mark.parametrize("noun", TABLES)
def test_no_two_names_collide(noun: str) -> None:
    """A name means one command; another word for one is no name of another; each word is one that can be found."""
    names = TABLES[noun]
    own = [word for name in names for word in (name.english, name.chinese)]
    # A noun with one verb is that verb: undo undo.
    assert len(own) == len(set(own)) == 2 * len(names)
    for name in names:
        assert len(set(name.others)) == len(name.others), name
        assert not set(name.others) & set(own), (name.english, set(name.others) & set(own))
        for word in (name.english, name.chinese, *name.others):
            assert match_key(word) == word, f"{word} is not found as it is written"
        assert named(name.english, names) == name == named(name.chinese, names)


@pytest.mark.parametrize("noun", TABLES)
def test_a_word_that_means_several_is_not_taken(noun: str) -> None:
    names = TABLES[noun]
    for word in {word for name in names for word in name.others}:
        holders = [name for name in names if word in name.others]
        taken = named(word, names)
        assert taken == (holders[0] if len(holders) == 1 and not word.isascii() else None), word


def test_every_verb_of_the_table_is_one() -> None:
    """Words for a verb that no noun has would be dead."""
    there = {name.english for noun, names in TABLES.items() if noun for name in names}
    assert set(VERBS) <= there, set(VERBS) - there


ISSUE = "新增 添加 登记 录入 删除 撤回 经费 单位 主席 总结 台账"


@pytest.mark.parametrize("word", ISSUE.split())
def test_common_words_are_all_known(word: str) -> None:
    assert any(word in (name.chinese, *name.others) for names in TABLES.values() for name in names)


@pytest.mark.parametrize("noun", TABLES)
def test_help_shows_both_names(noun: str) -> None:
    text = invoke([*noun.split(), "--help"]).stdout
    if noun and len(TABLES[noun]) == 1:
        return
    for name in TABLES[noun]:
        assert re.search(rf"^ +{name.english} +{name.chinese} +\S", text, re.MULTILINE), name
        for word in [one for one in name.spoken if named(one, TABLES[noun])][:3]:
            assert word in "".join(text.split()), word


def test_the_help_of_a_command_says_how_it_is_written_in_chinese(example: Run) -> None:
    for line in ("member add --help", "成员 添加 --help", "单位 新增 ——help"):
        assert example(line).stdout.startswith(
            "用法：liaison member add [选项] {单位名称}\n或写：liaison 成员 添加 …\n"
        )
    assert "或写：liaison 成员 …\n" in example("member --help").stdout
    assert "或写：liaison 撤销 …\n" in example("undo --help").stdout
    assert "或写" not in example("--help").stdout


MEANT = {
    "money": "是不是 fund（资金）？",
    "member create": "是不是 add（添加）？",
    "member 撤回": "是不是 liaison undo（撤销）？",
    "member delete M001": "是不是 remove（删除）？",
    "fund add": "是不是 open（设立）？",
    "chair create": "是不是 appoint（任命）？",
    "分摊": "是不是 liaison fund apportion（分摊）？",
    "新增 甲": "liaison member add（添加）",
    "台账": "是不是 activity（活动）、fund（资金）？",
    "fund 台账": "是不是 list（列表）、ledger（流水）？",
    "summary": "是不是 report（报告）？",
    "history": "是不是 log（日志）？",
    "党建活动": "是不是 activity（活动）？",
    "收支": "是不是 liaison fund statement（收支）？",
    "指导单位": "member（成员）",
    "membr": "是不是 member（成员）？",
    "member lsit": "是不是 list（列表）？",
    "成员 列标": "是不是 list（列表）？",
    "member 恢复": "是不是 liaison restore（恢复）？",
}


@pytest.mark.parametrize(("line", "part"), MEANT.items())
def test_suggestions_go_by_meaning_before_letters(example: Run, line: str, part: str) -> None:
    assert_one_sentence(example(line, 2), "没有命令", part)
