"""The types of rows, written out: ``models/__init__.pyi`` for whoever uses the package as a library."""

from __future__ import annotations

from pathlib import Path
from types import NoneType
from typing import Any, get_args

from liaison import models

PATH = Path(models.__file__).with_suffix(".pyi")
_HEAD = '''"""The types of rows, made from the columns by ``make migration``: not to be edited."""

from typing import Any

from sqlalchemy import MetaData
from sqlmodel import SQLModel

TABLES: dict[str, Any]
metadata: MetaData
'''


def text() -> str:
    """What the file must say."""
    return _HEAD + "".join(f"\n{_class(name, made)}" for name, made in models.TABLES.items())


def write() -> bool:
    """Bring the file up to date; tells whether it was not."""
    wanted = text()
    if PATH.is_file() and PATH.read_text(encoding="utf-8") == wanted:
        return False
    PATH.write_text(wanted, encoding="utf-8")
    return True


def _class(name: str, made: Any) -> str:
    fields = [f"    {key}: {_type(field.annotation)}" for key, field in made.model_fields.items()]
    return "\n".join([f"class {name}(SQLModel):", *fields, ""])


def _type(annotation: Any) -> str:
    kinds = get_args(annotation) or (annotation,)
    return " | ".join("None" if kind is NoneType else kind.__name__ for kind in kinds)
