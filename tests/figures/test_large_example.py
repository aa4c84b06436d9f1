"""The large example's totals, reckoned anew from its sheets with nothing but the csv module, against report and README alike."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from tests.commands import Run
from tests.conftest import EXAMPLE, TODAY

FOLDER = EXAMPLE.with_name("zengcheng")
YEARS = ("2022", "2023")
OVER = {"退回", "并入", "终止", "销号"}
Row = dict[str, str]


def sheet(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def readme() -> dict[str, list[str]]:
    """The figures of the README's table for reckoning, by their names."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8").split("## 可以自己数一数", 1)[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"
    ]
    return {row[0]: [cell.replace(",", "") for cell in row[1:]] for row in rows[2:]}


def members(day: str) -> set[str]:
    return {row["单位"] for row in sheet("spell") if row["加入日期"] <= day <= (row["退出日期"] or "9999")}


def of_members(year: str) -> dict[str, Decimal | int]:
    there = members(f"{year}-12-31")
    told = {row["简称"] or row["单位名称"]: int(row["党员人数"] or 0) for row in sheet("member")}
    return {"members_end": len(there), "members_party": sum(told[name] for name in there)}


def of_activities(year: str) -> dict[str, Decimal | int]:
    held = [row for row in sheet("activity") if row["开始日期"][:4] == year]
    came: dict[str, int] = defaultdict(int)
    for row in sheet("attendance"):
        came[row["活动"]] += int(row["人数"])
    signed: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sheet("presence"):
        signed[row["活动"]][row["出席情况"]] += 1
    meetings = [row for row in held if row["活动类别"].endswith("会议")]
    expected = sum(
        len(members(row["开始日期"]))
        if row["活动类别"] != "专题会议"
        else signed[row["编号"]].total() - signed[row["编号"]]["列席"]
        for row in meetings
    )
    present = sum(signed[row["编号"]]["出席"] for row in meetings)
    people = sum(int(row["参加人数"] or 0) or came[row["编号"]] for row in held) + present
    return {
        "activities_held": len(held),
        "activity_people_turns": people,
        "meetings_held": len(meetings),
        "meeting_attendance_rate": round(Decimal(present) / expected, 4),
    }


def of_matters(year: str) -> dict[str, Decimal | int]:
    first, last = f"{year}-01-01", f"{year}-12-31"
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in sheet("matter_step"):
        if row["日期"] <= last:
            steps[row["事项"]].append(row)
    raised = [row for row in sheet("matter") if row["提出日期"] <= last]
    closed, on_time, overdue, content, asked = 0, 0, 0, 0, 0
    for matter in raised:
        own = steps[matter["编号"]]
        due = next((row["时限"] for row in reversed(own) if row["时限"]), "")
        if own and own[-1]["动作"] == "销号":
            if own[-1]["日期"] >= first:
                closed += 1
                on_time += own[-1]["日期"] <= due
                asked += bool(matter["满意度"])
                content += matter["满意度"] in ("非常满意", "满意", "基本满意")
        elif due and due < last and (not own or own[-1]["动作"] not in OVER):
            overdue += 1
    claims = [
        row for rows in steps.values() for row in rows if row["动作"] == "认领" and row["日期"] >= first
    ]
    return {
        "matters_raised": sum(row["提出日期"] >= first for row in raised),
        "matters_closed": closed,
        "matters_on_time": on_time,
        "matters_overdue": overdue,
        "matter_satisfaction": round(Decimal(content) / asked, 4),
        "needs_claimed": len(claims),
    }


def of_money(year: str) -> dict[str, Decimal | int]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in sheet("entry"):
        if row["日期"][:4] == year:
            sums[row["类型"]] += Decimal(row["金额"])
        if row["日期"][:4] <= year:
            sums[f"{row['类型']}累计"] += Decimal(row["金额"])
    return {
        "funds_due": sums["应缴"] - sums["减免"],
        "funds_received": sums["到账"],
        "funds_spent": sums["支出"],
        "funds_balance": sums["到账累计"] - sums["支出累计"],
    }


def of_the_rest(year: str) -> dict[str, Decimal | int]:
    last = f"{year}-12-31"
    return {
        "agreements_signed": sum(row["签订日期"][:4] == year for row in sheet("agreement")),
        "honours_won": sum(row["类别"] == "荣誉" and row["日期"][:4] == year for row in sheet("honour")),
        "plaques_in_use": sum(row["类别"] == "授牌" and row["日期"] <= last for row in sheet("honour")),
        "bodies_under_care": sum(row["关系"] == "代管" for row in sheet("belonging")),
    }


def test_report_and_readme_tell_what_the_sheets_come_to(run: Run, today: Callable[[str], None]) -> None:
    today(TODAY)
    run("demo zengcheng")
    told = readme()
    seen = 0
    for place, year in enumerate(YEARS):
        counted = {
            key: value
            for part in (of_members, of_activities, of_matters, of_money, of_the_rest)
            for key, value in part(year).items()
        }
        figures = {figure["key"]: figure for figure in run.json(f"report year {year}")["figures"]}
        for key, value in counted.items():
            assert Decimal(str(figures[key]["value"])) == value, (year, key)
            label = figures[key]["label"]
            assert told[label][place] == (
                f"{value:.1%}" if key.endswith(("rate", "satisfaction")) else str(value)
            ), label
            seen += 1
    assert seen == 2 * len(told)


def test_it_is_the_council_of_the_report(run: Run, today: Callable[[str], None]) -> None:
    """126 organisations of seven sorts, more than 2,500 party members; a village with 23, 28 and 3 below its committee."""
    today(TODAY)
    run("demo zengcheng")
    there = run.json("member list")
    assert len(there) == 126
    sorts = {"镇街", "机关单位", "部队", "公安", "村居", "国有企业", "非公企业"}
    assert {unit["category"] for unit in there} == sorts
    assert 2500 < sum(unit["party_members"] or 0 for unit in there) < 2600
    below = Counter(
        (line["as"], line["kind"]) for line in run.json("body tree 大源村党委") if line["level"] == 1
    )
    assert below == {(None, "经济社党支部"): 23, ("代管", "两新组织党支部"): 28, ("代管", "社区党组织"): 3}


def test_everything_made_up_says_so() -> None:
    """In each sheet that has a name or a note, the row says 示例 or is one of the few that the report names."""
    named = (
        "中共增城经济技术开发区直属机关委员会",
        "大源村党委",
        "南方党建智库基地",
        "党群服务中心",
        "微信平台",
    )
    for name in ("member", "body", "project", "activity", "honour", "agreement", "matter", "chair", "fund"):
        for row in sheet(name):
            text = ",".join(row.values())
            assert "示例" in text or any(word in text for word in named), (name, text)
    phones = [row["联系电话"] for row in sheet("member")]
    assert all(re.fullmatch(r"139\d{5}\d{3}", phone) and phone[3:8] == "00000" for phone in phones)
    assert Path(FOLDER / "README.md").is_file()
