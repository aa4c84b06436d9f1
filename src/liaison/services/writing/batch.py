"""How records of any noun are written, be it one that was typed in or 100,000 rows of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from liaison.cells import shown
from liaison.columns import Column, Noun, Record
from liaison.errors import Unreadable
from liaison.kinds import Misread, Whose
from liaison.nouns.registry import NOUNS
from liaison.queries.keys import linked
from liaison.queries.whose import spread
from liaison.rules.series import serial_of
from liaison.services.writing import aliases, words
from liaison.services.writing.desk import own_desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import keep_covered, take_month, warn_far, warn_phones
from liaison.services.writing.states import with_states
from liaison.services.writing.work import Work


def refuse_all(_draft: Draft, error: Exception) -> None:
    """The policy of what was typed: the first refusal stops the whole command."""
    if isinstance(error, Misread):
        raise Unreadable(f"{error}。") from None
    raise error


class Batch:
    """The drafts of one noun that belong to one command, taken through the same steps wherever they come from.

    ``prepare``, then for each draft ``settle`` and ``complete``, then ``judge``, then ``write`` for each, then ``finish``. What is refused goes
    to ``refuse``, which raises, or notes it and lets the others go on.
    """

    def __init__(
        self, work: Work, noun: Noun, refuse: Callable[[Draft, Exception], None] = refuse_all
    ) -> None:
        self.work, self.noun, self.refuse = work, noun, refuse
        self.desk = with_states(own_desk(noun))
        self._codes: set[str] = set()
        self._aliases: dict[str, Draft] = {}

    def prepare(self, drafts: list[Draft]) -> None:
        """Work out what the drafts need before they are compared with what is stored."""
        for column in self.noun.columns:
            if isinstance(column.kind, Whose) and not column.via:
                for draft in drafts:
                    if column.slot in draft.values:
                        draft.values |= spread(column.kind, draft.values[column.slot])
        if self.desk.ready:
            self.desk.ready(self.work, drafts)

    def settle(self, draft: Draft) -> None:
        """Take back what a draft only seems to change; done before it is compared with the record it names.

        A blank changes nothing where the program itself has filled in a number or a default.
        """
        if draft.old is not None and not draft.typed:
            for column in self.noun.given:
                if draft.values.get(column.slot) is None:
                    draft.values.pop(column.slot, None)
        for column in self.noun.private:
            self._unmask(draft, column)
        if draft.old is not None and not draft.typed:
            keep_covered(self.noun, draft)
        if self.noun.learned and draft.old is not None and not draft.typed:
            aliases.settle(self.noun, draft)
        if self.desk.settle is not None and draft.old is not None:
            self.desk.settle(self.work, draft)

    def _unmask(self, draft: Draft, column: Column) -> None:
        """A masked value that fits what is stored means that nothing is changed."""
        value = draft.values.get(column.slot)
        if not (value and "*" in value):
            return
        stored = draft.old.get(column.slot) if draft.old else None
        if draft.old is None and not draft.typed:
            self.work.warn(
                f"新记录的{column.label}是遮盖过的，没有填；要连号码一起带走，请在导出时加 --reveal。"
            )
            del draft.values[column.slot]
        elif stored and column.kind.mask(stored) == value:
            del draft.values[column.slot]

    def complete(self, draft: Draft) -> None:
        """Fill in defaults, ask for what is required, take new words, and ask the noun's own rules."""
        noun, values, is_new = self.noun, draft.values, draft.old is None
        for column in noun.private:
            if "*" in (values.get(column.slot) or ""):  # one that fits has been taken back
                raise CellRefused(column.key, "是遮盖过的，与库中的对不上，", f"请填完整的{column.label}。")
        for column in noun.given if draft.typed and not is_new else ():
            if column.slot in values and values[column.slot] is None:
                raise CellRefused(column.key, f"{column.label}不能空着，", "请写上，或去掉这个选项。")
        for column, slot, is_word in noun.judged:
            value = values.get(slot) if is_new else draft[slot]
            if is_new and value is None and column.default is not None:
                value = values[slot] = column.default
            if column.required and (value is None or value == ()) and slot not in draft.unknown:
                raise CellRefused(column.key, f"缺少{column.label}，", "请填写。")
            if is_word and values.get(slot):
                words.take(self.work, column.kind.list, values[slot], column.label)  # type: ignore[attr-defined]
        for column in noun.to_the_month:
            take_month(self.work, draft, column)
        if noun.unshared:
            self._check_names_are_free(draft)
        if noun.learned and draft.gives(noun.learned):
            aliases.refuse_others(self.work, noun, draft, self._aliases)
        if noun.span:
            self._check_span(draft)
        for column in noun.planned:
            if draft.gives(column.slot):
                warn_far(self.work, column.label, draft.text(column.slot))
        for column in noun.entering:
            if any(isinstance(unit, str) for unit in values.get(column.slot) or ()):
                units = (
                    self._unit(column, one) if isinstance(one, str) else one for one in values[column.slot]
                )
                values[column.slot] = tuple(dict.fromkeys(units))
        if self.desk.check is not None:
            self.desk.check(self.work, draft)

    def _unit(self, column: Column, name: str) -> int:
        """The key of a unit that a column names and nobody knew: entered as a body, and said.

        Raises ``CellRefused`` where the list of kinds of bodies is locked and lacks that of such units.
        """
        work, kind = self.work, column.kind.enters  # type: ignore[attr-defined]
        index = work.index(column.kind.noun)  # type: ignore[attr-defined]
        if len(known := index.certain(name)) == 1:  # another row has entered it
            return next(iter(known))
        near = [] if index.is_another(name) or work.doubts.others else index.near(name)
        try:
            batch = Batch(work, NOUNS["body"])
            draft = Draft({"name": name, "kind": kind})
            batch.complete(draft)
        except Misread:
            sentence = f"“{shown(name)}”没有登记过，可选的类型里又没有“{kind}”，"
            raise CellRefused(column.key, sentence, "请先用 liaison body add 登记它。") from None
        key = batch.write(draft)
        work.warn_also("没有登记过的单位已登记为合作单位：", f"{index.labels[key]}（{column.label}）")
        if near:
            work.warn(f"新登记的“{shown(name)}”与{'、'.join(near)}名称相近，请核对是不是同一家。")
        return key

    def _check_names_are_free(self, draft: Draft) -> None:
        """Two records of one code or name could not be told apart: refused."""
        for key in self.noun.unshared:
            if not (draft.gives(key) and draft[key]):
                continue
            index = self.work.index(self.noun.name)
            others = index.holders(draft.text(key)) - ({draft.old["id"]} if draft.old else set())
            if others:
                held = "、".join(sorted(index.labels[other] for other in others))
                sentence = f"{self.noun[key].label}“{draft.text(key)}”已由“{held}”使用，"
                raise CellRefused(key, sentence, "请改用别的，或修改原有记录。")

    def _check_span(self, draft: Draft) -> None:
        """Its second day is not before its first."""
        first, last = (self.noun[key] for key in self.noun.span)
        begin, end = draft.text(first.slot), draft.text(last.slot)
        if begin and end and end < begin:
            raise CellRefused(last.key, f"{last.label} {end} 早于{first.label} {begin}，", "请核对。")

    def judge(self, drafts: list[Draft]) -> None:
        """Judge the drafts together, and make known which codes they bring along."""
        if self.desk.check_all:
            for draft, refusal in self.desk.check_all(self.work, drafts):
                self.refuse(draft, refusal)
        if self.noun.code:
            self._codes = {code for draft in drafts if (code := draft.values.get("code"))}

    def write(self, draft: Draft) -> int:
        """Put a draft that has been judged into the change; returns the record's key."""
        noun, work = self.noun, self.work
        if draft.old is None and noun.code:
            pattern = self.desk.code(draft) if self.desk.code else noun.code
            if code := draft.values.get("code"):
                self._note_code(pattern, code)
            else:
                draft.values["code"] = self._next_code(pattern, draft)
        row = self._row(draft)
        if draft.old is None:
            key = work.change.insert(noun.table, row)
            work.written(noun, key, row)
        else:
            key = draft.old["id"]
            if not draft.typed and draft.gives(*noun.bynames):
                work.renamed(noun, draft.old)
            if row:
                work.change.update(noun.table, key, row)
                work.written(noun, key, draft.old | row)
        for column in noun.linked:
            if draft.gives(column.slot):
                _write_links(work, column, key, draft)
        if noun.learned and noun.learned in draft.values:
            work.called(noun, key, draft.values[noun.learned])
        if self.desk.after is not None:
            self.desk.after(work, draft, key)
        return key

    def finish(self, drafts: list[Draft]) -> None:
        """Do what follows when all are written."""
        warn_phones(self.work, self.noun, drafts)
        if self.desk.finish and drafts:
            self.desk.finish(self.work, drafts)

    def _row(self, draft: Draft) -> Record:
        """A draft's values by the columns of the noun's own table."""
        noun, values = self.noun, draft.values
        row: Record = {}
        for slot, value in values.items():
            if slot in noun.stored:
                store, several = noun.stored[slot]
                row[store] = ("、".join(value) or None) if several else value
        if noun.named and draft.gives(noun.named, *noun.own_names):
            row["initials"] = _initials(draft, (noun.named, *noun.own_names))
        return row

    def _note_code(self, pattern: str, code: str) -> None:
        """A code of ours that was brought along is used for good, though its record may be removed again."""
        if found := serial_of(pattern, code):
            self.work.change.given(_counter(pattern, found[0]), found[1])

    def _next_code(self, pattern: str, draft: Draft) -> str:
        """The noun's next code, never used before."""
        noun, work = self.noun, self.work
        year = (draft.text(noun.day)[:4] if noun.day else "") or str(work.today.year)
        holders = work.index(noun.name).holders
        while True:
            code = pattern.format(year=year, number=work.change.number(_counter(pattern, year)))
            if code not in self._codes and not holders(code):
                return code


