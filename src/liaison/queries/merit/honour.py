"""Honours of a unit, certificates by number, and what is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from liaison.columns import Record
from liaison.errors import left_open
from liaison.nouns.merit.honour import HONOUR, HONOUR_STEP
from liaison.queries.due import Due
from liaison.queries.filing import Sort
from liaison.queries.handover import Open
from liaison.queries.keys import quoted
from liaison.queries.records import records
from liaison.queries.series import Series
from liaison.queries.states import as_of, state_on
from liaison.queries.unit_file import Part
from liaison.rules.keeping.attachments import SCAN
from liaison.rules.merit.honours import HELD, IN_USE, PLAQUE
from liaison.rules.series import CERTIFICATES
from liaison.store.database import Database

_EARLY = timedelta(days=90)
"""How long before its end something is renewed at the earliest."""


CERTIFICATE = Series(HONOUR, "certificate", CERTIFICATES, by="by")
"""The numbers of certificates."""


def won_plaques(database: Database, first: str, last: str) -> list[Record]:
    """The plaques that were given from the first to the last day."""
    where = f"t.kind = '{PLAQUE}' AND t.day >= :first AND t.day <= :last"
    return records(database, HONOUR, where, first=first, last=last)


def of_project(database: Database, project: int) -> list[Record]:
    """What was won by a project and still stands, in the order of days."""
    where = f"t.project_id = :project AND t.day IS NOT NULL AND t.status IN ({quoted(HELD)})"
    return records(database, HONOUR, where, project=project)


def _to_review(database: Database, today: str, until: str) -> Iterator[Record]:
    """What is in use and to be reviewed, or at its end, by a day; renewed since then, it lacks its new days."""
    end = "CASE WHEN COALESCE(t.review, '9999-12-31') < COALESCE(t.until, '9999-12-31') THEN t.review ELSE t.until END"
    rows = database.records(
        f"SELECT t.id, t.code, t.name, t.status, t.review, COALESCE(u.short, u.name) AS holder, {end} AS day, "
        f"(SELECT max(s.day) FROM {HONOUR_STEP.table} AS s WHERE s.honour_id = t.id AND s.status = '续期') AS renewed "
        f"FROM {HONOUR.table} AS t JOIN unit AS u ON u.id = t.holder_id "
        f"WHERE t.status IN ({quoted(IN_USE)}) AND {end} <= :until ORDER BY day, t.code",
        until=until,
    )
    for row in rows:
        code, status = row["code"], row["status"]
        word = "到复核日" if row["day"] == row["review"] else "到有效期"
        if status == "续期" and _is_just_renewed(row):
            what, command = (
                "已经续期，还没有填新的日期",
                f"liaison honour edit {code} --until {left_open('有效期至')} --review {left_open('复核日')}",
            )
        elif status == "复核":
            what, command = (
                f"{word}，正在复核",
                f"liaison honour step {code} {left_open('续期或摘牌')} --on {today}",
            )
        else:
            what, command = word, f"liaison honour step {code} 复核 --on {today}"
        yield {
            "what": f"“{row['name']}”（{row['holder']}）{what}",
            "of": row["id"],
            "code": code,
            "day": row["day"],
            "command": command,
        }


def _is_just_renewed(row: Record) -> bool:
    """Whether it was renewed for the very day that is still on record as its end."""
    renewed = row["renewed"]
    return renewed is not None and date.fromisoformat(row["day"]) - date.fromisoformat(renewed) <= _EARLY


def _in_use(database: Database, day: str) -> list[Record]:
    """The plaques that hang on a day."""
    where = f"t.kind = '{PLAQUE}' AND t.day <= :day AND {state_on(HONOUR, 't', ':day')} IN ({quoted(IN_USE)})"
    return as_of(database, HONOUR, records(database, HONOUR, where, day=day), day)


HANDOVER = (
    Open(
        "plaques",
        "在用授牌",
        HONOUR.pick("code", "name", "holder", "certificate", "day", "until", "status"),
        _in_use,
    ),
)
DUE = (Due("honour_review", "授牌复核", _to_review, ahead=30),)


GAPS = (
    CERTIFICATE.gap(
        "certificates_missing",
        "缺号的证书编号",
        lambda first: (
            f"liaison honour add {left_open('名称')} --kind {left_open('类别')} --holder {left_open('获得者')} "
            f"--on {left_open('日期')} --certificate {first}"
        ),
    ),
)


def _of_unit(database: Database, unit: int, day: str) -> list[Record]:
    """The honours and plaques of a unit, each in the state it has reached on a day."""
    return as_of(database, HONOUR, records(database, HONOUR, "t.holder_id = :unit", unit=unit), day)


UNIT_FILE = (
    Part(
        "honours",
        HONOUR.label,
        HONOUR.pick("code", "name", "kind", "level", "by", "certificate", "day", "until", "status"),
        _of_unit,
    ),
)


FILED = (
    Sort(
        "honour",
        "荣誉",
        HONOUR,
        by="by",
        day="day",
        number="number",
        wants=SCAN,
        when=lambda honour: honour["status"] in (*HELD, "摘牌"),
    ),
)
