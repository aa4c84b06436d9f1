"""What each noun has promised: its verbs, their options, the headers of its sheets, and which columns are starred.

A file for each noun, so that two people who add nouns do not meet in one. A promise is kept: names are added, never changed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

CONTRACTS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}


def promised(key: str) -> dict[str, str]:
    """What all nouns promise under one heading: of options by command, of headers and starred columns by sheet."""
    return {name: text for contract in CONTRACTS.values() for name, text in contract.get(key, {}).items()}
