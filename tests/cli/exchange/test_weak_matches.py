"""A weak match never overwrites what stronger facts say is another record, and nothing is told twice unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.exchange.test_one_file import book
from tests.commands import Run

EVENTS = ["活动名称", "活动类别", "活动日期", "主办单位", "人数"]
LEDGER = ["专项", "日期", "类型", "单位", "金额", "摘要", "凭证号", "对方"]


def event(host: str | None, people: int) -> list[object]:
    return ["主题党日", "组织生活", "2023-07-01", host, people]


def people(run: Run) -> list[tuple[str, int]]:
    rows = [row for row in run.json("activity list --year 2023") if row["title"] == "主题党日"]
    return sorted((row["host"], row["people"]) for row in rows)


def test_the_host_belongs_to_what_names_an_activity(example: Run) -> None:
    hosts = [unit["name"] for unit in example.json("member list")][:2]
    for host, count in zip(hosts, (30, 12), strict=True):
        example(["activity", "import", book("动.xlsx", 一=[EVENTS, event(host, count)]), "--yes"])
    assert people(example) == sorted(zip(hosts, (30, 12), strict=True))
    # Told again, each is known by its host.
    answer = example.json(["activity", "import", book("动.xlsx", 一=[EVENTS, event(hosts[1], 15)])])
    assert (answer["new"], answer["changed"]) == (0, 1)
    assert people(example) == sorted(zip(hosts, (30, 15), strict=True))


def test_one_file_holds_two_activities_of_one_name_and_day(example: Run) -> None:
    hosts = [unit["name"] for unit in example.json("member list")][:2]
    rows = [event(host, count) for host, count in zip(hosts, (30, 12), strict=True)]
    assert example.json(["activity", "import", book("动.xlsx", 一=[EVENTS, *rows])])["new"] == 2
    answer = example.json(
        ["activity", "import", book("动.xlsx", 一=[EVENTS, rows[0], event(hosts[0], 9)])], 5
    )
    assert [one["row"] for one in answer["problems"]] == [2, 3]


def test_another_credit_code_is_another_unit(council: Run) -> None:
    head = ["单位名称", "类别", "加入日期", "统一社会信用代码"]
    council(
        [
            "member",
            "import",
            book("册.xlsx", 一=[head, ["甲单位", "企业", "2023-05-01", "91310000132207927C"]]),
        ]
    )
    other = [head, ["甲单位", "机关", "2024-01-01", "91310115MA1K35UX8E"]]
    before = council.dump()
    answer = council.json(["member", "import", book("册.xlsx", 一=other), "--yes"], 5)
    assert "统一社会信用代码却和这一行不同" in answer["problems"][0]["reason"]
    assert council.dump() == before


def test_terms_counted_anew_are_no_corrections(example: Run) -> None:
    units = [unit["name"] for unit in example.json("member list")]
    head = ["任次", "轮值主席单位", "开始日期", "结束日期"]
    before = example.dump()
    rows = [[1, units[5], "2022-02-01", "2022-03-31"], [2, units[6], "2022-04-01", "2022-06-30"]]
    answer = example.json(["chair", "import", book("席.xlsx", 一=[head, *rows]), "--yes"], 5)
    assert [one["column"] for one in answer["problems"]] == ["任次", "任次"]
    assert example.dump() == before
    first = example.json("chair list")[0]
    row = [first["ordinal"], first["unit"], first["start"], "2019-12-01"]
    answer = example.json(["chair", "import", book("席.xlsx", 一=[head, row]), "--dry-run"])
    assert answer["changed"] == 1


def test_a_ledger_sent_again_with_one_note_changed_is_held_back(example: Run) -> None:
    fund, unit = example.json("fund list")[0]["code"], example.json("member list")[0]["name"]
    january = [fund, "2023-01-05", "到账", unit, 5000, "一月缴款", None, None]
    count = len(example.dump()["entry"])
    example(["fund", "import", book("账.xlsx", 一=[LEDGER, january]), "--yes"])
    again = [
        LEDGER,
        [*january[:5], "一月缴款（已核）", None, None],
        [fund, "2023-02-05", *january[2:4], 6000, "二月", None, None],
    ]
    answer = example.json(["fund", "import", book("账.xlsx", 一=again), "--yes"], 5)
    assert [(one["row"], one["column"]) for one in answer["problems"]] == [(2, "金额")]
    assert "只有摘要不同，可能是同一笔" in answer["problems"][0]["reason"]
    assert example.json(["fund", "import", "账.xlsx", "--yes", "--accept-alike"])["new"] == 2
    assert len(example.dump()["entry"]) == count + 3
    assert example.json(["fund", "import", "账.xlsx", "--yes"])["same"] == 2


@pytest.mark.parametrize("differing", [{6: "凭2"}, {7: "另一家"}, {4: 5000.01}, {1: "2023-01-06"}])
def test_what_is_plainly_another_entry_is_not_held_back(example: Run, differing: dict[int, object]) -> None:
    fund, unit = example.json("fund list")[0]["code"], example.json("member list")[0]["name"]
    row: list[object] = [fund, "2023-01-05", "到账", unit, 5000, "缴款", "凭1", "对方一"]
    example(["fund", "import", book("账.xlsx", 一=[LEDGER, row]), "--yes"])
    for place, cell in differing.items():
        row[place] = cell
    row[5] = "另一笔"
    assert example.json(["fund", "import", book("账.xlsx", 一=[LEDGER, [*row]]), "--yes"])["new"] == 1


def test_what_a_sheet_empties_is_counted(council: Run) -> None:
    head = ["单位名称", "类别", "加入日期", "联络员", "党员人数"]
    council(["member", "import", book("册.xlsx", 一=[head, ["甲", "企业", "2023-05-01", "张一", 12]])])
    path = book("册.xlsx", 一=[head, ["甲", "企业", "2023-05-01", None, 15]])
    result = council(["member", "import", path, "--dry-run"])
    assert "联络员：张一 → （空）" in result.stdout
    assert "有 1 处（联络员），改为空白" in result.stderr


def test_names_that_a_mark_tells_apart_are_two_units(council: Run) -> None:
    for name in ("滨江1-2号楼联合党支部", "滨江12号楼联合党支部"):
        Path("册.csv").write_text(f"单位名称,类别,加入日期\n{name},企业,2023-05-01\n", encoding="utf-8")
        council("member import 册.csv --yes")
    assert len(council.json("member list")) == 2
