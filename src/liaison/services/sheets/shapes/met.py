"""What stands where a row and a heading meet, on a sheet that is set out crosswise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from liaison.cells import Lost, shown, text_of, tight
from liaison.kinds import Kind, Misread
from liaison.queries.records import stream
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.twins import listed
from liaison.services.writing.work import Work

_TICKS = "√ ✓ ✔ ☑ ■ ● v y yes 是 有 对 到 参加 已参加 参与 出席 已出席 到会 已到"
_CROSSES = "× ✗ ✘ ✖ x n no 否 无 不 没 没有 未 缺 缺席 缺勤 请假 未参加 没参加 不参加 未参与 未出席 未到 未到会 □ ☐ / - — –"
_THERE, _ABSENT = frozenset(_TICKS.split()), frozenset(_CROSSES.split())
ABSENT = -1
"""What a cell says that is blank or crossed out."""


def there(raw: Any, counts: Kind) -> int | None:
    """What a cell says of taking part: how many, ``None`` where only that it was so, ``ABSENT`` where not.

    Raises ``Misread``.
    """
    if raw is True or raw is False:
        return None if raw else ABSENT
    text = tight(text_of(raw)).lower()
    is_lost = isinstance(raw, Lost)
    if text in _THERE:
        return None
    if not is_lost and (not text or text in _ABSENT):
        return ABSENT
    try:
        number: int = counts.parse(raw)
    except Misread as error:
        if is_lost or any(map(str.isdigit, text)):
            raise
        raise Misread(f"“{shown(raw)}”看不出有没有参加，请填√、×或人数") from error
    return number


def has_marks(rows: Sequence[Sequence[object]], place: int) -> bool:
    """Whether any cell of a column is ticked."""
    return any(place < len(row) and tight(text_of(row[place])).lower() in _THERE for row in rows)


def uncrossed(placed: Placed) -> Placed:
    """A table set out crosswise with the columns that are read as columns: what stands along the top is read apart."""
    columns = {place: column for place, column in placed.columns.items() if place not in placed.stood.across}
    return replace(placed, columns=columns)


def warn_of_stored(work: Work, placed: Placed, crossed_out: Mapping[int | None, Mapping[int, int]]) -> None:
    """Say where a cell is crossed out though the record is there: ``crossed_out`` has the line by side and top."""
    noun, stood = placed.noun, placed.stood
    side, top = noun[stood.side].slot, noun[stood.crossed]
    keys = ", ".join(map(str, stood.across.values()))
    lines = {
        line
        for record in stream(work.database, noun, f"t.{top.store} IN ({keys})")
        if (line := crossed_out.get(record[side], {}).get(record[top.slot]))
    }
    if lines:
        work.warn(
            f"工作表“{placed.table.name}”第 {listed(sorted(lines))} 行打×的，库中已有登记，没有删除，请核对。"
        )
