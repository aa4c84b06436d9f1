"""Since when something is owed, against a count of every single 分 in the order in which it is paid."""

from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.money.ledger import owed_since

DUES = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 6)), min_size=1, max_size=6)


@given(DUES, st.data())
def test_the_oldest_due_is_paid_first(found: list[tuple[int, int]], data: st.DataObject) -> None:
    dues = [(f"2023-01-{day:02d}", amount) for day, amount in sorted(found)]
    coins = [day for day, amount in dues for _ in range(amount)]
    owed = data.draw(st.integers(1, len(coins)))
    assert owed_since(dues, owed) == coins[len(coins) - owed]


def test_nothing_due_is_owed_since_no_day() -> None:
    assert owed_since([], 5) is None
