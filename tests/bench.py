"""How fast the program is, against what it could not be faster than: ``make bench``; no test, and not collected as one.

Every job is a whole process. The jobs of a table run in turn (A B A B …) after a round that is not counted, so that what
else the machine does meets them alike; medians are shown. Only the ratios within one run say anything.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from councils import Size, fill, fill_governance, fill_projects, fill_readings, fill_sheets, fill_units

BIN = Path(sys.executable).parent
LIAISON = str(BIN / "liaison")
SIZES = (Size(0, 0), Size(23, 72), Size(126, 341), Size(5_000, 13_055))
"""The council with nothing in it shows what a summary costs before its first row."""
WORKBOOKS = ((500, 40, 300, 73), (5_000, 60, 1_000, 700))
"""Units, projects, days of readings, activities: sheets of 20,000 and of 200,000 rows."""
LARGE, MEETINGS, MATTERS = Size(126, 341), 40, 2_000
"""A council that is governed: so many meetings and matters in a year."""
INDICATORS, DAYS = 100, 1_000
"""What makes 100,000 readings."""

IMPORT_FLOOR = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[1:]
connection = sqlite3.connect(sys.argv[2])
known = dict(connection.execute("SELECT name, id FROM indicator"))
connection.executemany(
    "INSERT INTO reading (indicator_id, day, period, value) VALUES (?, ?, ?, ?)",
    ((known[indicator], day.isoformat(), day.isoformat(), round(value * 10_000)) for _, indicator, day, value in rows),
)
connection.commit()
"""
EXPORT_FLOOR = """
import sqlite3, sys
from datetime import date
from xlsxwriter import Workbook
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT p.name, i.name, r.day, r.value / 10000.0 FROM reading AS r JOIN indicator AS i ON i.id = r.indicator_id "
    "JOIN project AS p ON p.id = i.project_id ORDER BY p.code, i.id, r.day"
)
book = Workbook(sys.argv[2])
sheet, style = book.add_worksheet("指标读数"), book.add_format({"num_format": "yyyy-mm-dd"})
sheet.write_row(0, 0, ("项目", "指标", "日期", "数值"))
for row, (project, indicator, day, value) in enumerate(rows, start=1):
    sheet.write_string(row, 0, project)
    sheet.write_string(row, 1, indicator)
    sheet.write_datetime(row, 2, date.fromisoformat(day), style)
    sheet.write_number(row, 3, value)
book.close()
"""


WORKBOOK_FLOOR = """
import sqlite3, sys
from datetime import date
from xlsxwriter import Workbook
connection = sqlite3.connect(sys.argv[1])
book = Workbook(sys.argv[2])
style = book.add_format({"num_format": "yyyy-mm-dd"})
sheets = {
    "成员单位": "SELECT u.code, u.name, u.short, u.category, u.party_members, u.headcount, u.rank, s.joined, u.sort_key "
    "FROM unit AS u JOIN spell AS s ON s.unit_id = u.id ORDER BY u.rank",
    "加入退出": "SELECT u.name, s.joined FROM spell AS s JOIN unit AS u ON u.id = s.unit_id ORDER BY u.rank",
    "共建项目": "SELECT p.code, p.name, u.name, p.stage, p.start FROM project AS p JOIN unit AS u ON u.id = p.lead_id",
    "项目指标": "SELECT p.name, i.name, i.unit, i.every, i.total, i.target, i.lower_is_better FROM indicator AS i "
    "JOIN project AS p ON p.id = i.project_id",
    "指标读数": "SELECT p.name, i.name, r.day, r.value / 10000.0 FROM reading AS r JOIN indicator AS i "
    "ON i.id = r.indicator_id JOIN project AS p ON p.id = i.project_id ORDER BY p.code, i.id, r.day",
    "活动台账": "SELECT a.code, a.title, a.kind, a.start, a.last_day, u.name, a.people, a.turns, a.hours / 10000.0, "
    "(SELECT group_concat(v.code, '、') FROM attendance AS t JOIN unit AS v ON v.id = t.unit_id WHERE t.activity_id = a.id) "
    "FROM activity AS a JOIN unit AS u ON u.id = a.host_id ORDER BY a.start, a.code",
    "参加情况": "SELECT a.code, u.name, t.people, t.party FROM attendance AS t JOIN activity AS a ON a.id = t.activity_id "
    "JOIN unit AS u ON u.id = t.unit_id ORDER BY a.start, a.code, t.id",
}
for name, sql in sheets.items():
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    days = {place for place, column in enumerate(names) if column in ("joined", "start", "last_day", "day")}
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, names)
    for row, values in enumerate(found, start=1):
        for column, value in enumerate(values):
            if value is None:
                continue
            if column in days:
                sheet.write_datetime(row, column, date.fromisoformat(value), style)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
book.close()
"""


