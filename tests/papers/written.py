"""A report's workbook, read back: by calamine as values, by openpyxl as a clerk's program sees it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
from python_calamine import CalamineWorkbook

from tests.commands import invoke
from tests.conftest import TODAY

IF_ANY = (
    "其中：",
    "召开会议",
    "会议到会率",
    "联盟成员单位",
    "代管单位",
    "参与的合作单位",
    "获得荣誉",
    "在用授牌",
    "新签协议",
    "有效协议",
    "到期未续协议",
    "有读数的指标",
    *("提出事项", "销号事项", "按期销号", "期末逾期事项", "事项满意率", "认领需求"),
)
"""How the labels of figures begin that stand in no table where they are zero."""
SHEETS = [
    "封面",
    "年度概览",
    "文字要点",
    "成员单位",
    "成员构成",
    "隶属关系",
    "轮值主席",
    "共建项目",
    "指标-接待人次",
    "指标-服务满意度",
    "指标-乘坐人次",
    "指标-消费帮扶金额",
    "指标-推荐金融顾问",
    "活动台账",
    "活动统计",
    "会议",
    "共建协议",
    "指标",
    "事项",
    "经费收支",
    "单位往来",
    "荣誉授牌",
    "口径说明",
]
"""The sheets of the summary of 2023."""


@dataclass
class Written:
    """A workbook, the JSON of the same command, and the cells as two readers see them."""

    path: Path
    json: Any

    def __post_init__(self) -> None:
        found = CalamineWorkbook.from_path(str(self.path))
        self.cells = {
            name: found.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in found.sheet_names
        }
        self.book = openpyxl.load_workbook(self.path)

    def under(self, sheet: str, *labels: str) -> dict[str, dict[str, Any]]:
        """The rows of the table that has these labels, each as a record, by its first cell."""
        rows = self.cells[sheet]
        head = next(n for n, row in enumerate(rows) if set(labels) <= set(row))
        names = [name for name in rows[head] if name]
        found: dict[str, dict[str, Any]] = {}
        for row in rows[head + 1 :]:
            if row[0] in ("", "合计") or not any(row[1:]):
                break
            found.setdefault(str(row[0]), dict(zip(names, row, strict=False)))
        return found

    def texts(self, sheet: str) -> str:
        """All texts of a sheet."""
        return "\n".join(cell for row in self.cells[sheet] for cell in row if isinstance(cell, str))


def written(database: Path, folder: Path, line: str) -> Written:
    """What a report writes and says."""
    path = folder / "报告.xlsx"
    with mock.patch.dict(os.environ, {"LIAISON_DB": str(database), "LIAISON_TODAY": TODAY}):
        for more in (["-o", str(path)], ["--json"]):
            done = invoke([*line.split(), *more])
            assert done.code == 0, done.stderr
    return Written(path, json.loads(done.stdout))
