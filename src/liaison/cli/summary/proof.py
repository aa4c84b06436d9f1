"""liaison proof: a paper that others have edited, held against the records."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE, PERIOD
from liaison.columns import Column
from liaison.errors import BadFile, Unreadable
from liaison.formats import screen
from liaison.rules import periods
from liaison.rules.periods import Period

if TYPE_CHECKING:
    from liaison.papers.summary.verdicts import Verdicts

app = noun_app("proof")

_COLUMNS = (
    Column("place", "位置"),
    Column("about", "关于"),
    Column("said", "写的"),
    Column("right", "库里的"),
    Column("sentence", "原句"),
    Column("key", "指标", listed=False),
)
_REFUSES = 4


@command(app, "proof", "校对")
def proof(
    here: Here,
    file: Annotated[str, typer.Argument(metavar="文件", help="写好的总结：.docx、.txt 或 .xlsx"), FILE],
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="年度", help="讲的是哪一年，也可以是 2023上半年；不写就看标题"),
        PERIOD,
    ] = None,
) -> Answer:
    """校对一份写好的总结：数字、合计、增减、单位名称、日期，凡与库里不符的，逐处写明在哪里、该是多少；对不上口径的不猜，只报个数。

    例：liaison proof 总结.docx --year 2023
    """
    from liaison.formats.passages import passages
    from liaison.papers.summary.proofreading import Proofreader, of_titled_term

    path, asked = Path(file), typed.period(year) if year else None
    parts = passages(path)
    titles, today = _titles(parts, path), date.fromisoformat(here.today)
    with here.reading() as database:
        term = of_titled_term(database, titles, today) if asked is None else None
        about = term or periods.through(_period(titles, path, asked), today)
        reader = Proofreader(database, about, today)
        reader.read(parts)
    if not reader.verdicts.agreed and not reader.verdicts.problems:
        raise BadFile(f"“{path.name}”里没有认出库里有的数字、单位和日期，", "请核对是不是选错了文件或年度。")
    return Proof(path, reader.period, reader.verdicts)


def _titles(parts: list[Any], path: Path) -> list[str]:
    """Where a paper may say what it is about: what it begins with, and its file's name."""
    from liaison.rules.summary.wording import tidy

    first = [part for part in parts if not isinstance(part, list)] or [
        cell for table in parts for row in table for cell in row
    ]
    return [tidy(text) for text in (*[one.text for one in first if one.text.strip()][:10], path.stem)]


def _period(titles: list[str], path: Path, asked: Period | None) -> Period:
    """The period that a paper is about: that which was asked for, or which its title tells. Raises ``Unreadable``."""
    from liaison.rules.summary.wording import about

    told = next((found for title in titles if (found := about(title))), None)
    if asked is not None:
        return told if told and asked.whole_year == told.end.year else asked
    if told is None:
        raise Unreadable(f"看不出“{path.name}”讲的是哪一年，", "请加 --year，例如 --year 2023。")
    return told


@dataclass
class Proof(Listing):
    """What disagrees, as a list; on the screen one by one, each with its sentence."""

    exit_code: int = 0
    sentence: str = ""
    value: dict[str, Any] = field(default_factory=dict)

    def __init__(self, path: Path, period: Period, verdicts: Verdicts) -> None:
        rows = [{column.key: getattr(one, column.key) for column in _COLUMNS} for one in verdicts.problems]
        super().__init__(_COLUMNS, rows, f"校对：{path.name}（{period.label}）", f"{path.stem}-校对")
        self.value = {
            "file": str(path),
            "agreed": verdicts.agreed,
            "unjudged": verdicts.unjudged,
            "problems": rows,
        }
        self.told = f"相符 {verdicts.agreed} 处，不符 {len(rows)} 处"
        if verdicts.unjudged:
            self.told += f"；另有 {verdicts.unjudged} 个数对不上口径，没有核对，请自己看"
        self.exit_code = _REFUSES if rows else 0
        self.sentence = f"有 {len(rows)} 处与库里不符，请逐处核对：改材料，或者补登记。" if rows else ""

    def to_json(self) -> Any:
        """``{file, agreed, unjudged, problems: [{place, about, said, right, sentence, key}]}``."""
        return self.value

    def to_screen(self) -> None:
        """Each place, what is said there and what would be right, and the sentence under it."""
        sys.stdout.write(self.title + "\n")
        for number, one in enumerate(self.records, 1):
            told = f"{one['place']}　{one['about']}：写的是“{one['said']}”，库里是“{one['right']}”"
            screen.facts([(f"{number:>3}.", told)])
            if one["sentence"] != one["said"]:
                screen.facts([("     ", one["sentence"])])
        sys.stdout.write(self.told + "。\n")
