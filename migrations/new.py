"""Writes the revision that brings the tables to what the columns say now, and the types of their rows.

    make migration NAME=stories

Run again after a mistake: take the last revision's file away first. Two people who worked side by side have both written
revision 0003, say: the later one removes the own file, takes in the other's, and runs this once more.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import rows
from alembic import command
from alembic.config import Config

from liaison.resources import folder, newest_migration
from liaison.settings import place
from liaison.store import migrate

VERSIONS = folder("migrations") / "versions"


def main(name: str) -> int:
    """Write what is missing; returns 0, or 2 where the name will not do or two revisions bear one number."""
    slug = re.sub(r"\W+", "_", name.strip()).strip("_").lower()
    if not slug.isascii() or not slug:
        print("请用英文给这次迁移取名，例如：make migration NAME=stories", file=sys.stderr)
        return 2
    if twins := colliding():
        print(f"{'、'.join(twins)} 编号相同：把自己的一个删去，收下别人的，再运行一次。", file=sys.stderr)
        return 2
    from liaison.models import metadata

    with tempfile.TemporaryDirectory() as temporary:
        there = place(str(Path(temporary) / "empty.db"))
        migrate.create(there)
        engine = migrate.engine(there)
        number = f"{int(newest_migration()) + 1:04d}"
        with engine.connect() as connection:
            configuration = Config()
            configuration.set_main_option("script_location", str(VERSIONS.parent).replace("%", "%%"))
            configuration.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            configuration.attributes |= {"connection": connection, "metadata": metadata}
            command.revision(
                configuration,
                message=slug,
                autogenerate=True,
                rev_id=number,
                process_revision_directives=_drop_empty,
            )
        engine.dispose()
    written = VERSIONS / f"{number}_{slug}.py"
    if written.exists():
        _tidy(written)
        print(f"已写 {written.name}，请看过再提交。")
    else:
        print("表和列说的一样，没有要迁移的。")
    print("行的类型写在 models/__init__.pyi。" if rows.write() else "行的类型没有变。")
    return 0


def _tidy(path: Path) -> None:
    """Write the file as the house does."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.strip().startswith("# ###")), encoding="utf-8")
    for what in (("check", "--fix"), ("format",)):
        subprocess.run([sys.executable, "-m", "ruff", *what, "--quiet", path], check=True)


def colliding() -> list[str]:
    """The names of revisions that bear one number."""
    names = sorted(path.name for path in VERSIONS.glob("[0-9]*_*.py"))
    times = Counter(name.split("_")[0] for name in names)
    return [name for name in names if times[name.split("_")[0]] > 1]


def _drop_empty(_context: object, _revision: object, directives: list) -> None:
    if directives and directives[0].upgrade_ops.is_empty():
        directives.clear()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
