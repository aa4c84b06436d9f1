"""The form of a name in which two spellings of it are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)
def match_key(text: str) -> str:
    """The name in NFKC, lower case, without blanks, brackets, punctuation or symbols, for exact comparing.

    A text made of nothing else keeps them, so that “—” and “？” stay two texts.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub("", folded) or "".join(folded.split())


def code_key(text: str) -> str:
    """The code in NFKC, lower case, without blanks: its marks count, for 1-11 and 11-1 are two codes."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
