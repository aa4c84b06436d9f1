"""liaison honour: honours, plaques, letters of appointment and certificates."""

from __future__ import annotations

from liaison.cli.exchange import verbs as exchange
from liaison.cli.keeping.removing import removing
from liaison.cli.shell import standard
from liaison.cli.shell.aliasing import aliasing
from liaison.cli.shell.children import move
from liaison.cli.shell.grammar import noun_app
from liaison.nouns.merit.honour import HONOUR

app = noun_app("honour")

standard.add(
    app,
    HONOUR,
    text="登记一项荣誉、授牌、聘书或证书：没有日期的算拟报，有日期的荣誉算获得，别的算在用。\n\n"
    "例：liaison honour add 示例优秀案例 --kind 证书 --holder 汇添富 --certificate 〔2023〕DJ- --on 2023-12-20",
)
standard.listing(app, HONOUR, text="列出荣誉和授牌。\n\n例：liaison honour list --kind 授牌")
standard.show(app, HONOUR, text="查看一项荣誉。\n\n例：liaison honour show J2023-001")
standard.edit(app, HONOUR, text="修改一项荣誉。\n\n例：liaison honour edit J2023-001 --level 区级")
aliasing(
    app,
    HONOUR,
    text="查看、登记、去掉一项荣誉的别名：别人的表里怎样称呼它。\n\n例：liaison honour alias J2023-001 示例品牌奖",
)
move(
    app,
    HONOUR,
    text="登记进展：申报到获得，在用到复核、续期、摘牌；每一步连同日期都保留。\n\n"
    "例：liaison honour step J2022-001 复核 --on 2023-12-25",
)
removing(
    app,
    HONOUR,
    text="删除登记错的荣誉，或只删它最后一次进展。\n\n例：liaison honour remove J2023-001",
)
exchange.exchange(app, "honour")
