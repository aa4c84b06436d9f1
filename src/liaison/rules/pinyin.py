"""Names by their sound: the key they are sorted by, and the initials they are found by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice, product

MOST_INITIALS = 64
"""A long name of many polyphonic characters is given no more search keys than this."""

_HAN = re.compile(r"([\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)")
_NOT_WORD = re.compile(r"[\W_]+")
# Words in the names of units which pypinyin 0.55 reads otherwise than their owners do.
_WORDS = {
    "支行": "zhi hang",
    "总行": "zong hang",
    "投行": "tou hang",
    "典当行": "dian dang hang",
    "琴行": "qin hang",
    "朝阳": "chao yang",
}
# In the name of a place or a firm this character begins a word (长宁, 长信); 局长 and its like are phrases.
_CHARACTERS = {"长": "cháng,zhǎng"}


def sort_key(name: str) -> str:
    """The key that puts names in order by pinyin, and other scripts by letter, under plain code-point order.

    Syllables without tones stand apart by a blank, which sorts before every letter (an before ang). Latin
    letters lose their accents; letters of any other script come after z, in their own order. The key is
    ASCII; names that sound alike have the same key, so the caller breaks ties.
    """
    return " ".join(_ascii(part) for word in _words(name) for part in _parts(word))


def initials(name: str) -> str:
    """The initials a name is found by, separated by blanks: 汇添富 gives htf, 银行 yh (the phrase), yx and more.

    Latin letters and digits stay whole, punctuation goes. The reading of the phrase comes first, then those
    with one character read otherwise, then two, and so on until ``MOST_INITIALS`` are reached.
    """
    choices = [choice for word in _words(name) for choice in _choices(word)]
    return " ".join(islice(_variants(choices), MOST_INITIALS)) if choices else ""


def _words(name: str) -> list[str]:
    """The name in NFKC and lower case, cut at blanks and punctuation."""
    return [word for word in _NOT_WORD.split(unicodedata.normalize("NFKC", name).casefold()) if word]


def _parts(word: str) -> list[str]:
    """The syllable of each Chinese character, and each run of other letters as it is."""
    parts: list[str] = []
    for run in _HAN.split(word):
        parts += _syllables(run) if _HAN.fullmatch(run) else [run] if run else []
    return parts


def _choices(word: str) -> list[tuple[str, ...]]:
    """The initials each character of the word may have, that of the phrase first."""
    choices: list[tuple[str, ...]] = []
    for run in _HAN.split(word):
        if not _HAN.fullmatch(run):
            choices += [(letter,) for letter in run]
            continue
        for character, syllable in zip(run, _syllables(run), strict=True):
            choices.append(tuple(dict.fromkeys((syllable[0], *_letters(character)))))
    return choices


def _variants(choices: list[tuple[str, ...]]) -> Iterator[str]:
    """Every combination of the choices, those that differ least from the first of each coming first."""
    plain = [choice[0] for choice in choices]
    unsure = [place for place, choice in enumerate(choices) if len(choice) > 1]
    for changes in range(len(unsure) + 1):
        for places in combinations(unsure, changes):
            for letters in product(*(choices[place][1:] for place in places)):
                variant = dict(zip(places, letters, strict=True))
                yield "".join(variant.get(place, letter) for place, letter in enumerate(plain))


def _ascii(text: str) -> str:
    """The text without accents, each letter that is not ASCII as ~ and its code, which sorts after z."""
    bare = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() else f"~{ord(letter):06x}" for letter in bare)


def _syllables(run: str) -> list[str]:
    """The syllable of each character of a run of Chinese, read in phrases; an unknown one stays itself."""
    teach()
    from pypinyin import lazy_pinyin

    # pypinyin hands back in one piece what it does not know; blanks part it again, so that the places still
    # agree.
    return [_plain(syllable) for syllable in " ".join(lazy_pinyin(run, errors=" ".join)).split()]


@cache
def _letters(character: str) -> tuple[str, ...]:
    """The initials of all readings of one character."""
    teach()
    from pypinyin import Style, pinyin

    return tuple(_plain(reading)[0] for reading in pinyin(character, Style.NORMAL, heteronym=True)[0])


def _plain(syllable: str) -> str:
    """The syllable without the accent that pypinyin leaves on ê, the one reading that it does not clean."""
    return "e" if syllable == "ê" else syllable


@cache
def teach() -> None:
    """Load pypinyin and teach it, once a process, what it would misread."""
    from pypinyin import load_phrases_dict, load_single_dict

    load_single_dict({ord(character): readings for character, readings in _CHARACTERS.items()})
    load_phrases_dict({word: [[syllable] for syllable in sound.split()] for word, sound in _WORDS.items()})
