"""The form of a name in which two spellings of it are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_TELLING = re.compile(
    r"(?<=[0-9a-z一二三四五六七八九十])([^\w\s()\[\]{}<>《》〈〉【】〔〕「」『』“”‘’\"'`*★☆]|_)(?=[0-9a-z一二三四五六七八九十])|(?<=[0-9a-z])[+#]+"
)
"""A mark between digits or letters tells names apart: 1-2号楼 and 12号楼, A/B and AB; so do those of C++ and C#."""
_DASHES = str.maketrans("‐‑‒–—―−~～", "---------")


@lru_cache(maxsize=10_000)
def match_key(text: str) -> str:
    """The name in NFKC, lower case, without blanks, brackets, punctuation or symbols, for exact comparing.

    Marks stay where they tell names apart: all dashes as one, between letters all marks as one. A text made of nothing else keeps them, so that “—” and “？”
    stay two texts.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isalnum():
        return folded
    bare = _NOT_WORD.sub("", folded)
    if not bare:
        return "".join(folded.split())
    parts, end = [], 0
    for mark in _TELLING.finditer(folded):
        around = folded[mark.start() - 1] + folded[mark.end() : mark.end() + 1]
        letters = mark[0][0] not in "+#" and around.isalpha()
        parts += [
            _NOT_WORD.sub("", folded[end : mark.start()]),
            "-" if letters else mark[0].translate(_DASHES),
        ]
        end = mark.end()
    return "".join([*parts, _NOT_WORD.sub("", folded[end:])]) if parts else bare


def code_key(text: str) -> str:
    """The code in NFKC, lower case, without blanks: its marks count, for 1-11 and 11-1 are two codes."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_FORMS = re.compile(
    r"股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|股份|"
    r"(?:中共|中国共产党)|(?:党委|党总支|总支部|党支部|党组|党工委|工作委员会|总支委员会|支部委员会|委员会|总支|支部)$"
)


def loose_key(text: str) -> str:
    """The name without what people leave out or add: the legal form, the place in brackets, the party organisation.

    Two names of one loose key are probably one unit; whether they are is for a person to say, unless only one fits.
    """
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    return match_key(_FORMS.sub("", "".join(bare.split()))) or match_key(text)
