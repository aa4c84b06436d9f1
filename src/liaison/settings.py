"""Where things are and what day it is; the only reader of the environment and of the clock."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from liaison.cells import on_one_line
from liaison.errors import NoDatabase, Unreadable


def data_folder() -> Path:
    """The user's data folder, where the office's databases lie unless ``--db`` or ``LIAISON_DB`` says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("liaison", appauthor=False)


def councils_folder() -> Path:
    """Where it is kept which other councils the office has."""
    return data_folder() / "councils"


def choice_file() -> Path:
    """The file that names the council which the office works in; without it that is the first one."""
    return councils_folder() / "current"


Told = Literal["", "--db", "LIAISON_DB", "chosen"]
"""What names a database: an option, the environment, or that the office works in it; nothing where none does."""


_CONNECTION = re.compile(
    r"^\s*(?:postgres|pgsql)|://|(?:^|\s)(?:host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*=|^[^/\\\s]*:[^/\\\s]*@",
    re.IGNORECASE,
)
"""What is meant as the address of a database server, not as the name of a file."""
_PASSWORD = re.compile(
    r"(://[^:/@\s]*:)[^/\s]*(?=@)|((?:pass(?:word|wd)?|pwd)\s*=\s*)(?:'(?:[^'\\]|\\.)*'?|[^&\s]*)",
    re.IGNORECASE,
)


_WORDS = re.compile(r"\s*[a-z_]+\s*=", re.IGNORECASE)


def hidden(text: str) -> str:
    """The text without any password of an address that stands in it."""
    return _PASSWORD.sub(lambda match: f"{match[1] or match[2]}***", text)


@dataclass(frozen=True)
class Place:
    """Where a database is: a file of SQLite, or what libpq connects to (a URL, or words such as ``host=… dbname=…``)."""

    path: Path | None = None
    url: str = ""
    wait: float = field(default=30, compare=False)
    """Seconds to wait for another writer."""
    told: Told = field(default="", compare=False)
    """What named it."""

    def __str__(self) -> str:
        if self.path:
            return str(self.path)
        known = _parsed(self.url) or {}
        host = ":".join(str(known[key]) for key in ("host", "port") if known.get(key))
        return "/".join(filter(None, (host, str(known.get("dbname") or "")))) or "PostgreSQL"


def _parsed(url: str) -> dict[str, Any] | None:
    """An address by its parts, nothing where libpq cannot read it; what is not installed reads none."""
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        return {}
    try:
        found = conninfo_to_dict(url)
    except ProgrammingError:
        return None
    misplaced = "@" in str(found.get("host") or "") or re.search("[^0-9,]", str(found.get("port") or ""))
    return None if misplaced else found  # a part of the password has come to stand there


def place(chosen: str | None) -> Place:
    """The database to use: the option, else ``LIAISON_DB``, else that of the council the office works in.

    Raises ``Unreadable``, and ``NoDatabase`` where it cannot be told which council that is.
    """
    if chosen is not None and not chosen.strip():
        raise Unreadable("--db 后面是空的，", "请写数据库的文件路径，或去掉 --db。")
    text = chosen or os.environ.get("LIAISON_DB", "")
    if text and not text.strip():
        raise Unreadable("环境变量 LIAISON_DB 是空白，", "请写数据库的文件路径，或去掉它。")
    if text:
        return written(text, "--db" if chosen else "LIAISON_DB")
    return _worked_in() or first_place()


def first_place() -> Place:
    """The database of the office's first council."""
    return Place(path=data_folder() / "liaison.db")


def demo_place() -> Place:
    """The database of the example, apart from those of the office."""
    return Place(path=data_folder() / "demo.db")


def _worked_in() -> Place | None:
    """The database that the office has chosen to work in, if it has."""
    file = choice_file()
    try:
        text = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text or not text.isprintable():
        raise NoDatabase(
            f"记着现在用哪个联席会议的文件“{file}”读不了，", "请用 liaison council use 名称 重新选一个。"
        )
    return written(text, "chosen")


def written(text: str, told: Told = "") -> Place:
    """The database that is meant by a text: the path of a file, or the address of a server. Raises ``Unreadable``.

    A relative path is one from the current folder, of the office's own notes one from the user's data folder.
    """
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif _CONNECTION.search(text):
        url = re.sub(r"^\s*postgres(?:ql)?(?:\+\w+)?:", "postgresql:", text, flags=re.IGNORECASE)
        if (
            not url.lower().startswith("postgresql://") and ("://" in url or not _WORDS.match(url))
        ) or _parsed(url) is None:
            raise Unreadable(
                "数据库地址看不懂（内容不在这里显示，以免露出密码），",
                "请写文件路径，或 postgresql://用户名@主机/库名 这样的地址。",
            )
        return Place(url=url, told=told)
    path = _expanded(text)
    return Place(path=data_folder() / path if told == "chosen" else path, told=told)


def as_written(place: Place) -> str:
    """A database as the office notes it: never a password; what lies in the user's data folder by its path from there."""
    if place.path is None:
        try:
            from psycopg.conninfo import make_conninfo
        except ImportError:
            return hidden(place.url)
        known = _parsed(place.url) or {}
        return make_conninfo(**{key: value for key, value in known.items() if "password" not in key})
    path, home = place.path.absolute(), data_folder().absolute()
    return str(path.relative_to(home) if path.is_relative_to(home) else path)


def has_password(place: Place) -> bool:
    """Whether a password stands in a database's address."""
    return any("password" in key for key in _parsed(place.url) or {}) if place.url else False


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise Unreadable(f"没有“{text.split('/')[0]}”这个用户，", "请写完整的路径。") from None


def today() -> date:
    """Today, or the day that ``LIAISON_TODAY`` sets."""
    text = os.environ.get("LIAISON_TODAY", "")
    if not text:
        return date.today()
    from liaison.dates import Day
    from liaison.kinds import Misread

    try:
        day = Day().parse(text)
    except Misread as error:
        raise Unreadable(f"环境变量 LIAISON_TODAY：{error}。") from None
    if day is None:
        raise Unreadable("环境变量 LIAISON_TODAY 是空白，", "请写成 2023-05-01 这样，或去掉它。")
    return date.fromisoformat(day)


def now() -> str:
    """The moment, for the journal: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def local_time(moment: str) -> str:
    """A moment of the journal as the clock on the wall shows it, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def user() -> str:
    """Who sits at the machine, for the journal."""
    for name in ("LIAISON_USER", "LOGNAME", "USER", "USERNAME"):
        if value := on_one_line(os.environ.get(name, "")).strip():
            return value
    return "未知"


def template_folder() -> Path | None:
    """The house's own templates, which go before those of the program."""
    text = os.environ.get("LIAISON_TEMPLATES", "")
    folder = _expanded(text) if text else data_folder() / "templates"
    return folder if folder.is_dir() else None