def _counter(pattern: str, year: str) -> str:
    """The name under which the codes of a pattern are counted, those of each year by themselves."""
    return f"code:{pattern.format(year=year, number=0)}"


def differences(noun: Noun, draft: Draft) -> list[Column]:
    """The columns whose values are new, none if the record stays as it is."""
    values = draft.values
    stored = {} if draft.old is None else draft.old
    missing = object() if draft.old is None else None  # a new record gives even what is blank
    return [c for c in noun.sheet if (slot := c.slot) in values and values[slot] != stored.get(slot, missing)]


def _initials(draft: Draft, keys: Sequence[str]) -> str:
    from liaison.rules.pinyin import initials

    return " ".join(filter(None, (initials(draft.text(key)) for key in keys)))


def _write_links(work: Work, column: Column, key: int, draft: Draft) -> None:
    """Bring the rows of a many-valued column to what is wanted, touching only those that differ."""
    link = column.link
    assert link is not None
    present = linked(work.database, link, key) if draft.old is not None else {}
    wanted: tuple[Any, ...] = draft.values[column.slot]
    role = {"role": link.role} if link.role else {}
    for value in present.keys() - set(wanted):
        work.change.remove(link.table, present[value][0])
    for position, value in enumerate(wanted, start=1):
        if value not in present:
            row = {link.owner: key, link.value: value, **role, "position": position}
            work.change.insert(link.table, row)
        elif present[value][1] != position:
            work.change.update(link.table, present[value][0], {"position": position})
