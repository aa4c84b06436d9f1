"""Joint projects, the stages they went through, their indicators and readings."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from liaison.models.base import is_day, key, refers, text, whole


class Project(SQLModel, table=True):
    """A joint project; ``stage`` is its present stage, ``budget`` in 分."""

    __tablename__ = "project"
    __table_args__ = (is_day("start"), is_day("finished"))

    id: int = key()
    code: str = text(required=True, unique=True)
    name: str = text(required=True, unique=True)
    kind: str | None = text()
    lead_id: int = refers("unit", required=True)
    stage: str | None = text()
    start: str | None = text()
    finished: str | None = text()
    budget: int | None = whole()
    content: str | None = text()
    initials: str = text(required=True)


class ProjectPartner(SQLModel, table=True):
    """A unit that takes part in a project beside its lead."""

    __tablename__ = "project_partner"
    __table_args__ = (UniqueConstraint("project_id", "unit_id"),)

    id: int = key()
    project_id: int = refers("project", required=True)
    unit_id: int = refers("unit", required=True)
    position: int = whole(required=True)


class ProjectStage(SQLModel, table=True):
    """A move of a project into a stage, with its day."""

    __tablename__ = "project_stage"
    __table_args__ = (UniqueConstraint("project_id", "stage", "day"), is_day("day"))

    id: int = key()
    project_id: int = refers("project", required=True)
    stage: str = text(required=True)
    day: str = text(required=True)
    note: str | None = text()


class Indicator(SQLModel, table=True):
    """What a project measures, how often, and how its readings are put together."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("project_id", "name"),)

    id: int = key()
    project_id: int = refers("project", required=True)
    name: str = text(required=True)
    unit: str | None = text()
    every: str = text(required=True)
    total: str = text(required=True)
    target: str | None = text()
    lower_is_better: int | None = whole()


class Reading(SQLModel, table=True):
    """One reading of an indicator, taken on ``day`` for the period that begins on ``period``; ``value`` in ten-thousandths."""

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("indicator_id", "period"),
        is_day("day"),
    )

    id: int = key()
    indicator_id: int = refers("indicator", required=True)
    day: str = text(required=True)
    period: str = text(required=True)
    value: int = whole(required=True)
