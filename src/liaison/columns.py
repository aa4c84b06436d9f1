"""The column language: one description from which screen, JSON, CSV, sheet, form and import are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from liaison.kinds import Choice, Kind, Ref, Stored, Text, Whose
from liaison.several import Refs, Words

if TYPE_CHECKING:
    from liaison.children import Latest, Link, Rows, Summed
    from liaison.shapes import Shape
    from liaison.stated import Stated, View

Record = dict[str, Any]

ALL_CELLS = "*"
"""In a noun's ``identity``: a row is known by all its cells, and its place among equal ones."""

ITSELF = "id"
"""As a noun's ``owner``: its records are what others belong to."""

PUBLIC, MEMBERS, OFFICE = "public", "member", "internal"
"""Who may see a column. Everybody sees what the council tells of itself: units, days, sums, counts, what was done and what came of
it. Its members know one another's persons, names and posts, as the list of liaison persons that goes round among them has them
(telephones they see masked); who is given a prize or a payment may be a person too; and what led to a matter, what was said of a
step, and what a sum was for is theirs, who raised, took or paid it. The office alone sees its own remarks (备注) and why a unit
left, for there a clerk writes what is meant for nobody else, and who of a unit sat in a meeting: that list is its evidence."""


@dataclass(frozen=True)
class Column:
    """One property of a noun, as screen, JSON, sheet, form and option know it.

    ``store`` names the database column: the key, with ``_id`` for a reference, unless ``db`` says otherwise (a key may be a
    reserved word of SQL); empty where the value lives in rows of its own (``link``), belongs to another record that is referred to
    (``via``), is that of the ``latest`` row of a child table, or is worked out (``rows`` shows all rows of one, ``summed`` what
    they add up to). ``typed`` is false where a verb of its own sets the value, not an option; ``inner`` marks what the program
    works out and stores for itself. What is not ``written`` is in no sheet. ``examples`` are what the example rows of a form show,
    as people write it; ``wide`` keeps long words on one line in a sheet to be filled in. ``adds`` tells that the rows of a list
    add up in it: people and money do, ranks, days and rates do not, nor do amounts of which some come in and some go out. ``null``
    tells whether the database lets it be unknown, where that does not follow from its being required or filled in by the program.
    A ``planned`` day may lie ahead of today. A column that stands ``aside`` tells how a unit is reached today and who answers for
    it, or is shown on no paper: it may change though a year is closed, of which it tells nothing. ``sorted_by`` names the column
    that holds what it is sorted by. ``reader`` tells who may see it, and ``inside``
    who may see what of its rows, by their names; for the public there is nothing ``private`` either. What stands ``behind`` another column is shown by that one alone. What is ``costly`` only a
    record shown whole has, or a list that is asked for it. A column that stands ``instead_of`` another is that one in a sheet
    that lacks it, where its label is among the other's synonyms too.
    """

    key: str
    label: str
    kind: Kind = field(default_factory=Text)
    required: bool = False
    listed: bool = True
    private: bool = False
    written: bool = True
    synonyms: tuple[str, ...] = ()
    option: str = ""
    help: str = ""
    link: Link | None = None
    default: Stored = None
    db: str = ""
    via: str = ""
    typed: bool = True
    latest: Latest | None = None
    rows: Rows | None = None
    summed: Summed | None = None
    inner: bool = False
    wide: bool = False
    examples: tuple[str, ...] = ()
    adds: bool = False
    null: bool | None = None
    planned: bool = False
    aside: bool = False
    sorted_by: str = ""
    reader: str = PUBLIC
    inside: tuple[tuple[str, str], ...] = ()
    costly: bool = False
    behind: bool = False
    instead_of: str = ""

    @cached_property
    def store(self) -> str:
        """The database column, empty where there is none in the noun's own table."""
        if not self.written or self.link or self.via or self.latest or isinstance(self.kind, Whose):
            return ""
        return f"{self.key}_id" if isinstance(self.kind, Ref) else self.db or self.key

    @cached_property
    def slot(self) -> str:
        """Where a record keeps what is compared and written: the other record's id for a reference, else the value."""
        return f"{self.key}_id" if isinstance(self.kind, Ref | Refs | Whose) else self.key

    @property
    def flag(self) -> str:
        """The option's name on the command line."""
        return self.option or "--" + self.key.replace("_", "-")


