"""The words of a command line: common options, Chinese help, and the wrapper every command is made with."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from liaison.cli.shell.here import Here
from liaison.commits import commits
from liaison.errors import LiaisonError
from liaison.formats.files import private
from liaison.formats.widths import folded, padded, width_of
from liaison.nouns.registry import registered

if typing.TYPE_CHECKING:
    from liaison.cli.shell.answers import Answer


_FIRST_COLUMN = 30
_NEGATIVE = re.compile(r"^-(?=[0-9.,]+$)")


class _Text:
    """Takes a parameter as written: our own kinds read it, with Chinese words (and Typer's reader costs 0.1 s)."""

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:
        """The value itself."""
        many = param.multiple or param.nargs == -1
        return (tuple(value or ()) if many else value) if not isinstance(value, bool) else value


def _write_pairs(formatter: Any, rows: list[tuple[str, str]]) -> None:
    """Two columns, the second folded to the width of the terminal."""
    indent = " " * formatter.current_indent
    first = min(max((width_of(name) for name, _text in rows), default=0), _FIRST_COLUMN)
    room = max(formatter.width - len(indent) - first - 2, 20)
    for name, text in rows:
        lines = folded(text, room) or [""]
        if width_of(name) > first:
            formatter.write(f"{indent}{name}\n")
            name = ""
        for line in lines:
            formatter.write(f"{indent}{padded(name, first)}  {line}".rstrip() + "\n")
            name = ""


class _Chinese:
    """Help in Chinese, for commands and groups alike."""

    params: list[Any]
    options_metavar: str | None

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """用法：…"""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help whose columns line up though a Chinese character is two wide."""
        formatter.write_dl = lambda rows, *_rest, **_more: _write_pairs(formatter, list(rows))
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """--help, explained in Chinese."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示本说明"
            option.get_runtime_param = lambda: _Text
        return option

    def make_parameters_text(self: Any) -> None:
        """Let our own kinds read every parameter, and say the rest of the usage line in Chinese."""
        self.options_metavar = "[选项]"
        for parameter in self.params:
            parameter.get_runtime_param = lambda: _Text
            parameter.display_type = lambda _ctx: ""


class Command(_Chinese, TyperCommand):
    """A command whose parameters stay text; -5 is a number there, not an option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Write the minus of a number as the sign it is, which no option begins with."""
        return super().parse_args(ctx, [_NEGATIVE.sub("\u2212", arg) for arg in args])

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.make_parameters_text()

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, then the options of a group under its own heading, then all others."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                others = "参数" if parameter.param_type_name == "argument" else "选项"
                sections.setdefault(getattr(parameter, "rich_help_panel", None) or others, []).append(record)
        for heading in sorted(sections, key=lambda one: (one != "参数", one == "选项")):
            with formatter.section(heading):
                formatter.write_dl(sections[heading])


class Group(_Chinese, TyperGroup):
    """A group of commands; its own few options stay text too."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.make_parameters_text()
        self.subcommand_metavar = "命令 …"


class Verbs(Group):
    """A noun's verbs, each by its English or its Chinese name."""

    english: dict[str, str]
    """The English name of each verb by its Chinese one."""
    default: str
    """The verb that is meant where none is written, empty where there is none."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the verb that is meant."""
        if self.default and not (args and (args[0] == "--help" or self.get_command(ctx, args[0]))):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name."""
        return super().get_command(ctx, self.english.get(cmd_name, cmd_name))


Db = Annotated[str, typer.Option("--db", metavar="路径", help="数据库，默认取 LIAISON_DB 或用户数据文件夹")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Csv = Annotated[bool, typer.Option("--csv", help="输出 CSV")]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="写成 Excel 文件（不写 -o 就放在当前文件夹）")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写到这个文件")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
Wait = Annotated[
    str, typer.Option("--wait", metavar="时长", help="别的程序正在写时最多等多久，如 30s、2m，默认 30s")
]
Correct = Annotated[str, typer.Option("--correct", metavar="原因", help="更正已结账的年度，写明原因")]
Reveal = Annotated[bool, typer.Option("--reveal", help="显示完整电话")]

COMMON: dict[str, tuple[Any, Any]] = {
    "json": (Json, False),
    "csv": (Csv, False),
    "xlsx": (Xlsx, False),
    "output": (Output, None),
    "force": (Force, False),
    "reveal": (Reveal, False),
    "correct": (Correct, None),
    "db": (Db, None),
    "wait": (Wait, "30s"),
}
"""The options that every command takes: where it finds the council, and in which form it answers."""


def command(
    app: NounApp, name: str, chinese: str, *, more: Sequence[inspect.Parameter] = (), text: str = ""
) -> Callable[[Callable[..., Answer | None]], Callable[..., Answer | None]]:
    """Make a function the command of that name, in English and in Chinese: its own parameters, then ``more`` of them, then the options every command takes.

    The function is called with ``Here`` first; the parameters of ``more`` arrive together as ``values``. The answer it
    returns is shown in the form that was asked for.
    """

    def register(function: Callable[..., Answer | None]) -> Callable[..., Answer | None]:
        hints = typing.get_type_hints(function, include_extras=True)
        own = [
            parameter.replace(annotation=hints[key], kind=inspect.Parameter.KEYWORD_ONLY)
            for key, parameter in inspect.signature(function).parameters.items()
            if key not in ("here", "values")
        ]
        common = [
            inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for key, (annotation, default) in COMMON.items()
        ]
        own_names = {parameter.name for parameter in own}
        added = [parameter for parameter in more if parameter.name not in own_names]

        def run(ctx: typer.Context, **given: Any) -> None:
            from liaison.cli.shell.answers import deliver, refuse_undeliverable

            given = {key: _listed(value) for key, value in given.items()}
            shared = {key: given.pop(key) for key in COMMON}
            arguments = {key: given.pop(key) for key in list(given) if key in own_names}
            if more:
                arguments["values"] = given
            try:
                here = Here(ctx, shared)
                refuse_undeliverable(here)
                with private(here.reveal):
                    answer = function(here, **arguments)
                    commits.answering = True
                    if answer is not None:
                        deliver(here, answer)
            except LiaisonError as error:
                error.command = ctx.command_path
                raise

        context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        everything = [context, *own, *added, *common]
        run.__signature__ = inspect.Signature(everything)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in everything}
        words = inspect.cleandoc(text or function.__doc__ or "")
        app.english[chinese] = name
        app.command(name, cls=Command, help=words.replace("\n例：", "\n\n\b\n例："))(run)
        return function

    return register


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class NounApp(typer.Typer):
    """The commands of one noun; ``english`` has the name of each verb by its Chinese one."""

    english: dict[str, str]


def noun_app(name: str, default: str = "") -> NounApp:
    """The Typer of one noun, with its help from the table of nouns; ``default`` is the verb that need not be written."""
    english: dict[str, str] = {}
    app = NounApp(
        cls=type("Verbs", (Verbs,), {"english": english, "default": default}),
        help=registered()[name].help,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
    )
    app.english = english
    return app
