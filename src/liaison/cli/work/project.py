"""liaison project: joint projects, their stages, indicators and readings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.exchange.incoming import Choose, DryRun, bring_in
from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, One, Plain
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Record
from liaison.errors import NotFound, Unreadable
from liaison.nouns.work.project import INDICATOR, PROJECT, READING, STAGE
from liaison.queries.find import find
from liaison.queries.records import by_id, records
from liaison.rules.work.stages import STAGES
from liaison.store.database import Database

app = noun_app("project")

Project = Annotated[str, typer.Argument(metavar="项目", help="编号、名称或其中一部分")]
Indicator = Annotated[str, typer.Argument(metavar="指标", help="指标名称")]

standard.add(
    app,
    PROJECT,
    text="登记一个共建项目。\n\n例：liaison project add 南外滩金融直通车 --lead 外滩投资集团 --partner 汇添富 --kind 民生服务 --start 2022-11-28",
)
standard.listing(app, PROJECT, text="列出共建项目。\n\n例：liaison project list")
standard.show(app, PROJECT, text="查看一个项目。\n\n例：liaison project show 直通车")
standard.edit(app, PROJECT, text="修改一个项目。\n\n例：liaison project edit 直通车 --budget 600000")


@command(app, "stage", "阶段")
def stage(
    here: Here,
    project: Project,
    to: Annotated[str, typer.Argument(metavar="阶段", help="、".join(STAGES))],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="从哪一天起")],
    note: Annotated[str | None, typer.Option("--note", metavar="说明", help="说明")] = None,
) -> Answer:
    """项目进入一个阶段；每一步连同日期都保留。

    例：liaison project stage 直通车 常态化运行 --on 2023-02-01
    """
    from liaison.services.writing.saving import save

    with here.writing() as work:
        values = typed.read_values(
            work.database, STAGE, {"project": project, "stage": to, "day": on, "note": note}
        )
        record = save(work, STAGE, values)
    return One(STAGE.columns, record, STAGE.label, f"“{record['project']}”进入“{record['stage']}”。")


@command(app, "indicator", "指标")
def indicator(
    here: Here,
    project: Project,
    name: Indicator,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="计量单位，例如 人次")] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="周期", help="day 每日、week 每周、month 每月")
    ] = None,
    total: Annotated[
        str | None, typer.Option("--total", metavar="汇总", help="sum 合计、last 期末、mean 平均、max 最大")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="目标", help="目标数，例如 2000")] = None,
    per: Annotated[str | None, typer.Option("--per", metavar="目标周期", help="day、month、year")] = None,
    lower: Annotated[bool, typer.Option("--lower-is-better", help="数值越低越好")] = False,
) -> Answer:
    """给项目设一个指标；再写一次同名指标即修改它。

    例：liaison project indicator 直通车 乘坐人次 --unit 人次 --every day --total sum --target 2000 --per day
    """
    from liaison.services.writing.saving import save

    if per and not target:
        raise Unreadable("写了 --per，却没有写 --target，", "请补上目标数。")
    goal = f"{target}/{per}" if target and per else target
    given: dict[str, Any] = {
        "project": project,
        "name": name,
        "unit": unit,
        "every": every,
        "total": total,
        "target": goal,
    }
    if lower:
        given["lower_is_better"] = "是"
    with here.writing() as work:
        values = typed.read_values(work.database, INDICATOR, given)
        old = records(
            work.database,
            INDICATOR,
            "t.project_id = :project AND t.name = :name",
            project=values["project_id"],
            name=name,
        )
        record = save(work, INDICATOR, values, old[0] if old else None)
    done = "已修改" if old else "已设立"
    return One(
        INDICATOR.columns, record, INDICATOR.label, f"{done}“{record['project']}”的指标“{record['name']}”。"
    )


def _indicator(database: Database, project: str, name: str) -> Record:
    """The project's indicator of that name or of an unambiguous part of it."""
    owner = find(database, PROJECT, project)
    there = records(database, INDICATOR, "t.project_id = :project", project=owner)
    exact = [one for one in there if one["name"] == name.strip()] or [
        one for one in there if name.strip() in one["name"]
    ]
    if len(exact) == 1:
        return exact[0]
    known = "、".join(one["name"] for one in exact or there) or "还没有指标"
    raise NotFound(
        f"项目里没有唯一的指标“{name}”（{known}），", "请写指标全名，或先用 liaison project indicator 设立。"
    )


