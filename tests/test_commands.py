"""Walks the whole command line: every noun and verb loads, explains itself in Chinese, and shows an example that parses."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from liaison.cli.shell.main import _root_command
from liaison.nouns.registry import registered, sheets_of
from tests.commands import Run, invoke, shell, words
from tests.contracts import CONTRACTS, promised

OPTIONS = promised("options")
COMMON = "--json --csv --xlsx --output --force --reveal --profile --db --help"


def _walk() -> dict[str, Any]:
    """Every command by its path; a noun with one verb of its own name is that command."""
    root = _root_command()
    found: dict[str, Any] = {}
    for noun, stub in root.commands.items():
        group = stub._loaded
        if set(group.commands) == {noun}:
            found[noun] = group.commands[noun]
        else:
            found |= {f"{noun} {verb}": command for verb, command in group.commands.items()}
    return found


COMMANDS = _walk()
PATHS = list(COMMANDS)


def test_the_nouns_are_those_of_the_table() -> None:
    assert {path.split()[0] for path in COMMANDS} == set(registered())


def test_every_verb_has_a_chinese_name_and_every_name_is_used() -> None:
    known: dict[str, str] = {}
    for name, stub in _root_command().commands.items():
        group = stub._loaded
        assert set(group.english.values()) == set(group.commands), name
        for chinese, english in group.english.items():
            assert re.fullmatch(r"[\u4e00-\u9fff]+", chinese), english
            # 结账 is what offices say of a year, and of nothing else; a chair is 卸任, an agreement is not.
            if (name, english) not in (("year", "close"), ("agreement", "end")):
                assert known.setdefault(english, chinese) == chinese, f"{english} 有两个中文名"
    assert len(set(known.values())) == len(known)
    assert len({one.chinese for one in registered().values()}) == len(registered())


def test_the_contract_is_kept() -> None:
    wanted = set()
    for noun, contract in CONTRACTS.items():
        wanted |= {f"{noun} {verb}" for verb in contract["verbs"].split()} or {noun}
    assert wanted <= set(COMMANDS), wanted - set(COMMANDS)
    assert {name for name in registered() if sheets_of(name)} <= {
        path.split()[0] for path in COMMANDS if path.endswith(" import")
    }


def _options(path: str) -> set[str]:
    return {name for parameter in COMMANDS[path].params for name in parameter.opts if name.startswith("--")}


@pytest.mark.parametrize("path", OPTIONS)
def test_the_options_of_the_contract_are_there(path: str) -> None:
    assert set(OPTIONS[path].split()) <= _options(path)


@pytest.mark.parametrize("path", [path for path in PATHS if path.endswith(" add") or path == "fund open"])
def test_edit_takes_what_add_takes(path: str) -> None:
    noun = path.split()[0]
    if noun != "choice":
        assert _options(path) <= _options(f"{noun} edit")


@pytest.mark.parametrize("path", PATHS)
def test_every_command_explains_itself_in_chinese(path: str) -> None:
    result = invoke([*path.split(), "--help"])
    assert result.code == 0
    assert result.stderr == ""
    text = result.stdout
    assert text.startswith(f"用法：liaison {path}")
    for option in COMMON.split():
        assert option in text, option
    assert f"例：liaison {path}" in text
    first = text.split("\n\n")[1].strip().splitlines()[0]
    assert re.search(r"[\u4e00-\u9fff]", first)
    for word in ("Usage", "Options", "Arguments", "Show this", "[required]", "[default", "TEXT"):
        assert word not in text, word


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_is_explained_in_chinese(path: str) -> None:
    for parameter in COMMANDS[path].params:
        told = f"{getattr(parameter, 'help', None) or ''} {parameter.metavar or ''}"
        assert re.search(r"[\u4e00-\u9fff]", told), parameter.name


@pytest.mark.parametrize("path", PATHS)
def test_no_parameter_is_told_a_thing_twice(path: str) -> None:
    for parameter in COMMANDS[path].params:
        text = getattr(parameter, "help", None) or ""
        parts = re.split("[，；。]", text)
        assert len(set(parts)) == len(parts), (parameter.name, text)
        assert not (parameter.show_default and parameter.default) or "默认" not in text, (
            parameter.name,
            text,
        )


def _examples(path: str) -> list[list[str]]:
    text = COMMANDS[path].help or ""
    return [shlex.split(line) for line in re.findall(r"例：liaison (.+)", text)]


@pytest.mark.parametrize("path", PATHS)
def test_every_example_parses(path: str) -> None:
    examples = _examples(path)
    assert examples
    for line in examples:
        assert line[: len(path.split())] == path.split()
        arguments = line[len(path.split()) :]
        context = COMMANDS[path].make_context(path, list(arguments))
        assert not context.args
        context.close()


@pytest.mark.parametrize("noun", registered())
def test_every_noun_lists_its_verbs(noun: str) -> None:
    result = invoke([noun, "--help"])
    assert result.code == 0
    chinese = invoke([registered()[noun].chinese, "--help"])
    assert chinese.code == 0
    for path in COMMANDS:
        if path.startswith(f"{noun} "):
            assert re.search(rf"^ +{path.split()[1]}\b", result.stdout, re.MULTILINE), path


def test_the_whole_is_explained() -> None:
    for line in ("--help", ""):
        text = invoke(words(line)).stdout
        assert text.startswith("用法：liaison")
        for noun, one in registered().items():
            assert noun in text
            assert one.chinese in text
        assert "liaison demo" in text


def test_the_version_is_said() -> None:
    from liaison import __version__

    for line in ("--version", "--db 没有.db --version", "--version member list"):
        assert invoke(line.split()).stdout == f"liaison {__version__}\n"
    assert shell("--version").stdout == f"liaison {__version__}\n"


RUNS_ON_THE_EXAMPLE = {
    path
    for path in PATHS
    if path.split()[-1]
    in ("list", "show", "statement", "ledger", "plan", "current", "year", "period", "report")
}


@pytest.mark.parametrize("path", sorted(RUNS_ON_THE_EXAMPLE))
def test_examples_that_read_run_on_the_example_council(example: Run, path: str, tmp_path: Path) -> None:
    for line in _examples(path):
        example(line)


def test_typer_is_the_only_reader_of_the_command_line() -> None:
    assert isinstance(_root_command(), typer.core.TyperGroup)
