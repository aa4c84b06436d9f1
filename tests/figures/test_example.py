"""The example's totals, reckoned anew from its sheets with nothing but the csv module, against report and README alike."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from tests.commands import Run
from tests.conftest import EXAMPLE

YEARS = ("2022", "2023")
Row = dict[str, str]


def sheet(name: str) -> list[Row]:
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def readme(after: str) -> dict[str, list[str]]:
    """The rows of the first table after a heading, by their first cell."""
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8").split(after, 1)[1]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[0], row[1:])
    return found


def number(text: str) -> Decimal:
    """The number at the beginning of a cell of the README."""
    match = re.match(r"-?[\d,]+(\.\d+)?", text)
    return Decimal(match[0].replace(",", "")) if match else Decimal(0)


@pytest.fixture
def reports(read_example: Run) -> dict[str, dict[str, Any]]:
    return {year: read_example.json(f"report year {year}") for year in YEARS}


def values(report: dict[str, Any]) -> dict[str, Any]:
    return {figure["key"]: figure["value"] for figure in report["figures"]}


def member_on(day: str) -> set[str]:
    return {row["单位"] for row in sheet("spell") if row["加入日期"] <= day <= (row["退出日期"] or "9999")}


def test_members(reports: dict[str, Any]) -> None:
    told = readme("### 成员单位")
    for place, year in enumerate(YEARS, start=1):
        eve, last, before_last = f"{int(year) - 1}-12-31", f"{year}-12-31", f"{year}-12-30"
        spells = sheet("spell")
        counted = {
            "members_start": len(member_on(eve)),
            "members_joined": sum(row["加入日期"][:4] == year for row in spells),
            "members_left": sum(eve <= row["退出日期"] <= before_last for row in spells),
            "members_end": len(member_on(last)),
        }
        found = values(reports[year])
        assert {key: found[key] for key in counted} == counted
        labels = ("期初（上年12月31日）", "新加入", "退出", "期末（12月31日）")
        assert [int(told[label][place]) for label in labels] == list(counted.values())


def test_the_council_of_the_seed(read_example: Run) -> None:
    assert len(member_on("2023-12-31")) == 23
    council = read_example.json("council show")
    assert council["founded"].startswith("2018")
    chairs = read_example.json("chair list")
    assert [chairs[0]["unit_code"], chairs[3]["unit"]] == ["M001", "汇添富基金"]
    assert [term["ordinal"] for term in chairs] == [1, 2, 3, 4]
    alliances = {name for activity in read_example.json("activity list") for name in activity["supporter"]}
    assert {"金融外滩工会联盟", "金融外滩妇联", "滨江金融团建联盟"} <= alliances


def attended() -> dict[str, list[Row]]:
    """Who took part in each activity: its hosts, and whom the attendance sheet or its own list names."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    names = {
        name: row["编号"]
        for row in sheet("member")
        for name in (row["编号"], row["单位名称"], row["简称"])
        if name
    }
    for activity in sheet("activity"):
        parts = f"{activity['主办单位']}、{activity['协办单位']}、{activity['参加单位']}"
        for unit in filter(None, parts.split("、")):
            found[activity["编号"]][names[unit]] = {"人数": "", "其中党员": ""}
    codes = {activity["活动名称"]: activity["编号"] for activity in sheet("activity")}
    for row in sheet("attendance"):
        code = codes.get(row["活动"], row["活动"])
        found[code][names[row["单位"]]] = row
    return {code: [{**row, "单位": unit} for unit, row in rows.items()] for code, rows in found.items()}


