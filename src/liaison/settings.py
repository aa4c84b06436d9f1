"""Where things are and what day it is; the only reader of the environment and of the clock."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from liaison.errors import Unreadable


def data_folder() -> Path:
    """The user's data folder, where the database lies unless ``--db`` or ``LIAISON_DB`` says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("liaison", appauthor=False)


@dataclass(frozen=True)
class Place:
    """Where a database is: a file of SQLite, or a URL of PostgreSQL."""

    path: Path | None = None
    url: str = ""
    wait: float = 30
    """Seconds to wait for another writer."""

    def __str__(self) -> str:
        return str(self.path) if self.path else self.url.rsplit("@", 1)[-1]


def place(chosen: str | None) -> Place:
    """The database to use: the option, else ``LIAISON_DB``, else the file in the user's data folder."""
    text = chosen or os.environ.get("LIAISON_DB", "")
    if not text:
        return Place(path=data_folder() / "liaison.db")
    for prefix in ("postgresql+psycopg://", "postgresql://"):
        if text.startswith(prefix):
            return Place(url="postgresql://" + text.removeprefix(prefix))
    if text.startswith("sqlite:///"):
        return Place(path=Path(text.removeprefix("sqlite:///")))
    if "://" in text:
        raise Unreadable(
            f"数据库地址“{text.split('://')[0]}://…”不认识，",
            "请写文件路径，或 postgresql+psycopg:// 开头的地址。",
        )
    return Place(path=Path(text).expanduser())


def today() -> date:
    """Today, or the day that ``LIAISON_TODAY`` sets."""
    text = os.environ.get("LIAISON_TODAY", "")
    if not text:
        return date.today()
    from liaison.kinds import Misread
    from liaison.quantities import Day

    try:
        return date.fromisoformat(Day().parse(text))
    except Misread as error:
        raise Unreadable(f"环境变量 LIAISON_TODAY：{error}。") from None


def now() -> str:
    """The moment, for the journal: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def local_time(moment: str) -> str:
    """A moment of the journal as the clock on the wall shows it, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def user() -> str:
    """Who sits at the machine, for the journal."""
    for name in ("LIAISON_USER", "LOGNAME", "USER", "USERNAME"):
        if value := os.environ.get(name):
            return value
    return "未知"


def template_folder() -> Path | None:
    """The house's own templates, which go before those of the program."""
    text = os.environ.get("LIAISON_TEMPLATES", "")
    folder = Path(text).expanduser() if text else data_folder() / "templates"
    return folder if folder.is_dir() else None
