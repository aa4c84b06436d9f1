"""demo: the example council, loaded through the ordinary imports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence
from tests.conftest import EXAMPLE


def test_demo_says_what_to_type_next(run: Run) -> None:
    result = run("demo")
    assert "滨江党建·金融外滩" in result.stdout
    assert "liaison report year 2023" in result.stdout
    assert result.stderr == ""
    assert len(run.json("member list --all")) == 26


def test_demo_in_json(run: Run) -> None:
    answer = run.json("demo")
    assert answer["council"] == "滨江党建·金融外滩区域化党建联席会议"
    assert answer["rows"] > 1000


def test_demo_leaves_a_council_alone(council: Run) -> None:
    before = council.dump()
    assert_one_sentence(council("demo", 4), "已有联席会议“示例联席会议”")
    assert council.dump() == before


def test_demo_of_a_folder_of_ones_own(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "自己的示例"
    shutil.copytree(EXAMPLE, folder)
    members = folder / "member.csv"
    members.write_bytes(
        members.read_bytes().replace("示例青桐清算中心".encode(), "示例改名清算中心".encode())
    )
    chairs = folder / "chair.csv"
    chairs.write_bytes(chairs.read_bytes().replace("示例青桐清算中心".encode(), "示例改名清算中心".encode()))
    run(["demo", folder])
    assert run.json("member show M003")["name"] == "示例改名清算中心"


def test_an_example_with_a_bad_row_is_not_loaded(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "坏示例"
    shutil.copytree(EXAMPLE, folder)
    funds = folder / "fund.csv"
    funds.write_bytes(funds.read_bytes().replace(b"2021-11-10", b"2021-11-31"))
    before = run.dump()
    assert_one_sentence(run(["demo", folder], 5), "fund.csv", "第 2 行")
    assert run.dump() == before


@pytest.mark.parametrize("name", sorted(path.parent.name for path in EXAMPLE.parent.glob("*/make.py")))
def test_an_example_can_be_made_again_byte_by_byte(name: str, tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = shutil.copytree(EXAMPLE.parent, tmp_path / "examples") / name
    for sheet in folder.glob("*.csv"):
        sheet.unlink()
    subprocess.run([sys.executable, folder / "make.py"], check=True, capture_output=True)
    sheets = sorted(sheet.name for sheet in (EXAMPLE.parent / name).glob("*.csv"))
    assert sheets == sorted(sheet.name for sheet in folder.glob("*.csv"))
    for sheet in sheets:
        assert (folder / sheet).read_bytes() == (EXAMPLE.parent / name / sheet).read_bytes(), sheet


def test_another_example_of_the_program_s_own_is_called_by_its_name(run: Run, tmp_path: Path) -> None:
    """Unless a folder of one's own is called so."""
    said = run("demo zengcheng")
    assert "增城经济技术开发区" in said.stdout
    assert said.stderr == ""
    assert len(run.json("member list")) == 126
    (tmp_path / "bund-finance").mkdir()
    assert_one_sentence(run("demo bund-finance", 5), "“bund-finance”里没有 council.toml")
    assert_one_sentence(run("demo 没有的", 5), "“没有的”里没有 council.toml")


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("text", "part"),
    {
        "name = 3": "name 应是一句文字",
        "name = {a = 1}": "name 应是一句文字",
        'name = ""': "缺少 name",
        'name = " "': "缺少 name",
        'short = "甲"': "缺少 name",
        'name = "甲"\nguide = 3': "guide 应是几项文字",
        'name = "甲"\nguide = ["乙", 2]': "guide 应是几项文字",
        'name = "甲"\nfounded = "去年"': "成立日期：“去年”",
        'name = "甲"\nnosuch = "乙"': "nosuch 不是",
        'name = "甲\\u001b]0;"': "名称：“甲〔U+001B〕]0;”",
        'name = "甲"\nname 乙': "第 2 行读不懂",
        "name = " + "[" * 5000: "读不懂",
    }.items(),
)
def test_a_description_that_cannot_be_used(run: Run, tmp_path: Path, text: str, part: str) -> None:
    folder = tmp_path / "示例"
    folder.mkdir()
    (folder / "council.toml").write_text(text, encoding="utf-8")
    before = run.dump()
    assert_one_sentence(run(["demo", folder], 5), "council.toml", part)
    assert run.dump() == before


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_description_in_another_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_bytes('name = "甲"'.encode("gbk"))
    assert_one_sentence(run("demo .", 5), "council.toml", "UTF-8")