def test_activities(reports: dict[str, Any]) -> None:
    told, present = readme("### 活动"), attended()
    for place, year in enumerate(YEARS):
        held = [row for row in sheet("activity") if row["开始日期"][:4] == year]
        people, by_unit, party, turns, units = 0, 0, 0, 0, set()
        for activity in held:
            rows = present.get(activity["编号"], [])
            there = [row for row in rows if row["人数"] != "0"]
            turns += len(there)
            units |= {row["单位"] for row in there}
            summed = sum(int(row["人数"] or 0) for row in rows)
            by_unit += summed
            people += max(summed, int(activity["参加人数"] or 0))
            party += max(sum(int(row["其中党员"] or 0) for row in rows), int(activity["其中党员"] or 0))
        members = {
            row["单位"] for row in sheet("spell")
            if row["加入日期"] <= f"{year}-12-31" and (row["退出日期"] or "9999") >= f"{year}-01-01"
        }  # fmt: skip
        codes = {
            name: row["编号"] for row in sheet("member") for name in (row["单位名称"], row["简称"]) if name
        }
        took_part = len({codes[name] for name in members} & units)
        counted = {
            "activities_held": len(held),
            "activity_people_turns": people,
            "activity_party_turns": party,
            "activity_units": len(units),
            "activity_unit_turns": turns,
            "service_turns": sum(int(row["服务人次"] or 0) for row in held),
            "volunteer_hours": sum(Decimal(row["志愿时长"] or 0) for row in held),
            "activity_rate": round(took_part / len(members), 4),
        }
        found = values(reports[year])
        assert {key: found[key] for key in counted} == counted
        labels = {
            "举办活动（按首日）": "activities_held",
            "参加人次（含未分单位）": "activity_people_turns",
            "党员参加人次（含未分单位）": "activity_party_turns",
            "参加活动的单位": "activity_units",
            "单位参加次数（主办、协办也算）": "activity_unit_turns",
            "服务人次": "service_turns",
            "志愿服务时长（小时）": "volunteer_hours",
        }
        for label, key in labels.items():
            assert number(told[label][place]) == counted[key], label
        assert number(told["其中分到单位的"][place]) == by_unit
        assert number(told["未分单位"][place]) == people - by_unit


def test_projects(reports: dict[str, Any]) -> None:
    told = readme("### 共建项目")
    stages: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in sheet("stage"):
        stages[row["项目"]].append((row["日期"], row["阶段"]))
    for place, year in enumerate(YEARS):
        last = f"{year}-12-31"
        projects = sheet("project")

        def reached(project: Row, last: str = last) -> str:
            return max((move for move in stages[project["项目名称"]] if move[0] <= last), default=("", ""))[1]

        counted = {
            "projects_started": sum(row["启动日期"][:4] == year for row in projects),
            "projects_finished": sum(
                row["阶段"] == "结项" and row["完成日期"][:4] == year for row in projects
            ),
            "projects_running": sum(
                "" < row["启动日期"] <= last and reached(row) not in ("结项", "中止") for row in projects
            ),
        }
        found = values(reports[year])
        assert {key: found[key] for key in counted} == counted
        assert [number(told[label][place]) for label in ("启动", "结项", "年末在办")] == list(
            counted.values()
        )


def test_indicators(reports: dict[str, Any]) -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8").split("### 指标", 1)[1].split("### ", 1)[0]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    reported = {
        (year, indicator["name"]): indicator
        for year in YEARS
        for project in reports[year]["projects"]
        for indicator in project["indicators"]
    }
    for year in YEARS:
        readings: dict[str, list[tuple[Decimal, str]]] = defaultdict(list)
        for row in sheet("project_reading"):
            if row["日期"][:4] == year:
                readings[row["指标"]].append((Decimal(row["数值"]), row["日期"]))
        for name, found in readings.items():
            report = reported[year, name]
            numbers = [value for value, _day in found]
            total, mean = sum(numbers), (sum(numbers) / len(numbers)).quantize(Decimal("0.0001"))
            assert report["days"] == len(numbers)
            adds = report["rule"] == "合计"
            assert report["sum"] is None if not adds else Decimal(str(report["sum"])) == total
            assert Decimal(str(report["mean"])) == mean
            assert Decimal(str(report["max"])) == max(numbers)
            assert report["max_on"] == min(day for value, day in found if value == max(numbers))
            line = next(line for line in lines if name in line[0] and line[1].startswith(year))
            assert int(line[2]) == len(numbers)
            if line[3] and not line[3].startswith("期末"):
                assert number(line[3]) == total
            if line[4]:
                assert number(line[4]) == mean.quantize(Decimal("0.01"))
            if line[5]:
                assert number(line[5]) == max(numbers)
    assert reported["2023", "乘坐人次"]["mean"] > 2000


