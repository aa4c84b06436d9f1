"""Figures about the money raised together, from the memorandum ledgers."""

from __future__ import annotations

from collections.abc import Iterator

from liaison.columns import MEMBERS, Column
from liaison.dates import Day
from liaison.figures.check import Check, Problem, ahead
from liaison.figures.figure import Figure, month, share, total
from liaison.figures.money.fund_lists import SECTIONS, arrears, has_funds, raised
from liaison.figures.section import Sentence
from liaison.nouns.money.fund import ENTRY
from liaison.quantities import Money, Ratio
from liaison.queries.keys import quoted
from liaison.queries.money.fund import BY_UNIT, LEDGER, owing, standing
from liaison.rules.money.ledger import CARRIED_OVER, PLANNED
from liaison.rules.money.reversals import REVERSAL, objection
from liaison.store.database import Database

__all__ = ["CHECKS", "FIGURES", "SECTIONS", "SENTENCES"]

_MONEY = Money(positive=False)
_FUND = (Column("fund_code", "专项编号"), Column("fund", "专项"))
_COLUMNS = (
    *_FUND,
    Column("number", "流水号"),
    Column("day", "日期", Day()),
    Column("kind", "类型"),
    Column("reverses", "冲正流水号"),
    Column("unit", "单位"),
    Column("note", "摘要", reader=MEMBERS),
    Column("amount", "计入金额", _MONEY, adds=True),
)
_ARREARS = (
    *_FUND,
    Column("unit_code", "单位编号"),
    Column("unit", "单位"),
    Column("due", "应缴", _MONEY, adds=True),
    Column("received", "到账", _MONEY, adds=True),
    Column("in_kind", "实物", _MONEY, adds=True),
    Column("refunded", "退款", _MONEY, adds=True),
    Column("amount", "欠缴", _MONEY, adds=True),
)
_IN_PERIOD = "l.day >= :from AND l.day <= :to"
_REVERSED = "冲正按冲正当日反向计入。"
_STANDS = "以后的冲正不改写以前的期末数。"


def _relation(measure: str, condition: str, sign: str = "") -> str:
    return (
        "SELECT l.id AS id, l.fund_id AS fund_id, l.number AS number, l.day AS day, l.kind AS kind, l.reversed AS reverses, "
        "COALESCE(l.category, l.base_kind) AS sort, "
        f"l.unit_id AS unit_id, l.note AS note, {sign}l.{measure} AS amount FROM ({LEDGER}) AS l "
        f"WHERE l.{measure} <> 0 AND {condition}"
    )


_NAMED = (
    "SELECT f.code AS fund_code, f.name AS fund, p.id AS id, p.number AS number, p.day AS day, p.kind AS kind, "
    "p.reverses AS reverses, u.name AS unit, p.note AS note, p.amount AS amount, p.sort AS sort, j.name AS project FROM ({}) AS p "
    "JOIN fund AS f ON f.id = p.fund_id LEFT JOIN unit AS u ON u.id = p.unit_id LEFT JOIN project AS j ON j.id = f.project_id"
)
_SPLIT = (("fund", "fund"), ("unit", "unit"), ("kind", "sort"), ("project", "project"))


def _money(
    key: str,
    label: str,
    definition: str,
    relation: str,
    *,
    adds: bool = False,
    silent: bool = False,
    if_any: bool = False,
    said: tuple[str, ...] = (),
) -> Figure:
    return Figure(
        f"funds_{key}",
        label,
        "元",
        _MONEY,
        definition,
        relation,
        total("amount"),
        _COLUMNS,
        order="day, fund_code, id",
        adds=adds,
        silent=silent,
        if_any=if_any,
        named=_NAMED,
        split=(*_SPLIT, ("month", month("day"))) if adds else _SPLIT,
        said=said,
    )


def _flow(
    measure: str, label: str, definition: str, *, silent: bool = False, said: tuple[str, ...] = ()
) -> tuple[Figure, Figure]:
    """What came to pass in the period, and what of it reverses entries of the years before."""
    earlier = f"{_IN_PERIOD} AND substr(l.reversed_day, 1, 4) < substr(CAST(:from AS TEXT), 1, 4)"
    return (
        _money(
            measure,
            label,
            definition + _REVERSED,
            _relation(measure, _IN_PERIOD),
            adds=True,
            silent=silent,
            said=said,
        ),
        _money(
            f"{measure}_corrected",
            f"其中：冲正以前年度{label}",
            f"本期{label}中，冲正以前年度流水的部分；{_STANDS}",
            _relation(measure, earlier),
            if_any=True,
        ),
    )


def _kind(key: str, label: str, definition: str, kind: str, measure: str = "due", sign: str = "") -> Figure:
    condition = f"{_IN_PERIOD} AND l.base_kind = '{kind}'"
    return _money(
        key, label, definition + _REVERSED, _relation(measure, condition, sign), adds=True, if_any=True
    )


