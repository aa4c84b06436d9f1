"""agreement: two parties or more, signed, renewed, ended; what it is called follows from the day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, assert_one_sentence

SHEET = (
    "名称,各方,签订日期,到期日,自动续签,状态\n"
    "示例一,甲银行、乙证券,2021-03-01,2023-02-28,,生效\n"
    "示例二,甲银行、乙证券、丙村,2022-05-01,,是,生效\n"
    "示例三,乙证券、丙村,,,,待签\n"
)
PAIR = "--party 甲银行 --party 丙村"


@pytest.fixture
def agreements(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    council("member add 甲银行 --category 银行 --joined 2018-06-01")
    council("member add 乙证券 --category 证券 --joined 2018-06-01")
    council("body add 丙村 --kind 村社区")
    return council


def values(run: Run, period: str) -> list[int]:
    found = {one["key"]: one["value"] for one in run.json(f"report {period}")["figures"]}
    return [found[key] for key in ("agreements_signed", "agreements_in_force", "agreements_expired")]


def test_an_agreement_is_printed_whole(agreements: Run) -> None:
    agreements(
        f"agreement add 示例协议 {PAIR} --signed 2023-03-01 --place 示例会场 --start 2023-04-01 --end 2025-03-31 "
        "--content 示例内容 --renews 是 --number 示例〔2023〕1号"
    )
    assert agreements.json("agreement show 示例协议") == {
        "code": "G2023-001",
        "name": "示例协议",
        "parties": ["甲银行", "丙村"],
        "parties_code": ["M001", "B001"],
        "signed": "2023-03-01",
        "place": "示例会场",
        "start": "2023-04-01",
        "end": "2025-03-31",
        "content": "示例内容",
        "renews": True,
        "status": "生效",
        "number": "示例〔2023〕1号",
        "terminated": None,
        "alias": [],
        "targets": [],
        "attachments": [],
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--party 甲银行 --signed 2023-03-01", "至少要有两方"),
        ("--party 甲银行 --party 甲银行 --signed 2023-03-01", "至少要有两方"),
        (f"{PAIR} --signed 2023-03-01 --start 2023-04-01 --end 2023-03-31", "早于生效日"),
        (f"{PAIR} --signed 2023-03-01 --end 2023-02-28", "早于签订日期"),
        (f"{PAIR} --signed 2024-01-01", "还没有到"),
    ],
)
def test_what_cannot_be_is_refused(agreements: Run, line: str, said: str) -> None:
    before = agreements.dump()
    result = agreements(f"agreement add 示例协议 {line}", 4)
    assert_one_sentence(result)
    assert said in result.stderr
    assert agreements.dump() == before


def test_a_party_cannot_be_taken_from_two(agreements: Run) -> None:
    agreements(f"agreement add 示例协议 {PAIR} --signed 2023-03-01")
    assert "至少要有两方" in agreements("agreement edit 示例协议 --party 甲银行", 4).stderr
    assert agreements.json("agreement edit 示例协议 --party 乙证券 --party 丙村")["parties"] == [
        "乙证券",
        "丙村",
    ]


def test_from_draft_to_its_end(agreements: Run) -> None:
    assert agreements.json(f"agreement add 示例协议 {PAIR}")["status"] == "草拟"
    agreements("agreement step 示例协议 待签 --on 2023-02-01")
    signed = agreements.json("agreement sign 示例协议 --on 2023-03-01 --place 示例会场 --end 2023-12-31")
    assert (signed["status"], signed["signed"], signed["place"]) == ("临期", "2023-03-01", "示例会场")
    assert_one_sentence(agreements("agreement sign 示例协议 --on 2023-03-02", 4), "已经是“生效”")
    assert_one_sentence(agreements("agreement renew 示例协议 --until 2023-12-31", 4), "不晚于原来的到期日")
    assert (
        agreements.json("agreement renew 示例协议 --until 2024-12-31 --on 2023-12-20")["end"] == "2024-12-31"
    )
    agreements("agreement renew 示例协议 --until 2025-12-31 --on 2023-12-30")
    assert agreements.json("agreement show 示例协议")["status"] == "续签"
    ended = agreements.json("agreement end 示例协议 --on 2023-12-30 --note 示例原因")
    assert (ended["status"], ended["terminated"]) == ("终止", "2023-12-30")
    before = agreements.dump()
    assert_one_sentence(agreements("agreement end 示例协议 --on 2023-12-31", 4), "已经终止")
    assert_one_sentence(agreements("agreement renew 示例协议 --until 2026-12-31", 4), "已经终止")
    assert agreements.dump() == before


def test_a_draft_may_come_to_nothing(agreements: Run) -> None:
    agreements(f"agreement add 示例协议 {PAIR}")
    agreements("agreement end 示例协议 --on 2023-05-01")
    assert agreements.json("agreement show 示例协议")["status"] == "终止"
    assert values(agreements, "year 2023") == [0, 0, 0]


def test_what_was_renewed_by_mistake_goes_back(agreements: Run) -> None:
    agreements(f"agreement add 示例协议 {PAIR} --signed 2022-03-01 --end 2023-02-28")
    agreements("agreement renew 示例协议 --until 2024-02-29 --on 2023-02-20")
    agreements("agreement renew 示例协议 --until 2025-02-28 --on 2023-12-20")
    agreements("agreement remove 示例协议 --step --yes")
    found = agreements.json("agreement show 示例协议")
    assert (found["end"], found["status"]) == ("2024-02-29", "临期")
    agreements("agreement remove 示例协议 --step --yes")
    found = agreements.json("agreement show 示例协议")
    assert (found["end"], found["status"]) == ("2023-02-28", "到期")
    agreements("undo --yes")
    assert agreements.json("agreement show 示例协议")["end"] == "2024-02-29"


def test_a_list_is_asked_with_the_words_that_it_shows(agreements: Run) -> None:
    """Today is 31 December 2023: 90 days on is 30 March 2024."""
    for name, rest in (
        ("过期", "--signed 2022-01-01 --end 2023-12-30"),
        ("今天", "--signed 2022-01-01 --end 2023-12-31"),
        ("临近", "--signed 2022-01-01 --end 2024-03-30"),
        ("还早", "--signed 2022-01-01 --end 2024-03-31"),
        ("自动", "--signed 2022-01-01 --end 2023-12-30 --renews 是"),
        ("长期", "--signed 2022-01-01"),
        ("草稿", "--end 2023-12-30"),
    ):
        agreements(f"agreement add {name} {PAIR} {rest}")
    shown = {one["name"]: one["status"] for one in agreements.json("agreement list")}
    assert shown == {
        "过期": "到期",
        "今天": "临期",
        "临近": "临期",
        "还早": "生效",
        "自动": "生效",
        "长期": "生效",
        "草稿": "草拟",
    }
    for word in ("到期", "临期", "生效", "草拟", "终止"):
        found = {one["name"] for one in agreements.json(f"agreement list --status {word}")}
        assert found == {name for name, status in shown.items() if status == word}
    assert {one["name"] for one in agreements.json("agreement list --find 临期")} == {"今天", "临近"}
    order = [one["status"] for one in agreements.json("agreement list --sort 状态")]
    assert order == ["草拟", "生效", "生效", "生效", "临期", "临期", "到期"]
    refused = agreements("agreement list --status 过期", 2)
    assert_one_sentence(refused)
    assert "临期、到期" in refused.stderr


def test_a_day_that_cannot_be_read_is_called_by_its_option(agreements: Run) -> None:
    agreements(f"agreement add 示例协议 {PAIR} --signed 2023-03-01 --end 2024-12-31")
    refused = agreements("agreement renew 示例协议 --until 明年", 2)
    assert_one_sentence(refused)
    assert "--until" in refused.stderr
    assert "--on" not in refused.stderr


def test_what_it_is_called_follows_from_the_day(agreements: Run, today: Callable[[str], None]) -> None:
    agreements(f"agreement add 示例协议 {PAIR} --signed 2023-03-01 --end 2024-12-31")
    for day, seen in (
        ("2024-10-01", "生效"),
        ("2024-10-02", "临期"),
        ("2024-12-31", "临期"),
        ("2025-01-01", "到期"),
    ):
        today(day)
        assert [one["status"] for one in agreements.json("agreement list")] == [seen]
        assert agreements.json("member file 甲银行")["agreements"][0]["status"] == seen
    agreements("agreement renew 示例协议 --until 2026-12-31")
    assert [one["status"] for one in agreements.json("agreement list")] == ["续签"]


def test_figures_by_hand(agreements: Run) -> None:
    Path("协议.csv").write_text(SHEET, encoding="utf-8")
    assert agreements.json("agreement import 协议.csv --yes")["new"] == 3
    assert [values(agreements, f"year {year}") for year in (2021, 2022, 2023)] == [
        [1, 1, 0],
        [1, 2, 0],
        [0, 1, 1],
    ]
    # On its last day it holds.
    assert values(agreements, "period --from 2023-01-01 --to 2023-02-28") == [0, 2, 1]
    assert values(agreements, "period --from 2023-03-01 --to 2023-03-31") == [0, 1, 0]
    # Renewed in May, it had been without force since March; the year before is as it was.
    agreements("agreement renew 示例一 --until 2024-05-31 --on 2023-05-01")
    assert values(agreements, "period --from 2023-03-01 --to 2023-04-30") == [0, 1, 0]
    assert [values(agreements, f"year {year}") for year in (2022, 2023)] == [[1, 2, 0], [0, 2, 0]]
    agreements("agreement end 示例二 --on 2023-12-31")
    assert values(agreements, "year 2023") == [0, 1, 0]
    assert values(agreements, "period --from 2023-01-01 --to 2023-12-30") == [0, 2, 0]
    agreements("agreement sign 示例三 --on 2023-06-01 --start 2024-01-01")
    assert values(agreements, "year 2023") == [1, 1, 0]
    assert "新签协议1份。" in agreements("report year 2023").stdout
    rows = agreements.json("report year 2023")["agreements"]
    assert [(one["name"], one["status"]) for one in rows] == [
        ("示例一", "续签"),
        ("示例二", "终止"),
        ("示例三", "生效"),
    ]


def test_what_was_not_signed_has_no_day_and_what_holds_has_one(agreements: Run) -> None:
    Path("协议.csv").write_text("名称,各方,状态\n示例,甲银行、乙证券,生效\n", encoding="utf-8")
    assert "状态是“生效”的要填签订日期" in agreements("agreement import 协议.csv --yes", 5).stdout
    Path("协议.csv").write_text("名称,各方\n示例,甲银行\n", encoding="utf-8")
    assert "至少要有两方" in agreements("agreement import 协议.csv --yes", 5).stdout
    assert agreements.json("agreement list") == []


def test_those_of_one_unit(agreements: Run) -> None:
    Path("协议.csv").write_text(SHEET, encoding="utf-8")
    agreements("agreement import 协议.csv --yes")
    assert [one["name"] for one in agreements.json("agreement list --unit 丙村")] == ["示例二", "示例三"]
    assert [one["name"] for one in agreements.json("member file 甲银行")["agreements"]] == [
        "示例一",
        "示例二",
    ]
    assert "共建协议" in agreements("body remove 丙村 --yes", 4).stderr


def test_everything_travels_in_the_workbook(agreements: Run, tmp_path: Path) -> None:
    Path("协议.csv").write_text(SHEET, encoding="utf-8")
    agreements("agreement import 协议.csv --yes")
    agreements("agreement renew 示例一 --until 2024-05-31 --on 2023-05-01")
    agreements("agreement end 示例二 --on 2023-12-31")
    agreements("workbook export 台账.xlsx --reveal")
    other = str(tmp_path / "别处.db")
    agreements(["workbook", "import", "台账.xlsx", "--db", other, "--yes"])
    assert agreements.json("agreement list") == agreements.json(["agreement", "list", "--db", other])
    for year in ("2022", "2023"):
        figures = [
            [(one["key"], one["value"]) for one in run["figures"]]
            for run in (
                agreements.json(f"report year {year}"),
                agreements.json(["report", "year", year, "--db", other]),
            )
        ]
        assert figures[0] == figures[1]
    assert agreements.json("workbook import 台账.xlsx")["changed"] == 0
