"""liaison paper: official papers from the records, as Word files in the layout that offices keep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE, YEAR
from liaison.columns import Column
from liaison.errors import Unreadable
from liaison.formats.word import SUFFIX, as_text, fields_of
from liaison.kinds import Fixed
from liaison.nouns.registry import NOUNS
from liaison.papers.paper import COMMON, Draft, Paper, papers
from liaison.papers.written import Written
from liaison.queries.find import find
from liaison.queries.records import by_id

app = noun_app("paper")

_KINDS = (
    Column("key", "写作"),
    Column("name", "种类"),
    Column("about", "关于"),
    Column("template", "模板"),
    Column("command", "例如"),
)
_FIELDS = (Column("field", "要填的"), Column("given", "填不填得上"))
_KIND = Column(
    "kind",
    "种类",
    Fixed(words=tuple(one.name for one in papers()), english=tuple(one.key for one in papers())),
)
_OWN, _SHIPPED = "自己的", "程序自带的"
Template = Annotated[
    str | None, typer.Option("--template", metavar="文件", help="用这份模板（.docx），不用自带的"), FILE
]

Plainly = Annotated[bool, typer.Option("--plain", help="不写 Word，只打印文字，好粘贴")]


@command(app, "list", "列表")
def kinds(_here: Here) -> Answer:
    """列出能写的公文，各用哪份模板；自己改过的模板放在模板文件夹的 papers 里，名称不变。

    例：liaison paper list
    """
    rows = [
        {
            "key": one.key,
            "name": one.name,
            "about": one.about,
            "template": _SHIPPED if one.is_shipped else _OWN,
            "command": f"liaison paper {one.key} {one.example}",
        }
        for one in papers()
    ]
    return Listing(_KINDS, rows, "公文", "公文")


@command(app, "check", "核对")
def check(
    _here: Here,
    file: Annotated[str, typer.Argument(metavar="文件", help="模板（.docx）"), FILE],
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="种类", help="哪一种公文；不写就看文件名的开头"), _KIND
    ] = None,
) -> Answer:
    """核对一份模板：它要填哪些内容，哪些填不上。

    例：liaison paper check 会议通知.docx
    """
    path, known = Path(file), {one.name: one for one in papers()}
    asked = fields_of(path)
    name = _KIND.kind.read(kind) if kind else next((one for one in known if path.stem.startswith(one)), "")
    if not name:
        raise Unreadable(f"文件名“{path.name}”看不出是哪一种公文，", f"请加 --kind：{'、'.join(known)}。")
    return _checked(path, asked, known[name])


def _checked(path: Path, asked: set[str], kind: Paper) -> Answer:
    """What a template asks for, and whether its kind of paper gives it."""
    given = {*COMMON, *kind.fields}
    rows = [{"field": one, "given": "填得上" if one in given else "没有"} for one in sorted(asked)]
    lacking = len(asked - given)
    title = f"{path.name}（{f'{lacking} 项填不上' if lacking else '都填得上'}）"
    return Listing(_FIELDS, rows, title, f"{path.stem}-核对", nothing="这份模板没有要填的内容。")


def _write(here: Here, kind: Paper, about: Any, draft: Draft, template: str | None) -> Answer:
    """Write a paper to where it was asked for, or beside, under its title."""
    refuse_tables(here)
    path = here.file(SUFFIX, draft.title)
    written = Written(kind, about, draft, Path(template) if template else kind.template, path)
    written.write()
    here.say(f"已写入 {path}")
    if draft.lack:
        here.remark(f"还要补写：{'、'.join(dict.fromkeys(draft.lack))}。")
    return written


def _verb(kind: Paper) -> None:
    """The verb that writes a kind of paper."""

    def write(here: Here, which: str, template: Template = None, *, plain: Plainly = False) -> Answer:
        year = typed.year(which) if not kind.of else 0
        with here.reading() as database:
            about: Any = year or by_id(database, NOUNS[kind.of], find(database, NOUNS[kind.of], which))
            draft = kind.write(database, about, here.today).readable()
        if plain:
            return Plain(draft.fields, as_text(Path(template) if template else kind.template, draft.fields))
        return _write(here, kind, year or about[NOUNS[kind.of].numbered], draft, template)

    text = "编号、名称或其中一部分" if kind.of else "例如 2023"
    told = typed.record_of(NOUNS[kind.of]) if kind.of else YEAR
    write.__annotations__["which"] = Annotated[str, typer.Argument(metavar=kind.about, help=text), told]
    example = f"例：liaison paper {kind.key} {kind.example}"
    command(app, kind.key, kind.name, text=f"{kind.help}。\n\n{example}", writes=SUFFIX)(write)


for _kind in papers():
    _verb(_kind)
