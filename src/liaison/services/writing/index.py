"""Records of a noun by code and name, for sheets: never by a part of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from liaison.cells import shown
from liaison.columns import Noun, Record
from liaison.errors import NotFound
from liaison.queries.find import named
from liaison.rules.names import code_key, loose_key, match_key
from liaison.store.database import Database

_MOST_COMPARED, _FEWEST_ASKED = 200_000, 100
"""How often unknown texts are held against names, all together (a second or two); but as many texts in any case."""


class Index:
    """What each record of a noun is called; ``within`` is the column of what it is known within, ``say`` told of doubts."""

    def __init__(
        self,
        database: Database,
        noun: Noun,
        within: str = "",
        say: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        self.noun = noun
        self.within = within
        self.say = say
        self.labels: dict[int, str] = {}
        self._asked = 0
        self._loose: dict[str, set[int]] | None = None
        self._keys: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        self._codes: dict[tuple[int | None, str], int] = {}
        self._earlier: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        for one in named(database, noun, within):
            self._add(one.key, one.owner, one.code, one.name, (*one.others, *one.exact))

    def add(self, key: int, row: Record) -> None:
        """Make a record known that was just written; ``row`` by database columns."""
        noun = self.noun
        owner = row.get(f"{self.within}_id") if self.within else None
        others = filter(None, map(row.get, (*noun.own_names, *noun.exactly)))
        self._add(key, owner, row.get(noun.numbered), row.get(noun.called), others)

    def _add(
        self, key: int, owner: int | None, code: str | None, name: str | None, others: Iterable[str]
    ) -> None:
        self._loose = None
        if code:
            self._codes[owner, code_key(code)] = key
        if self.noun.called == self.noun.numbered:  # it has no name beside
            self.labels[key] = code or ""
            return
        self.labels[key] = " ".join(filter(None, (code, name)))
        for text in (name, *others):
            if text:
                self._keys[owner, match_key(text)].add(key)

    def remember(self, before: Record) -> None:
        """Make a record known by what it was called, too: the rest of a workbook may still call it so."""
        owner = before.get(f"{self.within}_id") if self.within else None
        for text in filter(None, map(before.get, self.noun.bynames)):
            self._earlier[owner, match_key(text)].add(before["id"])

    def holders(self, text: str, owner: int | None = None) -> set[int]:
        """The records that bear exactly that code or name."""
        return self._bearing(text, match_key(text), owner)

    def _bearing(self, text: str, name: str, owner: int | None) -> set[int]:
        code = self._codes.get((owner, code_key(text)))
        return {code} if code is not None else self._keys.get((owner, name), set())

    def knows(self, text: str) -> bool:
        """Whether a text is some record's code or name, or that of just one but for its legal form."""
        if self.holders(text) or self._earlier.get((None, match_key(text))):
            return True
        return self.noun.loose and len(self.nearly(text)) == 1

    def resolve(self, text: str, owner: int | None = None) -> int:
        """The one record of that code or name, or of the one that differs in its legal form alone (then said).

        Raises ``NotFound``, with the candidates where there are any; it never guesses among them.
        """
        name = match_key(text)
        found = self._bearing(text, name, owner)
        if earlier := self._earlier.get((owner, name)):
            found = found | earlier
        if len(found) == 1:
            return next(iter(found))
        if not found and self.noun.loose:
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
        """At most three records whose names hold the text, or look like it; none once too many texts were asked about."""
        self._asked += 1
        if self._asked > max(_MOST_COMPARED // (len(self.labels) + 10), _FEWEST_ASKED):
            return []
        from difflib import get_close_matches

        names = {label.split(" ", 1)[-1]: label for label in self.labels.values()}
        wanted = match_key(text)
        holding = [name for name in names if len(wanted) > 1 and wanted in match_key(name)]
        found = dict.fromkeys((*holding, *get_close_matches(text.strip(), names, n=3, cutoff=0.6)))
        return [names[name] for name in list(found)[:3]]
