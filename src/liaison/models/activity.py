"""Activities, their co-hosts and attendance."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from liaison.models.base import is_day, key, refers, text, whole


class Activity(SQLModel, table=True):
    """An activity; ``people`` at the place, ``turns`` served and ``hours`` (ten-thousandths) are three different things."""

    __tablename__ = "activity"
    __table_args__ = (
        is_day("start"),
        is_day("last_day"),
        CheckConstraint("last_day IS NULL OR start <= last_day", name="in_order"),
    )

    id: int = key()
    code: str = text(required=True, unique=True)
    title: str = text(required=True)
    kind: str = text(required=True)
    series: str | None = text()
    start: str = text(required=True)
    last_day: str | None = text()
    venue: str | None = text()
    host_id: int = refers("unit", required=True)
    supporter: str | None = text()
    project_id: int | None = refers("project")
    people: int | None = whole()
    party: int | None = whole()
    turns: int | None = whole()
    hours: int | None = whole()
    outcome: str | None = text()
    coverage: str | None = text()
    note: str | None = text()
    initials: str = text(required=True)


class ActivityCoHost(SQLModel, table=True):
    """A unit that hosts an activity together with its host."""

    __tablename__ = "activity_co_host"
    __table_args__ = (UniqueConstraint("activity_id", "unit_id"),)

    id: int = key()
    activity_id: int = refers("activity", required=True)
    unit_id: int = refers("unit", required=True)
    position: int = whole(required=True)


class Attendance(SQLModel, table=True):
    """A unit that took part in an activity, with how many people where that is known."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("activity_id", "unit_id"),)

    id: int = key()
    activity_id: int = refers("activity", required=True)
    unit_id: int = refers("unit", required=True)
    position: int | None = whole()
    people: int | None = whole()
    party: int | None = whole()
