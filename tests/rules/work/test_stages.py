from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import Refused, Unreadable
from liaison.rules.work.stages import PROJECT_STAGES

STAGES, FINAL = PROJECT_STAGES.names, PROJECT_STAGES.final
check_history, check_move = PROJECT_STAGES.check_history, PROJECT_STAGES.check_move
following = PROJECT_STAGES.following

# Rows: from (— is none yet). Columns: 提议 共商 立项 筹资 实施 常态化运行 结项 中止.
TABLE = """
—          1 1 1 1 1 1 0 0
提议       0 1 1 1 1 1 0 1
共商       0 0 1 1 1 1 0 1
立项       0 0 0 1 1 1 1 1
筹资       0 0 1 0 1 1 1 1
实施       0 0 0 0 0 1 1 1
常态化运行 0 0 0 0 0 0 1 1
结项       0 0 0 0 0 0 0 0
中止       0 0 0 0 1 0 0 0
"""
MOVES = [
    (None if old == "—" else old, new, allowed == "1")
    for old, *cells in map(str.split, TABLE.strip().splitlines())
    for new, allowed in zip(STAGES, cells, strict=True)
]


def days(*stages: str) -> list[tuple[date, str]]:
    return [(date(2023, 1, 1) + timedelta(days=30 * place), stage) for place, stage in enumerate(stages)]


@pytest.mark.parametrize(("old", "new", "allowed"), MOVES)
def test_each_move(old: str | None, new: str, allowed: bool) -> None:
    assert (new in following(old)) == allowed
    if allowed:
        check_move(old, new)
    else:
        with pytest.raises(Refused):
            check_move(old, new)


def test_there_are_eight_stages_and_one_is_final() -> None:
    assert STAGES == ("提议", "共商", "立项", "筹资", "实施", "常态化运行", "结项", "中止")
    assert {stage for stage in STAGES if not following(stage)} == FINAL


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (None, "结项", "第一个阶段不能是“结项”，可以是：提议、共商、立项、筹资、实施、常态化运行"),
        ("实施", "立项", "现在是“实施”，不能改为“立项”；接下来可以是：常态化运行、结项、中止"),
        ("实施", "实施", "已经是“实施”，不必重复登记；接下来可以是：常态化运行、结项、中止"),
        ("中止", "筹资", "接下来可以是：实施"),
        ("结项", "实施", "项目已经结项，不能再改为“实施”"),
    ],
)
def test_a_refusal_lists_what_may_follow(old: str | None, new: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        check_move(old, new)
    assert said in caught.value.sentence


@pytest.mark.parametrize(("old", "new"), [(None, "完成"), ("提议", ""), ("启动", "实施")])
def test_a_word_that_is_no_stage_cannot_be_read(old: str | None, new: str) -> None:
    with pytest.raises(Unreadable, match="请从这些里选：提议、共商"):
        check_move(old, new)


@pytest.mark.parametrize(
    "stages",
    [
        (),
        ("提议",),
        ("提议", "共商", "立项", "筹资", "实施", "常态化运行", "结项"),
        ("提议", "筹资", "立项", "实施", "结项"),
        ("实施", "中止", "实施", "结项"),
        ("提议", "中止", "实施", "中止", "实施", "常态化运行", "中止", "实施", "常态化运行", "结项"),
    ],
)
def test_sensible_histories(stages: tuple[str, ...]) -> None:
    check_history(days(*stages))


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (("结项",), "第一个阶段"),
        (("提议", "实施", "立项"), "不能改为“立项”"),
        (("实施", "结项", "实施"), "项目已经结项"),
        (("立项", "筹资", "立项"), "“立项”这个阶段已经登记过"),
        (("筹资", "立项", "筹资"), "“筹资”这个阶段已经登记过"),
    ],
)
def test_histories_that_make_no_sense(stages: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        check_history(days(*stages))


def test_days_may_be_equal_and_never_go_back() -> None:
    check_history([(date(2023, 1, 1), "提议"), (date(2023, 1, 1), "立项")])
    with pytest.raises(Refused, match="“立项”的日期2022-12-31早于上一阶段“提议”的日期2023-01-01"):
        check_history([(date(2023, 1, 1), "提议"), (date(2022, 12, 31), "立项")])


@given(st.lists(st.sampled_from(STAGES), max_size=8))
def test_a_history_stands_only_if_each_of_its_moves_does(stages: list[str]) -> None:
    try:
        check_history(days(*stages))
    except Refused:
        return
    for old, new in zip([None, *stages], stages, strict=False):
        check_move(old, new)
    assert all(stage not in FINAL for stage in stages[:-1])
