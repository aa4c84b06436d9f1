"""In what a label says that its numbers count: 预算（万元）, 预算/万元, 预算：万元, 预算 万元, 参加人数/人, 预算（美元）."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from liaison.quantities import COUNTED, WORTH

_FOREIGN = (
    r"美元|美金|港元|港币|港幣|欧元|英镑|日元|日圆|韩元|韩币|澳元|澳币|加元|加币|新台币|台币|新加坡元|"
    r"瑞士法郎|法郎|卢布|泰铢|澳门元|葡币|外币"
)
_SIGNS = (
    r"US\$|HK\$|[$€£₩]|(?<![A-Z])(?:USD|HKD|EUR|GBP|JPY|KRW|AUD|CAD|SGD|CHF|MOP|TWD|NTD|RUB|THB)(?![A-Z])"
)
_CURRENCY = re.compile(f"{_FOREIGN}|{_SIGNS}", re.IGNORECASE)
_WORTHS = "|".join(sorted(WORTH, key=len, reverse=True))
_UNITS = "|".join([*sorted(COUNTED.split(), key=len, reverse=True), _FOREIGN, _SIGNS])
_MEASURE = (
    rf"(?:(?:金额|计量|计价)?单位\s*[:：]?\s*|[以按])?(?:人民币|RMB|CNY|¥)?\s*"
    rf"(?:({_WORTHS})\s*(?:{_UNITS})?|(?:{_UNITS}))\s*(?:计算?)?"
)
_BRACKETS = re.compile(rf"[(\[【〔]\s*(?:{_MEASURE}|单位\({_MEASURE}\))\s*[)\]】〕]", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:\s*[/:|_、,-]\s*|\s+){_MEASURE}$|(?:({_WORTHS})(?:元|{_FOREIGN})|(?:{_FOREIGN}))$", re.IGNORECASE
)

_NOTE = re.compile(
    rf"(?<![一-鿿])(?:金额|计价|货币)?(?:单位|币种)[:：]?(?:{_WORTHS})?(?:{_FOREIGN}|{_SIGNS})(?![一-鿿])",
    re.IGNORECASE,
)


_COUNT = "([零〇一二两三四五六七八九十百千万亿]*)"
_SAID = re.compile(
    rf"(?<!填报)(?<!报送)(?<!填表)(?<!编制)(?<!主管)(?<!牵头)(?<!责任)(?<!所属)单位[:：]?[(（]?(?:均?[为是])?(?:人民币)?{_COUNT}元"
    rf"|[以按]照?(?:人民币)?{_COUNT}元(?:为单位|计)|[(（\[【](?:人民币)?{_COUNT}元[)）\]】]"
)
_IN_BRACKETS = re.compile(r"[(\[【〔]([^)\]】〕]*[元角百千万亿¥][^)\]】〕]*)[)\]】〕]")


@dataclass(frozen=True)
class Measure:
    """What a label says besides what it is called: 万 and its kin, or nothing where it counts one by one."""

    bare: str
    worth: str


def measure_of(label: str) -> Measure | None:
    """The measure that a label names, and the label without it; nothing where it names none."""
    text = unicodedata.normalize("NFKC", label).strip()
    match = _BRACKETS.search(text) or _BEHIND.search(text)
    if not match:
        return None
    return Measure(text[: match.start()] + text[match.end() :], next(filter(None, match.groups()), ""))


def currency_in(text: str) -> str:
    """The name of another country's money in a text, nothing where there is none."""
    match = _CURRENCY.search(unicodedata.normalize("NFKC", text))
    return match[0] if match else ""


def said_of_all(note: str) -> list[str]:
    """What a note beside a table, without blanks, says that all its amounts count in: 万, of 单位：万元; nothing of 单位：元."""
    return [next(filter(None, found), "") for found in _SAID.findall(note)]


def obscure_measure(label: str) -> str:
    """What stands in brackets in a label, looks like a measure of money, and is none that is known: （十万元）."""
    text = unicodedata.normalize("NFKC", label)
    match = None if measure_of(text) else _IN_BRACKETS.search(text)
    return match[0] if match else ""


def is_abroad(note: str) -> bool:
    """Whether a note above a table, without blanks, says that its amounts are in another country's money."""
    return _NOTE.search(note) is not None
