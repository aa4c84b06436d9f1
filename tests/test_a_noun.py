"""``docs/a-noun.md`` followed step by step in a copy of the tree: a noun from nothing, whole, in so many files and lines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "a-noun.md"
COPIED = (
    "src",
    "migrations",
    "templates",
    "examples",
    "docs",
    "tests",
    "pyproject.toml",
    "README.md",
    "Makefile",
)
STEP = re.compile(
    r"<!-- (?P<kind>file|line): (?P<path>\S+) -->\n(?:<!-- after: (?P<after>[^\n]*?) -->\n)?```\w*\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
MOST_FILES, MOST_LINES = 5, 3

STORY_TEST = '''
"""A noun that came by the page: everything that a noun has, on both databases."""

from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

ADD = "story add 示例稿 --unit 甲单位 --on 2023-03-01 --media 示例日报 --length 800"


@pytest.fixture
def stories(council: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LIAISON_TODAY", "2023-12-31")
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("member add 乙单位 --category 其他 --joined 2020-01-01")
    council(ADD)
    return council


def test_typed(stories: Run) -> None:
    record = stories.json("story show 示例稿")
    assert (record["code"], record["unit"], record["media"], record["length"]) == ("S2023-001", "甲单位", "示例日报", 800)
    assert stories.json("story edit slg --length 900")["length"] == 900
    assert [one["title"] for one in stories.json("稿件 列表")] == ["示例稿"]
    assert_one_sentence(stories("story add 另一篇 --unit 没有 --on 2023-03-01", 3))
    assert_one_sentence(stories("story add 另一篇 --unit 甲单位 --on 昨天", 2))
    assert stories.json("choice list media")[0]["word"] == "示例日报"


def test_states_and_their_history(stories: Run) -> None:
    assert_one_sentence(stories("story pass 示例稿 刊发 --on 2023-03-02", 4), "稿件的第一个状态不能是“刊发”")
    stories("story pass 示例稿 投稿 --on 2023-03-01")
    stories("story pass 示例稿 采用 --on 2023-03-05")
    moved = stories.json("story pass 示例稿 刊发 --on 2023-03-08 --note 二版")
    assert (moved["state"], moved["day"], moved["note"]) == ("刊发", "2023-03-08", "二版")
    record = stories.json("story show 示例稿")
    assert (record["state"], record["published"]) == ("刊发", "2023-03-08")
    assert_one_sentence(stories("story pass 示例稿 退稿 --on 2023-03-09", 4), "已经刊发")
    Path("稿.csv").write_text("编号,标题,供稿单位,投稿日期,稿件状态\\nS2023-001,示例稿,甲单位,2023-03-01,退稿\\n", encoding="utf-8")
    assert "以状态记录为准（刊发）" in stories("story import 稿.csv").stderr
    assert stories.json("story show 示例稿")["state"] == "刊发"


def test_out_and_back(stories: Run) -> None:
    stories("story pass 示例稿 投稿 --on 2023-03-01")
    before = stories.dump()
    for line in ("story export 稿.xlsx", "workbook export 台账.xlsx"):
        stories(line)
    book = openpyxl.load_workbook("台账.xlsx")
    assert {"宣传稿件", "稿件流转"} <= set(book.sheetnames)
    assert stories.json("story import 稿.xlsx")["same"] == 2
    assert stories.json("workbook import 台账.xlsx")["changed"] == 0
    assert stories.dump() == before
    stories("story form 空表.xlsx")
    assert stories("story import 空表.xlsx", 5)
    Path("流转.csv").write_text("稿件,状态,日期\\n示例稿,刊发,2023-03-04\\n示例稿,采用,2023-03-03\\n", encoding="utf-8")
    assert stories.json("story import 流转.csv")["new"] == 2
    assert stories.json("story show 示例稿")["published"] == "2023-03-04"


def test_a_change_on_both_sides_is_a_conflict(stories: Run) -> None:
    stories("story export 稿.xlsx")
    stories("story edit 示例稿 --length 850")
    book = openpyxl.load_workbook("稿.xlsx")
    sheet = book["宣传稿件"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "S2023-001")
    next(cell for cell in row if cell.value == 800).value = 870
    book.save("稿.xlsx")
    problem = stories.json("story import 稿.xlsx", 5)["problems"][0]
    assert (problem["mine"], problem["theirs"]) == ("870", "850")
    stories("story import 稿.xlsx --prefer mine")
    assert stories.json("story show 示例稿")["length"] == 870


def test_removed(stories: Run) -> None:
    stories("story pass 示例稿 投稿 --on 2023-03-01")
    stories("story pass 示例稿 采用 --on 2023-03-05")
    stories("story remove 示例稿 --pass")
    assert stories.json("story show 示例稿")["state"] == "投稿"
    assert stories.json("story remove 示例稿")["rows"] == 2
    assert stories.json("story list") == []
    stories("undo")
    assert stories.json("story show 示例稿")["state"] == "投稿"


def test_a_round(stories: Run) -> None:
    stories("collect start 稿件收集 --noun story --year 2023 --due 2024-01-15")
    assert stories.json("collect status 稿件收集")[0]["missing"] is True
    (path,) = Path("稿件收集").glob("M001*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["宣传稿件"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "S2023-001")
    next(cell for cell in row if cell.value == 800).value = 810
    Path("收回").mkdir()
    book.save("收回/甲.xlsx")
    assert stories.json("collect merge 稿件收集 收回")["changed"] == 1
    assert stories.json("story show 示例稿")["length"] == 810


def test_reported(stories: Run) -> None:
    for state, day in (("投稿", "2023-03-01"), ("采用", "2023-03-05"), ("刊发", "2023-03-08")):
        stories(f"story pass 示例稿 {state} --on {day}")
    stories("story add 第二篇 --unit 乙单位 --on 2023-04-01")
    report = stories.json("report year 2023")
    figure = next(one for one in report["figures"] if one["key"] == "stories_published")
    assert (figure["label"], figure["value"], figure["unit"]) == ("刊发稿件", 1, "篇")
    trace = stories.json("report year 2023 --trace stories_published")
    assert [row["code"] for row in trace["rows"]] == ["S2023-001"]
    assert [(row["title"], row["state"]) for row in report["stories"]] == [("示例稿", "刊发"), ("第二篇", None)]
    assert any(text.startswith("刊发宣传稿件1篇") for text in report["notes"])
    assert "【宣传稿件】" in stories("report year 2023").stdout
    stories("report year 2023 -o 总结.xlsx")
    assert "宣传稿件" in openpyxl.load_workbook("总结.xlsx").sheetnames


def test_every_change_is_journalled(stories: Run) -> None:
    stories("story pass 示例稿 投稿 --on 2023-03-01")
    tables = [row[2] for row in stories.dump()["journal_row"]]
    assert {"story", "story_move"} <= set(tables)
'''


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which the page has been followed."""
    tree = tmp_path_factory.mktemp("a-noun") / "tree"
    ignored = shutil.ignore_patterns("__pycache__", "*.png", ".hypothesis")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tree / name)
    for step in STEP.finditer(PAGE.read_text(encoding="utf-8")):
        path = tree / step["path"]
        if step["kind"] == "file":
            assert not path.exists(), path
            path.write_text(step["body"], encoding="utf-8")
        else:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            (place,) = (n for n, line in enumerate(lines, start=1) if line.startswith(step["after"]))
            lines.insert(place, step["body"])
            path.write_text("".join(lines), encoding="utf-8")
    run(tree, "migrations/new.py", "stories")
    run(tree, "docs/states.py")
    (tree / "tests" / "cli" / "work" / "test_story.py").write_text(STORY_TEST.lstrip(), encoding="utf-8")
    return tree


