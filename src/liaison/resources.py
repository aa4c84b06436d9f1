"""Finds what lies beside the code: migrations, templates and examples, in a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of that name: inside an installed package, else at the top of the checkout."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def newest_migration() -> str:
    """The revision the schema of this program has: the number that begins the last migration's file name."""
    return max(path.name.split("_")[0] for path in (folder("migrations") / "versions").glob("[0-9]*_*.py"))