NOTICES_FLOOR = """
import sys
from docxtpl import DocxTemplate
template, folder, count = sys.argv[1:]
told = dict.fromkeys(("标题", "专项", "截止日", "托管单位", "收款户名", "账号", "开户行", "秘书处", "成文日期", "简称"), "甲")
for number in range(int(count)):
    letter = {"单位": f"单位{number}", "欠缴": "1.00", "大写": "壹元整", "算法": ["1. 甲"], "附言": "甲"}
    paper = DocxTemplate(template)
    paper.render(told | {"文号": "", "函": [letter]}, autoescape=True)
    paper.save(f"{folder}/{number}.docx")
"""


@dataclass
class Job:
    """A command line to be timed; ``most`` is how many times its floor it may take, ``prepare`` comes before, untimed."""

    name: str
    command: list[str]
    most: float = 0.0
    prepare: Callable[[], object] = lambda: None
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    @property
    def ms(self) -> float:
        """The median."""
        return statistics.median(self.seconds) * 1_000

    def against(self, floor: Job) -> list[str]:
        """Cells: how many times its floor it takes, how many it may take, and whether that is reached."""
        ratio = self.ms / floor.ms
        aim = [f"≤ {self.most:g}", reached(ratio <= self.most)] if self.most else ["", ""]
        return [f"{ratio:.2f}", *aim]


