"""Finding one record by what a person types: code, name, another name, or an unambiguous part of either."""

from __future__ import annotations

from liaison.cells import shown, unwrapped
from liaison.columns import Column, Noun
from liaison.errors import NotFound, as_typed
from liaison.nouns.registry import home_of
from liaison.queries.keys import is_one_of
from liaison.queries.known import By, Fit, KnownNames
from liaison.store.database import Database

_MOST_LISTED = 8


def find(database: Database, noun: Noun, text: str) -> int:
    """The key of the one record that ``text`` names; an exact code or name wins over a part, which is said.

    Raises ``NotFound`` when none fits, or with the candidates when several do.
    """
    return chosen(database, KnownNames(database, noun), text)


def find_or_name(database: Database, noun: Noun, text: str) -> int | str:
    """The key of the one record that ``text`` names; the text itself where it is the name of one that nobody knows yet.

    A part of a body's name may be a name of its own (区委 and 区委组织部), unless it is a code or initials. Raises ``NotFound`` for
    such a part, and where several fit.
    """
    known, name = KnownNames(database, noun), unwrapped(text).strip()
    fit = known.fit(name, typed=True)
    if not fit.keys:
        return name
    one = next(iter(fit.keys)) if len(fit.keys) == 1 else None
    if fit.by is not By.PART or name.isascii() or (one is not None and is_one_of(database, noun, one)):
        return chosen(database, known, name, fit)
    raise NotFound(
        f"没有叫“{shown(name)}”的单位，相近的有：{_listed(known.titles(fit.keys))}，",
        f"是它请写编号或全称，是另外一家请先用 liaison body add {as_typed(name)} 登记。",
    )


def chosen(database: Database, known: KnownNames, text: str, fit: Fit | None = None) -> int:
    """The same among records that are known, of a text that ``fit`` tells of if it is known already."""
    text = unwrapped(text).strip()
    by, keys = fit or known.fit(text, typed=True)
    if len(keys) == 1:
        (key,) = keys
        if by in (By.FORM, By.PART):
            database.tell(f"“{shown(text)}”按“{known.labels[key]}”办理。")
        return key
    if keys:
        raise NotFound(
            f"“{text}”对应 {len(keys)} 条{known.noun.label}：{_listed(known.titles(keys))}，",
            "请写编号或更完整的名称。",
        )
    near = known.near(text)
    whole = f" {known.noun.whole_list}" if known.noun.whole_list else ""
    look = f"liaison {home_of(known.noun.name).name} list{whole}"
    raise NotFound(
        f"没有找到{known.noun.label}“{text}”，",
        f"相近的有：{_listed(near)}；全部请用 {look} 查看。" if near else f"请用 {look} 查看。",
    )


def find_within(
    database: Database, noun: Noun, within: Column, owner: int | str, text: str, label: str
) -> int:
    """The key of the record that ``text`` names among those of one owner, whole or by an unambiguous part, which is said.

    ``within`` is the column of the owner, ``label`` what the records are called there. Raises ``NotFound``.
    """
    known, text = KnownNames(database, noun, within.key), unwrapped(text).strip()
    fit = known.fit(text, owner, typed=True)
    if len(fit.keys) == 1:
        return chosen(database, known, text, fit)
    names = "、".join(sorted(known.names[key] for key in fit.keys or known.of(owner))) or f"还没有{label}"
    raise NotFound(
        f"{within.label}里没有唯一的{label}“{text}”（{names}），", f"请写{label}全名，或先设立这个{label}。"
    )


def _listed(titles: list[str]) -> str:
    return "、".join(titles[:_MOST_LISTED]) + ("等" if len(titles) > _MOST_LISTED else "")
