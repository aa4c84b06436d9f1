"""Whatever is typed wrong: the right exit code, one Chinese sentence that says what to do, and nothing changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.store import database
from tests.commands import Run, assert_one_sentence, dump

SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)

NOT_UNDERSTOOD = {
    "nosuch": "没有命令“nosuch”",
    "member nosuch": "liaison member --help",
    "member lst": "是不是 list（列表）？",
    "member list --nosuch": "没有选项 --nosuch",
    "member list --categry 甲": "是不是 --category？",
    "member list 多余": "多写了“多余”",
    "member list --on": "选项 --on 后面要跟一个值",
    "member add": "缺少 单位名称",
    "member add 甲单位": "缺少 --category",
    "member list --json --csv": "只能选一个",
    "member list -o 名册.doc": "不知道“名册.doc”要写成什么格式",
    "member list --on 2023-02-30": "“2023-02-30”不是日历上有的日子",
    "member list --on 昨天": "不是能认出的日期",
    "member list --on 2023-05": "只到月份",
    "member list --on 1899-12-31": "1900—9999",
    "member add 甲单位 --category 其他 --joined 2023-13-01": "“2023-13-01”",
    "member add 甲单位 --category 其他 --joined 2023-01-01 --headcount -1": "“-1”小于 0",
    "member add 甲单位 --category 其他 --joined 2023-01-01 --headcount 1.5": "“1.5”不是整数",
    "member add 甲单位 --category 其他 --joined 2023-01-01 --headcount 很多": "“很多”",
    "report term 2023-02-30": "“2023-02-30”不是日历上有的日子",
    "member edit M002": "没有写要修改什么",
    "member export 名册.doc": "不会写“名册.doc”这种文件",
    "member export 名册.xlsx --sheet 没有": "可选：成员单位、加入退出",
    "member form 名册.doc": "不会写“名册.doc”这种文件",
    "member import": "缺少 文件",
    "council edit": "没有写要修改什么",
    "chair edit 4": "没有写要修改什么",
    "chair order": "缺少 文件|单位",
    "chair plan --from 2024-06-15 --count 4 --term 0m --order joined": "不到一个月",
    "chair plan --from 2024-06-15 --count 0 --term 1m --order joined": "“0”小于 1",
    "chair plan --from 2024-06-15 --count 4 --term 一周 --order joined": "“一周”认不出来",
    "chair plan --from 2024-06-15 --count 4 --term 1m --order 随便": "可选：joined 加入先后、name 名称拼音、list 议定顺序、least 任次最少",
    "chair plan --from 2024-06-31 --count 4 --term 1m --order joined": "“2024-06-31”",
    "chair plan --from 9998-06-15 --count 40 --term 12m --order joined": "超出了9999年",
    "project stage 直通车 收工 --on 2024-01-01": "“收工”不在可选范围内",
    "project indicator 直通车 新指标 --every hour": "可选：每日、每周、每月",
    "project indicator 直通车 新指标 --total 乱": "可选：合计、期末、平均、最大",
    "project indicator 直通车 新指标 --target 很多": "“很多”",
    "project indicator 直通车 新指标 --target 5 --per decade": "不是目标",
    "project indicator 直通车 新指标 --per day": "没有写 --target",
    "project record 直通车 乘坐人次 2023-05-08 很多": "“很多”",
    "project record 直通车 乘坐人次 2023-05-08": "缺少 数值（或用 --file 表格）",
    "project record 直通车 乘坐人次 2023-05-08 5 --file 表.csv": "只能写一种",
    "activity attend A2023-001 汇添富": "--people",
    "activity attend A2023-001 汇添富 --people 几个": "“几个”",
    "activity list --year 99": "1900—9999",
    "fund receive F001 汇添富 -5 --on 2023-05-01": "“-5”不是正数",
    "fund receive F001 汇添富 0 --on 2023-05-01": "“0”不是正数",
    "fund receive F001 汇添富 1.234 --on 2023-05-01": "“1.234”超过两位小数",
    "fund receive F001 汇添富 12,34 --on 2023-05-01": "“12,34”不是数字",
    "fund receive F001 汇添富 100 --on 2023-02-30": "“2023-02-30”",
    "fund receive F001 汇添富 100": "缺少 --on",
    "fund spend F001 100 --on 2023-05-01 --payee 甲": "缺少 --category",
    "fund apportion F001 --total 0 --by equal --on 2023-01-01": "“0”不是正数",
    "fund apportion F001 --total 100 --by 不知道 --on 2023-01-01": "可选：equal 等额、headcount 按职工人数、party 按党员人数、weight 按权重",
    "fund apportion F001 --total 100 --by weight --on 2023-01-01": "--weights 要一起写",
    "report year": "缺少 年度",
    "report year 1899": "1900—9999",
    "report year 10000": "1900—9999",
    "report year 今年": "“今年”",
    "report year 2023 --half 3": "“3”不在可选范围内",
    "report term 0": "“0”小于 1",
    "report period --from 2023-01-01": "缺少 --to",
    "report period --from 2023-01-01 --to 2023-02-30": "“2023-02-30”",
    "choice move category 基金机构 0": "“0”小于 1",
    "--db mysql://somewhere member list": "数据库地址看不懂",
}

NOT_FOUND = {
    "member show 没有这家": "没有找到成员单位“没有这家”",
    "member show ''": "没有找到",
    "member show 街道": "M010 示例梅花街道党工委、M011 示例兰花街道党工委、M024 示例竹叶街道党工委",
    "member edit 街道 --area 北片": "对应 3 条成员单位",
    "member leave 街道 --on 2023-12-31": "请写编号或更完整的名称",
    "project show 没有": "liaison project list",
    "project add 新项目 --lead 没有 --start 2023-01-01": "没有找到成员单位“没有”",
    "project record 直通车 没有 2023-01-01 5": "没有唯一的指标“没有”（乘坐人次）",
    "activity show A1999-001": "没有找到",
    "activity add 论坛 --kind 论坛 --on 2023-05-01 --host 汇添富 --co-host 没有": "没有找到成员单位“没有”",
    "fund show F999": "没有找到专项资金“F999”",
    "fund receive F001 没有 5 --on 2023-05-01": "没有找到成员单位“没有”",
    "fund reverse F001 9999 --on 2023-12-01 --reason 记错": "没有流水号“9999”",
    "chair end 99 --on 2024-01-01": "没有第 99 任",
    "chair order 汇添富 没有": "没有找到成员单位“没有”",
    "report term 99": "没有第 99 任",
    "report year 2023 --trace 没有": "没有指标“没有”",
    "choice list 没有": "可选：category（类别）",
    "choice rename category 没有 新词": "类别里没有“没有”",
}

REFUSED = {
    "init 另一个": "已有联席会议",
    "init 另一个 --short 金融外滩": "已有联席会议",
    "demo": "已有联席会议",
    "member add 汇添富基金 --category 基金机构 --joined 2023-01-01": "已有单位名称相同的成员单位",
    "member add 示例青桐清算 --category 其他 --joined 2023-01-01": "已由“M003 示例青桐清算中心”使用",
    "member add 乙单位 --category 其他 --joined 2023-01-01 --code M001": "编号“M001”已由",
    "member add 乙单位 --category 其他 --joined 2023-01-01 --left 2022-01-01": "早于加入日期",
    "member add 乙单位 --category 其他 --joined 2023-01-01 --uscc 91310000132211037X": "第18位是“X”",
    "member add 乙单位 --category 其他 --joined 2023-01-01 --uscc 123": "应为18个字符",
    "member edit M002 --name 示例青桐清算中心": "已由“M003",
    "member edit M002 --joined ''": "缺少加入日期",
    "member leave 汇添富 --on 2010-01-01": "早于加入日期 2018-06-15",
    "member leave M014 --on 2023-01-01": "已于 2022-12-31 退出",
    "member rejoin 汇添富 --on 2024-01-01": "目前就是成员单位",
    "member rejoin M014 --on 2022-12-31": "不晚于退出日期",
    "member rename M002 示例青桐清算中心": "已由“M003",
    "member rename M002 汇添富基金": "就是现在的名称",
    "chair appoint 汇添富 --from 2023-06-01 --to 2023-07-01": "重叠",
    "chair appoint 汇添富 --from 2024-06-14": "2022-12-15 至 2024-06-14 重叠",
    "chair appoint M014 --from 2024-06-15": "不是成员单位",
    "chair appoint M003 --from 2025-06-15 --to 2025-01-01": "早于开始日期",
    "chair end 4 --on 2020-01-01": "早于开始日期",
    "chair order 汇添富 M002": "写了两次",
    "chair plan --from 2024-06-15 --count 1 --term 1m --order list": "还没有设定轮值顺序",
    "project add 南外滩金融直通车 --lead 汇添富 --start 2023-01-01": "已有项目名称相同的共建项目",
    "project edit 直通车 --finished 2000-01-01": "由阶段记录决定",
    "project stage 直通车 提议 --on 2023-12-31": "不能改为“提议”",
    "project stage 直通车 常态化运行 --on 2023-12-31": "已经是“常态化运行”",
    "project stage P2021-01 实施 --on 2023-12-31": "已经结项",
    "project stage 直通车 结项 --on 2024-01-01": "2024-01-01 还没有到（今天是 2023-12-31）",
    "fund receive 直通车专项 汇添富 5 --on 2024-01-01": "2024-01-01 还没有到",
    "activity attend A2023-015 汇添富 --people 0": "0 人就是没有参加",
    "report year 2024": "2024年度从 2024-01-01 开始，还没有到",
    "activity add 论坛 --kind 论坛 --on 2023-05-02 --to 2023-05-01 --host 汇添富": "早于开始日期",
    "activity attend A2023-001 汇添富 --people 3 --party 4": "其中党员 4 人多于参加人数 3 人",
    "fund open 示例直通车专项 --opened 2023-01-01": "已有专项名称相同",
    "fund close F001 --on 2000-01-01": "早于设立日期",
    "fund spend F004 99999 --on 2023-12-31 --category 场地 --payee 甲": "余额将为 -85,155.66 元",
    "fund spend F001 100000 --on 2022-01-02 --category 场地 --payee 甲": "余额不足",
    "fund refund F004 汇添富 99999 --on 2023-12-31": "余额不足",
    "fund reverse F004 1 --on 2000-01-01 --reason 记错": "早于流水 1 的日期",
    "fund reverse F001 85 --on 2023-12-01 --reason 记错": "已经冲正过",
    "fund reverse F001 89 --on 2023-12-01 --reason 记错": "本身是冲正",
    "fund apportion F001 --total 1 --by equal --min 100 --on 2023-01-01": "各按下限100.00元已需",
    "fund apportion F001 --total 10000000 --by equal --max 100 --on 2023-01-01": "各按上限100.00元只有",
    "fund apportion F001 --total 1000 --by equal --min 100 --max 50 --on 2023-01-01": "下限100.00元高于上限50.00元",
    "fund apportion F001 --total 1000 --by equal --only 汇添富 --exempt 汇添富 --on 2023-01-01": "没有可以分摊的单位",
    "fund apportion F001 --total 1000 --by equal --on 2000-01-01": "没有可以分摊的单位",
    "report period --from 2023-05-01 --to 2023-04-01": "早于开始日期",
    "choice add category 基金机构": "已有“基金机构”",
    "choice rename category 基金机构 基金机构": "就是现在的词",
}

UNUSABLE = {
    "member import 没有.csv": "没有找到文件“没有.csv”",
    "member import .": "是文件夹",
    "project record 直通车 乘坐人次 --file 没有.csv": "没有找到文件",
    "activity attend --file 没有.csv": "没有找到文件",
    "fund apportion F001 --total 9 --by weight --weights 没有.csv --on 2023-01-01": "没有找到文件",
    "member list --xlsx -o 没有/名册.xlsx": "文件夹“没有”不存在",
    "member list --csv -o .": "是文件夹",
    "member export 没有/名册.xlsx": "文件夹“没有”不存在",
    "demo .": "没有 council.toml",
}


def _cases() -> list[Any]:
    tables = {2: NOT_UNDERSTOOD, 3: NOT_FOUND, 4: REFUSED, 5: UNUSABLE}
    return [
        pytest.param(code, line, part, id=line)
        for code, table in tables.items()
        for line, part in table.items()
    ]


@pytest.mark.parametrize(("code", "line", "part"), _cases())
def test_bad_lines(read_example: Run, code: int, line: str, part: str) -> None:
    before = read_example.dump()
    result = read_example(line, code)
    assert_one_sentence(result, part)
    assert bool(result.stdout) == ("--json" in line)
    assert read_example.dump() == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("member list --nosuch", 2),
        ("member show 没有", 3),
        ("member leave M014 --on 2023-01-01", 4),
        ("member import 没有.csv", 5),
        ("member list --db 没有.db", 6),
    ],
)
def test_json_goes_out_whatever_the_exit_code(example: Run, line: str, code: int) -> None:
    result = example(f"{line} --json", code)
    assert result.json == {"error": result.stderr.strip(), "exit_code": code}
    assert_one_sentence(result)


def test_a_bad_clock_is_said(example: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2023-02-30")
    assert_one_sentence(example("member list", 2), "LIAISON_TODAY")


def test_a_bare_noun_shows_its_help(example: Run) -> None:
    result = example("member")
    assert result.stdout.startswith("用法：liaison member")
    assert result.stderr == ""


# -- files that are no sheets -----------------------------------------------------------------------------------------

HEADER = "单位名称,类别,加入日期\n"


def _book(path: Path, rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """A folder of files such as clerks bring, none of which can be used."""
    folder = tmp_path / "表格"
    folder.mkdir()
    texts = {
        "空文件.csv": "",
        "空行.csv": "\n\n,,\n",
        "缺列.csv": "简称,地址\n甲,南京路\n",
        "文字.xlsx": "这不是表格，只是一段话。\n",
        "网页.xls": "<html><table><tr><td>单位名称</td></tr></table></html>",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "杂音.csv").write_bytes(bytes(range(256)) * 20)
    (folder / "密码.xlsx").write_bytes(_locked())
    _book(folder / "空表.xlsx", [])
    _book(folder / "缺列.xlsx", [["简称", "地址"], ["甲", "南京路"]])
    _book(folder / "好.xlsx", [["单位名称", "类别", "加入日期"], ["甲", "其他", "2023-01-01"]])
    whole = (folder / "好.xlsx").read_bytes()
    (folder / "截断.xlsx").write_bytes(whole[: len(whole) // 2])
    return folder


def _locked() -> bytes:
    """The outside of a workbook with a password: a compound file whose directory names an EncryptedPackage."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("空文件.csv", "是空文件"),
        ("空行.csv", "没有任何内容"),
        ("缺列.csv", "缺少必填的列：单位名称、类别、加入日期"),
        ("文字.xlsx", "不是表格"),
        ("网页.xls", "其实是网页"),
        ("杂音.csv", "不是表格"),
        ("密码.xlsx", "密码"),
        ("空表.xlsx", "没有任何内容"),
        ("缺列.xlsx", "缺少必填的列：单位名称、类别、加入日期"),
        ("截断.xlsx", "已损坏或不完整"),
    ],
)
def test_unusable_sheets(example: Run, sheets: Path, name: str, part: str) -> None:
    before = example.dump()
    result = example(["member", "import", sheets / name], 5)
    assert_one_sentence(result, part)
    assert example.dump() == before