@dataclass(frozen=True)
class Noun:
    """A thing the council keeps, with all its columns.

    ``identity`` lists the ways a sheet's row names its record, the surest first; ``code`` is the pattern of the next code, with
    ``{year}`` where the year counts and ``day`` the column that tells it; ``named`` the column a person calls the record by,
    ``unique`` whether no two may share it, ``also_called`` the columns of other names, ``exactly`` those of what names a record
    too but never by a part; ``learned`` is what others call it (``nouns.aliases``); ``loose``: a name may lack its legal form;
    ``order`` the order of lists, in SQL, ``t`` being the noun's table;
    ``remark`` what every sheet of it must say; ``exported`` the condition, in SQL, of the records that its sheet holds; ``owner``
    the column that tells whose a record is: a unit, or a record that is some unit's in turn (``ITSELF`` for a unit); ``dated``
    that of its day, or those of its first and last day; ``fixed`` the columns that stay as they are once written (``None``: all),
    and are protected in its sheet. ``keys`` are the columns, or several together, that no two records share: the database itself
    holds them apart; ``indexed`` those that are read together for records by the hundred thousand, so that an index answers alone.
    ``span`` names two days of which the second is never before the first; the database holds that too where it is ``span_held``.
    ``workbook_only`` marks a sheet that travels with the whole workbook alone; ``whole_list`` is the option with which ``list``
    shows every record. ``apart`` are the columns that tell records of one name apart: a row that differs in all of them from the
    record it seems to name is about another, unless the record's code stands in it. ``alike`` are those in which a record told
    twice is the same, though it has no name of its own. ``shapes`` are those of its sheets besides its own columns, ``spanned``
    the names of a column with both days of its span. ``titled`` are the columns that a record without a name of its own is called
    by, where those of its ``identity`` say too little. ``instead`` is what is done, in the clerk's words, where a record cannot be
    removed because others refer to it. ``parties`` are the columns of the units that take part in it. ``side`` names the noun
    whose table holds its records too, so that a reference to that noun's means either: they are that table's rows seen from
    another side, by columns of their own. ``only`` is the column that the noun's own have where its table
    holds others: one of the latest row of another table, which those of a side lack; or that a side's own have, one of the table
    itself or of what its records belong to. ``views`` are the lists under names of their own that an office keeps of some of them.
    ``marked`` is the name in the marks of its sheets where that is not its own: sheets that went out keep theirs.
    """

    name: str
    label: str
    table: str
    columns: tuple[Column, ...]
    identity: tuple[tuple[str, ...], ...]
    code: str = ""
    day: str = ""
    named: str = ""
    order: str = "t.id"
    unique: bool = True
    remark: str = ""
    exported: str = ""
    owner: str = ""
    dated: tuple[str, ...] = ()
    fixed: tuple[str, ...] | None = ()
    also_called: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    loose: bool = False
    keys: tuple[tuple[str, ...], ...] = ()
    indexed: tuple[tuple[str, ...], ...] = ()
    span: tuple[str, ...] = ()
    span_held: bool = True
    spanned: tuple[str, ...] = ()
    states: Stated | None = None
    workbook_only: bool = False
    whole_list: str = ""
    apart: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    titled: tuple[str, ...] = ()
    instead: str = ""
    parties: tuple[str, ...] = ()
    learned: str = field(init=False, default="")
    side: str = ""
    only: str = ""
    views: tuple[View, ...] = ()
    marked: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {column.key: column for column in self.columns})
        object.__setattr__(self, "learned", "alias" * ("alias" in self))

    def __getitem__(self, key: str) -> Column:
        return self._by_key[key]  # type: ignore[attr-defined, no-any-return]

    def __contains__(self, key: str) -> bool:
        return key in self._by_key  # type: ignore[attr-defined]

    @cached_property
    def stored(self) -> dict[str, tuple[str, bool]]:
        """By slot, of each column in the noun's own table: the database column, and whether several texts share it."""
        return {c.slot: (c.store, isinstance(c.kind, Words)) for c in self.columns if c.store}

    @cached_property
    def linked(self) -> tuple[Column, ...]:
        """The columns whose values are rows of their own."""
        return tuple(column for column in self.columns if column.link)

    @cached_property
    def entering(self) -> tuple[Column, ...]:
        """The columns in which a unit may be named that nobody knows: it is entered as a body."""
        return tuple(
            column for column in self.columns if isinstance(column.kind, Refs) and column.kind.enters
        )

    @cached_property
    def private(self) -> tuple[Column, ...]:
        """The columns that are masked."""
        return tuple(column for column in self.columns if column.private)

    @cached_property
    def judged(self) -> tuple[tuple[Column, str, bool], ...]:
        """The columns that are required, have a default, or take the council's own words: with slot, and whether the last."""
        return tuple(
            (c, c.slot, isinstance(c.kind, Choice))
            for c in self.columns
            if c.required or c.default is not None or isinstance(c.kind, Choice)
        )

    @cached_property
    def planned(self) -> tuple[Column, ...]:
        """The days that may lie ahead of today."""
        return tuple(column for column in self.columns if column.planned)

    @cached_property
    def to_the_month(self) -> tuple[Column, ...]:
        """The days of which only the month may be written: it stands for its first or its last day."""
        return tuple(c for c in self.columns if getattr(c.kind, "month", "") in ("first", "last"))

    @cached_property
    def given(self) -> tuple[Column, ...]:
        """The columns that the program fills in where they are left blank: a code, a serial number, a default."""
        return tuple(c for c in self.columns if c.key == self.numbered or c.default is not None)

    @cached_property
    def unshared(self) -> tuple[str, ...]:
        """The keys of its own columns whose values no two records may share: code, name and other names."""
        keys = ("code", self.named, *self.own_names) if self.unique else ("code",)
        return tuple(key for key in keys if key and key in self)

    @cached_property
    def mark(self) -> str:
        """What its sheets are marked as."""
        return self.marked or self.name

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """The keys of other names that stand in the noun's own table."""
        return tuple(key for key in self.also_called if self[key].store)

    @cached_property
    def numbered(self) -> str:
        """The column of the code or serial number, nothing where there is none."""
        return next((key for key in ("code", "number") if key in self), "")

    @cached_property
    def when(self) -> tuple[Column, ...]:
        """The column of a record's day, or those of its first and last day; none where it has no day."""
        return self.pick(*(self.dated or self.span))

    @cached_property
    def called(self) -> str:
        """The column that holds what people call a record by."""
        return self.named or next((key for key in ("number", "name", "code") if key in self), "id")

    @cached_property
    def bynames(self) -> tuple[str, ...]:
        """The keys of what other sheets may call a record by."""
        return tuple(dict.fromkeys(("code", self.called, *self.own_names)))

    def title(self, record: Record) -> str:
        """What a person would call a record: code and name, else what tells it apart."""
        named = [key for key in ("code", self.named) if key in self] if self.named else []
        keys = (
            named or self.titled or [key for key in self.identity[0] if key in self] or [self.columns[0].key]
        )
        return " ".join(filter(None, (self[key].kind.show(record.get(key)) for key in keys)))

    def pick(self, *keys: str) -> tuple[Column, ...]:
        """The named columns, in the order named."""
        return tuple(self[key] for key in keys)

    @cached_property
    def sheet(self) -> tuple[Column, ...]:
        """The columns a sheet of this noun has: those that can be written."""
        return tuple(column for column in self.columns if column.written and not column.inner)
