"""Records in JSON as a table: what an export with --json wrote comes back like a sheet whose labels are the keys."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from liaison.cells import visible
from liaison.errors import BadFile
from liaison.formats.unseen import MOST_CELLS, MOST_COLUMNS, Vast, Wide
from liaison.tables import RawTable

_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
_CODE = "_code"


def is_json(path: Path, data: bytes) -> bool:
    """Whether a file holds an array of records, or claims to."""
    return path.suffix.lower() == ".json" or _ARRAY.match(data) is not None


def tables(path: Path, data: bytes) -> list[RawTable]:
    """The one table of a JSON file; its first record is row 1. Raises ``BadFile``, ``Unfit``."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile(f"“{path.name}”不是完整的 JSON，", "请重新导出后再试。") from error
    records = found if isinstance(found, list) else [found]
    if not all(isinstance(record, dict) for record in records):
        raise BadFile(f"“{path.name}”里不是一条条记录，", "应是 export 写出的那样：一个数组，每项一条记录。")
    if not records:
        return []
    named = dict.fromkeys(key for record in records for key in record)
    if len(named) > MOST_COLUMNS:
        raise Wide
    if len(named) * len(records) > MOST_CELLS:
        raise Vast
    keys = [key for key in named if _is_column(key, records)]
    rows: list[list[object]] = [[*keys]]
    rows += [[_cell(record, key) for key in keys] for record in records]
    return [RawTable(visible(path.stem), rows, 0)]


def _is_column(key: str, records: list[dict[str, Any]]) -> bool:
    """Whether a key is a column of its own: not the code beside a name, nor a list of objects, which are shown only."""
    base = key.removesuffix(_CODE)
    beside = base != key and any(base in record for record in records)
    return not beside and not any(
        isinstance(item, dict) for record in records for item in _listed(record.get(key))
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _cell(record: dict[str, Any], key: str) -> object:
    """The value under a key: the code of another record before its name, for that is sure; several with 、 between."""
    value = record.get(key + _CODE) or record.get(key)
    if isinstance(value, list):
        return "、".join(str(item) for item in value if item is not None) or None
    return value