class Bench:
    """Runs jobs in a folder of their own, in an environment that slows none of them down."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder = folder
        self.runs = runs
        kept = {n: value for n, value in os.environ.items() if not n.startswith(("PYTHON", "LIAISON_"))}
        self.environment = kept | {"LIAISON_TODAY": "2024-01-15"}

    def time(self, *jobs: Job, runs: int = 0) -> None:
        """Run the jobs in turn: a round that is not counted (it compiles, and fills the caches), then ``runs`` rounds."""
        for turn in range((runs or self.runs) + 1):
            for job in jobs:
                job.prepare()
                seconds, megabytes = self.run(job.command)
                if turn:
                    job.seconds.append(seconds)
                    job.megabytes = max(job.megabytes, megabytes)

    def run(self, command: list[str]) -> tuple[float, float]:
        """Run one process; its seconds and its peak of memory in MB. The bench ends where one fails."""
        log = self.folder / "stderr.txt"
        actions = (
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        )
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
    parser = argparse.ArgumentParser(description="计时：与做同样事情的最低成本相比")
    parser.add_argument("--quick", action="store_true", help="每项只跑三次，不做 5,000 家单位的")
    quick = parser.parse_args().quick
    print(machine())
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        bench = Bench(Path(folder), 3 if quick else 5)
        start_up(bench)
        views(bench)
        governance(bench)
        papers(bench)
        sheets(bench)
        workbooks(bench, WORKBOOKS[:1] if quick else WORKBOOKS)
        summaries(bench, SIZES[:-1] if quick else SIZES)


def machine() -> str:
    """What the figures are measured on."""
    model = platform.processor() or platform.machine()
    if (cpus := Path("/proc/cpuinfo")).exists():
        lines = cpus.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    return (
        f"{model}，{os.cpu_count()} 核，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    )


def start_up(bench: Bench) -> None:
    """What the clerk waits for most often, on the example council."""
    database = str(bench.folder / "demo.db")
    bench.run([LIAISON, "demo", "--db", database])
    nothing = Job("python -c pass", [sys.executable, "-c", "pass"])
    peer = Job("sqlite-utils rows", [str(BIN / "sqlite-utils"), "rows", database, "unit"])
    jobs = [
        nothing,
        peer,
        Job("liaison --help", [LIAISON, "--help"], 1.3),
        Job("liaison member list", [LIAISON, "member", "list", "--db", database], 1.5),
        Job("liaison report year 2023", [LIAISON, "report", "year", "2023", "--db", database]),
    ]
    bench.time(*jobs, runs=3 * bench.runs)
    head("启动（示例，23 家单位）", "毫秒", "÷ python -c pass", "÷ sqlite-utils", "目标", "", "峰值 MB")
    for job in jobs:
        row(
            job.name,
            f"{job.ms:.0f}",
            f"{job.ms / nothing.ms:.1f}",
            *job.against(peer),
            f"{job.megabytes:.0f}",
        )


def views(bench: Bench) -> None:
    """What looks at more than one table, against a plain list."""
    database = str(bench.folder / "demo.db")
    plain = Job("liaison member list", [LIAISON, "member", "list", "--db", database])
    jobs = [
        plain,
        Job("liaison log", [LIAISON, "log", "--db", database], 1.2),
        Job("liaison today", [LIAISON, "today", "--db", database], 1.2),
        Job("liaison check", [LIAISON, "check", "--db", database], 2.0),
        Job("liaison member file M002", [LIAISON, "member", "file", "M002", "--db", database], 1.2),
        Job("liaison fund arrears", [LIAISON, "fund", "arrears", "--db", database]),
    ]
    bench.time(*jobs, runs=3 * bench.runs)
    head("看一眼（示例）", "毫秒", "÷ member list", "目标", "", "峰值 MB")
    for job in jobs:
        row(job.name, f"{job.ms:.0f}", *job.against(plain), f"{job.megabytes:.0f}")


def governance(bench: Bench) -> None:
    """What a large council's meetings and matters cost: a look at what is due and what is wrong, and the year's summary."""
    bare = bench.council("bare")
    fill(bare, LARGE)
    whole = bench.folder / "governed.db"
    afresh(bare, whole)()
    rows = fill_governance(whole, LARGE.units, MEETINGS, MATTERS)
    tables = (
        (
            "看一眼",
            Job("liaison member list", [LIAISON, "member", "list", "--db", str(whole)]),
            Job("liaison today", [LIAISON, "today", "--db", str(whole)], 2.0),
            Job("liaison check", [LIAISON, "check", "--db", str(whole)], 2.0),
        ),
        (
            "2023 年度总结",
            Job("没有会议和事项", [LIAISON, "report", "year", "2023", "--db", str(bare)]),
            Job("有会议和事项", [LIAISON, "report", "year", "2023", "--db", str(whole)], 1.3),
        ),
    )
    for title, floor, *jobs in tables:
        bench.time(floor, *jobs)
        head(
            f"{title}（{LARGE.units} 家单位，{MEETINGS} 次会议、{MATTERS:,} 件事项，{rows:,} 行）",
            "毫秒",
            "倍数",
            "目标",
            "",
            "峰值 MB",
        )
        for job in (floor, *jobs):
            row(job.name, f"{job.ms:,.0f}", *job.against(floor), f"{job.megabytes:.0f}")


def papers(bench: Bench) -> None:
    """A notice to each of 126 units, against docxtpl filling the same template in as often; the page of a year, against the screen."""
    place = ["--db", str(bench.folder / "zengcheng.db")]
    for line in (
        ["demo", "zengcheng"],
        ["fund", "open", "示例专项", "--code", "F999", "--opened", "2023-01-01"],
        ["fund", "apportion", "F999", "--total", "126000", "--by", "equal", "--on", "2023-02-01"],
    ):
        bench.run([LIAISON, *line, *place])
    folder, page = bench.folder / "notices", bench.folder / "page.html"

    def cleared() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    notices = [LIAISON, "paper", "payment", "F999", *place, "--apart", str(folder)]
    bench.run(notices)
    letters = len(list(folder.iterdir()))
    template = str(Path(__file__).parents[1] / "templates" / "papers" / "缴款通知.docx")
    floor = Job("docxtpl", [sys.executable, "-c", NOTICES_FLOOR, template, str(folder), str(letters)])
    floor.prepare = lambda: (cleared(), folder.mkdir())
    report = [LIAISON, "report", "year", "2023", *place]
    screen = Job("屏幕", report)
    tables = (
        (
            f"{letters} 份缴款通知",
            floor,
            Job("一家一个文件", notices, 3.0, cleared),
            Job("一个文件", [*notices[:-2], "--force", "-o", str(bench.folder / "notices.docx")], 3.0),
        ),
        ("2023 年度总结", screen, Job("网页", [*report, "--force", "-o", str(page)], 1.3)),
    )
    for title, bare, *jobs in tables:
        bench.time(bare, *jobs)
        head(f"{title}（{LARGE.units} 家单位）", "毫秒", "倍数", "目标", "", "峰值 MB")
        for job in (bare, *jobs):
            row(job.name, f"{job.ms:,.0f}", *job.against(bare), f"{job.megabytes:.0f}")


def sheets(bench: Bench) -> None:
    """100,000 readings in and out, against the least that must be done with them."""
    full, empty = bench.council("full"), bench.council("empty")
    for path, days in ((full, DAYS), (empty, 0)):
        with closing(sqlite3.connect(path)) as connection, connection:
            fill_units(connection, INDICATORS)
            fill_projects(connection, INDICATORS)
            fill_readings(connection, INDICATORS, days, random.Random(2023))
    book, ours, floor = (bench.folder / name for name in ("readings.xlsx", "ours.db", "floor.db"))
    write = [sys.executable, "-c", EXPORT_FLOOR, str(full)]
    bench.run([*write, str(book)])
    out = bench.folder / "out.xlsx"
    export = [LIAISON, "project", "export", str(out), "--sheet", "指标读数", "--db", str(full)]
    pairs = (
        (
            Job("calamine ＋ executemany", [sys.executable, "-c", IMPORT_FLOOR, str(book), str(floor)]),
            Job("liaison project import", [LIAISON, "project", "import", str(book), "--db", str(ours)], 3.0),
        ),
        (
            Job("XlsxWriter 循环", [*write, str(out)]),
            Job("liaison project export", export, 1.5),
        ),
    )
    for job, path in zip(pairs[0], (floor, ours), strict=True):
        job.prepare = afresh(empty, path)
    for job in pairs[1]:
        job.prepare = lambda: out.unlink(missing_ok=True)
    head(f"{INDICATORS * DAYS:,} 条读数", "毫秒", "倍数", "目标", "", "峰值 MB")
    for pair in pairs:
        bench.time(*pair)
        for job in pair:
            row(job.name, f"{job.ms:,.0f}", *job.against(pair[0]), f"{job.megabytes:.0f}")
    imported, undone = bench.folder / "imported.db", bench.folder / "undone.db"
    afresh(ours, imported)()
    brought = pairs[0][1]
    back = Job("liaison undo（撤销这次导入）", [LIAISON, "undo", "--db", str(undone)], 1.5)
    back.prepare = afresh(imported, undone)
    bench.time(back)
    head("撤销", "毫秒", "÷ 导入", "目标", "", "峰值 MB")
    row(back.name, f"{back.ms:,.0f}", *back.against(brought), f"{back.megabytes:.0f}")


def workbooks(bench: Bench, sizes: tuple[tuple[int, int, int, int], ...]) -> None:
    """A whole council out as one workbook, against a loop that writes the bare cells; and back."""
    out = bench.folder / "council.xlsx"
    for size in sizes:
        path = bench.council(f"workbook-{size[0]}")
        rows = fill_sheets(path, *size)
        floor = Job("XlsxWriter 循环", [sys.executable, "-c", WORKBOOK_FLOOR, str(path), str(out)])
        export = [LIAISON, "workbook", "export", str(out), "--force", "--db", str(path)]
        ours = Job("liaison workbook export", export, 2.0)
        bench.time(floor, ours, runs=3)
        back = Job("liaison workbook import", [LIAISON, "workbook", "import", str(out), "--db", str(path)])
        bench.time(back, runs=3)
        head(f"工作簿，{size[0]:,} 家单位，{rows:,} 行", "毫秒", "倍数", "目标", "", "峰值 MB")
        for job in (floor, ours, back):
            row(job.name, f"{job.ms:,.0f}", *job.against(floor), f"{job.megabytes:.0f}")


def afresh(source: Path, target: Path) -> Callable[[], object]:
    """What puts a copy of a database where the last run has written."""

    def copy() -> None:
        for path in target.parent.glob(f"{target.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copy(source, target)

    return copy


def summaries(bench: Bench, sizes: tuple[Size, ...]) -> None:
    """The summary of 2023 for councils of growing size: from one to the next it may not grow more than the rows do."""
    out = bench.folder / "summary.xlsx"
    rows: list[int] = []
    screens: list[Job] = []
    books: list[Job] = []
    for size in sizes:
        path = bench.council(f"council-{size.units}")
        rows.append(fill(path, size))
        report = [LIAISON, "report", "year", "2023", "--db", str(path)]
        screens.append(Job(f"屏幕，{size.units:,} 家单位", report))
        books.append(Job(f"工作簿，{size.units:,} 家单位", [*report, "--force", "-o", str(out)]))
    bench.time(*screens, *books)
    head(
        "2023 年度总结",
        "行数",
        "毫秒",
        "每行微秒（减去空库）",
        "行数是上一档的",
        "毫秒是上一档的",
        "",
        "峰值 MB",
    )
    for jobs in (screens, books):
        for place, (count, job) in enumerate(zip(rows, jobs, strict=True)):
            each = f"{1_000 * (job.ms - jobs[0].ms) / count:.1f}" if count else ""
            growth = ["", "", ""]
            if place > 1:
                more, longer = count / rows[place - 1], job.ms / jobs[place - 1].ms
                growth = [f"{more:.1f} 倍", f"{longer:.1f} 倍", reached(longer <= more)]
            row(job.name, f"{count:,}", f"{job.ms:,.0f}", each, *growth, f"{job.megabytes:.0f}")


def reached(yes: bool) -> str:
    """Whether an aim is reached."""
    return "达到" if yes else "未达到"


def head(*cells: str) -> None:
    """Begin a table."""
    print()
    row(*cells)
    row("---", *["---:"] * (len(cells) - 1))


def row(*cells: str) -> None:
    """A row of a table, seen at once."""
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
