"""Finds what lies beside the code: migrations, templates and examples, in a wheel or in a checkout; and reads TOML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from liaison.errors import BadFile

_PACKAGE = Path(__file__).resolve().parent
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


def folder(name: str) -> Path:
    """The folder of that name: inside an installed package, else at the top of the checkout."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def migrations() -> list[str]:
    """The revisions that this program knows, in order: the numbers that begin the migrations' file names."""
    return sorted(path.name.split("_")[0] for path in (folder("migrations") / "versions").glob("[0-9]*_*.py"))


def newest_migration() -> str:
    """The revision the schema of this program has."""
    return migrations()[-1]


def toml(path: Path, hint: str) -> dict[str, Any]:
    """What a file in TOML says. Raises ``BadFile``, which says where it cannot be read, with ``hint``: what to do then."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFile(f"“{path}”不是 UTF-8 编码的文字，", hint) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        raise BadFile(f"“{path}”{f'第 {place[1]} 行' if place else ''}读不懂，", hint) from None
