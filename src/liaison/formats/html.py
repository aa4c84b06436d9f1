"""Pages: templates filled in, and nothing else of them run; a value is text, whatever it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.cells import shown, visible
from liaison.errors import BadFile

if TYPE_CHECKING:
    from markupsafe import Markup

SUFFIX = ".html"


def drawn(svg: str) -> Markup:
    """A chart made by ``formats.svg``, which escapes what it is given, to stand in a page as it is."""
    from markupsafe import Markup

    return Markup(svg)


def page(template: Path, fields: Mapping[str, Any]) -> str:
    """A template, filled in. Raises ``BadFile`` for one that cannot be read, asks for what there is not, or runs a program."""
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.exceptions import SecurityError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    name = shown(template.name)
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    try:
        text = environment.from_string(template.read_text(encoding="utf-8-sig")).render(fields)
    except (UnicodeDecodeError, OSError):
        raise BadFile(f"模板“{name}”读不出来，", "请存成 UTF-8 编码的文字。") from None
    except SecurityError:
        raise BadFile(f"模板“{name}”里写了程序，不是要填的内容，", "请只写 {{ 名称 }} 这样的内容。") from None
    except UndefinedError as error:
        raise BadFile(
            f"模板“{name}”里要填的内容没有：{shown(str(error))}，", f"能填的有：{'、'.join(fields)}。"
        ) from None
    except (TemplateError, TypeError, ValueError) as error:
        raise BadFile(
            f"模板“{name}”写得不对（{shown(str(error))}），", "请对照程序自带的一份修改，或删去它。"
        ) from None
    return visible(text)