def test_a_zip_that_would_fill_the_memory(example: Run, sheets: Path) -> None:
    bomb = sheets / "炸弹.xlsx"
    with (
        zipfile.ZipFile(sheets / "好.xlsx") as good,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in good.namelist():
            if "sheet1" not in name:
                out.writestr(name, good.read(name))
        with out.open("xl/worksheets/sheet1.xml", "w") as stream:
            for _ in range(300):
                stream.write(b" " * 2**20)
    assert bomb.stat().st_size < 400_000
    assert_one_sentence(example(["member", "import", bomb], 5), "解压后有 300 MB")


def test_refused_rows_are_all_listed_and_none_is_written(example: Run, sheets: Path) -> None:
    sheet = sheets / "坏行.csv"
    sheet.write_text(
        "单位名称,类别,加入日期,党员人数\n"
        "甲单位,其他,2023-02-30,3\n"
        "乙单位,,2023-01-01,许多\n"
        "丙单位,其他,2023-01-01,1\n"
        "丁单位,其他,,1\n",
        encoding="utf-8",
    )
    before = example.dump()
    result = example(["member", "import", sheet, "--json"], 5)
    answer = result.json
    assert {key: answer[key] for key in ("new", "changed", "same", "refused")} == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 3,
    }
    found = [(p["sheet"], p["row"], p["column"], p["value"]) for p in answer["problems"]]
    assert found == [
        ("坏行", 2, "加入日期", "2023-02-30"),
        ("坏行", 3, "类别", ""),
        ("坏行", 3, "党员人数", "许多"),
        ("坏行", 5, "加入日期", ""),
    ]
    assert all(problem["reason"] for problem in answer["problems"])
    assert_one_sentence(result, "有 3 行不能导入", "没有写入")
    assert example.dump() == before


