"""A percentage is a reading of what is counted in per cent, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence


@pytest.fixture
def rated(example: Run) -> Run:
    """The example with an indicator in per cent."""
    example("project indicator 直通车 满意率 --unit % --every day --total mean")
    return example


@pytest.mark.parametrize(("told", "value"), [("90%", 90), ("90", 90), ("98.5％", 98.5), ("0.9", 0.9)])
def test_a_reading_in_per_cent_may_be_written_so(rated: Run, told: str, value: float) -> None:
    record = f"project record 直通车 满意率 2023-03-01 {told}"
    assert rated.json(record)["value"] == value
    sheet = Path("读数.csv")
    sheet.write_text(f"项目,指标,日期,数值\n南外滩金融直通车,满意率,2023-03-01,{told}\n", encoding="utf-8")
    assert rated.json(["project", "import", sheet])["same"] == 1


@pytest.mark.parametrize("told", ["90%", "213500%"])
def test_no_people_are_counted_in_per_cent(rated: Run, told: str) -> None:
    before = rated.dump()
    record = f"project record 直通车 乘坐人次 2023-05-08 {told}"
    assert_one_sentence(rated(record, 4), f"“{told}”是百分数", "单位不是 %")
    assert rated.dump() == before


def test_neither_yuan_nor_hours_nor_heads_are_written_in_per_cent(rated: Run) -> None:
    before = rated.dump()
    for line in (
        "project edit 直通车 --budget 50%",
        "member edit M001 --party-members 20%",
        "member edit M001 --headcount 100%",
    ):
        assert_one_sentence(rated(line, 2), "是百分数")
    assert rated.dump() == before


def test_of_the_published_figures_only_the_shares_are_percentages(rated: Run) -> None:
    sheet = Path("已公布.csv")
    sheet.write_text("年度,指标,数值\n2015,资金到位率,82.6%\n", encoding="utf-8")
    assert rated.json(["report", "import", sheet])["new"] == 1
    figures = rated.json("report year 2015")["figures"]
    assert next(one for one in figures if one["key"] == "funds_collection_rate")["value"] == 0.826
    sheet.write_text("年度,指标,数值\n2015,举办活动,36%\n", encoding="utf-8")
    found = rated.json(["report", "import", sheet], 5)
    assert "“举办活动”不是比例" in found["problems"][0]["reason"]
