"""Records of a noun by code and name, for sheets: a part of a name is never taken before a person has agreed to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from liaison.cells import shown
from liaison.columns import Noun, Record
from liaison.errors import NotFound
from liaison.kinds import Whose
from liaison.queries.known import MOST_NEAR, By, Fit, KnownNames, Named
from liaison.queries.whose import told_by
from liaison.rules.names import match_key
from liaison.services.writing.doubts import Doubt, Doubts
from liaison.store.database import Database


class Index(KnownNames):
    """What each record of a noun is called, in sheets and in the change that is made of them.

    ``say`` is told of what was understood; ``doubts`` is asked of texts that only may mean a record, ``keep`` is told what they
    mean where the record keeps that.
    """

    def __init__(
        self,
        database: Database,
        noun: Noun,
        within: str = "",
        say: Callable[[str], None] = lambda _sentence: None,
        doubts: Doubts | None = None,
        keep: Callable[[Noun, int, str], None] = lambda _noun, _key, _text: None,
    ) -> None:
        self.say, self.doubts, self.keep = say, doubts or Doubts(), keep
        self._earlier: dict[tuple[int | str | None, str], set[int]] = defaultdict(set)
        super().__init__(database, noun, within)

    def add(self, key: int, row: Record) -> None:
        """Make a record known that was just written; ``row`` by database columns."""
        noun = self.noun
        owner = self._owner(row)
        others = list(filter(None, map(row.get, noun.own_names)))
        exact = tuple(filter(None, map(row.get, noun.exactly)))
        self.know(Named(key, owner, row.get(noun.numbered) or "", row.get(noun.called) or "", others, exact))

    def remember(self, before: Record) -> None:
        """Make a record known by what it was called, too: the rest of a workbook may still call it so."""
        owner = self._owner(before)
        for text in filter(None, map(before.get, self.noun.bynames)):
            self._earlier[owner, match_key(text)].add(before["id"])

    def _owner(self, row: Record) -> int | str | None:
        """What the record of a row is known within."""
        if not self.within:
            return None
        column = self.noun[self.within]
        return told_by(column.kind, row) if isinstance(column.kind, Whose) else row.get(column.store)

    def knows(self, text: str) -> bool:
        """Whether a text is known to mean a record."""
        return bool(self.certain(text))

    def certain(self, text: str, owner: int | str | None = None) -> set[int]:
        """The records that bear a code or name; else the one that bears it but for its legal form, or that was learned."""
        if found := self._bearing(text, owner):
            return found
        if self.noun.loose and len(near := self.nearly(text)) == 1:
            return near
        fit = self.fit(text, owner) if self.learned(text) else None
        return fit.keys if fit and fit.by is By.LEARNED else set()

    def _bearing(self, text: str, owner: int | str | None) -> set[int]:
        return self.holders(text, owner) | self._earlier.get((owner, match_key(text)), set())

    def resolve(self, text: str, owner: int | str | None = None) -> int:
        """The one record of that code or name, or of the one that differs in its legal form alone (then said), or that a
        person says it is.

        Raises ``NotFound``, with the candidates where there are any; it never guesses among them.
        """
        by, found = By.NAME, self._bearing(text, owner)
        if len(found) == 1:
            return next(iter(found))
        like = found
        if not found:
            by, found = fit = self.fit(text, owner)
            if len(found) == 1 and by is not By.PART:
                (key,) = found
                if by is By.FORM:
                    self.say(f"“{shown(text)}”按“{self.labels[key]}”认定。")
                return key
            like = self._like(text, owner, fit)
            if (agreed := self._agreed(text, like)) is not None:
                return agreed
        if len(found) > 1 and (by is By.NAME or self.learned(text)):
            listed = "、".join(self.titles(found))
            raise NotFound(
                f"“{shown(text)}”对应 {len(found)} 条{self.noun.label}：{listed}，", "请改写编号。"
            )
        raise NotFound(
            f"没有找到{self.noun.label}“{shown(text)}”，", self._advice(text, like, fits=bool(found))
        )

    def resolve_or_name(self, text: str) -> int | str:
        """The one record that a text means, as ``resolve`` has it; the text itself where it is the name of one that nobody knows
        yet: it is like no record's name, or a person says that it is another.

        Raises ``NotFound`` where it may mean one, or means several.
        """
        doubts, sure = self.doubts, self.certain(text)
        if not sure and (self.is_another(text) or (doubts.others and not doubts.takes)):
            return text
        try:
            return self.resolve(text)
        except NotFound as error:
            like = self.titles(self._like(text, None, self.fit(text)))
            if not sure and (doubts.others or not like):
                return text
            if doubts.offered and not sure:
                told = f"{'、'.join(like[:MOST_NEAR])}{'等' if len(like) > MOST_NEAR else ''}"
                hint = "就是它的请加 --accept-similar，" if len(like) == 1 else ""
                new = "请先用 liaison body add 登记" if doubts.others is None else "请加 --accept-alike"
                error.hint = f"相近的有：{told}，{hint}是另外一家的{new}。"
            raise

    def is_another(self, text: str) -> bool:
        """Whether a person has said that a text means none of the records that it may mean."""
        return self.doubts.is_denied(self.noun, text)

    def _like(self, text: str, owner: int | str | None, fit: Fit) -> set[int]:
        """The records that a text, which fits as ``fit`` tells, only may mean: of which it is a part, or that have a name in it."""
        return fit.keys or self.within_text(text, owner)

    def agreed(self, text: str) -> int | None:
        """The record that a text may mean, where a person agrees that it does, which is kept; else that is open."""
        return self._agreed(text, self._like(text, None, self.fit(text)))

    def _agreed(self, text: str, like: set[int]) -> int | None:
        """The same of a text that is like these records."""
        proposed, others = self._proposed(text, like)
        if proposed is None:
            return None
        title = self.labels[proposed]
        question = f"“{shown(text)}” → {title}？"
        if others:
            question = f"“{shown(text)}”以前认作 {title}，现在也像 {'、'.join(others)}，还是 {title} 吗？"
        if not self.doubts.agree(Doubt(self.noun, text, proposed, title, question), alone=not others):
            return None
        kept = ""
        if self.noun.learned and proposed not in self.learned(text):
            self.keep(self.noun, proposed, text)
            self.learn(text, proposed)
            self.doubts.kept.append(text)
            kept = f"，并记作它的{self.noun[self.noun.learned].label}"
        self.say(f"“{shown(text)}”按“{title}”认定{kept}。")
        return proposed

    def _proposed(self, text: str, like: set[int]) -> tuple[int | None, list[str]]:
        """The record that a text may mean, if it is one, and others that it looks like: what it was learned to mean, else the
        only one that it is like. What is known within another record is never told by a part."""
        if self.within:
            return None, []
        proposed = self.learned(text) or like
        if len(proposed) != 1:
            return None, []
        return next(iter(proposed)), self.titles(like - proposed)

    def advice(self, text: str) -> str:
        """What to do about a text that means no record: the candidates, where there are any."""
        fit = self.fit(text)
        return self._advice(text, self._like(text, None, fit), fits=bool(fit.keys))

    def _advice(self, text: str, like: set[int], *, fits: bool) -> str:
        """The same of a text that is like these records, be it that it ``fits`` them or that they have a name in it."""
        proposed, others = self._proposed(text, like)
        if proposed is not None and not others and self.doubts.offered and not self.is_another(text):
            return (
                f"相近的有：{self.labels[proposed]}，就是它的请加 --accept-similar，不是的请改写编号或全称。"
            )
        near = self.titles(like)
        if not fits:
            near = list(dict.fromkeys((*near, *self.similar(text))))[:MOST_NEAR]
        if not near:
            return "请先登记，或改写为编号或全称。"
        more = "等" if len(near) > MOST_NEAR else ""
        return f"相近的有：{'、'.join(near[:MOST_NEAR])}{more}，请改写编号或全称。"
