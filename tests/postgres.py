"""A PostgreSQL server for the tests: the one that ``LIAISON_TEST_PG_URL`` names, else Debian's, started for this run alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOLD = "LIAISON_TEST_PG_URL"


class NoServer(Exception):  # noqa: N818 - it is no failure of a test
    """There is no PostgreSQL to test with; the text says why."""


def binaries() -> Path:
    """The folder of Debian's newest server, or of the one on the path."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: [int(part) for part in path.parts[-3].split(".") if part.isdigit()],
    )
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise NoServer("没有设置 LIAISON_TEST_PG_URL，也没有安装 Debian 的 postgresql")


@contextmanager
def server() -> Iterator[str]:
    """The URL of a database that tests may make schemas in. Raises ``NoServer``."""
    if told := os.environ.get(TOLD):
        yield told
        return
    programs = binaries()
    # A short folder: the name of a socket may have 107 bytes, and pytest's folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    as_user: dict[str, str] = {}
    if os.geteuid() == 0:
        as_user = {"user": "postgres", "group": "postgres"}
        shutil.chown(folder, "postgres", "postgres")

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            cwd=folder,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            **as_user,  # type: ignore[call-overload]
        )

    data = folder / "data"
    settings = (
        f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    try:
        call("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        call("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", settings, "-w", "start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoServer(f"PostgreSQL 没有启动：{error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