FIGURES = (
    _money(
        "opening",
        "期初资金结余",
        "本期第一天以前的结余，加上本期登记的上年结转，因此 期初结余＋到账－支出－退款＝期末结余（直付两边都计）。"
        + _STANDS,
        _relation("balance", f"(l.day < :from OR l.day <= :to AND l.base_kind = '{CARRIED_OVER}')"),
    ),
    *_flow("due", "应缴资金", "本期记入的应缴与认缴之和，减去减免。"),
    _kind("apportioned", "其中：应缴", "本期记入的应缴之和。", "应缴"),
    _kind("pledged", "其中：认缴", "本期记入的认缴之和。", "认缴"),
    _kind("waived", "其中：减免", "本期记入的减免之和，已从应缴资金中减去。", "减免", sign="-"),
    *_flow(
        "received",
        "到账资金",
        "本期到账之和，含成员单位直付；不含上年结转和实物。",
        said=("资金到账#", "筹资金#", "筹共建资金#", "，到账#"),
    ),
    _kind(
        "direct",
        "其中：直付",
        "本期由成员单位直接付出、不经专项账的款项，到账和支出中都已计入。",
        "直付",
        "received",
    ),
    *_flow("in_kind", "实物折价", "本期实物折价之和。", silent=True),
    *_flow("spent", "支出资金", "本期支出之和，含成员单位直付。", said=("资金支出#", "，支出#")),
    *_flow("refunded", "退款", "本期退还各单位的款项之和。", silent=True),
    _money(
        "balance",
        "期末资金结余",
        f"截至期末所有专项的结余：上年结转＋到账－支出－退款；直付不经专项账，不影响结余。{_STANDS}",
        _relation("balance", "l.day <= :to"),
        said=("资金结余#", "，结余#"),
    ),
    Figure(
        "funds_arrears",
        "期末欠缴资金",
        "元",
        _MONEY,
        "截至期末，逐单位逐专项计算 应缴＋认缴－减免－到账－直付－实物＋退款，大于零的部分之和；多缴的不抵别家；"
        f"退款以该单位在该专项的到账为限。{_STANDS}",
        "SELECT f.code AS fund_code, f.name AS fund, j.name AS project, u.code AS unit_code, u.name AS unit, b.due AS due, "
        f"b.received AS received, b.in_kind AS in_kind, b.refunded AS refunded, {owing('b.{}')} AS amount "
        f"FROM ({BY_UNIT}) AS b JOIN fund AS f ON f.id = b.fund_id JOIN unit AS u ON u.id = b.unit_id "
        "LEFT JOIN project AS j ON j.id = f.project_id "
        f"WHERE {owing('b.{}')} > 0",
        total("amount"),
        _ARREARS,
        order="fund_code, unit_code",
        split=(("unit", "unit"), ("fund", "fund"), ("project", "project")),
    ),
    Figure(
        "funds_collection_rate",
        "资金到位率",
        "比例",
        Ratio(),
        "自设立至期末，（到账＋实物－退款）÷（应缴＋认缴－减免），各专项合计；没有应缴时不计算。",
        "SELECT f.code AS fund_code, f.name AS fund, s.due AS due, s.received AS received, s.in_kind AS in_kind, "
        "s.refunded AS refunded, s.received + s.in_kind - s.refunded AS amount FROM ("
        f"SELECT l.fund_id AS fund_id, {total('l.due')} AS due, {total('l.received')} AS received, "
        f"{total('l.in_kind')} AS in_kind, {total('l.refunded')} AS refunded FROM ({LEDGER}) AS l WHERE l.day <= :to GROUP BY l.fund_id) AS s "
        "JOIN fund AS f ON f.id = s.fund_id",
        share("sum(amount)", "sum(due)"),
        (*_FUND, *_ARREARS[4:8], Column("amount", "到位", _MONEY, adds=True)),
        order="fund_code",
    ),
    Figure(
        "funds_budget_used",
        "预算执行率",
        "比例",
        Ratio(),
        "自设立至期末，有预算的各专项 支出（含直付）÷预算；没有预算时不计算。",
        "SELECT f.code AS fund_code, f.name AS fund, f.budget AS budget, COALESCE(s.spent, 0) AS spent FROM fund AS f "
        f"LEFT JOIN (SELECT l.fund_id AS fund_id, {total('l.spent')} AS spent FROM ({LEDGER}) AS l WHERE l.day <= :to "
        "GROUP BY l.fund_id) AS s ON s.fund_id = f.id WHERE f.budget > 0 AND f.opened <= :to",
        share("sum(spent)", "sum(budget)"),
        (*_FUND, Column("budget", "预算", _MONEY, adds=True), Column("spent", "支出", _MONEY, adds=True)),
        order="fund_code",
    ),
)

SENTENCES = (
    Sentence("funds", raised),
    Sentence("arrears", arrears, clear="欠缴", known=has_funds),
)


def _balances(database: Database) -> Iterator[Problem]:
    for key, name in database.tuples("SELECT id, name FROM fund ORDER BY code"):
        balance = 0
        for day, amount in sorted(standing(database, key).items()):
            balance += amount
            if balance < 0:
                yield Problem("fund", name, f"{day} 的余额是 {_MONEY.show(balance)} 元")
                break


def _reversals(database: Database) -> Iterator[Problem]:
    entries = {row["id"]: row for row in database.records("SELECT * FROM entry ORDER BY id")}
    done: dict[int, set[object]] = {}
    for entry in entries.values():
        if entry["kind"] != REVERSAL:
            continue
        original, reversed_there = entries.get(entry["reverses_id"]), done.setdefault(entry["fund_id"], set())
        if original is not None and original["fund_id"] != entry["fund_id"]:
            original = None
        if found := objection(entry, original, entry["reverses_id"], reversed_there):
            yield Problem("entry", entry["number"], found[1].rstrip("，"))
        elif original is not None:
            reversed_there.add(original["number"])


CHECKS = (
    Check("balances", "各专项每天的余额不小于零", _balances),
    Check("reversals", "冲正与原流水相符", _reversals),
    Check(
        "entries_ahead",
        "收支的日期不在今天以后",
        ahead(ENTRY, f"t.day > :today AND t.kind NOT IN ({quoted(PLANNED)})"),
    ),
)
