"""liaison dispatch: the register of documents that went out."""

from __future__ import annotations

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.shell import standard
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.grammar import noun_app
from liaison.nouns.summary.dispatch import DISPATCH

app = noun_app("dispatch")

standard.add(
    app,
    DISPATCH,
    text="登记一份发出的公文：不写文号就接着编；用 liaison paper … --number 写的公文自动登记。\n\n"
    "例：liaison dispatch add 关于报送示例材料的通知 --kind 通知 --to 各成员单位 --on 2023-12-20",
)
standard.listing(app, DISPATCH, text="列出发文登记。\n\n例：liaison dispatch list --year 2023")
standard.show(app, DISPATCH, text="查看一份发文的登记。\n\n例：liaison dispatch show W2023-001")
standard.edit(
    app, DISPATCH, text="修改一份发文的登记。\n\n例：liaison dispatch edit W2023-001 --to 各成员单位"
)
aliasing(
    app,
    DISPATCH,
    text="查看、登记、去掉一份发文的别名：别人的表里怎样称呼它。\n\n例：liaison dispatch alias W2023-001 示例通知",
)
removing(app, DISPATCH, text="删除登记错的发文，它的文号空出来。\n\n例：liaison dispatch remove W2023-002")
exchange.exchange(app, "dispatch")