# -- databases that cannot be opened ----------------------------------------------------------------------------------


def _other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE something (a)")


OPENED = ("member list", "report year 2023", "member add 甲 --category 其他 --joined 2023-01-01")


@pytest.mark.parametrize("line", [*OPENED, "init 新的"])
def test_a_folder_is_no_database(example: Run, tmp_path: Path, line: str) -> None:
    assert_one_sentence(example([*line.split(), "--db", tmp_path], 6), "是一个文件夹")


@pytest.mark.parametrize("line", OPENED)
def test_no_database_yet(example: Run, tmp_path: Path, line: str) -> None:
    path = tmp_path / "没有" / "council.db"
    assert_one_sentence(example([*line.split(), "--db", path], 6), "liaison init")
    assert not path.parent.exists()


@pytest.mark.parametrize("line", [*OPENED, "init 新的", "demo"])
@pytest.mark.parametrize("content", ["this is no database, and never was one" * 50, "单位名称,类别\n"])
def test_a_file_that_is_no_database(example: Run, tmp_path: Path, line: str, content: str) -> None:
    path = tmp_path / "other.db"
    path.write_text(content, encoding="utf-8")
    assert_one_sentence(example([*line.split(), "--db", path], 6), "不是本程序的数据库文件")
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("line", [*OPENED, "init 新的", "demo"])
def test_a_database_of_something_else(example: Run, tmp_path: Path, line: str) -> None:
    path = tmp_path / "other.db"
    _other(path)
    before = path.read_bytes()
    assert_one_sentence(example([*line.split(), "--db", path], 6))
    assert path.read_bytes() == before


