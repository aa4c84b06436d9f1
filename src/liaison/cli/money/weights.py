"""Reading the weights of an apportioning from a sheet."""

from __future__ import annotations

from pathlib import Path

from liaison.cells import text_of
from liaison.errors import BadFile, LiaisonError
from liaison.formats.sheets import read
from liaison.kinds import Misread
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Number
from liaison.rules.names import match_key
from liaison.services.sheets.strangers import refuse_strangers
from liaison.services.writing.index import Index
from liaison.store.database import Database

_UNIT = {match_key(label) for label in (MEMBER["name"].label, *MEMBER["name"].synonyms)}
_WEIGHT = {match_key(label) for label in ("权重", "比例", "系数", "基数", "份数", "面积")}


def read_weights(database: Database, path: Path) -> dict[int, int]:
    """Each unit's weight, in ten-thousandths. Raises ``BadFile`` naming the first row that cannot be used."""
    tables = read(path)
    refuse_strangers(database, tables)
    table = tables[0]
    index = Index(database, MEMBER)
    found: dict[int, int] = {}
    places: tuple[int, int] | None = None
    for line, row in enumerate(table.rows, start=table.first):
        cells = [text_of(cell) for cell in row]
        if not any(cells):
            continue
        if places is None:
            places = _header([match_key(cell) for cell in cells])
            continue
        name, weight = (cells[place] if place < len(cells) else "" for place in places)
        try:
            unit, value = index.resolve(name), Number(shares=True).parse(weight)
        except (Misread, LiaisonError) as error:
            raise BadFile(f"权重表第 {line} 行：{error}", "请改好后再试。") from None
        if value is None or unit in found:
            raise BadFile(
                f"权重表第 {line} 行：{'单位重复' if unit in found else '没有填权重'}，", "请改好后再试。"
            )
        found[unit] = int(value)
    if not found:
        raise BadFile("权重表里没有可用的行，", "表头应有“单位”和“权重”两列。")
    return found


def _header(labels: list[str]) -> tuple[int, int]:
    unit = next((place for place, label in enumerate(labels) if label in _UNIT), None)
    weight = next((place for place, label in enumerate(labels) if label in _WEIGHT), None)
    if unit is None or weight is None:
        raise BadFile("权重表缺少必填的列：单位、权重，", "请在第一行写上这两个表头。")
    return unit, weight
