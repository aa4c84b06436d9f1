"""What the user is told when a command line cannot be understood, or when something breaks."""

from __future__ import annotations

import errno
import os
import traceback
from typing import Any

from liaison.cells import shown
from liaison.cli.shell.words import KEPT
from liaison.commits import commits
from liaison.errors import LiaisonError, reason
from liaison.kinds import masked
from liaison.settings import data_folder, hidden

_CHINESE = {
    "Arguments": "参数",
    "Options": "选项",
    "Commands": "命令",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "(dynamic)": "（视情况）",
}


def speak_chinese() -> None:
    """Put Chinese in the place of the few words that Typer itself writes into help (they go through its ``_``)."""
    import typer.core

    setattr(typer.core, "_", lambda text: _CHINESE.get(text, text))  # noqa: B010 - no public name for it


def sentence(error: LiaisonError) -> str:
    """An error of ours, ended as a sentence; where it names no command to type next, the way to that command's help."""
    text = str(error).rstrip("，。")
    if error.command and "liaison " not in text:
        text += f"（写法见 {error.command} --help）"
    return text if text.endswith(("！", "？")) else text + "。"


def is_usage_error(error: BaseException) -> bool:
    """Whether Typer says that the command line cannot be understood."""
    return any(kind.__name__ in ("ClickException", "TyperException") for kind in type(error).__mro__)


def explain(error: Any) -> str:
    """What Typer says of a command line that cannot be understood, in Chinese, each with what to type next."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "liaison"
    more = f"请看 {path} --help。"
    if type(error).__name__ == "NoSuchOption":
        name = shown(error.option_name)
        if hasattr(getattr(context, "command", None), "commands") and _is_common(name):
            return f"选项 {name} 要写在命令的后面，例如 liaison member list --json，{more}"
        close = "、".join((context and _by_label(context, name)) or error.possibilities or ())
        return f"没有选项 {name}，{f'是不是 {close}？' if close else ''}{more}"
    message = str(getattr(error, "message", error))
    if message.startswith("Missing command"):
        return f"还缺一个命令，{more}"
    if message.startswith("Got unexpected extra argument"):
        extra = message[message.find(" (") + 2 : message.rfind(")")].replace(KEPT, "")
        return f"多写了“{shown(extra)}”，名称里有空格时请加引号，{more}"
    return f"命令写得不对，{more}"


def _is_common(name: str) -> bool:
    from liaison.cli.shell.grammar import COMMON

    return name.lstrip("-") in COMMON


def _by_label(context: Any, name: str) -> list[str]:
    """The options that hold what was written for their name: --加入日期."""
    label = name.lstrip("-")
    return [
        one.opts[0] for one in context.command.params if one.metavar == label and one.opts[0].startswith("--")
    ]


def file_sentence(error: OSError) -> str:
    """A file that cannot be read or written."""
    name = error.filename or "文件"
    if error.errno == errno.ENOSPC:
        return f"磁盘已满，“{name}”没有写成，请清理磁盘后重试。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有权限读写“{name}”，请检查权限，或文件是否正在别处打开。"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"没有这个文件或文件夹：“{name}”，请检查路径。"
    return f"“{name}”读写出错（{reason(error)}），请检查后重试。"


def fault(error: BaseException, *, database: bool) -> str:
    """A fault of ours: one sentence for the user, the details in a file for whoever mends it."""
    log = data_folder() / "liaison-error.log"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as out:
            out.write(masked(hidden("".join(traceback.format_exception(error)))))
        where = f"，详情在 {log}"
    except OSError:
        where = ""
    what = "数据库没有接受这次改动" if database else "程序出了差错"
    wrote = "" if commits.count or commits.under_way else "，没有写入任何内容"
    return commits.told(f"{what}（{type(error).__name__}）{wrote}{where}，请把它交给维护者。")
