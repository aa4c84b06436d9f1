"""Hidden and merged cells: what counts, what is refused, and what the clerk is told."""

from typing import Any

from liaison.cells import SWALLOWED, Lost
from liaison.nouns.council.member import MEMBER
from liaison.services.sheets.headers import Placed
from liaison.services.sheets.placing import place_all
from liaison.tables import Block, RawTable

HEAD: list[object] = ["单位名称", "类别", "加入日期", "特长", "备注"]


def read(*rows: list[object], **unseen: Any) -> tuple[Placed, list[str]]:
    """What becomes of the rows below a header in line 3, after a title."""
    table = RawTable("名册", [["标题"], HEAD, *rows], 2, **unseen)
    before = [list(row) for row in table.rows]
    (placed,), said = place_all([table], (MEMBER,))
    assert table.rows == before, "the copy of a refused file is made from these"
    return placed, [sentence for sentence in said if "不认识的列" not in sentence]


def row(name: str, category: object = "企业", *more: object) -> list[object]:
    return [name, category, "2020-01-01", *more]


def body(placed: Placed) -> list[list[object]]:
    return placed.table.rows[2:]


def test_hidden_rows_are_said_where_they_are_data() -> None:
    rows = [row("甲"), row("乙"), [], ["合计", 2], row("丙"), [None, None, None, "书法"]]
    _, said = read(*rows, hidden_rows=frozenset({2, 3, 4, 6, 7, 8, 9}))
    assert said[-1] == "工作表“名册”第 4、8 行是隐藏或被筛选掉的，照样导入。"
    assert not any("隐藏" in sentence for sentence in said[:-1])


def test_many_hidden_rows_are_counted() -> None:
    _, said = read(*(row(f"单位{n}") for n in range(20)), hidden_rows=frozenset(range(4, 24)))
    assert said == ["工作表“名册”第 4、5、6、7、8、9、10、11 等 20 行是隐藏或被筛选掉的，照样导入。"]


def test_hidden_columns_are_said_where_they_are_read() -> None:
    _, said = read(row("甲"), hidden_columns=frozenset({1, 3, 4, 9}))
    assert said == ["工作表“名册”的“类别”、“备注”列是隐藏的，照样导入。"]


def test_nothing_unseen_nothing_said() -> None:
    assert read(row("甲"), hidden_rows=frozenset({2, 3}), hidden_columns=frozenset({3}))[1] == []


def test_a_cell_merged_over_rows_counts_for_each() -> None:
    placed, said = read(row("甲"), row("乙", None), row("丙", None), merged=(Block(4, 6, 1, 1),))
    assert [one[1] for one in body(placed)] == ["企业"] * 3
    assert said == ["工作表“名册”第 4、5、6 行的“类别”是合并的单元格，按同一内容导入。"]


def test_an_error_merged_over_rows_is_lost_in_each() -> None:
    placed, _ = read(row("甲", Lost("#N/A")), row("乙", None), merged=(Block(4, 5, 1, 1),))
    assert [one[1] for one in body(placed)] == [Lost("#N/A")] * 2


def test_merged_cells_make_no_rows() -> None:
    placed, said = read(row("甲"), [], [None, None, None, "x"], row("乙", None), merged=(Block(4, 7, 1, 1),))
    assert [one[1:2] for one in body(placed)] == [["企业"], [], [None], ["企业"]]
    assert said[-1] == "工作表“名册”第 4、7 行的“类别”是合并的单元格，按同一内容导入。"


def test_a_record_whose_first_line_says_nothing_is_kept() -> None:
    rows = [["", None, None, "书法"], row("甲", "企业", None)]
    placed, _ = read(*rows, merged=(Block(4, 5, 3, 3),))
    assert placed.passed_over.keys() == {4}


def test_a_covered_cell_that_has_a_value_keeps_it() -> None:
    rows = [row("甲"), row("乙", "学校"), row("丙", None)]
    placed, _ = read(*rows, merged=(Block(4, 6, 1, 1),))
    assert [one[1] for one in body(placed)] == ["企业", "学校", "企业"]


def test_blank_merged_cells_are_blank() -> None:
    rows = [row("甲", None), row("乙", " ")]
    placed, said = read(*rows, merged=(Block(4, 4, 1, 2), Block(4, 5, 4, 4), Block(5, 5, 1, 2)))
    assert (body(placed), said) == (rows, [])


def test_cells_merged_across_columns_are_lost_but_for_the_first() -> None:
    rows = [row("甲"), ["乙", "暂缺"], row("丙", "企业", "书法")]
    placed, said = read(*rows, merged=(Block(5, 5, 1, 2), Block(6, 6, 3, 4)))
    assert body(placed)[1:] == [["乙", "暂缺", SWALLOWED], ["丙", "企业", "2020-01-01", "书法", SWALLOWED]]
    assert said == []


def test_a_cell_of_two_merged_cells_is_lost_whichever_the_file_names_first() -> None:
    """No spreadsheet writes such a file, and nobody can tell of which of the two the cell is."""
    rows = (["甲", "企业", "乙", None, None], ["丙", "企业", None, None, None])
    down, across = Block(4, 5, 2, 2), Block(5, 5, 1, 2)
    told = [body(read(*rows, merged=order)[0])[1] for order in ((down, across), (across, down))]
    assert told[0] == told[1] == ["丙", "企业", SWALLOWED, None, None]


def test_a_block_counts_downwards_only() -> None:
    placed, _ = read(
        ["甲", "企业", None, None], ["乙", None, None, None, "注意"], merged=(Block(4, 5, 1, 2),)
    )
    assert [one[1:3] for one in body(placed)] == [["企业", SWALLOWED]] * 2


def test_what_is_merged_above_the_data_stays_as_it_is() -> None:
    merged = (Block(2, 2, 0, 4), Block(2, 3, 0, 0), Block(3, 4, 1, 1))
    placed, said = read(row("甲", None), merged=merged)
    assert (body(placed), said) == ([row("甲", None)], [])


def test_a_total_of_two_lines_is_no_data() -> None:
    rows = [row("甲"), ["合计", 1], [None, "（家）"], row("乙")]
    placed, said = read(*rows, merged=(Block(5, 6, 0, 0),))
    assert placed.passed_over.keys() == {5, 6}
    assert said == ["工作表“名册”第 5、6 行是合计行，没有导入。"]


def test_a_merged_cell_that_begins_in_a_total_says_nothing_of_what_follows() -> None:
    rows = [["合计", 1, "2020-12-31"], row("甲", None)]
    placed, _ = read(*rows, merged=(Block(4, 5, 1, 1),))
    assert placed.passed_over.keys() == {4}
    assert body(placed)[1] == row("甲", None)


def test_a_heading_over_the_whole_table_is_no_data() -> None:
    rows = [["一、企业"], row("甲"), ["二、学校", "学校"], ["三"], row("乙")]
    merged = (Block(4, 4, 0, 4), Block(6, 6, 0, 4), Block(7, 7, 0, 2))
    placed, said = read(*rows, merged=merged)
    assert placed.passed_over == {4: "小标题"}
    assert said == ["工作表“名册”第 4 行是小标题（“一、企业”），没有导入。"]
    assert body(placed)[3] == ["三", SWALLOWED, SWALLOWED]
