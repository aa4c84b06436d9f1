"""liaison fund: earmarked funds and their memorandum ledger."""

from __future__ import annotations

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.money.apportioning import apportioning
from liaison.cli.money.booking import Fund, On, booking
from liaison.cli.money.ledgers import ledgers
from liaison.cli.shell import standard, typed
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.answers import Answer, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.queries.find import find
from liaison.queries.records import by_id

app = noun_app("fund")

standard.add(
    app,
    FUND,
    "open",
    "设立",
    text="设立一项专项资金（备查账）。\n\n例：liaison fund open 直通车专项 --project 直通车 --custodian 外滩投资集团 --budget 600000 --opened 2022-11-01",
)
standard.listing(app, FUND, text="列出专项资金。\n\n例：liaison fund list")
standard.show(app, FUND, text="查看一项专项资金。\n\n例：liaison fund show F001")
standard.edit(
    app,
    FUND,
    text="修改一项专项资金的名称、预算等；账不在这里改。\n\n例：liaison fund edit F001 --budget 650000",
)
aliasing(
    app,
    FUND,
    text="查看、登记、去掉一项专项资金的别名：别人的表里怎样称呼它。\n\n例：liaison fund alias F001 服务站经费",
)
booking(app)


@command(app, "close", "关闭")
def close(here: Here, fund: Fund, on: On) -> Answer:
    """关闭一项专项资金；以后不能再记账。

    例：liaison fund close F001 --on 2024-12-31
    """
    from liaison.services.money.fund import balance_of
    from liaison.services.writing.saving import save

    day = typed.day(on)
    with here.writing(FUND, given=()) as work:
        old = by_id(work.database, FUND, find(work.database, FUND, fund))
        balance = balance_of(work, old, day or "")
        record = save(work, FUND, {"closed": day}, old)
    left = f"，结余 {ENTRY['amount'].kind.show(balance)} 元" if balance else ""
    said = f"“{record['name']}”已于 {day} 关闭{left}。"
    return One(FUND.columns, record, FUND.label, said, FUND.remark)


apportioning(app)
ledgers(app)
removing(
    app,
    FUND,
    text="删除登记错的专项；已经有流水的不能删，记错的账请用 reverse 冲正。\n\n例：liaison fund remove F003",
)
exchange.exchange(app, "fund")
