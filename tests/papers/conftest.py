"""The reports that several tests look at, each written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.written import Written, written


@pytest.fixture(scope="session")
def year(_example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The summary of 2023."""
    return written(_example_file, tmp_path_factory.mktemp("year"), "report year 2023")


@pytest.fixture(scope="session")
def earlier(_example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The summary of 2022: before it, only what was published is known."""
    return written(_example_file, tmp_path_factory.mktemp("earlier"), "report year 2022")


@pytest.fixture(scope="session")
def projects(_example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The report of the projects of 2023."""
    return written(_example_file, tmp_path_factory.mktemp("projects"), "project report --year 2023")
