"""Where the table stands on a sheet, and what its columns are."""

import pytest

from liaison.errors import BadFile
from liaison.nouns.council.member import MEMBER, SPELL
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.nouns.work.project import PROJECT_READING
from liaison.services.sheets.headers import Misplaced, Placed, place
from liaison.services.sheets.headings import Headings
from liaison.services.sheets.placing import place_all
from liaison.tables import Block, RawTable


def placed(rows: list[list[object]], *nouns: object) -> Placed:
    result = place(RawTable("表", rows), nouns or (MEMBER, SPELL))  # type: ignore[arg-type]
    assert isinstance(result, Placed), result
    return result


def keys(result: Placed) -> dict[int, str]:
    return {position: column.key for position, column in result.columns.items()}


def test_labels_and_synonyms_of_real_sheets() -> None:
    result = placed([["序号", "单位全称", "单位性质", "加入时间", "职工数", "党员数", "手机", "信用代码"]])
    assert keys(result) == {
        1: "name", 2: "category", 3: "joined", 4: "headcount", 5: "party_members", 6: "phone", 7: "uscc",
    }  # fmt: skip
    assert result.unknown == ()


def test_a_serial_number_is_never_a_code() -> None:
    assert "code" not in keys(placed([["序号", "单位名称", "类别", "加入日期"]])).values()


@pytest.mark.parametrize(
    "label", ["单位名称★", "＊单位名称", "单位 名称", "单位名称（全称）", "成员单位名称", "单位名称\n(必填)"]
)
def test_marks_blanks_and_brackets_do_not_matter(label: str) -> None:
    assert keys(placed([[label, "类别", "加入日期"]]))[0] == "name"


def test_the_table_stands_below_a_title_and_notes() -> None:
    result = placed(
        [
            ["示例名册"],
            ["单位：家"],
            [],
            [None, "单位名称", "类别", "加入日期"],
            [None, "甲", "企业", "2020-01-01"],
        ]
    )
    assert result.begin == 4
    assert keys(result) == {1: "name", 2: "category", 3: "joined"}


def test_a_header_of_two_lines_with_merged_cells() -> None:
    result = placed(
        [
            ["单位名称", "类别", "加入", None, "联络员", None],
            [None, None, "日期", "原因", "姓名", "手机"],
            ["甲"],
        ]
    )
    assert result.begin == 2
    assert keys(result) == {0: "name", 1: "category", 2: "joined", 4: "contact", 5: "phone"}


def test_totals_signatures_and_repeated_headers_are_no_data() -> None:
    header: list[object] = ["单位名称", "类别", "加入日期", "党员人数"]
    rows = [
        header,
        ["甲", "企业", "2020-01-01", 3],
        header,
        ["合  计", None, None, 3],
        ["填报单位：某某", None, "制表人：", None],
    ]
    assert placed(rows).passed_over == {3: "重复的表头", 4: "合计行", 5: "表尾的说明或签字行"}


def test_a_total_in_the_column_of_days_is_passed_over() -> None:
    assert placed([["日期", "数值"], ["2023-01-01", 5], ["合计", 5]], PROJECT_READING).passed_over == {
        3: "合计行"
    }


def test_a_unit_whose_name_begins_like_a_total_is_data() -> None:
    assert placed([["单位名称", "类别", "加入日期"], ["总计银行", "银行", "2020-01-01"]]).passed_over == {}


def test_sheets_are_told_apart_by_their_columns() -> None:
    spells = place(RawTable("a", [["单位", "加入日期", "退出日期"]]), (MEMBER, SPELL))
    funds = place(
        RawTable("b", [["编号", "专项名称", "项目", "托管单位", "预算", "设立日期"]]), (FUND, ENTRY)
    )
    assert isinstance(spells, Placed)
    assert isinstance(funds, Placed)
    assert (spells.noun, funds.noun) == (SPELL, FUND)


def test_what_is_missing_is_named_by_the_noun_that_fits_best() -> None:
    said = place(RawTable("表", [["单位名称", "加入日期", "联系电话"]]), (MEMBER, SPELL))
    assert isinstance(said, Misplaced)
    assert "缺少必填的列：类别" in said.reason
    with pytest.raises(BadFile, match="缺少必填的列"):
        place_all([RawTable("表", [["单位名称", "加入日期", "联系电话"]])], (MEMBER, SPELL))


def test_sheets_that_do_not_fit_are_skipped_and_said() -> None:
    good = RawTable("名册", [["单位名称", "类别", "加入日期", "特长"], ["甲", "企业", "2020-01-01", "无"]])
    found, said = place_all([RawTable("说明", [["本表请于周五前填报"]]), good], (MEMBER, SPELL))
    assert [one.table.name for one in found] == ["名册"]
    assert any("“说明”没有导入" in sentence for sentence in said)
    assert any("不认识的列，没有导入：特长" in sentence for sentence in said)


def test_headings_of_sections_and_notes_are_no_data() -> None:
    rows: list[list[object]] = [
        ["一、总表"],
        ["数据来源：各单位报送"],
        ["单位名称", "类别", "加入日期"],
        ["一、金融类"],
        ["甲", "企业", "2023-01-01"],
        ["（二）学校类", None, ""],
        ["乙", "学校", "2023-01-01"],
        ["※含筹建单位"],
        ["", "资料来源：年报"],
    ]
    found = placed(rows)
    assert found.begin == 3
    sort, foot = "小标题", "表尾的说明或签字行"
    assert found.passed_over == {4: sort, 6: sort, 8: foot, 9: foot}