@pytest.mark.parametrize("line", [*OPENED, "init 新的"])
def test_a_database_of_a_newer_program(council: Run, line: str) -> None:
    with database_of(council) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = council.dump()
    assert_one_sentence(council(line, 6), "更新版本的程序")
    assert council.dump() == before


def database_of(run: Run) -> Any:
    from liaison.settings import place

    return closing(database.connect(place(run.place))[0])


def test_a_server_that_does_not_answer(example: Run) -> None:
    pytest.importorskip("psycopg")
    result = example("member list --db postgresql+psycopg://x:secret@localhost:1/none", 6)
    assert_one_sentence(result, "连不上")
    assert "secret" not in result.stderr


@SQLITE
def test_a_locked_database(council: Run) -> None:
    before = council.dump()
    with closing(sqlite3.connect(council.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = council("member add 甲 --category 其他 --joined 2023-01-01 --wait 0.05", 6)
        assert_one_sentence(result, "正被另一个程序占用")
        council("member list")  # readers are not held up by a writer
        other.execute("ROLLBACK")
    assert council.dump() == before
    council("member add 甲 --category 其他 --joined 2023-01-01")


@SQLITE
def test_a_full_disk(council: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sheet = tmp_path / "多.csv"
    rows = (f"单位{number},其他,2023-01-01,{'很长的备注' * 200}\n" for number in range(300))
    sheet.write_text(HEADER.rstrip() + ",备注\n" + "".join(rows), encoding="utf-8")
    before = council.dump()
    connect = sqlite3.connect

    def small(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", small)
        assert_one_sentence(council(["member", "import", sheet], 6), "磁盘已满，没有写入任何内容")
    assert council.dump() == before
    assert council.json(["member", "import", sheet])["new"] == 300


def test_a_full_disk_under_the_answer(example: Run) -> None:
    for line in ("member list", "member list --json", "member list --csv"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "liaison", *line.split()],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 5, line
        assert "磁盘已满" in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode()


@SQLITE
def test_a_read_only_database(council: Run) -> None:
    council("member add 甲 --category 其他 --joined 2023-01-01")
    with readable_only(Path(council.place)) as path:
        before = dump(str(path))
        line = ["member", "add", "乙", "--category", "其他", "--joined", "2023-01-01", "--db", path]
        with as_nobody():
            result = council(line, 6)
        assert_one_sentence(result)
        assert "只读" in result.stderr or "打不开" in result.stderr
        assert dump(str(path)) == before


@contextmanager
def readable_only(original: Path) -> Iterator[Path]:
    """A copy of a database that may be read but not written, in a folder where nothing may be made."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-"))
    path = folder / "council.db"
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        yield path
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def as_nobody() -> Iterator[None]:
    """For root, whom no permission stops: to be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
