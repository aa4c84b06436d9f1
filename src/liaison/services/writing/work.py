"""What a command that writes works with: the change, the day, names already looked up, and what is to be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison.columns import Noun, Record
from liaison.errors import NotFound, Refused
from liaison.kinds import Misread, shown
from liaison.nouns import NOUNS
from liaison.queries.records import called
from liaison.rules.names import code_key, loose_key, match_key
from liaison.store.change import Change
from liaison.store.database import Database


class Index:
    """Records of a noun by code, name and credit code, for sheets: never by a part of a name."""

    def __init__(
        self,
        database: Database,
        noun: Noun,
        within: str = "",
        say: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        self.noun = noun
        self.say = say
        self._loose: dict[str, set[int]] | None = None
        self.labels: dict[int, str] = {}
        self._keys: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        self._codes: dict[tuple[int | None, str], int] = {}
        self._earlier: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        self._within = within
        code = next((key for key in ("code", "number") if key in noun), "NULL")
        short, scope = "short" if "short" in noun else "NULL", f"{within}_id" if within else "NULL"
        credit = "uscc" if "uscc" in noun else "NULL"
        rows = database.execute(
            f"SELECT id, {scope}, {called(noun)}, {code}, {short}, {credit} FROM {noun.table}"
        )
        for key, owner, name, code_given, *others in rows:
            self.add(key, owner, code_given, () if name == code_given else (name, *others))
        if "former" in noun:
            for key, name in database.execute("SELECT unit_id, name FROM former_name"):
                self._keys[None, match_key(name)].add(key)

    def add(self, key: int, owner: int | None, code: str | None, names: tuple[str | None, ...]) -> None:
        """Make a record known."""
        self._loose = None
        self.labels[key] = " ".join(filter(None, (code, *names[:1])))
        if code:
            self._codes[owner, code_key(code)] = key
        for name in filter(None, names):
            self._keys[owner, match_key(name)].add(key)

    def remember(self, before: Record) -> None:
        """Make a record known by what it was called, too: the rest of a workbook may still call it so."""
        owner = before.get(f"{self._within}_id") if self._within else None
        for text in filter(None, map(before.get, bynames(self.noun))):
            self._earlier[owner, match_key(text)].add(before["id"])

    def holders(self, text: str, owner: int | None = None) -> set[int]:
        """The records that bear exactly that code or name."""
        code = self._codes.get((owner, code_key(text)))
        return {code} if code is not None else self._keys.get((owner, match_key(text)), set())

    def resolve(self, text: str, owner: int | None = None) -> int:
        """The one record of that code or name, or of the one unit that differs in its legal form alone (then said).

        Raises ``NotFound``, with the candidates where there are any; it never guesses among them.
        """
        found = self.holders(text, owner) | self._earlier.get((owner, match_key(text)), set())
        if len(found) == 1:
            return next(iter(found))
        if not found and self.noun.name == "member":
            found = self.nearly(text)
            if len(found) == 1:
                key = next(iter(found))
                self.say(f"“{shown(text)}”按“{self.labels[key]}”认定。")
                return key
        if found:
            listed = "、".join(sorted(self.labels[key] for key in found))
            raise NotFound(
                f"“{shown(text)}”对应 {len(found)} 条{self.noun.label}：{listed}，", "请改写编号。"
            )
        near = self.similar(text)
        hint = (
            f"相近的有：{'、'.join(near)}，请改写编号或全称。" if near else "请先登记，或改写为编号或全称。"
        )
        raise NotFound(f"没有找到{self.noun.label}“{shown(text)}”，", hint)

    def nearly(self, text: str) -> set[int]:
        """The records whose names differ from the text in their legal form, place or party organisation alone."""
        if self._loose is None:
            self._loose = defaultdict(set)
            for (_owner, name), keys in self._keys.items():
                self._loose[loose_key(name)] |= keys
            for key, label in self.labels.items():
                self._loose[loose_key(label.split(" ", 1)[-1])].add(key)
        return self._loose.get(loose_key(text), set())

    def similar(self, text: str) -> list[str]:
        """At most three records whose names hold the text, or look like it."""
        from difflib import get_close_matches

        names = {label.split(" ", 1)[-1]: label for label in self.labels.values()}
        wanted = match_key(text)
        holding = [name for name in names if len(wanted) > 1 and wanted in match_key(name)]
        found = dict.fromkeys((*holding, *get_close_matches(text.strip(), names, n=3, cutoff=0.6)))
        return [names[name] for name in list(found)[:3]]


def bynames(noun: Noun) -> tuple[str, ...]:
    """The keys of what other sheets may call a record of a noun by."""
    return ("code", called(noun), "short")


@dataclass
class Work:
    """One command's writing."""

    change: Change
    today: date
    warnings: list[str] = field(default_factory=list)
    _indexes: dict[tuple[str, str], Index] = field(default_factory=dict)
    _of_noun: dict[str, list[tuple[str, Index]]] = field(default_factory=lambda: defaultdict(list))
    _renamed: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[str, dict[str, bool]] = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict)
    _spells: dict[int, list[tuple[str, str | None]]] | None = None

    @property
    def database(self) -> Database:
        """The database, inside the command's transaction."""
        return self.change.database

    def index(self, noun: str, within: str = "") -> Index:
        """The index of a noun, built when first asked for."""
        if (noun, within) not in self._indexes:
            self.change.flush()
            index = Index(self.database, NOUNS[noun], within, self.warn)
            for before in self._renamed[noun]:
                index.remember(before)
            self._indexes[noun, within] = index
            self._of_noun[noun].append((within, index))
        return self._indexes[noun, within]

    def written(self, noun: Noun, key: int, row: Record) -> None:
        """Let the indexes know a record that was just written."""
        for within, index in self._of_noun.get(noun.name, ()):
            owner = row.get(f"{within}_id") if within else None
            code = row.get("code") or row.get("number")
            keys = () if called(noun) == "number" else (called(noun), "short", "uscc")
            names = tuple(map(row.get, keys))
            index.add(key, owner, code, names)

    def renamed(self, noun: Noun, before: Record) -> None:
        """Let sheets go on naming a record as it was called before a change."""
        self._renamed[noun.name].append(before)
        for _within, index in self._of_noun.get(noun.name, ()):
            index.remember(before)

    def spells(self) -> dict[int, list[tuple[str, str | None]]]:
        """Every unit's spells of membership, by the unit's key, in order."""
        if self._spells is None:
            self.change.flush()
            self._spells = defaultdict(list)
            for unit, joined, left in self.database.execute(
                "SELECT unit_id, joined, left_on FROM spell ORDER BY joined"
            ):
                self._spells[unit].append((joined, left))
        return self._spells

    def forget_spells(self) -> None:
        """Spells were written: they are read anew when next asked for."""
        self._spells = None

    def is_member(self, unit: int, day: str) -> bool:
        """Whether a spell covers that day, both ends included."""
        return any(
            joined <= day and (left is None or day <= left) for joined, left in self.spells().get(unit, ())
        )

    def recall(self, name: str, ask: Callable[[Work], Any]) -> Any:
        """What ``ask`` answers, asked once in this work."""
        if name not in self._known:
            self.change.flush()
            self._known[name] = ask(self)
        return self._known[name]

    def warn_outsider(self, unit: int | None, day: str | None, role: str) -> None:
        """Say that a unit which is no member on that day is taken all the same."""
        if unit is not None and day and not self.is_member(unit, day):
            self.warn(f"{role}“{self.index('member').labels[unit]}”在 {day} 不是成员单位，已按外单位记入。")

    def warn(self, sentence: str) -> None:
        """Say something once that does not stop the work."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def word(self, list_name: str, word: str, label: str) -> None:
        """Take a word of one of the council's own lists: a new one is added and said, unless the list is locked."""
        known = self.words_of(list_name)
        if word in known:
            return
        if any(known.values()):
            raise Misread(f"“{shown(word)}”不在已锁定的{label}里，可选：{'、'.join(known)}")
        self.change.insert(
            "choice", {"list": list_name, "word": word, "position": len(known) + 1, "locked": 0}
        )
        known[word] = False
        self.warn(f"{label}新增“{word}”。")

    def forget_words(self) -> None:
        """Words were written: they are read anew when next asked for."""
        self._words.clear()

    def words_of(self, list_name: str) -> dict[str, bool]:
        """The words of one of the council's lists, in their order, each with whether the list is locked."""
        if list_name not in self._words:
            self.change.flush()
            rows = self.database.tuples(
                "SELECT word, locked FROM choice WHERE list = :list ORDER BY position", list=list_name
            )
            self._words[list_name] = {word: bool(locked) for word, locked in rows}
        return self._words[list_name]


@dataclass(slots=True, eq=False)
class Draft:
    """A record about to be written: the values given (by slot), and the record it changes, if any.

    ``edited`` holds the slots that somebody has changed on the sheet since it went out, where the row's own mark tells.
    """

    line: int
    values: Record
    old: Record | None = None
    edited: frozenset[str] | None = None

    @property
    def deliberate(self) -> bool:
        """Whether it is known how old the row is: what differs then from what went out was changed on purpose."""
        return self.edited is not None

    def __getitem__(self, slot: str) -> object:
        """The value the record will have."""
        if slot in self.values:
            return self.values[slot]
        return None if self.old is None else self.old.get(slot)

    def text(self, slot: str) -> str:
        """A text value the record will have, empty where it has none."""
        value = self[slot]
        return "" if value is None else str(value)

    def gives(self, *slots: str) -> bool:
        """Whether one of these values is new or different."""
        return any(
            s in self.values and (self.old is None or self.values[s] != self.old.get(s)) for s in slots
        )


class CellRefused(Refused):
    """A rule that forbids the value of one column."""

    def __init__(self, column: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.column = column
