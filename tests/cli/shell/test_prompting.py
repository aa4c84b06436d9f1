"""What a command lacks: asked for one by one at a terminal, named all together elsewhere; yes and no in every way."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liaison.cli.shell.parsing import lacking_of
from liaison.cli.shell.prompting import agreed
from tests.commands import Run, assert_one_sentence, words
from tests.terminals import on_terminal
from tests.test_commands import COMMANDS, PATHS

# -- without a terminal ---------------------------------------------------------------------------------------------------


def _required(path: str) -> list[Any]:
    context = COMMANDS[path].make_context(path, [])
    with closing(context):
        return lacking_of(context)


@pytest.mark.parametrize("path", [path for path in PATHS if _required(path)])
def test_all_that_is_missing_is_named_in_one_sentence_with_a_whole_line(example: Run, path: str) -> None:
    before = example.dump()
    result = example(path, 2)
    assert_one_sentence(result, "缺少 ")
    for parameter in _required(path):
        name = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar
        assert f"{name}" in result.stderr, parameter
    line = re.search(r"例如：liaison (.*)。$", result.stderr.strip())
    assert line, result.stderr
    arguments = shlex.split(line[1])
    assert arguments[: len(path.split())] == path.split()
    context = COMMANDS[path].make_context(path, arguments[len(path.split()) :])
    with closing(context):
        assert not lacking_of(context)
    assert example.dump() == before


def test_some_command_needs_something() -> None:
    assert len([path for path in PATHS if _required(path)]) > 20


def test_only_what_is_missing_is_named(example: Run) -> None:
    said = example("member add 甲 --joined 2023-01-01", 2).stderr
    assert said.startswith("缺少 --category（类别），例如：liaison member add ")
    said = example("activity attend A2023-001 汇添富", 2).stderr
    assert said.startswith(
        "缺少 --people（人数，到场人数）（或用 --file 表格），例如：liaison activity attend "
    )
    said = example("project record --file 表.csv", 2).stderr
    assert said.startswith("缺少 项目、指标，例如：liaison project record ")


def test_what_is_missing_is_told_in_json_too(example: Run) -> None:
    result = example("member add --json", 2)
    assert result.json["exit_code"] == 2
    assert result.json["error"].startswith("缺少 单位名称、")


# -- at a terminal ----------------------------------------------------------------------------------------------------------


def _shown(printed: str) -> list[str]:
    return printed.replace("\r", "").split("\n")


def _after_the_echo(printed: str, typed: str) -> str:
    """What a command printed behind what was typed before it began, which the terminal shows first."""
    text = printed.replace("\r", "")
    return text[len(typed) :]


def test_each_missing_column_is_asked_for_and_checked_at_once(council: Run) -> None:
    for word in ("证券机构", "基金机构"):
        council(f"choice add category {word}")
    typed = "“示例甲单位”\n\n9\n2\n昨天\n2023-02-30\n２０２３年１月５日\n"
    result = on_terminal(["member", "add", "--headcount", "12"], typed=typed)
    assert result.code == 0, result.stdout
    said = _after_the_echo(result.stdout, typed)
    assert said.startswith(
        "还要填 3 项，一项一项问（不想填了按 Ctrl-C，什么也不写入）。\n"
        "单位名称（例如 示例银行股份有限公司）：  1 证券机构  2 基金机构\n"
        "类别（写序号，或写一个新的）：类别：不能空着。\n"
        "类别（写序号，或写一个新的）：类别：没有序号 9，请写 1—2 或名称。\n"
        "类别（写序号，或写一个新的）："
        "加入日期（例如 2023-05-01）：加入日期：“昨天”不是能认出的日期，请写成 2023-05-01 这样。\n"
        "加入日期（例如 2023-05-01）：加入日期：“2023-02-30”不是日历上有的日子，请核对。\n"
        "加入日期（例如 2023-05-01）：已登记成员单位 M001 示例甲单位。\n"
    ), said
    record = council.json("member show M001")
    kept = ("name", "category", "joined", "headcount")
    assert [record[key] for key in kept] == ["示例甲单位", "基金机构", "2023-01-05", 12]


def test_records_are_offered_by_number_and_found_by_name(council: Run) -> None:
    for name in ("示例甲单位", "示例乙单位"):
        council(f"member add {name} --category 其他 --joined 2020-01-01")
    council("project add 示例班车 --lead 示例甲单位 --start 2023-01-01")
    council("project add 示例课堂 --lead 示例甲单位 --start 2023-01-01")
    council("project indicator 示例班车 乘坐人次")
    council("project indicator 示例课堂 听课人次")
    typed = "没有\n1\n1\n2023-01-02\n很多\n12\n"
    result = on_terminal(["project", "record"], typed=typed)
    assert result.code == 0, result.stdout
    said = _after_the_echo(result.stdout, typed)
    assert "  1 P2023-01 示例班车  2 P2023-02 示例课堂\n" in said
    assert "没有找到共建项目“没有”，请用 liaison project list 查看。\n项目（写序号或名称）：" in said
    assert "  1 乘坐人次\n" in said
    assert "听课人次" not in said
    assert "“很多”不是确切的数" in said
    assert "已登记：示例班车 乘坐人次 2023-01-02 12。" in said


def test_a_locked_list_takes_no_new_word(council: Run) -> None:
    council("choice add category 证券机构")
    council("choice lock category")
    result = on_terminal(["member", "add", "示例甲单位", "--joined", "2020-01-01"], typed="银行\n1\n")
    assert result.code == 0, result.stdout
    assert "类别：“银行”不在已锁定的类别里，可选：证券机构。" in result.stdout
    assert council.json("member show 示例甲单位")["category"] == "证券机构"


def test_nothing_is_asked_that_was_told_and_nothing_where_there_is_no_database(
    council: Run, tmp_path: Path
) -> None:
    result = on_terminal(["member", "add", "甲", "--category", "其他", "--joined", "2020-01-01"])
    assert result.code == 0
    assert "还要填" not in result.stdout
    missing = on_terminal(["member", "leave", "--db", tmp_path / "没有.db"], typed="甲\n2023-01-01\n")
    assert missing.code == 6
    assert "还没有数据库" in missing.stdout


@pytest.mark.parametrize("typed", ["", "示例甲\n", "示例甲\n其他\n"])
def test_the_end_of_the_input_stops_with_nothing_written(council: Run, typed: str) -> None:
    before = council.dump()
    result = on_terminal(["member", "add"], typed=typed)
    assert result.code == 130
    assert _shown(result.stdout)[-2:] == ["已中断，没有写入任何内容。", ""]
    assert council.dump() == before


def test_ctrl_c_stops_with_nothing_written(council: Run) -> None:
    before = council.dump()
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "liaison", "member", "add", "示例甲"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        # A job in the background ignores Ctrl-C, and its children would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        os.close(theirs)
        printed = b""
        while not printed.decode(errors="ignore").endswith("："):
            printed += os.read(ours, 4096)
        for _ in range(10):  # one that comes just before Python reads is noticed with the next
            process.send_signal(signal.SIGINT)
            try:
                assert process.wait(5) == 130
                break
            except subprocess.TimeoutExpired:
                continue
        else:
            process.kill()
            raise AssertionError("Ctrl-C does not stop it")
        printed += os.read(ours, 4096)
    os.close(ours)
    assert _shown(printed.decode())[-2:] == ["已中断，没有写入任何内容。", ""]
    assert council.dump() == before


def test_questions_do_not_stand_in_the_json(council: Run, tmp_path: Path) -> None:
    """On a terminal whose stdout is read by eye and by program both, JSON stays whole: questions go to stderr."""
    path = tmp_path / "out.json"
    code = (
        "import os, sys\n"
        "out = os.dup(1)\n"
        f"error = os.open({str(path)!r}, os.O_WRONLY | os.O_CREAT)\n"
        "os.dup2(error, 2)\n"
        "from liaison.cli.shell.main import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    result = on_terminal(
        ["member", "add", "示例甲", "--joined", "2020-01-01", "--json"],
        program=("-c", code),
        typed="其他\n",
    )
    assert json.loads(_after_the_echo(result.stdout, "其他\n"))["category"] == "其他"
    assert "类别" in path.read_text(encoding="utf-8")


# -- yes and no ---------------------------------------------------------------------------------------------------------------

YES = ["是", "y", "Y", "yes", "ｙ", "Ｙ", "好", "好的", "行", "可以", "对", "确定", "“是”", "是。", "√"]
NO = ["否", "n", "N", "no", "ｎ", "不", "不好", "不行", "不要", "算了", "取消", "×", "否。"]


@pytest.mark.parametrize("answer", [*YES, *NO, ""])
def test_yes_and_no_in_every_way(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
    assert agreed("写入吗？") is (answer in YES)


def test_what_is_neither_is_asked_again_in_chinese(example: Run) -> None:
    example("member edit M002 --note 改过")
    result = on_terminal(["undo"], typed="maybe\n再说\n好\n")
    assert result.code == 0
    assert result.stdout.count("没看懂，请回答 是 或 否") == 2
    assert "已撤销第" in result.stdout
    assert "Error" not in result.stdout


def test_help_and_version_ask_nothing(council: Run) -> None:
    for line in ("member add --help", "member add ——help"):
        result = on_terminal(words(line))
        assert result.code == 0
        assert "还要填" not in result.stdout
