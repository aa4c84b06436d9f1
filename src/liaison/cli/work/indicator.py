"""liaison indicator: indicators of anything, and their readings."""

from __future__ import annotations

from typing import Any

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import Child, removing
from liaison.cli.shell import standard
from liaison.cli.shell.answers import Answer, Plain
from liaison.cli.shell.children import child
from liaison.cli.shell.grammar import noun_app
from liaison.columns import Record
from liaison.formats.text import to_json
from liaison.nouns.work.indicator import INDICATOR, READING

app = noun_app("indicator")

standard.add(
    app,
    INDICATOR,
    first="name",
    text="给本会、单位、项目、协议或系列设一个指标；--summary 是 的列入年度总结。\n\n"
    "例：liaison indicator add 示例服务载体 --of 本会 --unit 个 --every 每年 --total 期末 --summary 是",
)
standard.listing(
    app, INDICATOR, text="列出指标，不论是谁的；--of 只列一个对象的。\n\n例：liaison indicator list --of 本会"
)
standard.show(app, INDICATOR, text="查看一个指标。\n\n例：liaison indicator show I001")
standard.edit(app, INDICATOR, text="修改一个指标。\n\n例：liaison indicator edit I001 --target 2500/日")


def _recorded(record: Record, old: Record | None) -> Answer:
    done, label, told = "new", "已登记", _shown(record)
    if old is record:
        done, label = "same", "与已登记的相同"
    elif old:
        done, label, told = "changed", "已更正", f"{_shown(old)} → {told}"
    result = to_json(READING.columns, record) | {"result": done}
    return Plain(result, f"{label}：{record['of']} {record['indicator']} {record['day']} {told}。")


def _shown(record: Record) -> str:
    """What a reading says: its number, with what it was worked out from, or the approximate one as written."""
    if record["approximate"]:
        return str(record["approximate"])
    show = READING["value"].kind.show
    parts = "/".join(show(record[key]) for key in ("numerator", "denominator") if record[key] is not None)
    return show(record["value"]) + (f"（{parts}）" if parts else "")


child(
    app,
    READING,
    "record",
    "记录",
    arguments=("indicator", "day", "value"),
    told=1,
    spared=("value",),
    text="登记指标的读数：一个周期一个读数，同一周期再写即更正；比率写 --numerator、--denominator，说不准的写 --approximate。\n\n"
    "例：liaison indicator record I001 2023-12-29 2135",
    file="从表格导入，列：日期、数值，或分子、分母，或概数",
    answer=_recorded,
)


def _reading_on(database: Any, indicator: int, day: str) -> int | None:
    from liaison.services.work.indicator import reading_on

    return reading_on(database, indicator, day)


removing(
    app,
    INDICATOR,
    Child(READING, "--reading", "day", _reading_on),
    text="删除登记错的指标，或只删它的一个读数。\n\n例：liaison indicator remove I001 --reading 2023-05-08",
)
exchange.exchange(app, "indicator")
