"""The summary, the report of projects and a figure's trace on a terminal: 80 columns, more where there are more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from liaison.columns import Column, Record
from liaison.formats import screen
from liaison.formats.plain import Shown, paragraph, table, width_for
from liaison.formats.widths import width_of
from liaison.kinds import Flag, Kind, Ref, Stored
from liaison.papers.indicator_page import against_target
from liaison.quantities import Day, Money, Number, Ratio, Whole

if TYPE_CHECKING:
    from liaison.figures.figure import Figure
    from liaison.figures.summary.content import Content
    from liaison.figures.summary.summary import Measured

_UNKNOWN = "—"
_NUMBER = Number(negative=True)
_MONEY = Money(positive=False)


def show(content: Content, out: TextIO) -> None:
    """The summary of a period."""
    width = width_for(out)
    _print(out, _summary(content, width))


def show_projects(content: Content, out: TextIO) -> None:
    """The report of projects."""
    width = width_for(out)
    _print(out, _projects_report(content, width))


def show_trace(figure: Figure, value: int | None, rows: Sequence[Record], out: TextIO) -> None:
    """A figure, what it means, and the rows it is made of."""
    width = width_for(out)
    _print(
        out,
        [
            f"{figure.label}：{_with_unit(figure, value)}",
            *paragraph(figure.definition, width, first="口径："),
        ],
    )
    _print(out, [f"由以下 {len(rows):,} 行得出：" if rows else "没有计入的行。", ""])
    if rows:
        screen.table(figure.columns, rows, out=out)


def _print(out: TextIO, lines: Iterable[str]) -> None:
    out.writelines(line + "\n" for line in lines)


# -- the summary ------------------------------------------------------------------------------------------------------


def _summary(content: Content, width: int) -> Iterator[str]:
    yield from _title(content, "title", width)
    yield from _section("主要数据")
    yield from table(_figures(content.figures, content.words["before"] or "上期"), width)
    yield from paragraph("注：" + _remarks(content), width)
    yield from _section("文字要点")
    for number, sentence in enumerate(content.notes, 1):
        yield from paragraph(sentence, width, first=f"{number:2}. ")
    yield from _section("轮值主席")
    yield from _listed(content.columns["chairs"], content.chairs, width)
    yield from _section("共建项目")
    for project in content.projects or [{}]:
        yield from _project(project, width) if project else [screen.NOTHING]
    yield from _section("各月活动")
    yield from _listed(content.columns["by_month"], content.by_month, width)
    yield from _section("各类活动")
    yield from _listed(content.columns["by_kind"], content.by_kind, width)
    yield from _section("专项资金（元）")
    yield from _listed(content.columns["funds"], content.funds, width, spare=("code", "in_kind", "refunded"))
    yield from paragraph(content.said("money", "memorandum"), width)
    yield ""
    yield from paragraph(content.said("trace", "line", command=content.command), width)


def _title(content: Content, title: str, width: int) -> Iterator[str]:
    for text in (
        content.said("cover", "council"),
        content.said("cover", title) + content.said("cover", "subtitle"),
    ):
        yield " " * max(0, (width - width_of(text)) // 2) + text


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"【{title}】"


def _figures(figures: Sequence[Measured], before: str) -> list[Shown]:
    """The figures beside those before; on a wide screen since the founding too."""
    return [
        Shown("指标", [one.figure.label for one in figures], wraps=True),
        Shown("本期", [_with_unit(one.figure, one.value) for one in figures], right=True),
        Shown(before, [_before(one) for one in figures], right=True),
        Shown("增减", [_difference(one) for one in figures], right=True),
        Shown("增幅", [_growth(one) for one in figures], right=True),
        Shown("累计", [_since(one) for one in figures], right=True, spare=True),
    ]


def _remarks(content: Content) -> str:
    keys = ["unknown", "since"]
    if any(measured.source for measured in content.figures):
        keys.insert(0, "published")
    return "".join(content.said("overview", key) for key in keys)


def _shown(kind: Kind, value: Stored) -> str:
    """A value as a summary shows it: counts in thousands, unknown as —."""
    if value is None:
        return _UNKNOWN
    return f"{value:,}" if isinstance(kind, Whole) else kind.show(value)


def _with_unit(figure: Figure, value: int | None) -> str:
    unit = "" if value is None or isinstance(figure.kind, Ratio) else figure.unit
    return _shown(figure.kind, value) + unit


def _before(measured: Measured) -> str:
    mark = "*" if measured.source and measured.previous is not None else ""
    return _shown(measured.figure.kind, measured.previous) + mark


def _difference(measured: Measured) -> str:
    if measured.value is None or measured.previous is None:
        return _UNKNOWN
    kind, difference = measured.figure.kind, measured.value - measured.previous
    sign = "+" if difference > 0 else "-" if difference < 0 else ""
    if isinstance(kind, Ratio):
        tenths = (abs(difference) + 5) // 10
        return f"{sign}{tenths // 10}.{tenths % 10}个百分点"
    return sign + _shown(kind, abs(difference))


def _growth(measured: Measured) -> str:
    if measured.value is None or not measured.previous or isinstance(measured.figure.kind, Ratio):
        return _UNKNOWN
    difference, before = measured.value - measured.previous, abs(measured.previous)
    sign = "+" if difference > 0 else "-" if difference < 0 else ""
    tenths = (2000 * abs(difference) + before) // (2 * before)  # half up, as an office rounds
    return f"{sign}{tenths // 10:,}.{tenths % 10}%"


def _since(measured: Measured) -> str:
    return _shown(measured.figure.kind, measured.since) if measured.figure.adds else _UNKNOWN


# -- lists ------------------------------------------------------------------------------------------------------------


def _listed(
    columns: Sequence[Column], records: Sequence[Record], width: int, *, spare: Sequence[str] = ()
) -> Iterator[str]:
    """The listed columns of records; a reference by its short name."""
    if not records:
        yield screen.NOTHING
        return
    shown = []
    for column in columns:
        texts = [_cell(column, record) for record in records]
        if column.listed and any(texts):
            right = column.kind.align == "right"
            whole = right or isinstance(column.kind, Day | Flag) or column.key in ("code", "month")
            shown.append(Shown(column.label, texts, right=right, wraps=not whole, spare=column.key in spare))
    yield from table(shown, width)


def _cell(column: Column, record: Record) -> str:
    value = record.get(column.key)
    if isinstance(column.kind, Ref):
        value = record.get(f"{column.key}_short") or value
    return "" if value is None else _shown(column.kind, value).replace("\n", " ")


# -- projects ---------------------------------------------------------------------------------------------------------


def _project(project: Record, width: int) -> Iterator[str]:
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
        yield from paragraph(_indicator(indicator), width, margin=margin)


def _indicator(indicator: Record) -> str:
    """What an indicator came to, in a line."""
    unit = indicator["unit"] or ""
    if not indicator["days"]:
        return f"{indicator['name']}：本期没有读数"
    total = {"合计": "合计", "期末": "期末", "平均": "平均", "最大": "最高"}[indicator["rule"]]
    parts = [f"{total} {_rounded(indicator['total'])} {unit}".rstrip()]
    if indicator["rule"] == "合计" and indicator["days"] > 1:
        parts.append(f"平均 {_rounded(indicator['mean'])}")
    parts += [
        f"最高 {_NUMBER.show(indicator['max'])}（{indicator['max_on']}）",
        f"{indicator['days']:,} 次读数",
    ]
    if goal := against_target(indicator):
        parts.append(goal)
    return f"{indicator['name']}：" + "，".join(parts)


def _rounded(value: int) -> str:
    """A number to one decimal where it has more than two, as means have."""
    if value % 100 == 0:
        return _NUMBER.show(value)
    sign, tenths = ("-" if value < 0 else ""), (abs(value) + 500) // 1000
    return sign + _NUMBER.show(tenths * 1000)


def _projects_report(content: Content, width: int) -> Iterator[str]:
    yield from _title(content, "projects", width)
    for project in content.projects:
        yield ""
        yield from _project(project, width)
        margin = width_of(project["code"]) + 2
        if project["partners"]:
            yield from paragraph("参与 " + "、".join(project["partners"]), width, margin=margin)
        stages = " → ".join(f"{stage['stage']} {stage['day']}" for stage in project["stages"])
        if stages:
            yield from paragraph("阶段 " + stages, width, margin=margin)
        yield from _funding(content, project, width)
        for indicator in project["indicators"]:
            yield from _months(content, indicator, width)
    if not content.projects:
        yield screen.NOTHING
        return
    yield ""
    yield from paragraph(content.said("money", "memorandum"), width)


def _funding(content: Content, project: Record, width: int) -> Iterator[str]:
    """Who gave what."""
    rows = [row for row in project["funding"] if any(row[key] for key in content.sums["dealings"])]
    if rows:
        yield from _section("各单位出资（本期，元）")
        several = len({row["fund_code"] for row in rows}) > 1
        columns = [one for one in content.columns["dealings"] if several or one.key != "fund"]
        yield from _listed(columns, rows, width, spare=("in_kind", "refunded"))


def _months(content: Content, indicator: Record, width: int) -> Iterator[str]:
    """An indicator by month."""
    if not indicator["days"]:
        return
    yield from _section(f"{indicator['name']}各月（{indicator['unit'] or '数值'}）")
    keys = ["month", "sum" if indicator["rule"] == "合计" else "total"]
    if any(month["days"] > 1 for month in indicator["months"]):
        keys += ["mean", "days", "max"]
    by_key = {one.key: Column(one.key, one.label, one.kind) for one in content.columns["months"]}
    months = [month | {"mean": _coarse(month["mean"])} for month in indicator["months"]]
    yield from _listed([by_key[key] for key in keys], months, width)


def _coarse(value: int | None) -> int | None:
    return None if value is None else (abs(value) + 500) // 1000 * 1000 * (-1 if value < 0 else 1)
