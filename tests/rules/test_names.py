import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.names import match_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("汇添富基金", " 汇添富　基金\n"),
        ("中国银行(上海)分行", "中国银行（上海）分行"),
        ("中国银行(上海)分行", "中国银行上海分行"),
        ("ABC公司", "ａｂｃ公司"),
        ("A-B公司", "a·b公司"),
        ("1—2号楼", "1-2号楼"),
        ("Co., Ltd.", "co ltd"),
        ("《外滩》“金融”中心", "外滩金融中心"),
        ("Straße", "STRASSE"),
        ("第①支部", "第1支部"),
        ("外滩_金融", "外滩金融"),
        ("汇添富\u200b基金", "汇添富基金"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("汇添富基金", "汇添富"),
        ("第1支部", "第一支部"),
        ("—", "？"),
        ("C", "C1"),
        ("1-2号楼", "12号楼"),
        ("1.5期", "15期"),
        ("1、2号楼", "12号楼"),
        ("A/B座", "AB座"),
        ("C++社", "C社"),
        ("C#社", "C社"),
        ("1-2号楼", "1.2号楼"),
        ("一、二支部", "一二支部"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_no_name_has_no_key() -> None:
    assert match_key("") == match_key(" \u3000\t") == ""


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)


@given(st.text("汇添富基金ABCabc123"), st.text(" \u3000()（）《》“”‘’【】", max_size=5), st.integers(0, 20))
def test_blanks_and_brackets_do_not_matter(name: str, marks: str, place: int) -> None:
    if name:
        assert match_key(name[:place] + marks + name[place:]) == name.lower()


@given(st.text("汇添富基金"), st.text(" \u3000()（）《》“”、，。—-_·", max_size=5), st.integers(0, 20))
def test_marks_between_chinese_characters_do_not_matter(name: str, marks: str, place: int) -> None:
    if name:
        assert match_key(name[:place] + marks + name[place:]) == name
