"""import --set: a column that the sheet lacks, told once for all its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from liaison.cli.exchange.choices import Choose
from tests.commands import Run, assert_one_sentence


@pytest.fixture
def roster(council: Run) -> Run:
    Path("名册.csv").write_text("单位名称,联系人\n甲单位,张三\n\n乙单位,李四\n", encoding="utf-8")
    return council


def test_what_the_roster_lacks_is_told_once(roster: Run) -> None:
    assert "--set 类别=…" in roster("member import 名册.csv", 5).stderr
    line = "member import 名册.csv --set 类别=企业 --set 加入日期=2023年1月1日"
    assert roster.json(line)["new"] == 2
    rows = roster.json("member list")
    assert [(row["name"], row["category"], row["joined"]) for row in rows] == [
        ("甲单位", "企业", "2023-01-01"),
        ("乙单位", "企业", "2023-01-01"),
    ]
    assert roster.json(line)["same"] == 2


def test_what_is_stored_keeps_its_own(roster: Run) -> None:
    roster("member add 甲单位 --category 学校 --joined 2020-01-01")
    answer = roster.json("member import 名册.csv --set 类别=企业 --set 加入日期=2023-01-01")
    assert (answer["new"], answer["changed"]) == (1, 1)
    rows = {
        row["name"]: (row["category"], row["joined"], row["contact"]) for row in roster.json("member list")
    }
    assert rows == {"甲单位": ("学校", "2020-01-01", "张三"), "乙单位": ("企业", "2023-01-01", "李四")}


def test_a_ledger_of_one_kind_and_one_fund(roster: Run) -> None:
    roster("member add 甲单位 --category 企业 --joined 2020-01-01")
    roster("fund open 专项 --custodian 甲单位 --opened 2022-01-01")
    Path("流水.csv").write_text(
        "日期,单位,金额\n2023-01-05,甲单位,100\n2023-01-06,甲单位,50\n", encoding="utf-8"
    )
    line = "fund import 流水.csv --set 专项=F001 --set 类型=到账"
    assert roster.json(line)["new"] == 2
    assert roster.json(line)["same"] == 2
    # of another kind they are other entries, though day, unit and amount are the same
    assert roster.json("fund import 流水.csv --set 专项=F001 --set 类型=应缴")["new"] == 2


@pytest.mark.parametrize(
    ("told", "code", "part"),
    [
        ("类别", 2, "看不懂"),
        ("颜色=红", 2, "没有叫“颜色”的列"),
        ("党员人数=很多", 2, "不是确切的数"),
        ("联系人=王五", 2, "表里已有“联系人”这一列"),
    ],
)
def test_what_cannot_be_told_is_refused(roster: Run, told: str, code: int, part: str) -> None:
    before = roster.dump()
    line = [
        "member",
        "import",
        "名册.csv",
        "--set",
        "类别=企业",
        "--set",
        "加入日期=2023-01-01",
        "--set",
        told,
    ]
    assert_one_sentence(roster(line, code), part)
    assert roster.dump() == before


def test_on_a_terminal_it_is_asked_for(roster: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("只缺日期.csv")
    path.write_text("单位名称,类别\n丙单位,企业\n", encoding="utf-8")
    monkeypatch.setattr(Choose, "asks", property(lambda _self: True))
    said = iter(["2023年5月1日"])
    monkeypatch.setattr("liaison.cli.shell.prompting.line", lambda _question: next(said))
    monkeypatch.setattr("liaison.cli.shell.prompting.agreed", lambda _text: True)
    roster(["member", "import", path])
    assert roster.json("member show 丙单位")["joined"] == "2023-05-01"


def test_asked_for_and_not_told_nothing_is_brought_in(roster: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("只缺日期.csv")
    path.write_text("单位名称,类别\n丙单位,企业\n", encoding="utf-8")
    monkeypatch.setattr(Choose, "asks", property(lambda _self: True))
    monkeypatch.setattr("liaison.cli.shell.prompting.line", lambda _question: "")
    before = roster.dump()
    assert_one_sentence(roster(["member", "import", path], 5), "缺少必填的列：加入日期")
    assert roster.dump() == before
