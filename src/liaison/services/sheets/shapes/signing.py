"""A sheet on which everybody signs for themselves: counted by unit. Nobody's name goes any further than this file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from liaison.cells import Unclear, shown, text_of, tight
from liaison.errors import NotFound
from liaison.kinds import Flag, Misread, Ref
from liaison.rules.names import match_key
from liaison.services.sheets.shapes.reshaping import Reshaping
from liaison.services.sheets.twins import listed
from liaison.services.writing.work import Work
from liaison.several import Words
from liaison.shapes import SignedIn

_MEMBERS = "党员 中共党员 正式党员 中共正式党员 预备党员 中共预备党员"
_NONE = "非党员 群众 团员 共青团员 积极分子 入党积极分子 发展对象 民主党派 无党派 无党派人士"
_PARTY, _OTHERS = frozenset(_MEMBERS.split()), frozenset(_NONE.split())
_NAMED = 12


@dataclass
class _Group:
    """Those of one unit: where each name stands, whether it is a party member's, and what cannot be told of it."""

    line: int
    called: str
    lines: dict[str, int] = field(default_factory=dict)
    party: dict[str, bool] = field(default_factory=dict)
    unclear: str = ""

    @property
    def members(self) -> int:
        return sum(self.party.values())


def sign_in(work: Work, table: Reshaping, shape: SignedIn) -> None:
    """Let the first row of each unit hold how many signed for it, and pass over the others."""
    person, party = (part.key for part in shape.parts)
    knows_party = party in table.places
    groups: dict[tuple[object, ...], _Group] = {}
    twice: dict[int, int] = {}
    nameless = []
    for line, row in table.rows():
        names = _names(table.cell(row, person))
        if not names:
            nameless.append(line)
            continue
        key = tuple(_meant(work, table, one, table.cell(row, one), line) for one in shape.by)
        called = text_of(table.cell(row, shape.by[-1]))
        group = groups.setdefault(key, _Group(line, called))
        is_party = _is_party(group, table.cell(row, party), line, len(names))
        for name in names:
            if name in group.lines:
                twice[line] = group.lines[name]
            group.lines.setdefault(name, line)
            group.party[name] = is_party or group.party.get(name, False)
    _put(table, shape, groups.values(), knows_party=knows_party)
    firsts = {group.line for group in groups.values()}
    for line, _row in list(table.rows()):
        if line not in firsts:
            table.pass_over(line)
    _say(table, list(groups.values()), twice, nameless, knows_party=knows_party)


def _names(cell: object) -> tuple[str, ...]:
    """The names of a cell, in the form in which they are compared; what cannot be read as any is one of its own."""
    try:
        return tuple(map(match_key, Words().parse(cell)))
    except Misread:
        return (match_key(text_of(cell)),)


def _meant(work: Work, table: Reshaping, key: str, cell: object, line: int) -> object:
    """What record a cell names, be it by any of its names; the text, where that cannot be told, as will be said of its row."""
    kind = table.noun[key].kind
    assert isinstance(kind, Ref)
    if key not in table.places:
        return None
    if not (text := text_of(cell)):
        return line  # what lacks its unit is refused row by row
    try:
        return work.index(kind.noun).resolve(text)
    except NotFound:
        return match_key(text)


def _is_party(group: _Group, cell: object, line: int, count: int) -> bool:
    """Whether those of a row are party members; what cannot be told is noted with the group."""
    text = tight(text_of(cell))
    if not text or text in _OTHERS:
        return False
    if count > 1:
        group.unclear = f"第 {line} 行一格里写了几个人，看不出谁是党员，请一人一行"
        return False
    if text in _PARTY:
        return True
    try:
        return bool(Flag().parse(cell))
    except Misread:
        group.unclear = f"第 {line} 行的“{shown(text)}”看不出是不是党员，请填 是 或留空"
        return False


def _put(table: Reshaping, shape: SignedIn, groups: Collection[_Group], *, knows_party: bool) -> None:
    """Write the counts into the first rows: as if they stood where the unit does, so that no name is quoted."""
    stood = table.places.get(shape.by[-1])
    for group in groups:
        table.put(group.line, shape.counts, len(group.lines), stood)
        if knows_party:
            table.put(
                group.line, shape.party, Unclear(group.unclear) if group.unclear else group.members, stood
            )


def _say(
    table: Reshaping,
    groups: Sequence[_Group],
    twice: Mapping[int, int],
    nameless: Sequence[int],
    *,
    knows_party: bool,
) -> None:
    """What was counted, who was counted once only, and which rows name nobody."""
    name = table.table.name
    counted = []
    for group in groups[:_NAMED]:
        members = f"（党员 {group.members}）" if knows_party else ""
        counted.append(f"{shown(group.called)} {len(group.lines)} 人{members}".strip())
    more = f"等 {len(groups)} 家" if len(groups) > _NAMED else ""
    table.said.append(
        f"工作表“{name}”一人一行，按单位数人：{'、'.join(counted)}{more}；只登记人数，不登记姓名。"
    )
    if twice:
        mine, theirs = listed(list(twice)), listed(list(twice.values()))
        table.said.append(f"工作表“{name}”第 {mine} 行与第 {theirs} 行同单位同名，只算一次。")
    if nameless:
        table.said.append(f"工作表“{name}”第 {listed(list(nameless))} 行没有写姓名，没有计入。")
