"""liaison log: the journal of what was done."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.shell.answers import Answer, Plain
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.errors import NotFound
from liaison.settings import local_time

app = noun_app("log")


@app.callback()
def _log() -> None:
    """谁在什么时候改了什么。"""


@command(app, "seal", "封印")
def seal(
    here: Here,
    written: Annotated[
        str | None, typer.Argument(metavar="封印", help="以前记下的封印，核对那以前的日志有没有被动过")
    ] = None,
) -> Answer:
    """日志到此刻的封印：抄在纸上或印在总结里，以后可以证明这以前的日志没有被改过。带上封印就核对。

    例：liaison log seal
    例：liaison log seal 41-3f2a9c0d51e8b7a6
    """
    from liaison.queries.keeping.log import seal as sealed
    from liaison.services.keeping.seal import held

    with here.reading() as database:
        last = sealed(database) if written is None else held(database, written)
    if last is None:
        raise NotFound("日志还是空的，", "登记了内容以后再封。")
    value = {"entry": last.entry, "at": last.at, "chain": last.chain, "seal": last.text}
    moment = local_time(last.at)
    if written is None:
        return Plain(value, f"封印 {last.text}（日志第 {last.entry} 条，{moment}）。")
    return Plain(value, f"封印相符：日志第 {last.entry} 条（{moment}）及以前没有被改过。")
