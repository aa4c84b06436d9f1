"""No English sentence of a library reaches the user: each of Typer's errors, the system's, the databases', and random lines."""

from __future__ import annotations

import ast
import errno
import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from liaison.cli.shell import usage
from liaison.errors import reason
from liaison.nouns.verbs import VERBS
from tests.commands import Run
from tests.test_commands import COMMANDS, PATHS

ENGLISH = re.compile(r"[A-Za-z]{2,}(?:['’][a-z]+)?(?:[ ,:;.]+[A-Za-z]{2,}(?:['’][a-z]+)?){2,}")
"""Three English words in a row."""
CODES = {0, 2, 3, 4, 5, 6}
"""What DESIGN.md lets a command leave with that was typed wrong, 0 included for one that was not."""


def english_in(said: str) -> list[str]:
    """The English sentences of what was said; commands and what was quoted are none."""
    bare = re.sub(r"“[^”]*”", "“”", said)
    bare = re.sub(r"(?:例如：|请看 |请用 |运行：|是不是 |、)?liaison(?: [\w=./:\"'—-]+)*", "", bare)
    return [found for found in ENGLISH.findall(bare) if not found.startswith("liaison")]


def test_the_measure_finds_english() -> None:
    assert english_in("命令写得不对：Got unexpected extra argument (x)，请看 liaison member --help。")
    assert english_in("Error: invalid input")
    assert not english_in("没有命令“create a new one”，是不是 add（添加）？请看 liaison member --help。")


# -- each error of Typer's -----------------------------------------------------------------------------------------------------


def _errors() -> list[type]:
    """Every class of error that Typer may raise for a command line."""
    module = import_module("typer._click.exceptions")
    base = module.ClickException
    return [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, base)]


SAID = "This is what the library says about it"


def _made(kind: type, context: Any) -> Any:
    match kind.__name__:
        case "NoSuchOption":
            return kind("--nosuch", SAID, ["--near"], context)
        case "BadOptionUsage":
            return kind("--on", SAID, context)
        case "NoArgsIsHelpError":
            return kind(context)
        case "FileError":
            return kind("name.txt", SAID)
        case "ClickException":
            return kind(SAID)
    return kind(SAID, context)


@pytest.mark.parametrize("kind", _errors(), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("with_context", [True, False])
def test_each_error_of_typer_is_said_in_chinese(kind: type, with_context: bool) -> None:
    context = COMMANDS["member list"].make_context("list", [])
    if kind.__name__ == "NoArgsIsHelpError":
        return  # that is our own help
    error = _made(kind, context if with_context else None)
    assert usage.is_usage_error(error)
    said = usage.explain(error)
    context.close()
    assert not english_in(said), said
    assert SAID not in said
    assert said.endswith("。")
    assert "--help" in said


def test_typer_has_no_error_that_is_not_looked_at() -> None:
    assert len(_errors()) >= 9
    assert issubclass(typer.BadParameter, _errors()[0])


# -- the system's words, and the databases' ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_reason_of_the_system_is_english(number: int) -> None:
    error = OSError(number, os.strerror(number), "名册.xlsx")
    for said in (usage.file_sentence(error), reason(error)):
        assert not english_in(said), said
        assert os.strerror(number) not in said
        assert re.search("[一-龥]", said)


def test_a_reason_without_a_number() -> None:
    assert not english_in(usage.file_sentence(OSError("something went badly wrong")))


POSTGRESQL = {
    'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused': "没有在运行",
    "connection timeout expired": "没有回应",
    "failed to resolve host 'nowhere': [Errno -2] Name or service not known": "找不到这台服务器",
    'connection to server failed: FATAL:  password authentication failed for user "x"': "用户名或密码不对",
    "fe_sendauth: no password supplied": "用户名或密码不对",
    'connection failed: FATAL:  database "none" does not exist': "没有这个库",
    'connection failed: FATAL:  role "x" does not exist': "没有这个用户",
    'connection failed: FATAL:  no pg_hba.conf entry for host "10.0.0.1"': "不允许从这台电脑连接",
    "server closed the connection unexpectedly": "连接断开了",
    "something that nobody has heard of": "请找管理数据库的人",
}


@pytest.mark.parametrize(("words", "part"), POSTGRESQL.items())
def test_what_libpq_says_is_said_in_chinese(
    monkeypatch: pytest.MonkeyPatch, run_nowhere: Run, words: str, part: str
) -> None:
    psycopg = pytest.importorskip("psycopg")

    def refuse(*_given: Any, **_options: Any) -> None:
        raise psycopg.OperationalError(words)

    monkeypatch.setattr(psycopg, "connect", refuse)
    result = run_nowhere("member list", 6)
    assert part in result.stderr
    assert "连不上" in result.stderr
    assert not english_in(result.stderr), result.stderr


@pytest.fixture
def run_nowhere(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LIAISON_DB", "postgresql://x:secret@127.0.0.1:1/none")
    return Run("postgresql://x:secret@127.0.0.1:1/none")


def test_no_prompt_of_a_library_is_used() -> None:
    """Typer's own questions are English where they are not understood."""
    import liaison

    for path in Path(liaison.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asks = (node.value.id, node.attr)
                assert asks not in {("typer", "confirm"), ("typer", "prompt")}, path
            if isinstance(node, ast.Attribute):
                assert node.attr != "strerror", f"{path} tells the system's own words"


# -- random lines ----------------------------------------------------------------------------------------------------------------

_NAMES = sorted({part for path in PATHS for part in path.split()} | {*" ".join(VERBS.values()).split()})
_FLAGS = sorted({name for one in COMMANDS.values() for parameter in one.params for name in parameter.opts})
_WORDS = st.one_of(
    st.sampled_from(_NAMES),
    st.sampled_from([one for one in _FLAGS if one not in ("--file", "--output", "-o", "--db")]),
    st.sampled_from(
        [
            "—",
            "——",
            "-",
            "--",
            "---",
            "–x",
            "－－xlsx",
            "——json",
            "--json=1",
            "--on=",
            "=",
            "＝",
            "“",
            "”",
            "“甲",
            "乙”",
            "「",
            "」",
            "\u3000",
            "-5",
            "－5",
            "2023",
            "2023-02-30",
            "昨天",
            "汇添富",
            "街道",
            "M002",
            "F001",
            "A2023-001",
            "'",
            "很多",
            "-1",
            "--NOSUCH",
            "——nosuch",
            "help",
            "帮助",
            "?",
            "*",
            "é",
            "𠮷",
            "0",
            "1",
            "1e5",
            "½",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
)
_STARTS = st.sampled_from([path.split() for path in PATHS] + [[], ["成员"], ["经费", "列表"]])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=_STARTS, rest=st.lists(_WORDS, max_size=5))
@example(start=["member", "list"], rest=["--json", "--csv"])
@example(start=[], rest=["--version", "x"])
@example(start=["restore"], rest=["M002"])
@example(start=["collect", "merge"], rest=["M002", "."])
def test_whatever_is_typed_is_answered_in_chinese(
    example_to_spoil: Run, start: list[str], rest: list[str]
) -> None:
    line = [*start, *rest]
    if {"--install-completion", "--show-completion"} & set(line):
        return
    result = example_to_spoil(line, None)
    assert result.code in CODES, (line, result)
    assert not result.fault, (line, result.fault)
    assert not english_in(result.stderr), (line, result.stderr)
    if result.code in (2, 3, 4, 6):
        assert re.search("[一-龥]", result.stderr), line
        assert result.stderr.rstrip().endswith(("。", "！", "？")), (line, result.stderr)


@pytest.fixture
def example_to_spoil(example: Run) -> Run:
    return example
