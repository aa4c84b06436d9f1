"""Why a database server cannot be used, in our own words."""

from __future__ import annotations

import re

_REFUSALS = {
    "refused|not listening": "服务器没有在运行，或端口不对，请核对地址",
    "timeout|timed out": "服务器没有回应，请检查网络和地址",
    "translate host name|not known|resolve": "找不到这台服务器，请核对地址",
    "password": "用户名或密码不对，请核对",
    "role .* does not exist": "服务器上没有这个用户，请核对",
    "database .* does not exist": "服务器上没有这个库，请核对",
    "pg_hba": "服务器不允许从这台电脑连接，请找管理数据库的人开通",
    "closed the connection|terminat|connection": "连接断开了，请稍候重试",
}
"""What the words of libpq, which come without a number, mean; the first that fits."""


def why_refused(words: str) -> str:
    """Why a server cannot be used, in our own words: libpq's are English, and may hold names of the user's."""
    fitting = (told for pattern, told in _REFUSALS.items() if re.search(pattern, words))
    return next(fitting, "请找管理数据库的人看看")
