"""What names of a sheet that nobody bears cost: each is looked for once, and only so many are held against those that there are."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from tests.commands import Run

from liaison.queries import known


def attendance(path: Path, names: list[str]) -> Path:
    rows = [f"示例讲座,{name},{number}" for number, name in enumerate(names, 1)]
    path.write_text("\n".join(["活动,单位,人数", *rows]), encoding="utf-8")
    return path


def reasons(council: Run, path: Path) -> list[str]:
    problems = council.json(["activity", "import", path], 5)["problems"]
    return [one["reason"] for one in problems if one["column"] == "单位"]


def test_a_name_is_looked_for_once(example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = difflib.get_close_matches

    def count(word: str, *rest: Any, **more: Any) -> list[str]:
        asked.append(word)
        return find(word, *rest, **more)

    monkeypatch.setattr(difflib, "get_close_matches", count)
    found = reasons(example, attendance(tmp_path / "参加情况.csv", ["汇添富基业"] * 50))
    assert len(found) == 50
    assert len(set(found)) == 1
    assert asked.count("汇添富基业") == 1


def test_only_so_many_names_are_held_against_others(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"汇添富基业{number}" for number in range(5)]
    path = attendance(tmp_path / "参加情况.csv", names)
    assert ["相近的有" in one for one in reasons(example, path)] == [True] * 5
    monkeypatch.setattr(known, "_MOST_COMPARED", 0)
    monkeypatch.setattr(known, "_FEWEST_ASKED", 2)
    found = reasons(example, path)
    assert ["相近的有" in one for one in found] == [True, True, False, False, False]
    assert all("没有找到成员单位" in one for one in found)
