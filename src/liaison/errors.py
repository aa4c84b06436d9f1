"""What can go wrong, said in one Chinese sentence; each error owns its exit code."""

from __future__ import annotations

import errno
import os
import re

_SPECIAL = re.compile(r"[\s&|<>()^;'*?!#~]|^$")
_WITHIN_QUOTES = re.compile(r'["$`\\]')
"""What double quotes do not keep from being read otherwise, outside of Windows."""


def as_typed(word: str) -> str:
    """A word as it is typed on a command line, of Windows too: in double quotes where it must be."""
    if os.name != "nt" and _WITHIN_QUOTES.search(word):
        return "'" + word.replace("'", "'\"'\"'") + "'"
    return f'"{word}"' if _SPECIAL.search(word) else word


def left_open(what: str) -> str:
    """The place in a command for what only the user knows: 〈姓名〉. Typed as it stands it is refused, so that nothing is entered
    as 姓名."""
    return f"〈{what}〉"


def is_left_open(word: str) -> bool:
    """Whether a word is such a place."""
    return word.startswith("〈") and word.endswith("〉")


_REASONS = {
    "EISDIR": "是文件夹，不是文件",
    "EEXIST": "已经有了",
    "ENOTEMPTY": "文件夹不是空的",
    "ENAMETOOLONG": "名字太长",
    "EINVAL": "名字里有系统不收的字符",
    "EILSEQ": "名字里有系统不收的字符",
    "ELOOP": "链接绕成了圈",
    "EIO": "磁盘出错",
    "EROFS": "磁盘是只读的",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "ENOENT": "找不到",
    "ENOTDIR": "找不到",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "分给你的磁盘空间已用完",
    "EFBIG": "文件太大，磁盘不收",
    "EBUSY": "正被别的程序占用",
    "ETXTBSY": "正被别的程序占用",
    "ENODEV": "磁盘不在了",
    "ENXIO": "磁盘不在了",
    "ESTALE": "共享文件夹断开了",
    "ETIMEDOUT": "共享文件夹没有回应",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ENOMEM": "内存不够",
    "EXDEV": "不在同一个磁盘上",
}


def reason(error: OSError) -> str:
    """Why the system did not do something with a file: what its number means, for its words are English."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name, f"系统错误 {error.errno}" if error.errno else "系统错误")


class LiaisonError(Exception):
    """A failure the user is told about in one sentence; ``hint`` says what to type or do next."""

    exit_code = 1
    command = ""
    """The command that failed, as one would type it; known once the error has left that command."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return self.sentence + self.hint


class Unreadable(LiaisonError):  # noqa: N818 - the sentence, not the class name, reaches the user
    """A value or a command line that cannot be read as what it should be."""

    exit_code = 2


class NotFound(LiaisonError):  # noqa: N818
    """No record fits the name that was given, or more than one does."""

    exit_code = 3


class Refused(LiaisonError):  # noqa: N818
    """A rule of the house forbids what was asked, though every value can be read."""

    exit_code = 4


class BadFile(LiaisonError):  # noqa: N818
    """An input file cannot be used, or has rows that were refused."""

    exit_code = 5


class Lacking(BadFile):
    """A sheet lacks columns that may be told once for all its rows: ``labels``."""

    def __init__(self, sentence: str, hint: str, labels: tuple[str, ...]) -> None:
        super().__init__(sentence, hint)
        self.labels = labels


class NoDatabase(LiaisonError):  # noqa: N818
    """The database cannot be opened, or belongs to a newer program."""

    exit_code = 6


class Damaged(NoDatabase):
    """The database's file is damaged, or is none."""
