"""An apportioning done again: the same writes nothing, another only what differs, and no day counts a share twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.commands import Run, assert_one_sentence

LINE = "fund apportion F001 --round 年度 --by"


@pytest.fixture
def fund(council: Run, today: Callable[[str], None]) -> Run:
    """A fund of three units of 100, 50 and 50 people."""
    today("2023-12-31")
    for name, headcount in (("甲", 100), ("乙", 50), ("丙", 50)):
        council(
            f"member add {name}单位 --category 其他 --joined 2018-06-01 --headcount {headcount} --party-members 5"
        )
    council("fund open 专项一 --opened 2023-01-01")
    return council


def entries(run: Run) -> list[tuple[str, str, str, str, str | None]]:
    """Day, unit, kind, sum and what is reversed, in the order of their booking."""
    rows = sorted(run.json("fund ledger F001"), key=lambda row: int(row["number"]))
    return [(row["day"], row["unit"][0], row["kind"], row["amount"], row["reverses"]) for row in rows]


def due_on(run: Run, day: str) -> dict[str, Decimal]:
    """What each unit is to pay on a day, from the ledger's lines alone."""
    rows = run.json("fund ledger F001")
    found: dict[str, Decimal] = {}
    for row in rows:
        if row["day"] <= day:
            sign = -1 if row["kind"] == "冲正" else 1
            found[row["unit"]] = found.get(row["unit"], Decimal(0)) + sign * Decimal(row["amount"])
    return {unit: amount for unit, amount in found.items() if amount}


def test_the_same_again_writes_nothing(fund: Run) -> None:
    first = fund.json(f"{LINE} headcount --total 200 --on 2023-01-15")
    before = fund.dump()
    assert fund.json(f"{LINE} headcount --total 200 --on 2023-01-15") == first
    said = fund(f"{LINE} headcount --total 200 --on 2023-06-15").stdout
    assert "与已记的相同，没有写入" in said
    assert fund.dump() == before


def test_another_result_writes_only_what_differs(fund: Run) -> None:
    fund(f"{LINE} headcount --total 200 --on 2023-01-15")
    fund("member edit 甲单位 --headcount 150")
    fund("member edit 乙单位 --headcount 0")
    assert "已记为应缴" in fund(f"{LINE} headcount --total 200 --on 2023-06-01").stdout
    # 150 : 0 : 50 of 200: 丙 stays at 50, 甲 goes from 100 to 150, 乙 has nothing to pay any more.
    assert entries(fund) == [
        ("2023-01-15", "甲", "应缴", "100.00", None),
        ("2023-01-15", "乙", "应缴", "50.00", None),
        ("2023-01-15", "丙", "应缴", "50.00", None),
        ("2023-06-01", "甲", "冲正", "100.00", "1"),
        ("2023-06-01", "乙", "冲正", "50.00", "2"),
        ("2023-06-01", "甲", "应缴", "150.00", None),
    ]


def test_an_earlier_day_moves_the_dues_and_counts_none_twice(fund: Run) -> None:
    fund(f"{LINE} equal --total 90 --on 2023-12-01")
    fund(f"{LINE} equal --total 90 --on 2023-03-01")
    for day in ("2023-03-01", "2023-11-30", "2023-12-01", "2023-12-31"):
        assert due_on(fund, day) == dict.fromkeys(("甲单位", "乙单位", "丙单位"), Decimal(30))


def test_a_day_between_two_results_is_refused(fund: Run) -> None:
    fund(f"{LINE} equal --total 90 --on 2023-01-15")
    fund(f"{LINE} equal --total 60 --on 2023-06-01")
    before = fund.dump()
    assert_one_sentence(fund(f"{LINE} equal --total 30 --on 2023-03-01", 4), "2023-06-01 冲正或重新分摊过")
    assert fund.dump() == before
    fund("fund reverse F001 7 --on 2023-08-01 --reason 退出")
    assert_one_sentence(fund(f"{LINE} equal --total 60 --on 2023-07-01", 4), "2023-08-01")
    fund(f"{LINE} equal --total 60 --on 2023-08-01")
    assert sum(due_on(fund, "2023-08-01").values()) == 60


@pytest.mark.parametrize("seed", range(4))
def test_on_every_day_from_the_round_s_on_its_dues_sum_to_its_total(fund: Run, seed: int) -> None:
    """Whatever is apportioned again, in whatever order of days: what is taken holds, what is refused changes nothing."""
    chance, taken = random.Random(seed), 0
    for _ in range(8):
        total = chance.choice((100, 101, 200, "33.34"))
        day = f"2023-{chance.choice((1, 3, 3, 6, 9)):02d}-{chance.choice((1, 15)):02d}"
        more = chance.choice(("", "", " --exempt 乙单位", " --only 甲单位 --only 丙单位"))
        line = f"{LINE} {chance.choice(('equal', 'headcount', 'party'))} --total {total} --on {day}{more}"
        before = fund.dump()
        if fund(line, None).code:
            assert fund(line, 4).stdout == ""
            assert fund.dump() == before
            continue
        taken += 1
        days = {day, "2023-12-31", *(row["day"] for row in fund.json("fund ledger F001"))}
        for later in sorted(one for one in days if one >= day):
            assert sum(due_on(fund, later).values()) == Decimal(total), (line, later)
        after = fund.dump()
        fund(line)
        assert fund.dump() == after
    assert taken
