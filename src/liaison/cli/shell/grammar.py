"""The words of a command line: common options, Chinese help, and the wrapper every command is made with."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any

import typer
from typer.main import get_command_from_info
from typer.models import CommandInfo

from liaison.cli.shell.here import READER, Here
from liaison.cli.shell.parsing import Command, Verbs, lacking_of
from liaison.columns import Column
from liaison.commits import commits
from liaison.errors import LiaisonError
from liaison.formats.files import private
from liaison.formats.seen import INSIDE, PROFILES, written_for
from liaison.nouns.registry import registered

if typing.TYPE_CHECKING:
    from liaison.cli.shell.answers import Answer


Db = Annotated[str, typer.Option("--db", metavar="路径", help="数据库，默认取 LIAISON_DB 或用户数据文件夹")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Csv = Annotated[bool, typer.Option("--csv", help="输出 CSV")]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="写成 Excel 文件（不写 -o 就放在当前文件夹）")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写到这个文件")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
Wait = Annotated[str, typer.Option("--wait", metavar="时长", help="别的程序正在写时最多等多久，如 30s、2m")]
Correct = Annotated[str, typer.Option("--correct", metavar="原因", help="更正已结账的年度，写明原因")]
Reveal = Annotated[bool, typer.Option("--reveal", help="显示完整的电话、账号等")]
For = Annotated[
    str,
    typer.Option(
        "--profile", metavar="给谁看", help="、".join(f"{one.key} {one.name}" for one in PROFILES.values())
    ),
    READER,
]

COMMON: dict[str, tuple[Any, Any]] = {
    "json": (Json, False),
    "csv": (Csv, False),
    "xlsx": (Xlsx, False),
    "output": (Output, None),
    "force": (Force, False),
    "reveal": (Reveal, False),
    "profile": (For, None),
    "correct": (Correct, None),
    "db": (Db, None),
    "wait": (Wait, "30s"),
}
"""The options that every command takes: where it finds the council, and in which form it answers."""


FOLDER = ("",)
"""As what a command ``writes``: a folder of its own, which ``-o`` names."""

More = Sequence[inspect.Parameter] | Callable[[], Sequence[inspect.Parameter]]
"""Parameters, or what makes them."""


def command(
    app: NounApp,
    name: str,
    chinese: str,
    *,
    more: More = (),
    text: str = "",
    needed: Collection[str] = (),
    unless: str = "",
    writes: str | tuple[str, ...] = (),
    inside: bool = False,
) -> Callable[[Callable[..., Answer | None]], Callable[..., Answer | None]]:
    """Make a function the command of that name, in English and in Chinese: its own parameters, then ``more`` of them, then the options every command takes.

    The function is called with ``Here`` first; the parameters of ``more`` arrive together as ``values``. The answer it
    returns is shown in the form that was asked for. A parameter whose annotation holds a ``Column`` is asked for, checked and
    completed as that says; ``more`` may be what makes them, once they are needed. Those ``needed`` must be told too, ``unless`` that one is. ``writes`` is the suffix, or the suffixes, of the file that the function itself writes, or ``FOLDER``; what is for the office ``inside`` alone, be it a copy of all that it has, is written for nobody else.
    """

    def register(function: Callable[..., Answer | None]) -> Callable[..., Answer | None]:
        app.english[chinese] = name
        app.makers[name] = partial(
            _made, function, name, more, text, frozenset(needed), unless, writes, inside
        )
        return function

    return register


def _made(
    function: Callable[..., Answer | None],
    name: str,
    more: More,
    text: str,
    needed: frozenset[str],
    unless: str,
    writes: str | tuple[str, ...],
    inside: bool,
) -> Command:
    """The command that calls a function."""
    more = more() if callable(more) else more
    hints = typing.get_type_hints(function, include_extras=True)
    own = [
        parameter.replace(annotation=hints[key], kind=inspect.Parameter.KEYWORD_ONLY)
        for key, parameter in inspect.signature(function).parameters.items()
        if key not in ("here", "_here", "values")
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
        whom = INSIDE
        try:
            here = Here(ctx, shared, writes)
            whom = here.profile
            with private(here.reveal), written_for(whom):
                refuse_undeliverable(here, inside=inside)
                if lacking := lacking_of(ctx):
                    from liaison.cli.shell.prompting import asked

                    told = asked(here, lacking)
                    arguments |= {key: told[key] for key in told.keys() & own_names}
                    given.update({key: told[key] for key in told.keys() - own_names})
                answer = function(here, **arguments)
                commits.answering = True
                if answer is not None:
                    deliver(here, answer)
        except LiaisonError as error:
            error.command = ctx.command_path
            error.sentence, error.hint = whom.words((error.sentence, error.hint))
            raise

    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    everything = [context, *own, *added, *common]
    run.__signature__ = inspect.Signature(everything)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in everything}
    told = inspect.cleandoc(text or function.__doc__ or "").replace("\n例：", "\n\n\b\n例：")
    attributes = {
        "columns": {one.name: column for one in everything if (column := _column_of(one.annotation))},
        "needed": needed,
        "unless": unless,
    }
    kind = type("Command", (Command,), attributes)
    info = CommandInfo(name, cls=kind, callback=run, help=told)
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    assert isinstance(command, Command)
    return command


def _column_of(annotation: Any) -> Column | None:
    """The column that a parameter's annotation holds."""
    return next((one for one in typing.get_args(annotation) if isinstance(one, Column)), None)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class Made(dict[str, Any]):
    """Commands by name, each made when it is first asked for: a noun has a dozen, and one is used."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]]) -> None:
        super().__init__(dict.fromkeys(makers))
        self._makers = makers

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if found is None:
            found = self[name] = self._makers[name]()
        return found

    def get(self, name: str, default: Any = None) -> Any:
        """The command of that name."""
        return self[name] if name in self else default  # noqa: SIM401 - this is what get is made of

    def values(self) -> Any:
        """Every command."""
        return [self[name] for name in self]

    def items(self) -> Any:
        """Every command with its name."""
        return [(name, self[name]) for name in self]


@dataclass
class NounApp:
    """The commands of one noun, each made when somebody uses it: its makers by the verb's English name, and the English names
    by the Chinese ones. ``default`` is the verb that need not be written."""

    name: str
    default: str = ""
    english: dict[str, str] = field(default_factory=dict)
    makers: dict[str, Callable[[], Command]] = field(default_factory=dict)

    def group(self) -> Verbs:
        """What Typer takes for the noun."""
        kind = type("Verbs", (Verbs,), {"english": self.english, "default": self.default})
        text = registered()[self.name].help
        group: Verbs = kind(
            name=self.name, commands=Made(self.makers), help=text, no_args_is_help=True, rich_markup_mode=None
        )
        return group


def noun_app(name: str, default: str = "") -> NounApp:
    """A noun that has no commands yet, with its help from the table of nouns."""
    return NounApp(name, default)