@command(app, "record", "记录")
def record(
    here: Here,
    project: Project,
    indicator: Indicator,
    day: Annotated[
        str | None, typer.Argument(metavar="日期", help="读数的日期；按周、按月的写其中任一天")
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="数值", help="读数")] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="表格", help="从表格导入，列：日期、数值")
    ] = None,
    dry_run: DryRun = False,
) -> Answer:
    """登记指标的读数：一个周期一个读数，同一周期再写即更正。

    例：liaison project record 直通车 乘坐人次 2023-05-08 2135
    """
    if file and (day or value):
        raise Unreadable("--file 与 日期、数值 只能写一种，", "请去掉其中一种。")
    if not file and value is None:
        raise Unreadable("缺少日期和数值，", "请写 日期 数值，或用 --file 表格。")
    values = {} if file else typed.plain_values(READING, {"day": day, "value": value})

    def given(work: Any) -> Record:
        found = _indicator(work.database, project, indicator)
        return {"project_id": found["project_id"], "indicator_id": found["id"]}

    if file:
        again = f"liaison project record {project} {indicator} --file"
        return bring_in(here, Path(file), (READING,), Choose(dry_run), again, given=given)
    return _record_one(here, given, values, dry_run)


def _record_one(here: Here, given: Any, values: Record, dry_run: bool) -> Answer:
    from liaison.services.work.project import period_start
    from liaison.services.writing.saving import save

    with here.writing(keep=not dry_run) as work:
        slots = given(work)
        every = work.database.value("SELECT every FROM indicator WHERE id = :id", id=slots["indicator_id"])
        where = "t.indicator_id = :indicator AND t.period = :period"
        period = period_start(values["day"], every)
        old = records(work.database, READING, where, indicator=slots["indicator_id"], period=period)
        same = bool(old) and all(old[0][key] == values[key] for key in ("day", "value"))
        if not same:
            save(work, READING, slots | values, old[0] if old else None)
        work.change.flush()
        new = records(work.database, READING, where, indicator=slots["indicator_id"], period=period)[0]
    done = "same" if same else "changed" if old else "new"
    label = {"same": "与已登记的相同", "changed": "已更正", "new": "已登记"}[done]
    show = READING["value"].kind.show(new["value"])
    result = {
        "project": new["project"],
        "project_code": new["project_code"],
        "indicator": new["indicator"],
        "day": new["day"],
        "value": READING["value"].kind.plain(new["value"]),
        "result": done,
    }
    return Plain(result, f"{label}：{new['project']} {new['indicator']} {new['day']} {show}。")


@command(app, "report", "报告")
def report(
    here: Here,
    projects: Annotated[
        list[str] | None, typer.Argument(metavar="项目…", help="只看这些项目；不写则全部")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="哪一年，默认今年")] = None,
) -> Answer:
    """项目报告：进展、经费、指标；--xlsx 写成工作簿，一个项目一张表。

    例：liaison project report --year 2023 --xlsx
    """
    from liaison.figures.summary.content import project_content
    from liaison.papers.reports import ProjectReport
    from liaison.rules import periods

    period = periods.year(typed.year(year) if year else int(here.today[:4]))
    with here.reading() as database:
        codes = [by_id(database, PROJECT, find(database, PROJECT, name))["code"] for name in projects or ()]
        return ProjectReport(project_content(database, period, here.today, codes))


exchange.exchange(app, "project")
