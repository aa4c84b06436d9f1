"""The words of a command line as an input method types them: dashes, blanks and quotes of any width. Values stay as written."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from unicodedata import normalize

from liaison.cells import CLOSING
from liaison.errors import Unreadable, is_left_open

# Plain characters, and no patterns: to compile those takes longer than to read a command line.
_DASHES = "-‐‑‒–—―−﹘﹣－"
_BLANKS = "\u3000\xa0\u2002\u2003\u2007\u202f"
"""What an input method types for a blank; a shell does not part words there."""
_EQUALS = "=＝"
_HYPHENS = str.maketrans(dict.fromkeys(_DASHES, "-"))
_SPACES = str.maketrans(dict.fromkeys(_BLANKS, " "))
_NUMBER = "0123456789.¥"
"""What follows the minus of a number."""
KEPT = "\0"
"""Stands before a word that begins like an option and is none; no word can hold it."""
YES = "是"
"""What a flag says that stands without a value."""


def parted(words: Sequence[str]) -> list[str]:
    """The words behind the options of a group, the first of them parted at wide blanks: 成员　列表 are two."""
    return [*filter(None, words[0].translate(_SPACES).split(" ")), *words[1:]] if words else []


def as_option(word: str, options: Iterable[str] = ()) -> tuple[str, str, str] | None:
    """The option that a word is, by its name, with its ``=`` or blank and what follows that; nothing if it is a value.

    What begins with a dash of two hyphens is one; behind any other dash only one of ``options``, or a word of letters.
    """
    bare = word.lstrip(_DASHES)
    dashes = word[: len(word) - len(bare)]
    end = next((place for place, one in enumerate(bare) if one in _EQUALS or one in _BLANKS), len(bare))
    if not dashes or not end:
        return None
    written, mark, rest = bare[:end], bare[end : end + 1], bare[end + 1 :]
    if not written.isascii():
        written = normalize("NFKC", written.translate(_HYPHENS))
    name = "-".join(filter(None, written.casefold().split("-")))
    mark = "=" if mark == "＝" else mark
    if dashes == "-":
        return (f"-{name}", mark, rest) if len(name) == 1 and f"-{name}" in options else None
    if f"--{name}" in options or (len(name) > 1 and name.isascii() and name.replace("-", "").isalpha()):
        return f"--{name}", mark, rest
    if len(name) == 1 and f"-{name}" in options:
        return f"-{name}", mark, rest
    return None


def refuse_left_open(words: Iterable[str]) -> None:
    """Refuse a command that was copied with a place in it for what only the user knows. Raises ``Unreadable``."""
    for word in words:
        option = as_option(word)
        value = option[2] if option else word
        if is_left_open(value):
            raise Unreadable(f"“{value}”要换成真的内容，", "请改好再输入。")


def understood(
    words: Sequence[str], options: Mapping[str, bool], *, first: bool = False, flags: Collection[str] = ()
) -> list[str]:
    """The words with their options written as the parser knows them; ``options`` tells of each whether a value follows it.

    Of those that are ``flags`` none need follow: 是 is meant then. With ``first`` all from the first word on that is no option stays as it is. Raises ``NoValue`` for an option that lacks
    its value, ``Unreadable`` for one that has a value and takes none.
    """
    found: list[str] = []
    waiting = deque(_joined(words))
    while waiting:
        word = waiting.popleft()
        option = as_option(word, options)
        if word == "--":
            return [*found, word, *waiting]
        if option is None:
            if first:
                return [*found, *parted([word, *waiting])]
            value, rest = _before_option(word, options)
            waiting.extendleft(rest)
            found += [_kept(value)] if value or not word else []
            continue
        name, mark, value = option
        takes = options.get(name, False)
        if first and name not in options:  # a verb's that need not be written, as is what follows
            return [*found, word, *waiting]
        if name not in options or (mark == "=" and takes):
            found.append(f"{name}={value}" if mark == "=" else name)
        elif mark == "=":
            raise Unreadable(f"选项 {name} 后面不跟值，", f"请去掉“={value}”。")
        else:
            value, rest = _before_option(value.strip(_BLANKS), options)
            waiting.extendleft([*rest, *filter(None, [value])])
            found += [name, _value_of(name, waiting, options, flags)] if takes else [name]
    return found


def _kept(value: str) -> str:
    """A value; one that is a negative number so that no option is seen in it."""
    number = value[:1] == "-" and normalize("NFKC", value[1:2]) in tuple(_NUMBER)
    return KEPT + value if number else value


def _value_of(name: str, waiting: deque[str], options: Mapping[str, bool], flags: Collection[str]) -> str:
    if not waiting or _is_known(waiting[0], options):
        if name in flags:
            return YES
        raise NoValue(name)
    return waiting.popleft()


class NoValue(ValueError):  # noqa: N818 - whoever knows the option says what value it lacks
    """The option of that name stands without its value."""


def _is_known(word: str, options: Mapping[str, bool]) -> bool:
    option = as_option(word, options)
    return option is not None and option[0] in options


def _before_option(word: str, options: Mapping[str, bool]) -> tuple[str, list[str]]:
    """A value that a wide blank parts from an option behind it: the value, and what follows."""
    for place, one in enumerate(word):
        if one in _BLANKS:
            rest = word[place:].lstrip(_BLANKS)
            if not rest or _is_known(rest, options):
                return word[:place], [rest] if rest else []
    return word, []


def _joined(words: Sequence[str]) -> list[str]:
    """The words with those made one that stand in one pair of Chinese quotation marks: “示例 单位”."""
    found: list[str] = []
    waiting = deque(words)
    while waiting:
        word = waiting.popleft()
        closing = _left_open(word)
        end = next((place for place, one in enumerate(waiting) if closing and one.endswith(closing)), None)
        if end is not None:
            word = " ".join([word, *(waiting.popleft() for _ in range(end + 1))])
        found.append(word)
    return found


def _left_open(word: str) -> str:
    """The mark that closes a quotation which a word opens, alone or behind an option's ``=``, and does not end."""
    begin = word if word[:1] in CLOSING else word.replace("＝", "=").partition("=")[2]
    closing = CLOSING.get(begin[:1], "")
    return closing if closing and closing not in begin[1:] else ""
