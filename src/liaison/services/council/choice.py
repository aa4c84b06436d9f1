"""The council's own words: ordered, renamed, locked."""

from __future__ import annotations

from collections.abc import Collection

from liaison.columns import Record
from liaison.errors import NotFound, Refused, Unreadable
from liaison.nouns.council.choice import CHOICE, LISTS
from liaison.queries.council.choice import alike, using, words
from liaison.queries.records import by_id
from liaison.rules.names import code_key
from liaison.services.writing import words as words_taken
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.work import Work


def _check(work: Work, draft: Draft) -> None:
    name, word = draft.text("list"), draft.text("word")
    if draft.old is not None and draft.gives("list", "word"):
        raise CellRefused(
            "word",
            f"“{draft.old['word']}”不能在表里改名，",
            f"请用 liaison choice rename {draft.old['list']} {draft.old['word']} 新词，用到它的记录会一起改。",
        )
    if draft["position"] is None:
        words_there = words_taken.words_of(work, name)
        words_there.setdefault(word, False)
        draft.values["position"] = len(words_there)


def _after(work: Work, _draft: Draft, _key: int) -> None:
    words_taken.forget(work)


def _leaving(work: Work, keys: Collection[int]) -> None:
    """Refuse to remove a word that a record uses; the words behind those that go move up."""
    every = words(work.database)
    for row in every:
        if row["id"] in keys and row["used"]:
            name, word = row["list"], row["word"]
            raise Refused(
                f"{LISTS[name]}“{word}”有 {row['used']} 处在用，不能删除，",
                f"请用 liaison choice rename {name} {word} 并到别的词里。",
            )
    for row in every:
        before = sum(
            other["list"] == row["list"] and other["position"] < row["position"]
            for other in every
            if other["id"] in keys
        )
        if before and row["id"] not in keys:
            work.change.update("choice", row["id"], {"position": row["position"] - before})
    words_taken.forget(work)


CHOICE_DESK = Desk(CHOICE, check=_check, after=_after, leaving=_leaving)


def list_named(name: str) -> str:
    """The name of a list, given by that or by its Chinese label. Raises ``NotFound``."""
    for key, label in LISTS.items():
        if code_key(name) in (key, label):
            return key
    raise NotFound(
        f"没有选项表“{name}”，", f"可选：{'、'.join(f'{key}（{label}）' for key, label in LISTS.items())}。"
    )


def _word(work: Work, list_name: str, word: str) -> Record:
    found = next((row for row in words(work.database, list_name) if row["word"] == word.strip()), None)
    if found is None:
        raise NotFound(f"{LISTS[list_name]}里没有“{word}”，", f"请用 liaison choice list {list_name} 查看。")
    return found


def add(work: Work, list_name: str, word: str) -> None:
    """Put a new word at the end of a list."""
    there = words(work.database, list_name)
    if any(row["word"] == word for row in there):
        raise Refused(f"{LISTS[list_name]}里已有“{word}”，", "不必再加。")
    locked = int(any(row["locked"] for row in there))
    work.change.insert(
        "choice", {"list": list_name, "word": word, "position": len(there) + 1, "locked": locked}
    )


def key_of(work: Work, list_name: str, word: str) -> int:
    """The key of a word. Raises ``NotFound``."""
    found: int = _word(work, list_name, word)["id"]
    return found


def rename(work: Work, list_name: str, old: str, new: str) -> int:
    """Change a word wherever it is used; returns how many records were changed. Into a word already there: the two become one."""
    if not new.strip():
        raise Unreadable("新的词是空的，", "请写一个词。")
    present = _word(work, list_name, old)
    if new == old:
        raise Refused(f"“{new}”就是现在的词，", "没有改动。")
    other = next((row for row in words(work.database, list_name) if row["word"] == new), None)
    for noun, key in alike(work.database, list_name, old, new) if other else ():
        title = noun.title(by_id(work.database, noun, key))
        raise Refused(f"“{new}”已有和“{title}”同名的{noun.label}，", "请先给其中一个改名，或删除一个。")
    held = using(work.database, list_name, old)
    for table, column, row_id in held:
        work.change.update(table, row_id, {column: new})
    if other is None:
        work.change.update("choice", present["id"], {"word": new})
    else:
        work.change.remove("choice", present["id"])
        for row in words(work.database, list_name):
            if row["position"] > present["position"]:
                work.change.update("choice", row["id"], {"position": row["position"] - 1})
    return len(held)


def move(work: Work, list_name: str, word: str, position: int) -> None:
    """Put a word at a place in its list, counted from 1."""
    present = _word(work, list_name, word)
    order = [row for row in words(work.database, list_name) if row["id"] != present["id"]]
    order.insert(min(position, len(order) + 1) - 1, present)
    for place, row in enumerate(order, start=1):
        work.change.update("choice", row["id"], {"position": place})


def lock(work: Work, list_name: str, *, locked: bool) -> None:
    """Refuse new words in a list from now on, or take them again."""
    there = words(work.database, list_name)
    if not there:
        raise Refused(f"{LISTS[list_name]}还没有词，", "请先加词再锁定。")
    for row in there:
        work.change.update("choice", row["id"], {"locked": int(locked)})
