"""liaison collect: one workbook for each unit to fill in, and what comes back of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.exchange.choices import AcceptSimilar, Choose, DryRun, PreferSide, Yes
from liaison.cli.shell import asking, filters, lists, standard, typed
from liaison.cli.shell.answers import Answer, Plain
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.naming import named, nouns
from liaison.cli.shell.offers import FOLDER, Offers, Open, listed
from liaison.columns import Column
from liaison.errors import as_typed
from liaison.nouns.exchange.collect import ANSWERS, COLLECTED, ROUNDS
from liaison.queries.exchange.answers import ANSWER, OF_ROUND, ROUND, answers
from liaison.queries.exchange.collect import rounds, the_round

app = noun_app("collect")

_OF, _YEAR, _DUE = (one for one in ROUNDS if one.key in ("noun", "year", "due"))

_NAME = typer.Argument(metavar="名称", help="这次收集的名称，例如 2023年度活动")


def _rounds(open_: Open, _known: Mapping[str, Any]) -> Offers:
    with open_() as database:
        return [(row["name"], f"{row['name']}（{row['due']} 截止）") for row in rounds(database)]


NewName = Annotated[str, _NAME, Column("name", "名称", examples=("2023年度活动",))]
Name = Annotated[str, _NAME, Column("name", "名称", listed(_rounds, only=True))]


@command(app, "start", "发起")
def start(
    here: Here,
    name: NewName,
    noun: Annotated[str, typer.Option("--noun", metavar="内容", help="、".join(COLLECTED)), _OF],
    year: Annotated[str, typer.Option("--year", metavar="年度", help="收哪一年的"), _YEAR],
    due: Annotated[str, typer.Option("--due", metavar="日期", help="请各单位在这一天前交回"), _DUE],
    folder: Annotated[
        str | None, typer.Option("--dir", metavar="文件夹", help="放在哪里，默认是以名称命名的文件夹"), FOLDER
    ] = None,
) -> Answer:
    """发起一次收集：给每个成员单位写一个工作簿，里面只有它自己的行。

    例：liaison collect start 2023年度活动 --noun activity --year 2023 --due 2024-01-15
    """
    from liaison.cli.exchange.sending import send_out
    from liaison.formats.files import well_named

    labels = {key: one.label for key, one in COLLECTED.items()}
    spoken = named(noun, nouns())
    which = COLLECTED[typed.one_of(spoken.english if spoken else noun, labels, "--noun")]
    day = typed.day(due, "--due") or ""
    name = typed.words(name, "名称") or ""
    chosen = Path(folder) if folder else well_named(name, "")
    sent = send_out(here, name, which, typed.year(year), day, chosen)
    return Plain(
        {"name": name.strip(), "noun": which.name, "files": [str(path) for path in sent]},
        f"已为 {len(sent)} 个单位各写一个工作簿，在“{sent[0].parent}”里，请分别发给各单位；\n"
        f"收回后放进一个文件夹，运行：liaison collect merge {as_typed(name.strip())} 文件夹",
    )


standard.listing(app, ROUND, text="列出各次收集。\n\n例：liaison collect list")


@command(app, "status", "进度", more=partial(filters.options, (ANSWER,)))
def status(here: Here, name: Name, values: dict[str, Any]) -> Answer:
    """查看一次收集的进度：谁交了、改了多少、谁没交、谁逾期。

    例：liaison collect status 2023年度活动 --xlsx
    例：liaison collect status 2023年度活动 --missing 是 --columns 单位,状态
    """
    with here.reading() as database:
        collection = the_round(database, name)
        asked = asking.read(here, database, (ANSWER,), values)
        some, total = lists.found(here, database, ANSWER, asked, OF_ROUND, collection=collection["id"])
        every = answers(database, collection["id"], here.today)
    returned = sum(not row["missing"] for row in every)
    faulty = f"（其中 {n} 家有错）" if (n := sum(bool(row["refused"]) for row in every)) else ""
    title = (
        f"{collection['name']}：{collection['due']} 截止，"
        f"已交 {returned} 家{faulty}，未交 {len(every) - returned} 家"
    )
    return lists.listing(
        here, asked, ANSWERS, some, total, title=title, stem=f"{collection['name']}-收集进度"
    )


@command(app, "merge", "合并", inside=True)
def merge(
    here: Here,
    name: Name,
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="收回的文件所在的文件夹"), FOLDER],
    dry_run: DryRun = False,
    yes: Yes = False,
    prefer: PreferSide = None,
    similar: AcceptSimilar = False,
) -> Answer:
    """合并收回的文件：文件名随意，凭里面的标记认单位；可以随收随合，反复运行。

    例：liaison collect merge 2023年度活动 收回的表
    """
    from liaison.cli.exchange.returning import take_back

    choose = Choose(dry_run, yes=yes, prefer=prefer, accept_similar=similar)
    return take_back(here, name, Path(folder), choose)


@command(app, "remove", "删除")
def remove(here: Here, name: Name, yes: Yes = False) -> Answer:
    """删除一次收集的记录，例如名称写错的、不再等的；已经合并的内容和发出去的文件都不动。

    例：liaison collect remove 2023年度活动
    """
    from liaison.cli.keeping.taking import Act, lines_shown, with_consent
    from liaison.services.exchange import collect

    def act(work: Any) -> Act:
        found = the_round(work.database, name)
        return Act(f"收集“{found['name']}”", lines_shown(work, collect.forget(work, found["id"]), ""))

    return with_consent(here, "删除", act, yes=yes)