def run(tree: Path, *arguments: str, code: int = 0) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIAISON_")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=environment | {"PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def test_it_takes_no_more_files_and_lines_than_the_page_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    steps = [(step["kind"], step["path"], step["body"]) for step in STEP.finditer(text)]
    files = [path for kind, path, _body in steps if kind == "file" and not path.startswith("tests/")]
    lines = sum(body.count("\n") for kind, _path, body in steps if kind == "line")
    assert f"新建 {len(files)} 个文件（测试和迁移另算），别处只加 {lines} 行。" in text
    assert len(files) <= MOST_FILES
    assert lines <= MOST_LINES
    assert text.count("\n## ") == 10


def test_it_touches_nothing_else(tree: Path) -> None:
    told = {step["path"] for step in STEP.finditer(PAGE.read_text(encoding="utf-8"))}
    made = {"src/liaison/models/__init__.pyi", "docs/states.md", "tests/cli/work/test_story.py"}
    for path in tree.rglob("*"):
        place = path.relative_to(tree).as_posix()
        if not path.is_file() or "__pycache__" in place or place.startswith(("migrations/versions/0", ".")):
            continue
        if place not in told | made:
            assert path.read_bytes() == (ROOT / place).read_bytes(), f"{place} was changed"


def test_it_is_written_as_the_house_writes(tree: Path) -> None:
    run(tree, "-m", "ruff", "check", "src", "migrations", "docs")
    run(tree, "-m", "ruff", "format", "--check", "src", "migrations/versions")


def test_it_has_all_that_a_noun_has_on_both_databases(tree: Path) -> None:
    chosen = ("cli/work/test_story.py", "test_registry.py", "test_schema.py", "rules/test_states.py")
    said = run(tree, "-m", "pytest", "-x", *(f"tests/{name}" for name in chosen))
    assert re.search(r"\d+ passed", said), said
    assert "skipped" not in said or "PostgreSQL" not in said


def test_an_older_database_takes_it_in(tree: Path, example: object, tmp_path: Path) -> None:
    before = tmp_path / "example.db"
    said = run(tree, "-m", "liaison", "story", "list", "--db", str(before), "--json")
    assert said.strip() == "[]"
    run(
        tree,
        "-m",
        "liaison",
        "story",
        "add",
        "示例稿",
        "--unit",
        "M002",
        "--on",
        "2023-09-01",
        "--db",
        str(before),
    )
    assert "示例稿" in run(tree, "-m", "liaison", "story", "list", "--db", str(before))
