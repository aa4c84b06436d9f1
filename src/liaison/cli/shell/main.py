"""The root of the command line: every noun by name, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cached_property
from typing import Any

import typer
from typer.main import get_command

from liaison import __version__
from liaison.cells import on_one_line
from liaison.cli.shell import usage
from liaison.cli.shell.here import attended
from liaison.cli.shell.naming import Name, nouns
from liaison.cli.shell.parsing import Group
from liaison.cli.shell.recorded import is_dropped
from liaison.cli.shell.words import as_option, refuse_left_open
from liaison.commits import commits
from liaison.errors import LiaisonError
from liaison.formats.streams import Guarded
from liaison.nouns.registry import registered
from liaison.settings import hidden, place
from liaison.store.database import is_there
from liaison.store.explaining import is_database_error


class Stub(Group):
    """Stands for a noun's commands and loads them when someone uses one, so that help and completion stay light."""

    @cached_property
    def _loaded(self) -> Any:
        from liaison.cli.shell.derived import app_of

        assert self.name is not None
        return app_of(self.name).group()

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Parse the noun's own arguments."""
        loaded = self._loaded
        only = loaded.commands.get(self.name) if len(loaded.commands) == 1 else None
        return (only or loaded).make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: Any) -> list[str]:
        """The noun's verbs."""
        names: list[str] = self._loaded.list_commands(ctx)
        return names

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The noun's verb of that name."""
        return self._loaded.get_command(ctx, cmd_name)


class Root(Group):
    """Knows every noun."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, one in registered().items():
            self.add_command(Stub(name=name, help=one.help, rich_markup_mode=None))

    def names(self) -> list[Name]:
        """The nouns."""
        return nouns()

    def begun(self, ctx: Any, args: list[str]) -> list[str]:
        """What was typed; a file in the place of a noun is looked at."""
        place = _first_word(args)
        if place < len(args) and not ctx.resilient_parsing and self._is_dropped(ctx, args[place]):
            args = [*args[:place], _LOOK, *args[place:]]
        return super().begun(ctx, args)

    def _is_dropped(self, ctx: Any, word: str) -> bool:
        """Whether a word is no noun, and a file or one by its ending."""
        if word in self.commands:
            return False
        return is_dropped(word) and ("/" in word or os.sep in word or self.get_command(ctx, word) is None)

    def elsewhere(self, word: str) -> list[str]:
        """The verbs that the word names, with a noun before each: liaison fund apportion（分摊）."""
        from liaison.cli.shell.derived import verbs_named

        return verbs_named(word)


_LOOK = "look"
"""The noun that is meant where a file stands in the place of one."""


def _first_word(args: list[str]) -> int:
    """The place of the first word that is no option, nor the value of one."""
    place = 0
    while place < len(args) and (option := as_option(args[place], ("--db",))):
        place += 1 if option[1] or option[0] != "--db" else 2
    return place


app = typer.Typer(cls=Root, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=True)


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    db: str = typer.Option(None, "--db", help="数据库：文件路径或地址，也可用环境变量 LIAISON_DB"),
    version: bool = typer.Option(False, "--version", help="显示版本"),
) -> None:
    """区域化党建联席会议秘书处工具：成员、轮值、项目、活动、专项资金、年度总结。

    先建立：liaison init 联席会议名称；看示例：liaison demo；建好以后单独输入 liaison，看今天要办什么；每个命令加 --help 有说明和例子。
    """
    if version:
        typer.echo(f"liaison {__version__}")
        raise typer.Exit
    ctx.obj = db
    if ctx.invoked_subcommand is None and not _shown_today(ctx, db):
        typer.echo(ctx.get_help())


def _shown_today(ctx: typer.Context, db: str | None) -> bool:
    """Show a person who typed no command what is due today, if there is a council to tell of."""
    if not attended() or ((path := place(db).path) is not None and not is_there(path)):
        return False
    today: Any = ctx.command.get_command(ctx, "today")  # type: ignore[attr-defined]
    with today.make_context("today", [], parent=ctx) as context:
        context.command.invoke(context)
    return True


def run(arguments: list[str]) -> int:
    """Run one command line; returns its exit code. Every failure is one Chinese sentence on stderr, never a traceback."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed before we began, as ``>&-`` does
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with redirect_stdout(Guarded(sys.stdout)), redirect_stderr(Guarded(sys.stderr)):
        return _answered(arguments)


def _answered(arguments: list[str]) -> int:
    """Run one command line on streams that are guarded."""
    usage.speak_chinese()
    commits.reset()
    as_json = any(option[0] == "--json" for option in map(as_option, arguments) if option)
    try:
        refuse_left_open(arguments)
        result = _root_command().main(args=arguments, prog_name="liaison", standalone_mode=False)
        sys.stdout.flush()
        if result == 130:
            return _fail(commits.interrupted(), result)
        return result if isinstance(result, int) else 0
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except SystemExit as leave:
        if not isinstance(leave.__context__, BrokenPipeError):
            raise
        _forget_stdout()  # Typer found that nobody reads any more
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return _fail(commits.interrupted(), 130)
    except LiaisonError as error:
        return _fail(commits.told(usage.sentence(error)), error.exit_code, as_json)
    except OSError as error:
        return _fail(commits.told(usage.file_sentence(error)), 5, as_json)
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stdout.write(str(error).rstrip() + "\n")
            return 0
        if usage.is_usage_error(error):
            return _fail(usage.explain(error), 2, as_json)
        return _fail(usage.fault(error, database=is_database_error(error)), 1, as_json)


def _root_command() -> Any:
    """The whole command line; what Typer adds for completion is explained in Chinese."""
    command: Any = get_command(app)
    command.make_parameters_text()  # once more, for Typer adds those of completion afterwards
    helps = {"install_completion": "给当前终端装上命令补全", "show_completion": "显示命令补全的脚本"}
    for parameter in command.params:
        if parameter.name in helps:
            parameter.help, parameter.callback = helps[parameter.name], _completion
    return command


def _completion(ctx: Any, parameter: Any, wanted: bool) -> None:
    """Install the completion of the shell that runs here, or show its script; what Typer says of it is English."""
    if not wanted or ctx.resilient_parsing:
        return
    from liaison.cli.shell.completing import installed, script

    sys.stdout.write(installed() if parameter.name == "install_completion" else script())
    raise typer.Exit


def _fail(sentence: str, code: int, as_json: bool = False) -> int:
    """Say what went wrong on stderr; with ``--json`` standard output holds JSON then too."""
    sentence = on_one_line(hidden(sentence))
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
        if as_json:
            told = {"error": sentence, "exit_code": code} | ({"written": True} if commits.count else {})
            from liaison.formats.text import write_json  # help and completion need not load it

            write_json(told, sys.stdout)
        sys.stdout.flush()
    except OSError:
        _forget_stdout()
    return code


def _forget_stdout() -> None:
    """Nobody reads any more: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
