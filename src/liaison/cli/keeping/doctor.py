"""liaison doctor: whether the database is whole, and nobody has changed it behind the journal's back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.columns import Column
from liaison.kinds import Fixed

app = noun_app("doctor")

_GOOD, _BAD = "正常", "有问题"
_COLUMNS = (
    Column("name", "检查"),
    Column("result", "结果", Fixed((_GOOD, _BAD), ("good", "bad"))),
    Column("detail", "情况"),
    Column("mend", "怎么办"),
)


@dataclass
class Examined(Listing):
    """What was looked at; JSON says it as ``{ok, checks}``, and the exit code whether all is well."""

    ok: bool = True
    sentence: str = "体检发现问题，见上。"

    @property
    def exit_code(self) -> int:
        """4 where something is wrong."""
        return 0 if self.ok else 4

    def to_json(self) -> Any:
        """Whether all is well, and each check."""
        checks = [
            {key: row[key] for key in ("name", "ok", "detail", "mend")} | {"mend": row["mend"] or None}
            for row in self.records
        ]
        return {"ok": self.ok, "checks": checks}


@command(app, "doctor", "体检")
def doctor(
    here: Here,
    deep: Annotated[bool, typer.Option("--deep", help="把每个附件从头读一遍，核对它的摘要")] = False,
    sweep: Annotated[bool, typer.Option("--sweep", help="清掉添加附件时中断留下的、没有登记的文件")] = False,
) -> Answer:
    """检查数据库：数据在哪里、文件和引用是否完好、日志链逐条重算、每行是否与日志一致、余额、附件、权限、最近的备份。

    例：liaison doctor
    例：liaison doctor --deep
    """
    from liaison.services.keeping.doctor import examine

    with here.reading() as database:
        rows = [
            asdict(one) | {"result": _GOOD if one.ok else _BAD}
            for one in examine(database, deep=deep, sweep=sweep)
        ]
    return Examined(_COLUMNS, rows, "体检", f"体检-{here.today}", ok=all(row["ok"] for row in rows))
