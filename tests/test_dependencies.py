"""What the program asks to be installed: nothing without a use, and the lowest versions that it allows do work."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbooks import Edited

CHECKOUT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMISSIONED = {"typer", "rich", "sqlmodel", "python-dateutil", "openpyxl"}
"""Packages that the program was asked to be built on."""
PLACES = ("council.db", "另一个.db")


def _parted(requirement: str) -> tuple[str, str]:
    """A requirement as its name and the lowest version it allows."""
    match = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?>=([\d.]+)", requirement)
    assert match, f"{requirement}: a name and the lowest version, and no more"
    return match[1].lower(), match[2]


DECLARED = dict(map(_parted, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["postgres"]))


def _imported() -> set[str]:
    """The top modules that the program imports anywhere."""
    found = set()
    for path in (CHECKOUT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def test_every_dependency_has_a_use() -> None:
    holders = packages_distributions()
    used = {name.lower() for module in _imported() for name in holders.get(module, ())}
    assert set(DECLARED) - used <= COMMISSIONED
    assert set(DECLARED) >= COMMISSIONED


@pytest.fixture(scope="module")
def lowest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the lowest allowed version of each dependency."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    if subprocess.run(
        [*pip, "index", "versions", "platformdirs"], capture_output=True, check=False
    ).returncode:
        pytest.skip("no package index can be reached")
    folder = tmp_path_factory.mktemp("lowest") / "env"
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pins = [f"{name}=={version}" for name, version in DECLARED.items()]
    done = subprocess.run(
        [*pip, "--python", python, "install", "--only-binary", ":all:", "--no-compile", *pins],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return python


def test_the_lowest_versions_work(lowest: Path, tmp_path: Path) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(CHECKOUT / "src"),
        "LIAISON_DB": PLACES[0],
        "LIAISON_TODAY": "2023-12-31",
    }

    def python(*words: str, code: int = 0) -> str:
        done = subprocess.run(
            [lowest, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def liaison(*words: str, code: int = 0) -> str:
        return python("-m", "liaison", *words, code=code)

    asked = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    there: Any = zip(DECLARED.values(), python("-c", asked, *DECLARED).split(), strict=True)
    for wanted, found in there:
        assert re.fullmatch(rf"{re.escape(wanted)}(\.0)*(\.post\d+)?", found), f"{wanted}, not {found}"
    assert "滨江党建·金融外滩" in liaison("demo")
    assert "2,043,968.79" in liaison("report", "year", "2023")
    liaison("report", "year", "2023", "--xlsx", "-o", "总结.xlsx")
    assert "年度概览" in openpyxl.load_workbook(tmp_path / "总结.xlsx").sheetnames
    liaison("project", "report", "--year", "2023", "--xlsx", "-o", "报告.xlsx")
    liaison("workbook", "export", "台账.xlsx", "--reveal")
    assert "新增 0，修改 0" in liaison("workbook", "import", "台账.xlsx")
    liaison("workbook", "import", "台账.xlsx", "--db", PLACES[1])
    figures = [json.loads(liaison("report", "year", "2023", "--json", "--db", db)) for db in PLACES]
    assert figures[0] | {"seal": ""} == figures[1] | {"seal": ""}
    sheet = Edited(tmp_path / "台账.xlsx")
    sheet.put("成员单位", 2, 党员人数="约50")
    sheet.save()
    assert "约50" in liaison("workbook", "import", "台账.xlsx", code=5)
    assert (tmp_path / "台账-待更正.xlsx").is_file()
    liaison("collect", "start", "示例", "--noun", "activity", "--year", "2023", "--due", "2024-01-15")
    assert "249" in liaison("calendar", "list")
    liaison("today", "--ics", "待办.ics")
    assert b"BEGIN:VTIMEZONE" in (tmp_path / "待办.ics").read_bytes()
    liaison("chair", "plan", "--from", "2024-06-15", "--count", "2", "--term", "12m", "--order", "joined")
