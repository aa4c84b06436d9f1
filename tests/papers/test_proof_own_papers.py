"""The program's own papers of other kinds than the year's are right papers too: nothing in them may be called wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2023-12-31")


@pytest.mark.parametrize("kind", ["case", "project-summary"])
def test_a_project_s_paper_speaks_of_the_project_s_money(example: Run, kind: str) -> None:
    """What was paid in for one project is not what the council was paid, and its closing balance not the council's."""
    example(f"paper {kind} P2022-01 -o 项目.docx")
    found = example.json("proof 项目.docx --year 2023")
    assert found["problems"] == []
    assert found["agreed"] > 5
    text = example(f"paper {kind} P2022-01 --plain").stdout.replace("示例丹桂证券", "示例丹贵证券")
    Path("改.txt").write_text(text, encoding="utf-8")
    assert [
        one["key"] for one in example(["proof", "改.txt", "--year", "2023", "--json"], 4).json["problems"]
    ] == ["unit_name"]


def test_a_term_s_summary_is_held_against_the_term(example: Run) -> None:
    """Its figures beside those of the term before; the fourth, which goes on, is of 2022-12-15 to the day that it says."""
    for ordinal in (2, 3):  # of which only a part is on record, so that little can be judged
        example(f"paper term-summary {ordinal} -o 第{ordinal}任.docx")
        assert example.json(f"proof 第{ordinal}任.docx")["problems"] == []
    example("paper term-summary 4 -o 任期.docx")
    found = example.json("proof 任期.docx")
    assert found["problems"] == []
    assert found["agreed"] > 50
    fields = example.json("paper term-summary 4 --force")["fields"]
    held = next(row["本期"] for row in fields["数据"] if row["指标"] == "举办活动")
    text = example("paper term-summary 4 --plain").stdout
    wrong = text.replace(f"举办各类活动{held}场", f"举办各类活动{int(held) + 1}场")
    assert wrong != text
    Path("改.txt").write_text(wrong, encoding="utf-8")
    (problem,) = example(["proof", "改.txt", "--json"], 4).json["problems"]
    assert (problem["key"], problem["right"]) == ("activities_held", f"{held}场")


def test_halves_that_are_added_up_wrong(example: Run) -> None:
    """21 and 15 are 36."""
    head = "滨江党建·金融外滩区域化党建联席会议2023年工作总结\n"
    for total, problems in ((36, []), (37, ["sum"])):
        line = f"上半年举办活动21场，下半年举办活动15场，合计{total}场。\n"
        Path("半年.txt").write_text(head + line, encoding="utf-8")
        found = example(["proof", "半年.txt", "--json"], 4 if problems else 0).json
        assert [one["key"] for one in found["problems"]] == problems
    other = "举办活动36场，其中志愿服务5场，合计41场。\n"
    Path("别的.txt").write_text(head + other, encoding="utf-8")
    assert example(["proof", "别的.txt", "--json"], None).json["problems"] == []


def test_an_activity_that_is_called_as_its_project_has_its_day(example: Run) -> None:
    name = "以高能级金融业态推进黄浦经济高质量发展——金融创新论坛"
    (row,) = [one for one in example.json("activity list --year 2023") if one["title"] == name]
    assert name in {one["name"] for one in example.json("project list")}
    assert row["start"] == "2023-05-12"
    head = "滨江党建·金融外滩区域化党建联席会议2023年工作总结\n"
    for day, problems in ((12, []), (13, ["day"])):
        Path("日.txt").write_text(f"{head}2023年5月{day}日，举办{name}。\n", encoding="utf-8")
        found = example(["proof", "日.txt", "--json"], 4 if problems else 0).json
        assert [one["key"] for one in found["problems"]] == problems
