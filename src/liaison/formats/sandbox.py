"""Where templates are filled in: a value is text, a field that is not given is an error, and no program is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from liaison.cells import shown
from liaison.errors import BadFile

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@contextmanager
def sandbox(name: str, hint: str) -> Iterator[SandboxedEnvironment]:
    """What fills the template of that name in; ``hint`` is what to do about a field that is not given.

    Raises ``BadFile`` for what goes wrong with it.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.exceptions import SecurityError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        yield SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    except SecurityError:
        raise BadFile(f"模板“{name}”里写了程序，不是要填的内容，", "请只写 {{ 名称 }} 这样的内容。") from None
    except UndefinedError as error:
        raise BadFile(f"模板“{name}”里有填不上的内容{_named(error)}，", hint) from None
    except (TypeError, ValueError, ArithmeticError, MemoryError, RecursionError):
        # What a template works out by itself: 地点 + 1, 1 / 0, another file that is to be put in.
        raise BadFile(f"模板“{name}”里有算不出来的内容，", "请只写 {{ 名称 }} 这样的内容。") from None
    except TemplateError as error:
        raise BadFile(
            f"模板“{name}”里的花括号写得不对{_named(error)}，", "请核对 {{ }} 和 {% %} 是否成对。"
        ) from None


def _named(error: Exception) -> str:
    """What an error is about, where that is in Chinese: the names of fields are."""
    found = re.findall(r"[^\x00-\x7f]+", str(error))
    return f"（{'、'.join(map(shown, found))}）" if found else ""
