"""liaison project: joint projects, their stages, indicators and readings."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import standard, typed
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.answers import Answer, Plain
from liaison.cli.shell.children import child, move
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import YEAR
from liaison.columns import Column, Record
from liaison.errors import Unreadable
from liaison.kinds import Coded
from liaison.nouns.work.project import PROJECT, PROJECT_INDICATOR, PROJECT_READING
from liaison.queries.find import find
from liaison.queries.records import by_id

app = noun_app("project")

PER = Column("per", "目标周期", Coded(words=("日", "月", "年"), english=("day", "month", "year")))

standard.add(
    app,
    PROJECT,
    text="登记一个共建项目。\n\n例：liaison project add 南外滩金融直通车 --lead 外滩投资集团 --partner 汇添富 --kind 民生服务 --start 2022-11-28",
)
standard.listing(app, PROJECT, text="列出共建项目。\n\n例：liaison project list")
standard.show(app, PROJECT, text="查看一个项目。\n\n例：liaison project show 直通车")
standard.edit(app, PROJECT, text="修改一个项目。\n\n例：liaison project edit 直通车 --budget 600000")
aliasing(
    app,
    PROJECT,
    text="查看、登记、去掉一个项目的别名：别人的表里怎样称呼它。\n\n例：liaison project alias 直通车 南外滩班车",
)


move(
    app,
    PROJECT,
    text="项目进入一个阶段；每一步连同日期都保留。\n\n例：liaison project stage 直通车 常态化运行 --on 2023-02-01",
)


def _goal(values: Record) -> Record:
    """The target and what it is for, as the one column takes them."""
    per, target = values.pop("per"), values["target"]
    if per and not target:
        raise Unreadable("写了 --per，却没有写 --target，", "请补上目标数。")
    goal = f"{target}/{per}" if per else target
    return values | {"target": goal, "lower_is_better": "是" if values["lower_is_better"] else None}


child(
    app,
    PROJECT_INDICATOR,
    "indicator",
    "指标",
    arguments=("project", "name"),
    text="给项目设一个指标；再写一次同名指标即修改它。\n\n例：liaison project indicator 直通车 乘坐人次 --unit 人次 --every day --total sum --target 2000 --per day",
    said=lambda record, done: (
        f"{'已设立' if done == 'new' else '已修改'}“{record['project']}”的指标“{record['name']}”。"
    ),
    more=(
        typed.option("per", str, None, "--per", metavar="目标周期", text="day、month、year", column=PER),
        typed.option("lower_is_better", bool, False, "--lower-is-better", text="数值越低越好"),
    ),
    read=_goal,
)


def _recorded(record: Record, old: Record | None) -> Answer:
    value, show = record["value"], PROJECT_READING["value"].kind.show
    done, label, shown = "new", "已登记", show(value)
    if old is record:
        done, label = "same", "与已登记的相同"
    elif old:
        done, label, shown = "changed", "已更正", f"{show(old['value'])} → {shown}"
    result = {key: record[key] for key in ("project", "project_code", "indicator", "day")}
    result |= {"value": PROJECT_READING["value"].kind.plain(value), "result": done}
    return Plain(result, f"{label}：{record['project']} {record['indicator']} {record['day']} {shown}。")


child(
    app,
    PROJECT_READING,
    "record",
    "记录",
    arguments=("project", "indicator", "day", "value"),
    told=2,
    text="登记指标的读数：一个周期一个读数，同一周期再写即更正。\n\n例：liaison project record 直通车 乘坐人次 2023-05-08 2135",
    file="从表格导入，列：日期、数值；数值一列也可用指标的名称作表头",
    answer=_recorded,
)


@command(app, "report", "报告")
def report(
    here: Here,
    projects: Annotated[
        list[str] | None,
        typer.Argument(metavar="项目…", help="只看这些项目；不写则全部"),
        typed.record_of(PROJECT),
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="哪一年，默认今年"), YEAR] = None,
) -> Answer:
    """项目报告：进展、经费、指标；--xlsx 写成工作簿，一个项目一张表。

    例：liaison project report --year 2023 --xlsx
    """
    from liaison.figures.work.project_report import project_content
    from liaison.papers.work.project_report import ProjectPaper
    from liaison.rules import periods

    period = periods.year(typed.year(year) if year else int(here.today[:4]))
    with here.reading() as database:
        codes = [by_id(database, PROJECT, find(database, PROJECT, name))["code"] for name in projects or ()]
        return ProjectPaper(project_content(database, period, here.today, codes))


def _reading_on(database: Any, indicator: int, day: str) -> int | None:
    from liaison.services.work.indicator import reading_on

    return reading_on(database, indicator, day)


removing(
    app,
    PROJECT,
    Child(PROJECT_INDICATOR, "--indicator", "name"),
    Child(PROJECT_READING, "--reading", "day", _reading_on),
    text="删除登记错的项目，或只删它最后的阶段、一个指标、一个读数。\n\n例：liaison project remove 直通车 --indicator 乘坐人次 --reading 2023-05-08",
)
exchange.exchange(app, "project")
