"""A file that would fill the memory or take for ever is refused in one sentence, and stops itself alone."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from liaison.errors import BadFile
from liaison.formats import apart
from tests.commands import Result, Run, assert_one_sentence, shell
from tests.sheets import ruin

MEMORY = 2 << 30
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no memory")


def bounded(line: list[str | Path], place: str) -> Result:
    """Run a command line as a process of its own that may take two gigabytes."""

    def bound() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    return shell(line, env={"LIAISON_DB": place}, preexec_fn=bound)


@posix
@pytest.mark.parametrize("name", ruin.BUILDERS)
def test_it_is_refused(fresh: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ruin.BUILDERS[name]())
    before = fresh.dump()
    result = bounded(["member", "import", path], fresh.place)
    assert result.code == 5, result.stderr
    assert_one_sentence(result, name)
    for part in ruin.SAID.get(name, ("已损坏或不完整",)):
        assert part in result.stderr
    assert fresh.dump() == before


@posix
@pytest.mark.parametrize("name", ruin.HARMLESS)
def test_what_only_looks_like_it_is_read(fresh: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ruin.HARMLESS[name]())
    result = bounded(["member", "import", path], fresh.place)
    assert result.code == 0, result.stderr
    assert "新增 1，" in result.stdout
    assert fresh.json("member show 甲单位")["category"] == "企业"


def test_what_fills_the_memory_of_its_reader_is_one_file_s_problem(tmp_path: Path) -> None:
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    good.write_bytes(ruin.xlsx(ruin.rows()))
    bad.write_bytes(ruin.BUILDERS["far-other-order.xlsx"]())
    with apart.Reader() as reader:
        for _ in range(2):
            assert reader.read(good)[0].rows == ruin.GOOD
            with pytest.raises(BadFile, match=r"“坏.xlsx”打不开：读它要用的内存太多"):
                reader.read(bad)


def test_what_is_never_read_to_its_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 0.2)
    monkeypatch.setattr(apart, "_CODE", "import time; time.sleep(600)")
    with apart.Reader() as reader, pytest.raises(BadFile, match="秒还没有读完"):
        reader.read(tmp_path / "慢.xlsx")


def test_what_has_too_much_in_it_for_an_answer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "多.xlsx"
    path.write_bytes(ruin.xlsx(ruin.rows()))
    with apart.Reader(1 << 20) as reader:
        assert reader.read(path)[0].rows == ruin.GOOD
        path.write_bytes(ruin.xlsx(ruin.rows([[f"第{n}行" + "字" * 1000] for n in range(1, 1000)])))
        with pytest.raises(BadFile, match=r"“多.xlsx”的内容超过 1 MB"):
            reader.read(path)


def test_nothing_is_imported_from_where_the_user_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pickle", "liaison", "zipfile"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "好.xlsx"
    path.write_bytes(ruin.xlsx(ruin.rows()))
    with apart.Reader() as reader:
        assert reader.read(path)[0].rows == ruin.GOOD


@posix
def test_three_files_that_would_ruin_a_round_leave_the_other_21(
    fresh: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(19):
        fresh(f"member add 第{number:02}示例公司 --category 企业 --joined 2020-01-01")
    fresh("collect start 示例收集 --noun activity --year 2023 --due 2024-01-15 --dir 发出")
    Path("收回").mkdir()
    sent = sorted(Path("发出").glob("*.xlsx"))
    assert len(sent) == 24
    for path in sent:
        book = openpyxl.load_workbook(path)
        sheet = book["活动台账"]
        for label, text in (
            ("活动名称★", f"{path.stem}讲座"),
            ("活动类别★", "学习"),
            ("开始日期★", "2023-04-01"),
        ):
            place = next(cell.column for cell in sheet[1] if cell.value == label)
            sheet.cell(3, place).value = text
        book.save(Path("收回") / path.name)
    for path, name in zip(sent[5:8], ("far-other-order.xlsx", "far.xlsx", "repeated-rows.ods"), strict=True):
        (Path("收回") / path.name).write_bytes(ruin.BUILDERS[name]())
    result = bounded(["collect", "merge", "示例收集", "收回", "--json"], fresh.place)
    assert result.code == 5, result.stderr
    found = result.json
    assert found["new"] == 21
    refused = {Path(one["file"]).name: one["error"] for one in found["files"] if one["error"]}
    assert refused.keys() == {path.name for path in sent[5:8]}
    said = zip(sent[5:8], ("打不开", "极远", "256 MB"), strict=True)
    assert all(part in refused[path.name] for path, part in said)
    names = {one["title"] for one in fresh.json("activity list --year 2023")}
    assert names >= {f"{path.stem}讲座" for path in [*sent[:5], *sent[8:]]}