def test_where_no_header_is_found_it_says_what_was_looked_at() -> None:
    found = place(RawTable("表", [["登记"], ["甲", "乙", 3], ["丙"]], 4), (MEMBER,))
    assert isinstance(found, Misplaced)
    assert found.detail.startswith("（最像表头的是第 5 行：甲、乙），应有：编号、单位名称★")


def test_labels_of_real_rosters() -> None:
    labels = [
        "企业名称",
        "企业类型",
        "加入日期",
        "支部书记",
        "统一社会信用代码/组织机构代码",
        "通讯地址",
        "联系人电话",
    ]
    found = placed([[*labels], ["甲", "企业", "2023-01-01"]])
    keys = ["name", "category", "joined", "secretary", "uscc", "address", "phone"]
    assert [column.key for _place, column in sorted(found.columns.items())] == keys
    for other in ("公司名称", "机构名称"):
        assert placed([[other, *labels[1:]], ["甲"]]).columns[0].key == "name"
    for other in ("企业地址", "详细地址"):
        assert placed([[*labels[:3], other], ["甲"]]).columns[3].key == "address"


@pytest.mark.parametrize(
    "labels",
    [
        ["1.单位名称", "2、类别", "（3）加入日期"],
        ["①单位名称", "②类别", "③加入日期"],
        ["一、单位名称", "二、类别", "三、加入日期"],
        ["１．单位名称", "２．类别", "３．加入日期"],
        ["单位名称\n（必\n填）", "类别\n（必填）", "加入日期（年/\n月/日）"],
        ["单位名称 Name", "类别/Category", "Date of joining 加入日期"],
    ],
)
def test_numbered_broken_and_bilingual_labels(labels: list[object]) -> None:
    assert keys(placed([labels, ["甲", "企业", "2020-01-01"]])) == {0: "name", 1: "category", 2: "joined"}


def test_a_header_of_three_lines() -> None:
    rows: list[list[object]] = [
        ["单位名称", "类别", "加入日期", "人员情况", None, None, None],
        [None, None, None, "党员", None, "职工", None],
        [None, None, None, "人数", "占比", "人数", "占比"],
        ["甲", "企业", "2020-01-01", 12, 0.2, 60, 1],
    ]
    merged = (Block(1, 3, 0, 0), Block(1, 3, 1, 1), Block(1, 3, 2, 2), Block(1, 1, 3, 6), Block(2, 2, 3, 4))
    found = place(RawTable("表", rows, merged=merged), (MEMBER,))
    assert isinstance(found, Placed)
    assert keys(found) == {0: "name", 1: "category", 2: "joined", 3: "party_members", 5: "headcount"}
    assert found.begin == 3


def test_a_header_below_a_page_of_notes() -> None:
    notes: list[list[object]] = [[f"填表说明第{number}条"] for number in range(60)]
    found = placed([*notes, ["单位名称", "类别", "加入日期"], ["甲", "企业", "2020-01-01"]])
    assert found.begin == 61


def test_a_number_is_a_heading_too() -> None:
    rows: list[list[object]] = [
        ["单位名称", "类别", "加入日期", 2023, 2022.0],
        ["甲", "企业", "2020-01-01", 12, 11],
    ]
    assert placed(rows).unknown == ("2023", "2022")
    told = place(RawTable("表", rows), (MEMBER,), headings=Headings({"2023": "党员人数"}))
    assert isinstance(told, Placed)
    assert keys(told)[3] == "party_members"


def test_values_below_no_heading_are_named() -> None:
    rows: list[list[object]] = [
        ["单位名称", "类别", "加入日期"],
        ["甲", "企业", "2020-01-01", None, "多出来的"],
    ]
    assert placed(rows).unheaded == ("E",)
    assert placed([rows[0], rows[1][:3]]).unheaded == ()


def test_one_heading_over_two_columns_with_values_is_refused() -> None:
    head: list[object] = ["单位名称", "类别", "加入日期", "联系电话", None]
    row: list[object] = ["甲", "企业", "2020-01-01", "张一", "021-5555"]
    merged = (Block(1, 1, 3, 4),)
    with pytest.raises(BadFile, match="合并了 D、E 几列"):
        place(RawTable("表", [head, row], merged=merged), (MEMBER,))
    found = place(RawTable("表", [head, row[:4]], merged=merged), (MEMBER,))
    assert isinstance(found, Placed)


def test_what_is_told_goes_before_what_is_matched() -> None:
    rows: list[list[object]] = [
        ["单位名称", "类别", "加入日期", "电话", "手机"],
        ["甲", "企业", "2020-01-01", "1", "2"],
    ]
    told = place(RawTable("表", rows), (MEMBER,), headings=Headings({"手机": "联系电话"}))
    assert isinstance(told, Placed)
    assert keys(told)[4] == "phone"
    assert told.unknown == ("电话",)


@pytest.mark.parametrize(
    ("label", "near"),
    [
        ("法定代表人", ""), ("成立日期", ""), ("占比", ""), ("事项名称", ""), ("邮箱", ""),
        ("党员总计", "党员人数"), ("单位全名", "单位名称"), ("注册地点", "地址"),
    ],
)  # fmt: skip
def test_a_column_is_near_only_where_it_means_something_near(label: str, near: str) -> None:
    said = Headings().nearest(MEMBER, [label], [])
    assert said.startswith(f"{label}（最接近“{near}”）" if near else f"{label}，")
