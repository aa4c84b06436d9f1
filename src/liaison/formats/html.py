"""Pages: templates filled in, and nothing else of them run; a value is text, whatever it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.cells import shown, visible
from liaison.errors import BadFile
from liaison.formats.sandbox import sandbox
from liaison.formats.seen import profile

if TYPE_CHECKING:
    from markupsafe import Markup

SUFFIX = ".html"


def drawn(svg: str) -> Markup:
    """A chart made by ``formats.svg``, which escapes what it is given, to stand in a page as it is."""
    from markupsafe import Markup

    return Markup(svg)


def page(template: Path, fields: Mapping[str, Any]) -> str:
    """A template, filled in. Raises ``BadFile`` for one that cannot be read, asks for what there is not, or runs a program."""
    name = shown(template.name)
    with sandbox(name, f"能填的有：{'、'.join(fields)}。") as environment:
        try:
            environment.trim_blocks = environment.lstrip_blocks = True
            text = environment.from_string(template.read_text(encoding="utf-8-sig")).render(fields)
        except (OSError, TypeError, ValueError):
            raise BadFile(f"模板“{name}”读不出来，", "请对照程序自带的一份修改，或删去它。") from None
    return visible(profile().words(text))
