"""liaison choice: the council's own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

import typer

from liaison.cli.exchange.choices import Yes
from liaison.cli.keeping.removing import removed
from liaison.cli.shell import asking, filters, lists, typed
from liaison.cli.shell.answers import Answer, Listing
from liaison.cli.shell.grammar import command, noun_app
from liaison.cli.shell.here import Here
from liaison.cli.shell.offers import Offers, Open, listed
from liaison.columns import Column
from liaison.kinds import Flag
from liaison.nouns.council.choice import CHOICE
from liaison.quantities import Ordinal, Whole
from liaison.queries.council.choice import words
from liaison.store.database import Database

app = noun_app("choice")

COLUMNS = (
    Column("list", "选项表"),
    Column("label", "用在"),
    Column("position", "次序", Ordinal()),
    Column("word", "词"),
    Column("used", "使用次数", Whole()),
    Column("locked", "已锁定", Flag()),
)
List = Annotated[str, typer.Argument(metavar="选项表", help="例如 category 或 类别"), CHOICE["list"]]


def _words(open_: Open, known: Mapping[str, Any]) -> Offers:
    from liaison.services.council.choice import list_named

    which = list_named(known["name"])
    with open_() as database:
        return [(row["word"], row["word"]) for row in words(database, which)]


_WORD = typer.Argument(metavar="词", help="表里的一个词")
Word = Annotated[str, _WORD, Column("word", "词", listed(_words, only=True))]
NewWord = Annotated[str, _WORD, CHOICE["word"]]


def _answer(database: Database, list_name: str | None) -> Answer:
    return Listing(COLUMNS, words(database, list_name), "可选的词", "可选的词")


@command(app, "list", "列表", more=partial(filters.options, (CHOICE,), ("list",)))
def list_(
    here: Here,
    values: dict[str, Any],
    name: Annotated[str | None, typer.Argument(metavar="选项表", help="只看这一张"), CHOICE["list"]] = None,
) -> Answer:
    """列出可选的词，每个词用过几次。

    例：liaison choice list 类别
    """
    from liaison.services.council.choice import list_named

    which = list_named(name) if name else None
    with here.reading() as database:
        asked = asking.read(here, database, (CHOICE,), values, given=("list",), columns=COLUMNS)
        found = {row["id"]: row for row in words(database, which)}
        where, bound = ("t.list = :list", {"list": which}) if which else ("", {})
        keys, total = lists.keys(database, CHOICE, asked, where, **bound)
    rows = [found[key] for key in keys]
    return lists.listing(here, asked, COLUMNS, rows, total, title=CHOICE.label, stem=CHOICE.label)


@command(app, "add", "添加")
def add(here: Here, name: List, word: NewWord) -> Answer:
    """加一个词。

    例：liaison choice add category 会计师事务所
    """
    from liaison.services.council import choice

    with here.writing() as work:
        which = choice.list_named(name)
        choice.add(work, which, typed.words(word, "词") or "")
        work.change.flush()
        return _answer(work.database, which)


@command(app, "rename", "更名")
def rename(
    here: Here,
    name: List,
    old: Word,
    new: Annotated[str, typer.Argument(metavar="新词", help="改成"), CHOICE["word"]],
) -> Answer:
    """改一个词，用到它的记录一起改；改成已有的词就并为一个。

    例：liaison choice rename category 券商 证券机构
    """
    from liaison.services.council import choice

    with here.writing() as work:
        which = choice.list_named(name)
        changed = choice.rename(work, which, old.strip(), typed.words(new, "新词") or "")
        work.change.flush()
        here.say(f"已改 {changed} 条记录。")
        return _answer(work.database, which)


@command(app, "move", "调整")
def move(
    here: Here,
    name: List,
    word: Word,
    position: Annotated[str, typer.Argument(metavar="次序", help="排在第几"), CHOICE["position"]],
) -> Answer:
    """调整一个词的次序。

    例：liaison choice move category 基金机构 1
    """
    from liaison.services.council import choice

    place = typed.whole(position, "次序", least=1)
    with here.writing() as work:
        which = choice.list_named(name)
        choice.move(work, which, word, place)
        work.change.flush()
        return _answer(work.database, which)


@command(app, "remove", "删除")
def remove(here: Here, name: List, word: Word, yes: Yes = False) -> Answer:
    """删除一个从没用过的词；用过的请用 rename 并到别的词里。

    例：liaison choice remove category 会计师事务所
    """
    from liaison.services.council import choice

    which = choice.list_named(name)
    return removed(here, lambda work: {"choice": [choice.key_of(work, which, word)]}, yes=yes)


def _lock_verb(verb: str, chinese: str, locked: bool, text: str) -> None:
    def lock(here: Here, name: List) -> Answer:
        from liaison.services.council import choice

        with here.writing() as work:
            which = choice.list_named(name)
            choice.lock(work, which, locked=locked)
            work.change.flush()
            return _answer(work.database, which)

    command(app, verb, chinese, text=f"{text}\n\n例：liaison choice {verb} category")(lock)


_lock_verb("lock", "锁定", True, "锁定一张选项表：以后不再接受新词。")
_lock_verb("unlock", "解锁", False, "解锁一张选项表：又可以接受新词。")
