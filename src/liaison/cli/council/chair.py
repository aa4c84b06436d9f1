"""liaison chair: who chairs when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.council import handing
from liaison.cli.exchange import verbs as exchange
from liaison.cli.exchange.choices import Yes, chosen, of_sheet
from liaison.cli.keeping.removing import removed
from liaison.cli.shell import asking, filters, lists, standard, typed
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import DAY, TERM, UNITS
from liaison.cli.shell.recorded import is_sheet
from liaison.columns import Column, Record
from liaison.kinds import Coded
from liaison.nouns.council.chair import CHAIR
from liaison.nouns.council.member import MEMBER
from liaison.quantities import Whole
from liaison.queries.council.chair import IN_OFFICE, PLAN, term, turn
from liaison.queries.council.chair import order as in_order
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.rules.council.rotation import ORDERS
from liaison.store.database import Database
from liaison.tables import RawTable

if TYPE_CHECKING:
    from liaison.services.sheets.headers import Placed
    from liaison.services.writing.draft import Row
    from liaison.services.writing.work import Work

app = noun_app("chair")

Unit = Annotated[str, typer.Argument(metavar="单位", help="编号、名称或其中一部分"), CHAIR["unit"]]
Area = Annotated[
    str | None, typer.Option("--area", metavar="片区", help="片区；不写指整个联席会议"), CHAIR["area"]
]
_TOLD = ("area",)
"""What a plan is made for, and need not be asked of its rows."""
_STANDING = replace(CHAIR, span=())
"""Terms that are asked for by one day: no range of days is asked for beside."""
COUNT = Column("count", "任数", Whole(least=1), examples=("4",))
LENGTH = Column("term", "任期", examples=("12m",))
ORDER = Column("order", "次序", Coded(words=tuple(ORDERS.values()), english=tuple(ORDERS)))


@command(app, "plan", "排班", more=partial(filters.options, (PLAN,), _TOLD))
def plan(
    here: Here,
    start: Annotated[str, typer.Option("--from", metavar="日期", help="第一任从哪一天起"), CHAIR["start"]],
    count: Annotated[str, typer.Option("--count", metavar="任数", help="排几任"), COUNT],
    term: Annotated[
        str | None,
        typer.Option("--term", metavar="任期", help="12m、1m、1y，按整月；不写按章程"),
        LENGTH,
    ] = None,
    order: Annotated[
        str | None,
        typer.Option(
            "--order",
            metavar="次序",
            help="joined 加入先后、name 拼音、list 议定顺序、least 任次最少；不写按章程",
        ),
        ORDER,
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="单位", help="从这个单位的下一个排起"), CHAIR["unit"]
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="单位", help="跳过这个单位，可写多次"), CHAIR["unit"]
    ] = None,
    area: Area = None,
    save: Annotated[bool, typer.Option("--save", help="写入；不加只显示")] = False,
    *,
    values: dict[str, Any],
) -> Answer:
    """排出接下来几任轮值主席；加 --save 才写入，写入的是全部，不只是列出的。

    例：liaison chair plan --from 2024-06-15 --count 4 --term 12m --order joined
    例：liaison chair plan --from 2024-06-15 --count 4
    """
    from liaison.nouns.council.charter import CHARTER
    from liaison.queries.worked_out import as_relation
    from liaison.rules.council.terms import length, span
    from liaison.services.council import chair
    from liaison.services.writing.draft import Draft
    from liaison.services.writing.saving import save_all

    told = order and typed.one_of(order, ORDERS, "次序（--order）")
    first, months = typed.day(start, "--from") or here.today, term and length(term)
    terms = typed.whole(count, "任数（--count）", least=1)
    if months:  # one too far off is refused before anything is opened
        span(date.fromisoformat(first), months, terms - 1)
    by = told or ""

    def planned(database: Database) -> list[Record]:
        nonlocal by
        usual, order_set = turn(database, first, area)
        by = by or order_set
        return chair.plan(
            database,
            start=first,
            count=terms,
            months=months or usual,
            order=by,
            after=by_id(database, MEMBER, find(database, MEMBER, after)) if after else None,
            skip=frozenset(
                by_id(database, MEMBER, find(database, MEMBER, name))["code"] for name in skip or ()
            ),
            area=area,
        )

    def arranged(database: Database) -> tuple[list[Record], asking.Asked, list[Record], int]:
        asked = asking.read(here, database, (PLAN,), values, given=_TOLD)
        rows = planned(database)
        relation, bound = as_relation(PLAN, rows)
        return rows, asked, *lists.found(here, database, relation, asked, **bound)

    if save:
        with here.writing(CHAIR, CHARTER) as work:  # whose rules are asked
            rows, asked, some, total = arranged(work.database)
            slots = [column.slot for column in PLAN.columns]
            save_all(work, CHAIR, [Draft({slot: row[slot] for slot in slots}) for row in rows])
        here.say(f"已写入 {len(rows)} 任。")
    else:
        with here.reading() as database:
            _rows, asked, some, total = arranged(database)
    title = f"{PLAN.label}（{ORDERS[by]}）"
    return lists.listing(here, asked, PLAN.columns, some, total, title=title, stem=PLAN.label)


@command(app, "order", "排序", more=of_sheet())
def order(
    here: Here,
    names: Annotated[
        list[str],
        typer.Argument(metavar="文件|单位…", help="一列单位名称的表，或依次写出各单位"),
        UNITS,
    ],
    *,
    values: dict[str, Any],
) -> Answer:
    """设定联席会议自己议定的轮值顺序（chair plan --order list 用）。

    例：liaison chair order 外滩投资集团 汇添富 M003 M004
    """
    from liaison.services.council.chair import set_order

    def seated(work: Work, units: list[int]) -> Answer:
        set_order(work, units)
        work.change.flush()
        found = in_order(work.database)
        columns = MEMBER.pick("rank", "code", "name", "short")
        return Listing(columns, found, "议定的轮值顺序", "轮值顺序")

    file = names[0] if len(names) == 1 and is_sheet(names[0]) else None
    choose = chosen(values, file)
    if file is None:
        with here.writing(CHAIR, keep=not choose.dry_run) as work:
            several = typed.several(names, "单位")
            return seated(work, [find(work.database, MEMBER, name) for name in several])
    from liaison.cli.exchange.telling import told
    from liaison.services.council.chair import SEAT

    def by_rows(work: Work, rows: list[Row]) -> Answer:
        rows.sort(key=lambda row: (row["position"] is None, row["position"], row.line))
        return seated(work, [row["unit_id"] for row in rows])

    return told(here, Path(file), SEAT, choose, by_rows, writes=CHAIR, named="names", otherwise=_unheaded)


def _unheaded(table: RawTable) -> tuple[Placed, str]:
    """A table without a header that is known: its first column holds the units."""
    from liaison.services.council.chair import SEAT
    from liaison.services.sheets.headers import Placed

    said = f"工作表“{table.name}”没有认识的表头，第一列从第一行起按单位的次序读。"
    return Placed(SEAT, table, {0: SEAT["unit"]}, 0, ()), said


@command(app, "appoint", "任命", more=[p for p in typed.options(CHAIR, adding=True) if p.name != "unit"])
def appoint(here: Here, unit: Unit, values: dict[str, Any]) -> Answer:
    """任命一任轮值主席。

    例：liaison chair appoint 汇添富 --from 2023-01-01 --to 2024-06-30 --theme 金融生态圈
    """
    from liaison.services.writing.saving import save

    with here.writing(CHAIR) as work:
        given = typed.read_values(work.database, CHAIR, {"unit": unit} | values)
        record = save(work, CHAIR, given)
    return One(CHAIR.columns, record, CHAIR.label, f"“{record['unit']}”任{_called(record)}。")


def _as_said(columns: tuple[Column, ...], terms: list[Record]) -> tuple[Column, ...]:
    """The columns of terms as people read them: an acting chair is called 代理 where others have their number."""
    if CHAIR["ordinal"].key not in {one.key for one in columns}:
        return columns
    for one in terms:
        one["which"] = "代理" if one["acting"] else CHAIR["ordinal"].kind.show(one["ordinal"])
    which = Column("which", CHAIR["ordinal"].label)
    return tuple(which if one.key == "ordinal" else one for one in columns if one.key != "acting")


def _called(record: Record) -> str:
    number = f"第 {record['ordinal']} 任" if record["ordinal"] else ""
    return f"{number}{'代理' if record['acting'] else ''}轮值主席"


Ordinal = Annotated[
    str,
    typer.Argument(metavar="任次|日期|单位", help="第几任，任期第一天，或单位名称（取它最近的一任）"),
    TERM,
]


@command(app, "end", "卸任")
def end(
    here: Here,
    ordinal: Ordinal,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="任期的最后一天"), CHAIR["end"]],
    area: Area = None,
) -> Answer:
    """结束一任；写的是任期的最后一天。

    例：liaison chair end 4 --on 2024-06-30
    """
    return _change(here, ordinal, area, {"end": on})


@command(
    app,
    "edit",
    "修改",
    more=[p for p in typed.options(CHAIR, adding=False) if p.name not in ("area", "ordinal")],
)
def edit(here: Here, ordinal: Ordinal, values: dict[str, Any], area: Area = None) -> Answer:
    """修改一任的单位、日期、主题等。

    例：liaison chair edit 4 --theme 金融生态圈
    """
    return _change(here, ordinal, area, values)


def _change(here: Here, ordinal: str, area: str | None, values: dict[str, Any]) -> Answer:
    from liaison.services.writing.saving import save

    with here.writing(CHAIR) as work:
        old = by_id(work.database, CHAIR, term(work.database, ordinal, area)["id"])
        record = save(work, CHAIR, standard.changes(work.database, CHAIR, values), old)
    said = f"已修改{_called(record)}：{record['unit']}。"
    return One(CHAIR.columns, record, CHAIR.label, said, before=old)


standard.listing(app, CHAIR, text="列出历任轮值主席。\n\n例：liaison chair list", shown=_as_said)


@command(app, "current", "当前", more=partial(filters.options, (_STANDING,)))
def current(
    here: Here,
    values: dict[str, Any],
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天，默认今天"), DAY] = None,
) -> Answer:
    """当天在任的轮值主席；各片区各一位。

    例：liaison chair current --on 2023-06-30
    """
    day = typed.day(on) or here.today
    with here.reading() as database:
        asked = asking.read(here, database, (_STANDING,), values)
        some, total = lists.found(here, database, _STANDING, asked, IN_OFFICE, day=day)
    title, stem = f"{day} 在任的轮值主席", f"轮值主席-{day}"
    return lists.listing(here, asked, CHAIR.columns, some, total, title=title, stem=stem, shown=_as_said)


handing.handover(app)


@command(app, "remove", "删除")
def remove(here: Here, ordinal: Ordinal, area: Area = None, yes: Yes = False) -> Answer:
    """删除登记错的一任。

    例：liaison chair remove 4
    """
    return removed(here, lambda work: {CHAIR.name: [term(work.database, ordinal, area)["id"]]}, yes=yes)


exchange.exchange(app, "chair")
