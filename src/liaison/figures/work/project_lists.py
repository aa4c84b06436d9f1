"""The projects of a period, with their money in it and their indicators."""

from __future__ import annotations

from liaison.columns import MEMBERS, Column, Record
from liaison.dates import Day
from liaison.figures.section import Rows, days
from liaison.figures.summary.measuring import Summary
from liaison.figures.summary.texts import in_words, listed
from liaison.figures.work.indicators import of_projects
from liaison.kinds import Flag, Ref, Text
from liaison.nouns.work.project import PROJECT
from liaison.quantities import Money, Number, Whole
from liaison.queries.keys import quoted
from liaison.queries.money import fund as ledger
from liaison.queries.states import state_on
from liaison.rules.periods import Period
from liaison.rules.work.stages import CARRIED_OUT, PROJECT_STAGES
from liaison.store.database import Database

_money = Money(positive=False)
_number = Number(negative=True)

PROJECTS = (
    Column("code", "编号"),
    Column("name", "项目名称"),
    Column("kind", "项目类别"),
    Column("stage", "阶段"),
    Column("lead", "牵头单位", Ref("member")),
    Column("start", "启动日期", Day()),
    Column("finished", "完成日期", Day(), listed=False),
    Column("budget", "预算", _money, listed=False, adds=True),
    Column("received", "本期到账", _money, adds=True),
    Column("spent", "本期支出", _money, adds=True),
    Column("balance", "期末结余", _money, adds=True),
)

INDICATORS = (
    Column("name", "指标"),
    Column("unit", "单位", Text()),
    Column("every", "周期", listed=False),
    Column("rule", "汇总", listed=False),
    Column("total", "本期值", _number),
    Column("sum", "合计", _number),
    Column("mean", "平均", _number),
    Column("days", "读数", Whole()),
    Column("max", "最高", _number),
    Column("max_on", "最高日", Day()),
    Column("target", "目标", _number),
    Column("target_per", "目标周期"),
    Column("met", "达标", Whole()),
    Column("periods", "应达标", Whole()),
    Column("unfinished", "未满期", Whole()),
    Column("lower_is_better", "越低越好", Flag(), listed=False),
)

MONTHS = (
    Column("month", "月份"),
    Column("sum", "合计", _number),
    Column("mean", "平均", _number),
    Column("days", "读数", Whole()),
    Column("max", "最高", _number),
    Column("total", "本月值", _number, listed=False),
)

STAGES = (Column("stage", "阶段"), Column("day", "日期", Day()), Column("note", "说明", reader=MEMBERS))
OVER = quoted(PROJECT_STAGES.over)
"""The stages in which nothing goes on."""


def projects(database: Database, period: Period) -> list[Record]:
    """The projects that ran in the period, with their money in it (unknown without a fund) and their indicators."""
    rows = database.records(
        "SELECT p.id, p.code, p.name, p.kind, p.start, p.finished, p.budget, p.content, "
        f"{state_on(PROJECT, 'p')} AS stage, u.name AS lead, u.code AS lead_code, u.short AS lead_short "
        "FROM project AS p JOIN unit AS u ON u.id = p.lead_id "
        "WHERE COALESCE(p.start, (SELECT min(s.day) FROM project_stage AS s WHERE s.project_id = p.id), :from) <= :to "
        f"AND NOT (p.stage IN ({OVER}) AND COALESCE(p.finished, "
        "(SELECT max(s.day) FROM project_stage AS s WHERE s.project_id = p.id), :from) < :from) ORDER BY p.code",
        **days(period),
    )
    money: dict[int, Record] = {}
    owner = dict(database.tuples("SELECT id, project_id FROM fund WHERE project_id IS NOT NULL"))
    for fund in ledger.totals(database, period.start.isoformat(), period.end.isoformat()):
        if fund["id"] in owner:
            sums = money.setdefault(owner[fund["id"]], {"received": 0, "spent": 0, "balance": 0})
            for key in sums:
                sums[key] += fund[key]
    indicators = of_projects(database, period)
    for row in rows:
        row.update(money.get(row["id"], dict.fromkeys(("received", "spent", "balance"))))
        row["indicators"] = indicators.get(row["id"], [])
    return rows


def under_way(summary: Summary, _rows: Rows) -> dict[str, str | None]:
    """Of no project there is nothing to tell."""
    return {} if summary.value("projects_under_way") else {"projects_under_way": None}


def unstarted(_summary: Summary, rows: Rows) -> dict[str, str | None]:
    """The projects that are being carried out and of which nobody has told since when."""
    names = [p["name"] for p in rows["projects"] if p["stage"] in CARRIED_OUT and not p["start"]]
    return {
        "unstarted_count": str(len(names)) if names else None,
        "unstarted_list": listed(names, rest="等{}个") if names else None,
    }


def most_read(_summary: Summary, rows: Rows) -> dict[str, str | None]:
    """The indicator read most often, in a sentence."""
    read = [(i["days"], p["name"], i) for p in rows["projects"] for i in p["indicators"] if i["days"]]
    if not read:
        return {"indicator": None}
    _days, name, best = max(read, key=lambda one: one[0])
    unit = best["unit"] or ""
    parts = [_main(best, unit), f"共{best['days']}次读数"]
    if best["rule"] == "合计":
        parts.append(f"平均{_number.show(_coarse(best['mean']))}{unit}")
    if best["rule"] != "最大":
        parts.append(f"{extreme(best)}{_number.show(best['max'])}{unit}（{in_words(best['max_on'])}）")
    return {"indicator": f"“{name}”{best['name']}{'，'.join(parts)}。"}


def _main(indicator: Record, unit: str) -> str:
    """What an indicator comes to, in the word of its own rule: only what adds up has a sum."""
    total = _number.show(_coarse(indicator["total"]) if indicator["rule"] == "平均" else indicator["total"])
    if indicator["rule"] == "最大":
        return f"{extreme(indicator)}{total}{unit}（{in_words(indicator['max_on'])}）"
    return f"{indicator['rule']}{total}{unit}"


def extreme(indicator: Record) -> str:
    """What the greatest reading is called: where lower is better, it is the worst."""
    return "最差" if indicator["lower_is_better"] else "最高"


def _coarse(mean: int) -> int:
    """A mean without decimals where it is large."""
    return round(mean, -4) if mean > 1_000_000 else mean


def has_targets(_summary: Summary, rows: Rows) -> bool:
    """Whether there was a target to be missed."""
    return any(i["periods"] for p in rows["projects"] for i in p["indicators"])


_PERIOD = {
    "日": "有读数的日子",
    "周": "星期",
    "月": "月份",
    "季": "季度",
    "半年": "半年",
    "年": "年度",
    "次": "读数",
}


def missed(_summary: Summary, rows: Rows) -> dict[str, str | None]:
    """The indicators that missed their targets, and how often."""
    items = [
        f"“{p['name']}”{i['name']}目标{'≤' * i['lower_is_better']}{Number().show(i['target'])}{i['unit'] or ''}/{i['target_per']}，"
        f"{i['periods']}个{_PERIOD[i['target_per']]}中{len(i['missed'])}个未达到"
        for p in rows["projects"]
        for i in p["indicators"]
        if i["missed"]
    ]
    return {"missed_list": listed(items, "；", "；等{}项") if items else None}
