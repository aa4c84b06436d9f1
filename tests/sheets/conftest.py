"""A council that the hostile sheets come into, and the sheets."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from unittest import mock

import pytest

from liaison.settings import place as read_place
from liaison.store import migrate
from tests.commands import Run
from tests.sheets import make

TODAY = "2023-12-31"
MEMBERS = """\
编号,单位名称,简称,曾用名,类别,片区,加入日期,统一社会信用代码,联络员,联系电话,党员人数,备注
M001,滨江示例银行股份有限公司,滨江银行,滨江城商行,银行,北区,2018-06-01,91310000132206289R,王一,13800000001,120,发起单位
M002,示例证券有限责任公司(上海),示例证券,,证券,南区,2018-06-01,91310000MA1FL00157,李二,13800000002,80,
M003,示例基金管理有限公司,示例基金,基金老名字,基金,南区,2019-01-15,,张三,021-63210000,,
M004,外滩示例保险有限公司,,,保险,,2019-01-15,,,,,
M005,外滩示例保险集团股份有限公司,,,保险,,2020-03-01,,,,33,
"""


def found(path: str) -> None:
    """A council of five units with a project, an activity and a fund."""
    migrate.create(read_place(path))
    run = Run(path)
    with mock.patch.dict(os.environ, {"LIAISON_DB": path, "LIAISON_TODAY": TODAY, "LIAISON_USER": "测试"}):
        run("init 示例联席会议 --short 示例 --founded 2018-06-01")
        sheet = Path(path).with_suffix(".csv")
        sheet.write_text(MEMBERS, encoding="utf-8")
        run(["member", "import", sheet])
        run("project add 示例直通车 --lead 滨江银行 --kind 交通 --start 2022-01-01")
        run("project indicator 示例直通车 乘坐人次 --unit 人次")
        run("project indicator 示例直通车 满意率 --unit % --total 平均")
        run("activity add 示例讲座 --kind 学习 --on 2023-03-05 --host 滨江银行")
        run("fund open 示例专项 --custodian 滨江银行 --opened 2023-01-01")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That council in a file, to be copied."""
    path = tmp_path_factory.mktemp("founded") / "council.db"
    found(str(path))
    return path


@pytest.fixture
def fresh(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """That council in a file of the test's own."""
    path = tmp_path / "fresh.db"
    shutil.copy(founded, path)
    monkeypatch.setenv("LIAISON_DB", str(path))
    monkeypatch.setenv("LIAISON_TODAY", TODAY)
    return Run(str(path))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every hostile sheet that needs no LibreOffice."""
    path = tmp_path_factory.mktemp("sheets")
    make.build(path)
    return path


@pytest.fixture(scope="session")
def office(folder: Path) -> Path:
    """The same folder with the copies that LibreOffice saves."""
    if not make.SOFFICE:
        pytest.skip("LibreOffice (soffice) is not installed: hostile .xls, .ods and .et are not read")
    make.build_with_office(folder)
    return folder
