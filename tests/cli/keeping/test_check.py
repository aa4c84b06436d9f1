"""check: each kind of gap is planted with commands, found with the command that mends it, and gone once that is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.queries.gaps import kinds
from tests.commands import Run

PLANTED: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "documents_missing": (
        ("dispatch add 示例通知 --number 〔2023〕2号 --on 2023-12-01",),
        "〔2023〕",
        "缺 〔2023〕1号",
        "dispatch add 示例通知二 --number 〔2023〕1号 --on 2023-11-01",
    ),
    "unattended": (
        ("activity add 论坛 --kind 论坛 --on 2023-12-01 --host 甲单位",),
        "论坛",
        "2023-12-01 举办，没有登记参加单位",
        "activity attend A2023-001 甲单位 --people 3",
    ),
    "people_differ": (
        (
            "activity add 论坛 --kind 论坛 --on 2023-12-01 --host 甲单位 --people 9",
            *tuple(f"activity attend A2023-001 {unit} --people 5" for unit in ("甲单位", "乙单位")),
        ),
        "论坛",
        "参加人数登记的是 9，各单位加起来是 10",
        "activity edit A2023-001 --people 10",
    ),
    "party_differ": (
        (
            "activity add 论坛 --kind 论坛 --on 2023-12-01 --host 甲单位 --people 20 --party 3",
            *tuple(f"activity attend A2023-001 {unit} --people 5 --party 2" for unit in ("甲单位", "乙单位")),
        ),
        "论坛",
        "其中党员登记的是 3，各单位加起来是 4",
        "activity edit A2023-001 --party 4",
    ),
    "idle": (
        (
            "activity add 论坛 --kind 论坛 --on 2023-12-01 --host 甲单位",
            "activity attend A2023-001 甲单位 --people 5",
        ),
        "乙单位",
        "2023-10-01 以来没有参加过活动",
        "activity attend A2023-001 乙单位 --people 5",
    ),
    "unsigned": (
        ("meeting add 年会 --kind 全体会议 --on 2023-12-01 --host 甲单位",),
        "年会",
        "2023-12-01 召开，没有登记签到",
        "meeting attend 年会 甲单位 出席",
    ),
    "twice_absent": (
        (
            "meeting add 年会 --kind 全体会议 --on 2023-12-01 --host 甲单位",
            "meeting add 例会 --kind 轮值会议 --on 2023-12-02 --host 甲单位",
            "meeting attend 年会 甲单位 出席",
            "meeting attend 例会 甲单位 出席",
        ),
        "乙单位",
        "最近两次会议都没有出席，也没有委托",
        "meeting attend 例会 乙单位 委托",
    ),
    "few_meetings": (
        (
            "charter set --from 2021-01-01 --meetings 2",
            "meeting add 年会 --kind 全体会议 --on 2022-12-01 --host 甲单位",
        ),
        "2022 年的会议",
        "开了 1 次会，章程要 2 次",
        "meeting add 例会 --kind 轮值会议 --on 2022-06-01 --host 甲单位",
    ),
    "untasked": (
        (
            "meeting add 年会 --kind 全体会议 --on 2023-12-01 --host 甲单位",
            *(f"meeting attend 年会 {unit} 出席" for unit in ("甲单位", "乙单位")),
            "meeting agenda 年会 听取报告 增设站点 缓一缓",
            "meeting decide 年会 1 听取",
            "meeting decide 年会 2 通过 --for 2",
            "meeting decide 年会 3 缓议",
        ),
        "年会第 2 项",
        "“增设站点”通过，没有立成事项",
        "meeting decide H2023-001 2 通过 --assign M001",
    ),
    "term_gap": (
        (
            "chair appoint 甲单位 --from 2022-01-01 --to 2022-06-30",
            "chair appoint 乙单位 --from 2022-07-11 --to 2023-12-31",
        ),
        "乙单位自 2022-07-11 起的一任",
        "前面 2022-07-01 至 2022-07-10 没有轮值主席",
        "chair appoint 甲单位 --from 2022-07-01 --to 2022-07-10 --acting 是",
    ),
    "party_unknown": (
        ("member add 丙单位 --category 其他 --joined 2023-11-01",),
        "丙单位",
        "没有填党员人数，总结里没有计入",
        "member edit 丙单位 --party-members 7",
    ),
    "unstarted": (
        ("project add 班车 --lead 甲单位", "project stage 班车 实施 --on 2023-01-01"),
        "班车",
        "在实施，没有启动日期，不会计入推进的项目",
        "project edit 班车 --start 2023-01-01",
    ),
    "agreements_past": (
        ("agreement add 协议一 --party 甲单位 --party 乙单位 --signed 2022-12-01 --end 2023-11-30",),
        "协议一",
        "2023-11-30 已经到期，没有续签也没有终止",
        "agreement renew G2022-001 --until 2024-11-30",
    ),
    "certificates_missing": (
        ("honour add 证书一 --kind 证书 --holder 甲单位 --on 2023-03-01 --certificate 〔2023〕DJ-003",),
        "〔2023〕DJ-",
        "缺 〔2023〕DJ-001 至 〔2023〕DJ-002",
        "honour import 补登.csv",
    ),
    "unfinished": (
        ("project import 项目.csv",),
        "班车",
        "在结项，没有完成日期，不会计入结项数",
        "project edit 班车 --finished 2023-06-01",
    ),
}


@pytest.fixture
def units(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in ("甲单位", "乙单位"):
        council(f"member add {name} --category 其他 --joined 2018-06-01 --party-members 5")
    Path("项目.csv").write_text(
        "项目名称,牵头单位,阶段,启动日期\n班车,甲单位,结项,2023-01-01\n", encoding="utf-8"
    )
    Path("补登.csv").write_text(
        "名称,类别,获得者,日期,证书编号\n"
        + "".join(f"补{n},证书,甲单位,2023-02-01,〔2023〕DJ-00{n}\n" for n in (1, 2)),
        encoding="utf-8",
    )
    return council


def test_every_kind_is_tried() -> None:
    assert {kind.key for kind in kinds()} == set(PLANTED)


def test_a_council_with_nothing_in_it_has_no_gap(units: Run) -> None:
    assert units.json("check") == []
    assert units("check").stdout == "没有发现漏填和矛盾。\n"


@pytest.mark.parametrize("rule", PLANTED)
def test_a_gap_is_found_and_mended(units: Run, rule: str) -> None:
    lines, record, problem, mending = PLANTED[rule]
    for line in lines:
        units(line)
    (found,) = [one for one in units.json("check") if one["rule"] == rule]
    assert (found["record"], found["problem"]) == (record, problem)
    assert found["command"].split()[:3] == ["liaison", *mending.split()[:2]] or rule in (
        "idle",
        "twice_absent",
        "certificates_missing",
        "few_meetings",
    )
    units(mending)
    assert [one for one in units.json("check") if one["rule"] == rule] == []


def test_who_was_no_member_all_the_quarter_is_not_idle(units: Run) -> None:
    units("activity add 论坛 --kind 论坛 --on 2023-12-01 --host 甲单位 --co-host 乙单位")
    units("member add 丙单位 --category 其他 --joined 2023-10-02 --party-members 1")
    assert "idle" not in {one["rule"] for one in units.json("check")}


def test_many_are_told_in_short_and_whole_in_a_table(units: Run) -> None:
    for number in range(10):
        units(f"member add 单位{number}号 --category 其他 --joined 2023-12-01")
    said = units("check").stdout
    assert "【没有填党员人数】10 条" in said
    assert "另有 2 条，写成表看全部：liaison check --xlsx" in said
    assert len(units.json("check")) == 10
