import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.rules.pinyin import MOST_INITIALS, initials, sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("银行", "yin hang"),
        ("重庆", "chong qing"),
        ("长江", "chang jiang"),
        ("汇添富基金", "hui tian fu ji jin"),
        ("中国银行（上海）分行", "zhong guo yin hang shang hai fen hang"),
        ("外滩支行营业部", "wai tan zhi hang ying ye bu"),
        ("中国人民银行上海总行", "zhong guo ren min yin hang shang hai zong hang"),
        ("长宁区", "chang ning qu"),
        ("长三角", "chang san jiao"),
        ("局长", "ju zhang"),
        ("朝阳", "chao yang"),
        ("上海浦发", "shang hai pu fa"),
        ("行政", "xing zheng"),
        ("绿地", "lv di"),
        ("欸乃", "ai nai"),
        ("ＡＢＣ公司", "abc gong si"),
        ("A-B公司", "a b gong si"),
        ("第3支部", "di 3 zhi bu"),
        ("Ärzte", "arzte"),
        ("Ωμέγα", "~0003c9~0003bc~0003b5~0003b3~0003b1"),
        ("𠮷野", "~020bb7 ye"),
        ("（）", ""),
        ("", ""),
    ],
)
def test_sort_keys(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_names_sort_by_pinyin_and_other_scripts_by_letter() -> None:
    right = [
        "3M公司",
        "安永",  # an before ang: the blank sorts before the letters
        "昂立",
        "BTV",
        "重庆银行",
        "东方证券",
        "HSBC",
        "汇丰银行",
        "汇添富基金",
        "上海银行",
        "中国银行",
        "Ωmega",
        "ひらがな",
    ]
    backwards = right[::-1]
    assert sorted(backwards, key=sort_key) == right


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("汇添富基金", {"htfjj"}),
        ("银行", {"yh", "yx"}),
        ("重庆", {"cq", "zq"}),
        ("长江", {"cj", "zj"}),
        ("外滩支行", {"wtzh", "wtzx"}),
        ("A-B 公司3楼", {"abgs3l"}),
        ("Ａｂ（上海）", {"absh"}),
        ("𠮷", {"𠮷"}),
    ],
)
def test_initials_hold_every_reading(name: str, keys: set[str]) -> None:
    assert keys <= set(initials(name).split(" "))


def test_the_phrase_is_read_first() -> None:
    assert initials("中国银行").startswith("zgyh ")
    assert initials("（）") == initials("") == ""


def test_a_long_name_keeps_the_phrase_and_each_character_read_otherwise() -> None:
    keys = initials("中国工商银行股份有限公司上海市分行长宁支行营业部").split(" ")
    assert len(keys) == MOST_INITIALS == len(set(keys))
    assert keys[0] == "zggsyhgfyxgsshsfhcnzhyyb"
    assert "zggsyxgfyxgsshsfhcnzhyyb" in keys
    assert "zggsyhgfyxgsshsfhznzhyyb" in keys


def test_words_taught_do_not_depend_on_what_was_asked_before() -> None:
    # Each function must teach pypinyin by itself, whichever is the first of a process.
    code = "from liaison.rules.pinyin import initials; print(initials('长'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == initials("长") == "c z"


def test_the_module_alone_does_not_load_pypinyin() -> None:
    code = "import liaison.rules.pinyin, sys; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


NAMES = st.text(st.sampled_from("银行重庆长江汇添富基金支朝阳𠮷〇欸誒嗯呣AbZ39 -（）éΩかガ한"), max_size=14)


@settings(deadline=None)  # the first name of a process waits for pypinyin
@given(st.text(max_size=20) | NAMES)
def test_every_key_is_ascii_in_lower_case_without_stray_blanks(name: str) -> None:
    key = sort_key(name)
    assert key.isascii()
    assert key == key.lower() == " ".join(key.split())


@settings(deadline=None)  # the first name of a process waits for pypinyin
@given(st.text(max_size=20) | NAMES)
def test_initials_are_distinct_and_of_one_length(name: str) -> None:
    keys = initials(name).split(" ")
    assert len(keys) == len(set(keys)) <= MOST_INITIALS
    assert len({len(key) for key in keys}) == 1


def test_every_common_character_has_an_ascii_key() -> None:
    assert all(sort_key(chr(code)).isascii() for code in range(0x4E00, 0xA000))
    assert all(initials(chr(code)) for code in range(0x4E00, 0x9FA6))
