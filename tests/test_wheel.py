"""An installed wheel works alone: from any folder, with the checkout gone, wherever it was built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
NEEDED = ("src", "migrations", "templates", "examples", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout that is gone afterwards."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("构建 目录")
    copy = folder / "源代码 checkout"
    copy.mkdir()
    for name in NEEDED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.db"))
        else:
            shutil.copy(source, copy / name)
    (copy / "templates" / "~$summary.xlsx").write_text("what Excel leaves behind", encoding="utf-8")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=copy)
    shutil.rmtree(copy)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def office(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; what it depends on is borrowed, so that nothing is downloaded."""
    folder = tmp_path_factory.mktemp("办公 电脑")
    venv.create(folder / "环境 env", symlinks=True, with_pip=True)
    python = folder / "环境 env" / "bin" / "python"
    _run(
        [
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--disable-pip-version-check",
            wheel,
        ]
    )
    site = next((folder / "环境 env" / "lib").glob("python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return folder


def _run(line: list[Any], **how: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(list(map(str, line)), capture_output=True, text=True, check=False, **how)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done


def test_what_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "liaison/__main__.py",
        "liaison/py.typed",
        "liaison/models/__init__.pyi",
        "liaison/migrations/env.py",
        "liaison/templates/summary.toml",
        "liaison/examples/bund-finance/council.toml",
        "liaison/examples/bund-finance/entry.csv",
        "liaison/examples/zengcheng/matter.csv",
    } <= names
    for version in (CHECKOUT / "migrations" / "versions").glob("[0-9]*.py"):
        assert f"liaison/migrations/versions/{version.name}" in names
    assert (
        not {"liaison/migrations/new.py", "liaison/migrations/rows.py", "liaison/templates/papers/make.py"}
        & names
    )
    for name in names:
        assert name.startswith("liaison/") or ".dist-info/" in name, name
        assert "__pycache__" not in name
        assert "~$" not in name


def test_the_wheel_works_alone(office: Path) -> None:
    desk = office / "我的 文档"
    desk.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LIAISON", "PYTHON"))},
        "LIAISON_DB": "会议 council.db",
        "LIAISON_TODAY": "2023-12-31",
        "HOME": str(desk),
    }

    def liaison(*words: str, code: int = 0) -> str:
        done = subprocess.run(
            [office / "环境 env" / "bin" / "liaison", *words],
            cwd=desk,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    where = _run(
        [office / "环境 env" / "bin" / "python", "-c", "import liaison; print(liaison.__file__)"],
        env=environment,
    )
    assert where.stdout.startswith(str(office))
    assert liaison("--version").startswith("liaison ")
    liaison("init", "新的联席会议", "--db", "另一个.db")
    assert "新的联席会议" in liaison("council", "show", "--db", "另一个.db")
    assert "滨江党建·金融外滩" in liaison("demo")
    assert "汇添富基金" in liaison("member", "list")
    assert "2,043,968.79" in liaison("report", "year", "2023")
    said = liaison("report", "year", "2023", "--xlsx")
    written = list(desk.glob("*.xlsx"))
    assert len(written) == 1
    assert written[0].name in said
    liaison("member", "form", "空表.xlsx")
    assert "已有联席会议" in liaison("demo", code=4)
    assert str(CHECKOUT) not in said
