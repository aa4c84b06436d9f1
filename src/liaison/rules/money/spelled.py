"""Amounts in words (人民币大写), as the rules for bills and vouchers ask: 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1)."""

from __future__ import annotations

from itertools import count

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000
_MOST = 10_000 * 10**12


def spelled(fen: int) -> str:
    """An amount in 分 in words: 壹仟肆佰零玖元伍角整, 零元整.

    整 follows 元 and 角, not 分. A zero stands where a digit is left out between others; one that ends a group of four is not told
    before the next group where that begins with a digit (叁拾万玖仟, as finance staff write it); one that stands for the yuan is
    told before 角. Below zero 负 goes before. Raises
    ``ValueError`` for a thousand billion yuan and more.
    """
    if abs(fen) >= _MOST * 100:
        raise ValueError(fen)
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    told = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        told += "零" * (yuan > 0 and not yuan % 10) + f"{_DIGITS[jiao]}角"
    elif cents and yuan:
        told += "零"
    if cents:
        told += f"{_DIGITS[cents]}分"
    elif jiao or yuan:
        told += "整"
    return ("负" if fen < 0 else "") + (told or "零元整")


def _whole(yuan: int) -> str:
    """Yuan in words, above zero."""
    told, before = "", 0
    for place in count():
        yuan, group = divmod(yuan, _GROUP)
        if group:
            skipped = bool(told) and before < _GROUP // 10
            told = f"{_group(group)}{_GROUPS[place]}{'零' * skipped}{told}"
        # A group that is nothing at all, or begins with zero, is bridged by one zero.
        before = group if group or not told else 0
        if not yuan:
            return told
    raise AssertionError


def _group(number: int) -> str:
    """A number below ten thousand, a zero wherever digits are left out between others."""
    told, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            told += "零" * (gap and bool(told)) + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return told
