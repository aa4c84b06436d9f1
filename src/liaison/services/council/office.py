"""Several councils in one office: which there are, and going from one to the other."""

from __future__ import annotations

from dataclasses import replace

from liaison.errors import NoDatabase, NotFound, Refused, as_typed
from liaison.nouns.council.council import STATES
from liaison.queries.council.council import council_name, the_council
from liaison.rules.names import match_key
from liaison.settings import Place, demo_place, first_place
from liaison.settings import place as place_now
from liaison.store.office import (
    DEMO,
    Council,
    councils,
    free_place,
    is_demo,
    note,
    same,
    work_in,
)
from liaison.store.office import forget as leave_out
from liaison.store.opening import reading

_TOLD = ("--db", "LIAISON_DB")


def all_of(used: Place) -> list[Council]:
    """The councils of the office, with that which is used now, though it may be none of them."""
    there = used.path is None or used.path.is_file() or used.told == "chosen"
    return councils(used if there else None)


def is_used(council: Council, used: Place) -> bool:
    """Whether a council is the one that is used now."""
    return same(council.place, used)


def state(council: Council) -> str:
    """What a council's database is, in one of ``STATES``."""
    path = council.place.path
    return STATES[0 if council.found else 1 if path is not None and not path.exists() else 2]


def called(used: Place) -> str:
    """What the council is called that is used now, nothing where its database cannot be read."""
    try:
        with reading(used) as database:
            return titled(council_name(database) or "", used)
    except NoDatabase:
        return ""


def titled(name: str, used: Place) -> str:
    """A council's name, with a word to tell the example from a real one of that name."""
    return f"{name}（{DEMO}）" if is_demo(used) else name


def choose(name: str, told: Place | None) -> Council:
    """Work in the council of that name from now on; in ``told``, which is noted among those of the office, if that is it.

    Raises ``NotFound`` for a name that is none or could be several, ``NoDatabase`` where the database is not there.
    """
    found = _found(name) if told is None else _at(told, name)
    if not found.found:
        raise NoDatabase(
            f"“{found.name}”的数据库“{found.where}”不在了，或者打不开，",
            "请放回原处（在 U 盘、共享文件夹上的先连上）再试。",
        )
    if told is not None:
        note(found.name, told)
    work_in(found.place)
    return found


def forget(name: str, used: Place) -> Council:
    """Have the council of that name no longer among those of the office; its database is not touched.

    Raises ``NotFound`` for a name that is none or could be several, ``Refused`` for the one that is used, and for one that is
    there because its database lies in the office's own folder.
    """
    found = _found(name)
    if is_used(found, used):
        raise Refused(f"现在用的就是“{found.name}”，", "请先用 liaison council use 换一个，再移出它。")
    if not leave_out(found.place):
        raise Refused(
            f"“{found.name}”的数据库在本程序自己的文件夹里，在那里就列出来，",
            f"确实不要了，请自行把文件“{found.where}”移走或删去。",
        )
    return found


def _at(told: Place, name: str) -> Council:
    with reading(told) as database:
        council = the_council(database)
    found = Council(council["name"], council["short"] or "", told)
    if not _fits(found, name):
        raise NotFound(f"“{told}”里是“{found.name}”，不是“{name}”，", "请核对名称和 --db。")
    return found


def _found(name: str) -> Council:
    known = councils(None)
    for fits in (_is_at, _is_called, _fits):
        fitting = [one for one in known if fits(one, name)]
        if len(fitting) > 1:
            listed = "、".join(f"{one.name}（{one.where}）" for one in fitting)
            raise NotFound(
                f"“{name}”对得上 {len(fitting)} 个联席会议：{listed}，", "请写全称，同名的写括号里的位置。"
            )
        if fitting:
            return fitting[0]
    there = (
        f"有：{'、'.join(one.name for one in known)}。" if known else "请先建立：liaison init 联席会议名称。"
    )
    raise NotFound(f"没有叫“{name}”的联席会议，", there)


def _is_at(council: Council, text: str) -> bool:
    return council.where == text


def _is_called(council: Council, text: str) -> bool:
    return match_key(text) in {match_key(council.name), match_key(council.short)} - {""}


def _fits(council: Council, text: str) -> bool:
    wanted = match_key(text)
    return _is_called(council, text) or bool(wanted and wanted in match_key(council.name))


def place_for_first(told: Place) -> Place:
    """Where ``init`` makes a council: as told, else the first one of the office."""
    return told if told.told in _TOLD else replace(first_place(), wait=told.wait)


def place_for_demo(told: Place) -> Place:
    """Where the example is made: as told, else in a database of its own. Raises ``Refused`` if it is there."""
    if told.told in _TOLD:
        return told
    demo = replace(demo_place(), wait=told.wait)
    if demo.path is not None and demo.path.exists():
        raise Refused(
            f"示例已经装好了，在“{demo.path}”里，",
            f"进去练习请输入 liaison council use {DEMO}；要重新装，请先删去这个文件；要另装一套，请加 --db 写明放在哪里。",
        )
    return demo


def place_for_another(name: str, told: Place) -> Place:
    """Where a further council is made: as ``--db`` says, else in the user's data folder. Raises ``Refused`` for a name that
    another one has."""
    place = told if told.told == "--db" else replace(free_place(name), wait=told.wait)
    # The names come after the place: who makes one of this name meanwhile has either of them.
    if taken := next((one for one in councils(None) if _is_called(one, name)), None):
        raise Refused(
            f"已经有叫“{name}”的联席会议，在“{taken.where}”里，",
            f"请换一个名称；要用它，请输入 liaison council use {as_typed(name)}。",
        )
    return place


def settle(council: Place) -> None:
    """Work in the first council, which has just been made, where commands would use another one."""
    if not same(place_now(None), council):
        work_in(council)


def take_in(name: str, council: Place) -> None:
    """Have a council that has just been made among those of the office, wherever its database lies."""
    note(name, council)
