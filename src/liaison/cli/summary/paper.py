"""liaison paper: official papers from the records, as Word files in the layout that offices keep."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import typer

from liaison.cli.shell import typed
from liaison.cli.shell.answers import Answer, Listing, Plain, refuse_tables
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import FILE, FOLDER, PERIOD, TERM, YEAR
from liaison.columns import Column
from liaison.drafts import remove
from liaison.errors import Refused, Unreadable
from liaison.formats.word import SUFFIX, as_text, fields_of
from liaison.kinds import Fixed
from liaison.nouns.council.chair import CHAIR
from liaison.nouns.registry import NOUNS
from liaison.nouns.summary.dispatch import DISPATCH
from liaison.papers.paper import COMMON, NUMBER, Paper, papers
from liaison.papers.written import Written
from liaison.queries.council.chair import term
from liaison.queries.find import find
from liaison.queries.records import by_id
from liaison.queries.summary.dispatch import REGISTER, given_to, next_number, register_of
from liaison.rules.periods import year as whole_year
from liaison.store.database import Database

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
_NUMBER = Parameter(
    "number",
    Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[bool, typer.Option("--number", help="接着编一个文号，写进公文，登记到发文登记簿")],
)
_ROUNDED = Parameter(
    "rounded",
    Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[
        bool, typer.Option("--rounded", help="上千的人数、次数取整（2000人以上），原数另写一句")
    ],
)
_AREA = Parameter(
    "area",
    Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[
        str | None, typer.Option("--area", metavar="片区", help="片区的轮值主席"), CHAIR["area"]
    ],
)
_APART = Parameter(
    "apart",
    Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[
        str | None,
        typer.Option("--apart", metavar="文件夹", help="一家一个文件，放进这个新文件夹"),
        FOLDER,
    ],
)
"""What a paper takes that is one to each of several units."""


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


@command(app, "register", "登记簿")
def register(
    here: Here,
    year: Annotated[
        str | None, typer.Option("--year", metavar="年度", help="哪一年编的号；不写就是今年"), YEAR
    ] = None,
) -> Answer:
    """发文登记簿：一年编的文号一号一行，缺的号也列出来；登记、修改、导入用 liaison dispatch。

    例：liaison paper register --year 2023
    """
    number = typed.year(year) if year else int(here.today[:4])
    with here.reading() as database:
        rows = register_of(database, number)
    return Listing(
        REGISTER, rows, f"{number}年发文登记簿", f"发文登记簿-{number}", nothing="这一年没有编过文号。"
    )


def _sought(database: Database, kind: Paper, which: str, area: str | None) -> tuple[Any, str]:
    """What a paper is about, and how the register and answers name it: a period, a chair's term, or a record."""
    if not kind.of:
        period = typed.period(which, kind.about)
        whole = period == whole_year(period.start.year)
        return period, str(period.start.year) if whole else period.label
    if kind.of == CHAIR.name:
        found_term = term(database, which, area) | {"area": area}
        number = found_term["ordinal"]
        return found_term, f"{area or ''}第{number}任" if number else f"{found_term['start']}起代理"
    noun = NOUNS[kind.of]
    record = by_id(database, noun, find(database, noun, which))
    return record, record[noun.numbered]


def _write(here: Here, written: Written) -> Answer:
    """Write a paper to where it was asked for, or beside, under its title; with a number it goes into the register too."""
    if written.draft.fields[NUMBER] and written.entry:
        _number(here, written)
    else:
        with written.writing():
            pass
    here.say(f"已写入 {written.path}")
    for sentence in written.draft.said:
        here.remark(sentence)
    if written.draft.lack:
        here.remark(f"还要补写：{'、'.join(dict.fromkeys(written.draft.lack))}。")
    return written


def _number(here: Here, written: Written) -> None:
    """Write a numbered paper and its entry in the register, both or neither."""
    from liaison.services.writing.saving import save

    entry, there = written.entry or {}, written.path.exists()
    with ExitStack() as stack:
        made = stack.enter_context(written.writing())
        digest = None if written.apart else hashlib.sha256(made.read_bytes()).hexdigest()
        try:
            with here.writing(DISPATCH) as work:
                if next_number(work.database, here.today) != entry["number"]:
                    raise Refused(f"文号 {entry['number']} 刚才已经编给了别的公文，", "请再写一次。")
                saved = save(work, DISPATCH, entry | {"digest": digest})
                stack.close()  # the paper takes its place before its entry is kept
        except BaseException:
            if not there:
                remove(written.path)
            raise
    here.remark(f"文号 {saved['number']}，已登记为 {saved['code']}。")
    if saved["number"].startswith("〔"):
        here.remark("没有登记发文代字，文号前面是空的；登记请用 liaison council edit --symbol 代字。")


def _again(here: Here, number: str, day: str, new: str) -> tuple[str, str]:
    """The number and the day of a paper that has got a number before: written without a new one it is the paper of that day again,
    or it would bear a number of one day and say what is so on another."""
    if new:
        here.remark(f"这份公文以前编过 {number}，这次另编 {new}；只想重写请去掉 --number。")
        return new, here.today
    here.remark(f"这份公文 {day} 编过 {number}，照那一天写；要写今天的，请加 --number 另编一个文号。")
    return number, day


def _verb(kind: Paper) -> None:
    """The verb that writes a kind of paper."""

    def write(
        here: Here,
        which: str,
        template: Template = None,
        *,
        plain: Plainly = False,
        values: Mapping[str, Any],
    ) -> Answer:
        refuse_tables(here)
        number, apart = values["number"], values.get("apart")
        if plain and number:
            raise Unreadable("--plain 只打印文字，不编文号，", "请去掉 --plain 或 --number。")
        if apart and plain:
            raise Unreadable("--plain 只打印文字，不写文件，", "请去掉 --plain 或 --apart。")
        with here.reading() as database:
            about, named = _sought(database, kind, which, values.get("area"))
            earlier = given_to(database, kind.name, named)
            given, day = (next_number(database, here.today) if number else "", here.today)
            if earlier:
                given, day = _again(here, *earlier, given)
            write_it = kind.rounded if kind.rounded and values.get("rounded") else kind.write
            draft = write_it(database, about, day)
            if draft.photos:
                from liaison.services.keeping.located import located

                draft.photos = located(database, draft.photos)
        draft.fields[NUMBER] = given
        told = draft.readable()
        chosen = Path(template) if template else kind.template
        if plain:
            fields = told.on_screen()
            return Plain(fields, as_text(chosen, fields))
        entry = None
        if number:
            entry = {"title": draft.title, "number": given, "kind": kind.name, "to": draft.to or None}
            entry |= {"day": here.today, "about": named}
        path = Path(apart) if apart else here.file(SUFFIX, draft.title)
        return _write(here, Written(kind, named, told, chosen, path, entry, bool(apart)))

    text = "编号、名称或其中一部分" if kind.of else "例如 2023、2023上半年"
    told = TERM if kind.of == CHAIR.name else typed.record_of(NOUNS[kind.of]) if kind.of else PERIOD
    write.__annotations__["which"] = Annotated[str, typer.Argument(metavar=kind.about, help=text), told]
    example = f"例：liaison paper {kind.key} {kind.example}"
    more = (
        _NUMBER,
        *([_APART] if kind.each else []),
        *([_AREA] if kind.of == CHAIR.name else []),
        *([_ROUNDED] if kind.rounded else []),
    )
    command(app, kind.key, kind.name, more=more, text=f"{kind.help}。\n\n{example}", writes=SUFFIX)(write)


for _kind in papers():
    _verb(_kind)
