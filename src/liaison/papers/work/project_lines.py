"""A project in a few lines on a terminal: what and who, its money, its indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from liaison.columns import Column, Record
from liaison.figures.work.project_lists import MONTHS, extreme
from liaison.formats.plain import paragraph
from liaison.formats.widths import width_of
from liaison.papers.work.targets import against_target, apart
from liaison.quantities import Money, Number

_NUMBER = Number(negative=True)
_MONEY = Money(positive=False)


def project_lines(project: Record, width: int) -> Iterator[str]:
    """A project in a few lines: what and who, money, indicators."""
    lead = project["lead_short"] or project["lead"]
    margin = width_of(project["code"]) + 2
    about = "　".join(filter(None, (project["name"], project["stage"], f"牵头 {lead}")))
    yield from paragraph(about, width, first=project["code"] + "  ")
    if any(project[key] for key in ("received", "spent", "balance")):
        pairs = (("本期到账", "received"), ("本期支出", "spent"), ("期末结余", "balance"))
        yield from paragraph(
            "　".join(f"{label} {_MONEY.show(project[key])}" for label, key in pairs), width, margin=margin
        )
    for indicator in project["indicators"]:
        yield from paragraph(indicator_line(indicator), width, margin=margin)


def indicator_line(indicator: Record, day: Callable[[str], str] = str) -> str:
    """What an indicator came to, in a line; ``day`` is how days are written."""
    unit = indicator["unit"] or ""
    about = apart(indicator)
    if not indicator["days"]:
        return f"{indicator['name']}：{about or '本期没有读数'}"
    most = f"{extreme(indicator)} {_NUMBER.show(indicator['max'])}"
    if indicator["rule"] == "最大":
        parts = [f"{most} {unit}".rstrip() + f"（{day(indicator['max_on'])}）"]
    else:
        parts = [f"{indicator['rule']} {_rounded(indicator['total'])} {unit}".rstrip()]
        if indicator["rule"] == "合计" and indicator["days"] > 1:
            parts.append(f"平均 {_rounded(indicator['mean'])}")
        parts.append(f"{most}（{day(indicator['max_on'])}）")
    parts.append(f"{indicator['days']:,} 次读数")
    parts += filter(None, (against_target(indicator), about))
    return f"{indicator['name']}：" + "，".join(parts)


def monthly(indicator: Record) -> tuple[list[Column], list[Record]]:
    """An indicator by month: the columns that tell something, the value second, and the rows; means to one decimal."""
    keys = ["month", "sum" if indicator["rule"] == "合计" else "total"]
    if any(month["days"] > 1 for month in indicator["months"]):
        keys += ["mean", "days", "max"]
    by_key = {one.key: Column(one.key, one.label, one.kind) for one in MONTHS}
    months = [month | {"mean": _coarse(month["mean"])} for month in indicator["months"]]
    return [by_key[key] for key in keys], months


def _coarse(value: int | None) -> int | None:
    return None if value is None else (abs(value) + 500) // 1000 * 1000 * (-1 if value < 0 else 1)


def _rounded(value: int) -> str:
    """A number to one decimal where it has more than two, as means have."""
    if value % 100 == 0:
        return _NUMBER.show(value)
    sign, tenths = ("-" if value < 0 else ""), (abs(value) + 500) // 1000
    return sign + _NUMBER.show(tenths * 1000)
