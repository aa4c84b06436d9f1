"""What Typer's commands and groups are here: they speak Chinese, and read words as an input method types them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from liaison.cells import shown
from liaison.cli.shell import words
from liaison.cli.shell.here import TYPED
from liaison.cli.shell.naming import MOST, Name, meant, named, nouns, told_of, verb, written_alike
from liaison.errors import Unreadable
from liaison.formats.widths import folded, padded, width_of
from liaison.kinds import Flag

if TYPE_CHECKING:
    from liaison.columns import Column

_FIRST_COLUMN = 30
_HELP = {"help", "帮助", "说明", "?", "？"}
_MOST_WORDS = 3
"""Other words for a name that help shows."""
_WHOLE_LINE = 1000
"""Characters of a line of help, which is never cut."""


class _Text:
    """Takes a parameter as written: our own kinds read it, with Chinese words (and Typer's reader costs 0.1 s)."""

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:
        """The value itself."""
        if param.multiple or param.nargs == -1:
            return tuple(one.removeprefix(words.KEPT) for one in value or ())
        return value.removeprefix(words.KEPT) if isinstance(value, str) else value


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
    columns: Mapping[str, Column] = {}
    """What its parameters hold, of those that are told of by a column."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """用法：…, and the same in Chinese"""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")
        if ctx.parent:
            formatter.write(f"或写：{_in_chinese(ctx)} …\n")

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
            column = self.columns.get(parameter.name)
            parameter.get_runtime_param = lambda: _Text
            parameter.display_type = lambda _ctx: ""
            # All that is missing is told, or asked, together (``lacking_of``).
            parameter.value_is_missing = lambda _value: False
            if column is not None:
                parameter.shell_complete = partial(_offered, column)

    def understood(self: Any, ctx: Any, args: list[str], *, first: bool = False) -> list[str]:
        """What was typed, with its options as they are called here. Raises ``Unreadable``."""
        known = [one for one in self.get_params(ctx) if one.param_type_name == "option"]
        options = {name: not one.is_flag for one in known for name in one.opts}
        yes = {key for key, column in self.columns.items() if isinstance(column.kind, Flag)}
        flags = {name for one in known if one.name in yes for name in one.opts}
        try:
            return words.understood(args, options, first=first, flags=flags)
        except words.NoValue as lacking:
            if ctx.resilient_parsing:  # it is just being written
                return args
            found = next(one for one in self.get_params(ctx) if str(lacking) in one.opts)
            raise Unreadable(
                f"选项 {lacking} 后面要跟一个值（{described(found)}），", f"请看 {ctx.command_path} --help。"
            ) from None


def _in_chinese(ctx: Any) -> str:
    """The path of a command by the Chinese names: liaison 成员 添加."""
    if ctx.parent is None:
        return str(ctx.info_name)
    name = named(ctx.info_name, ctx.parent.command.names())
    return f"{_in_chinese(ctx.parent)} {name.chinese if name else ctx.info_name}"


def _offered(column: Column, ctx: Any, incomplete: str) -> list[Any]:
    from liaison.cli.shell.completing import offered

    return offered(ctx, column, incomplete)


class Command(_Chinese, TyperCommand):
    """A command whose parameters stay text; -5 is a number there, not an option."""

    needed: frozenset[str] = frozenset()
    """Parameters that must be told though the parser does not ask for them; ``unless`` is that which stands in their place."""
    unless: str = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed as it is meant, and keep that for the journal."""
        meant = self.understood(ctx, args)
        ctx.meta[TYPED] = [word.removeprefix(words.KEPT) for word in meant]
        return super().parse_args(ctx, meant)

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


def described(parameter: Any) -> str:
    """What a parameter holds: its label, then what its help adds to that."""
    label, text = parameter.metavar or "", parameter.help or ""
    more = "" if text == label else text.removeprefix(f"{label}，").removeprefix(f"{label}；")
    return "，".join(filter(None, [label, more]))


def lacking_of(ctx: Any) -> list[Any]:
    """The parameters that must be told to a command and were not, in their order."""
    command = ctx.command
    instead = bool(command.unless and ctx.params[command.unless])
    return [
        one
        for one in command.params
        if (one.required or (one.name in command.needed and not instead))
        and ctx.params[one.name] in (None, ())
    ]


class Group(_Chinese, TyperGroup):
    """A group of commands, each by its English or its Chinese name, or another word for it; its own few options stay text too."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.make_parameters_text()
        self.subcommand_metavar = "命令 …"

    def names(self) -> list[Name]:
        """What its commands are called."""
        raise NotImplementedError

    def elsewhere(self, word: str) -> list[str]:
        """The commands that a word names which this group has not, as they are typed and read."""
        raise NotImplementedError

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the first word as they are meant."""
        return super().parse_args(ctx, self.begun(ctx, args))

    def begun(self, ctx: Any, args: list[str]) -> list[str]:
        """What was typed as it is meant, up to the first word; one that asks for help is the option that shows it."""
        meant = self.understood(ctx, args, first=True)
        asks = meant and meant[0].casefold() in _HELP and not self.get_command(ctx, meant[0])
        return ["--help"] if asks else meant

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command that a word names."""
        if cmd_name in self.commands:
            return super().get_command(ctx, cmd_name)
        name = named(cmd_name, self.names())
        return super().get_command(ctx, name.english) if name else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, called by its English name from here on. Raises ``Unreadable``."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            close = self.suggested(args[0])
            asked = f"是不是 {'、'.join(close[:MOST])}？" if close else ""
            raise Unreadable(f"没有命令“{shown(args[0])}”，", f"{asked}请看 {ctx.command_path} --help。")
        return command and command.name, command, args[1:]

    def suggested(self, word: str) -> list[str]:
        """What a word that names no command of this group was probably to mean: by meaning before letters."""
        names = self.names()
        if close := meant(word, names):
            return [name.shown for name in close]
        if there := self.elsewhere(word):
            return there
        return [name.shown for name in told_of(word, names) or written_alike(word, names)]

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """English names for Latin letters, Chinese ones and other words for Chinese characters, both for nothing; options."""
        from liaison.cli.shell.completing import names_offered

        options = super(TyperGroup, self).shell_complete(ctx, incomplete)
        return [*names_offered(self.names(), incomplete), *options]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Each command by both its names, with its line of help and what else one may write."""
        names = self.names()
        first = max(width_of(name.english) for name in names)
        rows = []
        for name in names:
            others = "、".join([word for word in name.spoken if len(meant(word, names)) == 1][:_MOST_WORDS])
            told = f"{name.help.rstrip('。')}{f'；也写 {others}' if others else ''}"
            rows.append((f"{padded(name.english, first)}  {name.chinese}", told))
        with formatter.section("命令"):
            formatter.write_dl(rows)


class Verbs(Group):
    """A noun's verbs."""

    english: dict[str, str]
    """The English name of each verb by its Chinese one."""
    default: str
    """The verb that is meant where none is written, empty where there is none."""

    def names(self) -> list[Name]:
        """The verbs by both names, in the order of help."""
        chinese = {english: one for one, english in self.english.items()}
        return [
            verb(english, chinese[english], command.get_short_help_str(_WHOLE_LINE))
            for english, command in self.commands.items()
        ]

    def elsewhere(self, word: str) -> list[str]:
        """The noun that the word names: liaison undo（撤销）; else what it names of few other nouns."""
        known = nouns()
        found = [name] if (name := named(word, known)) else meant(word, known)
        if found:
            return [f"liaison {name.shown}" for name in found]
        from liaison.cli.shell.derived import verbs_named

        there = verbs_named(word)
        return there if len(there) <= MOST else []

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Its verbs; once what was written begins none of them, what the verb takes that is meant where none is written."""
        found = super().shell_complete(ctx, incomplete)
        if found or not (self.default and incomplete) or incomplete.startswith("-"):
            return found
        meant = self.commands[self.default]
        first = next(one for one in meant.params if one.param_type_name == "argument")
        offered: list[Any] = first.shell_complete(ctx, incomplete)
        return offered

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the verb that is meant."""
        args = self.begun(ctx, args)
        if self.default and not (args and (args[0] == "--help" or self.get_command(ctx, args[0]))):
            args = [self.default, *args] if args or not ctx.resilient_parsing else args
        return super().parse_args(ctx, args)
