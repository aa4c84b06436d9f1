"""liaison charter: the rules that the council has set itself, and from which day on."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.exchange import verbs as exchange
from liaison.cli.exchange.choices import Yes
from liaison.cli.keeping.removing import removed
from liaison.cli.shell import standard, typed
from liaison.cli.shell.answers import Answer, Listing, One
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import DAY
from liaison.columns import Column, Record
from liaison.errors import NotFound
from liaison.formats import text
from liaison.formats.seen import seen
from liaison.nouns.council.charter import CHARTER
from liaison.queries.council.charter import charter_on
from liaison.queries.keys import key_of
from liaison.rules.council.charter import DEFAULTS
from liaison.rules.council.voting import least
from liaison.store.database import Database

app = noun_app("charter")

_RULES = (Column("rule", "规定"), Column("value", "现行"), Column("source", "出处"))


@command(app, "show", "查看")
def show(
    here: Here,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天的规定"), DAY] = None,
) -> Answer:
    """查看当天有效的规定；章程没有写明的按默认，写明出处。

    例：liaison charter show
    例：liaison charter show --on 2022-12-31
    """
    from liaison.queries.council.member import how_many

    day = typed.day(on) or here.today
    with here.reading() as database:
        return InForce(day, charter_on(database, day), how_many(database, day))


class InForce(Listing):
    """The rules of a day, one a line with where it comes from; as JSON one object, ``unset`` being the keys of defaults.

    ``members`` is how many members there are on that day.
    """

    def __init__(self, day: str, rules: Record, members: int) -> None:
        shown = [column for column in CHARTER.columns if column.key not in ("start", "basis", "note")]
        rows = [self._row(column, rules, members) for column in shown]
        title = f"{day} 有效的规定"
        super().__init__(
            _RULES,
            rows,
            title,
            f"章程-{day}",
            note=str(seen(CHARTER["note"])(rules) or ""),
            narrowed=self._since(rules),
        )
        self.rules = rules

    @staticmethod
    def _since(rules: Record) -> str:
        """From which day on the version holds, and by what."""
        if rules["start"] is None:
            return "还没有登记章程"
        return f"{rules['start']} 起的章程" + (f"（{rules['basis']}）" if rules["basis"] else "")

    @staticmethod
    def _row(column: Column, rules: Record, members: int) -> Record:
        value = rules[column.key]
        shown = column.kind.show(value)
        if column.key == "quorum":
            shown += f"（{members} 家至少到 {least(value, members)} 家）"
        source = "章程"
        if column.key in rules["unset"]:
            default = DEFAULTS[column.key]
            shown, source = shown or default.words, f"默认：{default.source}"
        return {"rule": column.label, "value": shown, "source": source}

    def to_json(self) -> Any:
        """An object."""
        return text.to_json(CHARTER.columns, self.rules) | {"unset": list(self.rules["unset"])}


@command(app, "set", "规定", more=partial(typed.options, CHARTER, adding=False))
def set_(here: Here, values: dict[str, Any]) -> Answer:
    """规定从某天起的任期、会议、比例、期限；没有写的照旧，以前的规定都保留。

    例：liaison charter set --quorum 2/3 --majority 过半数 --from 2024-01-01
    例：liaison charter set --working-days --strict --basis 示例：2023年年会通过
    """
    from liaison.services.council.charter import amend

    with here.writing(CHARTER) as work:
        given = standard.changes(work.database, CHARTER, values | {"start": None})
        day = typed.day(values["start"], CHARTER["start"].flag) or here.today
        record, before = amend(work, day, given)
    said = f"{record['start']} 起的章程已登记。"
    return One(CHARTER.columns, record, f"{CHARTER.label}-{record['start']}", said, before=before)


standard.listing(app, CHARTER, text="列出章程的历次规定。\n\n例：liaison charter list")


@command(app, "remove", "删除")
def remove(
    here: Here,
    start: Annotated[
        str, typer.Argument(metavar="生效日期", help="登记错的那一次从哪天起生效"), CHARTER["start"]
    ],
    yes: Yes = False,
) -> Answer:
    """删除登记错的一次规定；它以前的规定接着有效。

    例：liaison charter remove 2023-01-01
    """
    day = typed.day(start, CHARTER["start"].label)
    return removed(here, lambda work: {CHARTER.name: [_version(work.database, day)]}, yes=yes)


def _version(database: Database, day: str | None) -> int:
    """The key of the version that takes effect on a day. Raises ``NotFound``."""
    found = key_of(database, CHARTER, {"start": day})
    if found is None:
        raise NotFound(f"没有从 {day} 起生效的章程，", "请用 liaison charter list 查看。")
    return found


exchange.exchange(app, "charter")
