"""文字要点: sentences made from the figures, in the words of the templates; what is unknown is left out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from liaison.columns import Record
from liaison.errors import BadFile
from liaison.figures.summary.summary import Measured, Summary
from liaison.kinds import Kind
from liaison.quantities import Money, Number, Whole
from liaison.resources import folder
from liaison.settings import template_folder

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_MOST_NAMES = 10


@cache
def texts() -> dict[str, Any]:
    """The texts of ``summary.toml``: the program's, with those of the user's own folder before them."""
    found: dict[str, Any] = _load(folder("templates") / "summary.toml")
    own = template_folder()
    if own and (own / "summary.toml").is_file():
        for section, values in _load(own / "summary.toml").items():
            found[section] = found.get(section, {}) | values
    return found


def _load(path: Any) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(
            f"模板“{path}”读不懂（{error}），", "请对照程序自带的 summary.toml 修改，或删去它。"
        ) from None


def fill(template: str, values: Mapping[str, str | None]) -> str | None:
    """A template with its fields filled in; a [part] with an unknown field goes, an unknown field outside drops it all."""

    def known(text: str) -> str | None:
        names = _FIELD.findall(text)
        if any(values.get(name) is None for name in names):
            return None
        return _FIELD.sub(lambda match: str(values[match[1]]), text)

    return known(_OPTIONAL.sub(lambda match: known(match[1]) or "", template))


def words(summary: Summary) -> dict[str, str | None]:
    """What a template may say of the council and the period."""
    council = summary.council
    return {
        "council": council["name"],
        "short": council["short"] or council["name"],
        "period": summary.period.label,
        "before": summary.before_name,
        "from": in_words(summary.period.start.isoformat()),
        "to": in_words(summary.period.end.isoformat()),
        "secretariat": council["secretariat"] or council["name"],
    }


def signature(council: Record, today: str) -> str:
    """What a list is headed by: who fills it in, and on which day."""
    values = {"secretariat": council["secretariat"] or council["name"], "today": in_words(today)}
    return fill(texts()["signature"]["list"], values) or ""


def in_words(text: str) -> str:
    """2023年6月1日, of an ISO day."""
    year, month, day = text.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def sentences(
    summary: Summary, chairs: list[Record], projects: list[Record], activities: list[Record]
) -> list[str]:
    """Six to ten sentences for the leader, from the figures and the summary's lists: what was done, then what is wrong."""
    values = words(summary) | _figures(summary.figures, summary.before_name)
    values["chairs"] = _names([c["unit_short"] or c["unit"] for c in chairs]) if chairs else None
    values["projects_touched"] = str(len(projects)) if projects else None
    values["indicator"] = _indicator(projects)
    values |= _missed(projects) | _arrears(summary) | _inactive(summary) | _unassigned(activities)
    found = texts()["notes"]
    done = [text for template in found["sentences"] if (text := fill(template, values))]
    wrong = [text for template in found["problems"] if (text := fill(template, values))]
    return [*done, *(f"存在问题：{text}" for text in wrong or [found["none"]])]


def _figures(figures: list[Measured], previous: str) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for measured in figures:
        key, kind = measured.figure.key, measured.figure.kind
        values[key] = None if measured.value is None else _shown(kind, measured.value)
        values[f"{key}_change"] = change(measured, previous)
    start, end = (
        next(m.value for m in figures if m.figure.key == key) for key in ("members_start", "members_end")
    )
    values["members_change"] = _difference((end or 0) - (start or 0), "家")
    for key in ("service_turns", "volunteer_hours", "funds_in_kind"):
        if values[key] in ("0", "0.00"):
            values[key] = None
    return values


def change(measured: Measured, previous: str) -> str | None:
    """比上年增加 12（8.3%）, or nothing where the value before is unknown."""
    if measured.value is None or measured.previous is None:
        return None
    difference = measured.value - measured.previous
    if difference == 0:
        return f"与{previous}持平"
    word = "增加" if difference > 0 else "减少"
    shown, before = _shown(measured.figure.kind, abs(difference)), abs(measured.previous)
    # Half up, as the workbook shows it.
    share = f"（{(2000 * abs(difference) + before) // (2 * before) / 10:,.1f}%）" if before else ""
    return f"比{previous}{word}{shown}{measured.figure.unit}{share}"


def _shown(kind: Kind, value: int) -> str:
    return f"{value:,}" if isinstance(kind, Whole) else kind.show(value)


def _difference(number: int, unit: str) -> str:
    return f"{'增加' if number > 0 else '减少'}{abs(number)}{unit}" if number else "没有增减"


def _indicator(projects: list[Record]) -> str | None:
    """The indicator read most often, in a sentence."""
    read = [(i["days"], p["name"], i) for p in projects for i in p["indicators"] if i["days"]]
    if not read:
        return None
    _days, name, best = max(read, key=lambda one: one[0])
    number, unit = Number(negative=True), best["unit"] or ""
    return (
        f"“{name}”{best['name']}合计{number.show(best['sum'])}{unit}，共{best['days']}次读数，"
        f"平均{number.show(round(best['mean'], -4) if best['mean'] > 1_000_000 else best['mean'])}{unit}，"
        f"最高{number.show(best['max'])}{unit}（{in_words(best['max_on'])}）。"
    )


def _missed(projects: list[Record]) -> dict[str, str | None]:
    items = [
        f"“{p['name']}”{i['name']}目标{Number().show(i['target'])}{i['unit'] or ''}/{i['target_per']}，"
        f"{i['periods']}个{_PERIOD[i['target_per']]}中{len(i['missed'])}个未达到"
        for p in projects
        for i in p["indicators"]
        if i["missed"]
    ]
    more = f"；等{len(items)}项" if len(items) > _MOST_NAMES else ""
    return {"missed_list": "；".join(items[:_MOST_NAMES]) + more if items else None}


_PERIOD = {"日": "有读数的日子", "周": "星期", "月": "月份", "年": "年度"}


def _arrears(summary: Summary) -> dict[str, str | None]:
    _figure, _value, rows = summary.trace("funds_arrears")
    owed: dict[str, int] = {}
    for row in rows:
        owed[row["unit"]] = owed.get(row["unit"], 0) + row["amount"]
    if not owed:
        return {"arrears_units": None, "arrears_list": None}
    ranked = sorted(owed, key=lambda unit: -owed[unit])
    return {
        "arrears_units": str(len(owed)),
        "arrears_list": _names([f"{unit}{Money().show(owed[unit])}元" for unit in ranked]),
    }


def _inactive(summary: Summary) -> dict[str, str | None]:
    _figure, _value, rows = summary.trace("activity_rate")
    idle = [row["unit"] for row in rows if not row["took_part"]]
    held = summary.value("activities_held")
    return {
        "inactive_count": str(len(idle)) if idle and held else None,
        "inactive_list": _names(idle) if idle and held else None,
    }


def _unassigned(activities: list[Record]) -> dict[str, str | None]:
    loose = [row["unassigned"] for row in activities if row["unassigned"]]
    return {
        "unassigned_activities": str(len(loose)) if loose else None,
        "unassigned_people": f"{sum(loose):,}" if loose else None,
    }


def _names(names: list[str]) -> str:
    more = f"等{len(names)}家" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more
