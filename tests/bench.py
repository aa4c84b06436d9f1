"""How fast the program is, against what it could not be faster than: ``make bench``; no test, and not collected as one.

Every job is a whole process. The jobs of a table run in turn (A B A B …) after a round that is not counted, so that what
else the machine does meets them alike; medians are shown. Only the ratios of one run say anything.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from councils import Size, fill, fill_projects, fill_units

BIN = Path(sys.executable).parent
LIAISON = str(BIN / "liaison")
READINGS = 100_000
SIZES = (Size(0, 0), Size(23, 72), Size(126, 341), Size(5_000, 13_055))
"""The council without anything in it shows what a summary costs before its first row."""

IMPORT_FLOOR = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[1:]
connection = sqlite3.connect(sys.argv[2])
known = dict(connection.execute("SELECT name, id FROM indicator"))
connection.executemany(
    "INSERT INTO reading (indicator_id, day, value) VALUES (?, ?, ?)",
    ((known[indicator], day.isoformat(), round(value * 10_000)) for _, indicator, day, value in rows),
)
connection.commit()
"""
EXPORT_FLOOR = """
import sqlite3, sys
from datetime import date
from xlsxwriter import Workbook
book = Workbook(sys.argv[2])
sheet = book.add_worksheet("指标读数")
style = book.add_format({"num_format": "yyyy-mm-dd"})
for column, label in enumerate(("项目", "指标", "日期", "数值")):
    sheet.write_string(0, column, label)
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT p.name, i.name, r.day, r.value / 10000.0 FROM reading AS r JOIN indicator AS i ON i.id = r.indicator_id "
    "JOIN project AS p ON p.id = i.project_id ORDER BY p.code, i.id, r.day"
)
for row, (project, indicator, day, value) in enumerate(rows, start=1):
    sheet.write_string(row, 0, project)
    sheet.write_string(row, 1, indicator)
    sheet.write_datetime(row, 2, date.fromisoformat(day), style)
    sheet.write_number(row, 3, value)
book.close()
"""


@dataclass
class Job:
    """A command line to be timed; ``prepare`` runs before each time and is not timed."""

    name: str
    command: list[str]
    prepare: Callable[[], object] = lambda: None
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    @property
    def ms(self) -> float:
        """The median, in milliseconds."""
        return statistics.median(self.seconds) * 1_000


class Bench:
    """Runs jobs in a folder of their own, with an environment that slows nothing down."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder = folder
        self.runs = runs
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LIAISON_"))
        }
        self.environment = kept | {"LIAISON_TODAY": "2024-01-15", "PYTHONUTF8": "1"}

    def time(self, jobs: Iterable[Job], runs: int = 0) -> None:
        """Run each job in turn, once uncounted (that compiles and fills the caches), then ``runs`` times."""
        jobs = list(jobs)
        for turn in range((runs or self.runs) + 1):
            for job in jobs:
                job.prepare()
                seconds, megabytes = self.run(job.command)
                if turn:
                    job.seconds.append(seconds)
                    job.megabytes = max(job.megabytes, megabytes)

    def run(self, command: list[str]) -> tuple[float, float]:
        """Run one process to its end; its seconds and its peak of memory in MB. Ends the bench where it fails."""
        log = self.folder / "stderr.txt"
        actions = [
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        ]
        begin = time.perf_counter()
        child = os.posix_spawn(command[0], command, self.environment, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - begin
        if status:
            sys.exit(f"{' '.join(command)[:200]}\n{log.read_text(encoding='utf-8')}")
        return seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)

    def council(self, name: str) -> Path:
        """A new database with a council and nothing else."""
        path = self.folder / f"{name}.db"
        self.run([LIAISON, "init", "示例联席会议", "--founded", "2018-06-15", "--db", str(path)])
        return path


def main() -> None:
    """Time everything and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="three runs each, no council of 5,000 units")
    quick = parser.parse_args().quick
    print(machine(), end="\n\n")
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        bench = Bench(Path(folder), 3 if quick else 5)
        start_up(bench)
        readings(bench)
        summaries(bench, SIZES[:-1] if quick else SIZES)


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    if (cpus := Path("/proc/cpuinfo")).exists():
        lines = cpus.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    return (
        f"{model}，{os.cpu_count()} 核；{platform.system()} {platform.machine()}；"
        f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    )


def start_up(bench: Bench) -> None:
    """What the clerk waits for most often, on the example council."""
    database = str(bench.folder / "demo.db")
    bench.run([LIAISON, "demo", "--db", database])
    nothing = Job("python -c pass", [sys.executable, "-c", "pass"])
    peer = Job("sqlite-utils rows", [str(BIN / "sqlite-utils"), "rows", database, "unit"])
    ours = {
        Job("liaison --help", [LIAISON, "--help"]): 1.3,
        Job("liaison member list", [LIAISON, "member", "list", "--db", database]): 1.5,
        Job("liaison report year 2023", [LIAISON, "report", "year", "2023", "--db", database]): None,
    }
    bench.time([nothing, peer, *ours], 3 * bench.runs)
    heading("启动（示例，23 家单位）", "命令", "毫秒", "÷ python -c pass", "÷ sqlite-utils", "目标", "", "内存 MB")
    for job, most in {nothing: None, peer: None, **ours}.items():
        ratio = job.ms / peer.ms
        line(job.name, f"{job.ms:.0f}", times(job.ms / nothing.ms), times(ratio), *aim(ratio, most), memory(job))
