"""Names that differ in what people leave out, and codes whose marks count."""

import pytest

from liaison.rules.names import code_key, loose_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海示例投资开发（集团）有限公司", "上海示例投资开发有限公司"),
        ("中共上海示例投资开发集团有限公司委员会", "上海示例投资开发有限公司"),
        ("示例基金管理股份有限公司", "示例基金管理有限公司党委"),
        ("示例街道党工委", "示例街道"),
        ("示例（上海）证券有限责任公司", "示例证券"),
    ],
)
def test_the_legal_form_the_place_and_the_party_organisation_do_not_count(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("示例一公司", "示例二公司"), ("示例银行", "示例证券"), ("集团", "公司")]
)
def test_what_makes_the_name_does_count(one: str, other: str) -> None:
    assert loose_key(one) != loose_key(other)


def test_marks_in_codes_count() -> None:
    assert code_key("1-11") != code_key("11-1")
    assert code_key(" p２０２２-01 ") == code_key("P2022-01")