SIGNS: dict[str, dict[str, int]] = {
    "应缴": {"due": 1},
    "认缴": {"due": 1},
    "减免": {"due": -1},
    "到账": {"received": 1, "balance": 1},
    "直付": {"received": 1, "spent": 1},
    "支出": {"spent": 1, "balance": -1},
    "退款": {"refunded": 1, "balance": -1},
    "实物": {"in_kind": 1},
    "上年结转": {"balance": 1},
}


def reckoned(year: str) -> tuple[dict[str, Decimal], dict[str, dict[str, Decimal]]]:
    """What the ledger comes to in a year, in all and by fund, with balance and arrears at its end."""
    ledger = sheet("entry")
    by_number = {(row["专项"], row["流水号"]): row for row in ledger}
    funds: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    owed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in ledger:
        if row["日期"] > f"{year}-12-31":
            continue
        original, sign = row, Decimal(1)
        if row["类型"] == "冲正":
            original, sign = by_number[row["专项"], row["冲正流水号"]], Decimal(-1)
        for measure, direction in SIGNS[original["类型"]].items():
            amount = sign * direction * Decimal(row["金额"])
            if measure == "balance" or row["日期"][:4] == year:
                funds[row["专项"]][measure] += amount
            towards = {"due": 1, "received": -1, "in_kind": -1, "refunded": 1}.get(measure)
            if towards and original["单位"]:
                owed[row["专项"], original["单位"]] += towards * amount
    for (fund, _unit), amount in owed.items():
        funds[fund]["arrears"] += max(Decimal(0), amount)
    total: dict[str, Decimal] = defaultdict(Decimal)
    for sums in funds.values():
        for measure, amount in sums.items():
            total[measure] += amount
    return total, funds


MEASURES = ("due", "received", "in_kind", "spent", "refunded", "balance", "arrears")


def test_money(reports: dict[str, Any]) -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8").split("### 专项资金（元）", 1)[1]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    for year in YEARS:
        total, funds = reckoned(year)
        found = values(reports[year])
        assert {key: Decimal(found[f"funds_{key}"]) for key in MEASURES} == {
            key: total[key] for key in MEASURES
        }
        for fund in reports[year]["funds"]:
            assert {key: Decimal(fund[key]) for key in MEASURES} == {
                key: funds[fund["name"]][key] for key in MEASURES
            }, fund["name"]
        for line in lines:
            if line[0] != year:
                continue
            due, pledged, waived, *rest = (number(cell) for cell in line[2:])
            sums = total if line[1] == "合计" else funds[line[1].split(" ", 1)[1]]
            received, in_kind, spent, refunded, balance, arrears = rest
            assert [due + pledged - waived, received, in_kind, spent, refunded, balance, arrears] == [
                sums[key] for key in MEASURES
            ], line


def test_the_ledger_is_never_overdrawn() -> None:
    by_number = {(row["专项"], row["流水号"]): row for row in sheet("entry")}
    days: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in sheet("entry"):
        reversing = row["类型"] == "冲正"
        original = by_number[row["专项"], row["冲正流水号"]] if reversing else row
        sign = SIGNS[original["类型"]].get("balance", 0) * (-1 if reversing else 1)
        days[row["专项"]][row["日期"]] += sign * Decimal(row["金额"])
    for fund, moves in days.items():
        balance = Decimal(0)
        for day in sorted(moves):
            balance += moves[day]
            assert balance >= 0, (fund, day)


def test_what_is_made_up_says_so() -> None:
    real = {"上海外滩投资开发（集团）有限公司", "汇添富基金"}
    for row in sheet("member"):
        assert row["单位名称"] in real or row["单位名称"].startswith("示例")
        assert row["联络员"].startswith("示例")
        assert re.fullmatch(r"138000000\d\d", row["联系电话"])
    for row in sheet("fund"):
        assert "示例" in row["专项名称"]
