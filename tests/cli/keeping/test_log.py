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


def test_the_life_of_a_record_that_is_gone_is_found_by_its_name_and_by_its_code(council: Run) -> None:
    council('body add "误登_100%的单位" --kind 联盟')
    council('body add "误登x100y的单位" --kind 联盟')
    council('body remove "误登_100%的单位" --yes')
    for text in ("误登_100%的单位", "b001"):
        entries = council.json(f'log "{text}"')
        assert [entry["command"].split()[1:3] for entry in entries] == [["body", "remove"], ["body", "add"]]
    assert "没有找到" in council("log 误登z单位", 3).stderr
    assert [one["entry"] for one in council.json('log "误登x100y的单位"')] == [entries[1]["entry"] + 1]
