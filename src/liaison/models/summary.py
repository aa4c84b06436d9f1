"""Years that are closed: their figures, lists and sentences as they were published, and what was corrected since."""

from __future__ import annotations

from sqlmodel import SQLModel

from liaison.models.base import key, refers, text, whole


class Closing(SQLModel, table=True):
    """A year closed by ``who`` at ``at``, until it was ``reopened``.

    ``figures`` and ``content`` are the year's summary as it was published then, as JSON; ``basis`` tells, digest by digest,
    what the records gave of each of its parts when last that was accepted.
    """

    __tablename__ = "closing"

    id: int = key()
    year: int = whole(required=True)
    at: str = text(required=True)
    who: str = text(required=True)
    figures: str = text(required=True)
    content: str = text(required=True)
    basis: str = text(required=True)
    reopened: str | None = text()
    reopened_by: str | None = text()
    reason: str | None = text()


class Correction(SQLModel, table=True):
    """A change of what the records give for a closed year, made on purpose; ``parts`` are those that became others, as JSON."""

    __tablename__ = "correction"

    id: int = key()
    closing_id: int = refers("closing", required=True)
    at: str = text(required=True)
    who: str = text(required=True)
    reason: str = text(required=True)
    parts: str = text(required=True)
