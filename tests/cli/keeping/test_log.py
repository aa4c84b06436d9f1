"""The journal as people read it: the words of the columns, never the keys by which they are stored."""

from __future__ import annotations

from tests.commands import Run


def test_a_list_of_words_goes_by_its_label(council: Run) -> None:
    council("choice add project_kind 示例民生")
    said = council("log show 2").stdout
    assert "项目类别 示例民生 选项表 项目类别" in said
    assert "project_kind" not in said + council("log").stdout + council("log show 2 --csv").stdout
    council("choice lock project_kind")
    assert "project_kind" not in council("log --since 2000-01-01").stdout
    assert council.json("log show 2")["changes"][0]["after"] == "project_kind"
