"""The texts of a summary, those of the program with those of the house before them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from liaison.columns import Record
from liaison.errors import BadFile
from liaison.resources import folder, toml
from liaison.settings import template_folder

_NAME = "summary.toml"
_HINT = "请对照程序自带的 summary.toml 修改，或删去它。"
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_LISTS = ("sentences", "problems")
"""What a house may list under ``notes`` in place of all the texts that go by that name."""


@cache
def texts() -> dict[str, dict[str, Any]]:
    """The texts of ``summary.toml``: the program's, with those of the user's own folder before them."""
    found = _load(folder("templates") / _NAME)
    own = template_folder()
    if own and (own / _NAME).is_file():
        for section, values in _load(own / _NAME).items():
            found[section] = found.get(section, {}) | values
    return found


def _load(path: Path) -> dict[str, dict[str, Any]]:
    found = toml(path, _HINT)
    for section, values in found.items():
        if not isinstance(values, dict):
            raise _unusable(path, f"里 {section} 应是一段（写成 [{section}]）")
        for key, value in values.items():
            many = section == "notes" and key in _LISTS
            parts = value if many and isinstance(value, list) else [value]
            if (many and not isinstance(value, list)) or not all(isinstance(one, str) for one in parts):
                raise _unusable(path, f"里 [{section}] 的 {key} 应是{'几句文字' if many else '一句文字'}")
    return found


def _unusable(path: Path, why: str) -> BadFile:
    return BadFile(f"模板“{path}”{why}，", _HINT)


def fields(template: str) -> set[str]:
    """What a text speaks of."""
    return set(_FIELD.findall(template))


def fill(template: str, values: Mapping[str, str | None]) -> str | None:
    """A template with its fields filled in; a [part] with an unknown field goes, an unknown field outside drops it all."""

    def known(text: str) -> str | None:
        names = _FIELD.findall(text)
        if any(values.get(name) is None for name in names):
            return None
        return _FIELD.sub(lambda match: str(values[match[1]]), text)

    return known(_OPTIONAL.sub(lambda match: known(match[1]) or "", template))


def signature(council: Record, today: str) -> str:
    """What a list is headed by: who fills it in, and on which day."""
    values = {"secretariat": council["secretariat"] or council["name"], "today": in_words(today)}
    return fill(texts()["signature"]["list"], values) or ""


def memorandum(custodian: str | None) -> str:
    """What every money sheet says: the ledger is a memorandum, and who keeps the money."""
    return fill(texts()["money"]["memorandum"], {"custodian": custodian or "托管单位"}) or ""


def in_words(text: str) -> str:
    """2023年6月1日, of an ISO day."""
    year, month, day = text.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


_MOST_NAMES = 10


def listed(names: list[str], mark: str = "、", rest: str = "等{}家") -> str:
    """The first of many names in a sentence, and how many there are."""
    more = rest.format(len(names)) if len(names) > _MOST_NAMES else ""
    return mark.join(names[:_MOST_NAMES]) + more
