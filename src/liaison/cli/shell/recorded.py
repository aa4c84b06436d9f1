"""What of a typed command line is kept in the journal, and which of its words are files."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from liaison.cells import on_one_line

_HARMLESS = {
    "--on",
    "--from",
    "--to",
    "--year",
    "--joined",
    "--left",
    "--start",
    "--opened",
    "--prefer",
    "--per",
    "--profile",
}
"""Options whose values are days, years and words of our own."""
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*|[一-龥]{2,4}|[0-9]{4}(?:-[0-9]{1,2}){0,2}")
_CODE = re.compile(r"[A-Z][0-9]{1,4}(?:-[0-9]{1,4})?|[0-9]{4}")
_SHEET = re.compile(r"[^=@]+\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt|json)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt|json|docx|docm|doc|bak|db)$", re.IGNORECASE)
_HERE = ("", ".", "..")
_DIGITS = re.compile(r"[0-9]{7,}")
_OPTION = re.compile(r"--?[a-z][a-z-]*")
_FLAGS = {
    "--json",
    "--csv",
    "--xlsx",
    "--force",
    "--reveal",
    "--yes",
    "--dry-run",
    "--accept-good",
    "--accept-alike",
    "--accept-similar",
}
_VERBS = 2
"""Noun and verb, the words that a command begins with."""


def command_line(typed: Sequence[str]) -> str:
    """The command for the journal, of what was typed: noun, verb and the names of its options; of values only those that can hold no secret.

    Whatever else was typed stands in the row images, which can be erased, or nowhere: addresses, names, free text.
    """
    words, option, positional = ["liaison"], "", 0
    for word in typed:
        name, equals, value = word.partition("=")
        if word.startswith("-"):
            known = _OPTION.fullmatch(name) is not None
            words.append((f"{name}={_kept(name, value)}" if equals else name) if known else "…")
            option = "" if equals or name in _FLAGS else name
        elif option:
            words.append(_kept(option, word))
            option = ""
        else:
            positional += 1
            harmless = _CODE.fullmatch(word) or (positional <= _VERBS and _PLAIN.fullmatch(word))
            words.append(word if harmless else _sheet(word))
    return on_one_line(" ".join(words))


def is_sheet(word: str) -> bool:
    """Whether a word names a sheet, and no record: by its ending, or because there is such a file."""
    return _SHEET.fullmatch(word) is not None or Path(word).is_file()


def is_dropped(word: str) -> bool:
    """Whether a word that stands in the place of a noun is a file or a folder, or one that is meant and is not there."""
    return _FILE.search(word) is not None or (word not in _HERE and os.path.lexists(word))


def _sheet(word: str) -> str:
    """The name of a sheet that was brought in or taken out, without its folder and long numbers; of anything else nothing."""
    name = re.split(r"[/\\]", word)[-1]
    return _DIGITS.sub("…", name) if "://" not in word and _SHEET.fullmatch(name) else "…"


def _kept(option: str, value: str) -> str:
    return value if option in _HARMLESS and _PLAIN.fullmatch(value) else "…"
