"""Who does what at an activity or a project is one link with a role; who supports or guides is a unit, no mere word."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from liaison.rules.names import loose_key, match_key
from liaison.rules.pinyin import initials, sort_key

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create("activity_unit", "activity", role=True)
    _create("project_unit", "project", role=True)
    _create("council_guide", "council", role=False)
    _move("activity_co_host", "activity_unit", "activity", "协办")
    _move("project_partner", "project_unit", "project", "参与")
    units = _Units()
    for council, unit, position in _referred(units, "council", "guide", "指导单位"):
        _insert("council_guide", council_id=council, unit_id=unit, position=position)
    for activity, unit, position in _referred(units, "activity", "supporter", "其他"):
        _insert("activity_unit", activity_id=activity, unit_id=unit, role="支持", position=position)
    op.drop_table("activity_co_host")
    op.drop_table("project_partner")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_column("supporter")
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.drop_column("guide")


def downgrade() -> None:
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.add_column(sa.Column("guide", TEXT, nullable=True))
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("supporter", TEXT, nullable=True))
    _create("project_partner", "project", role=False)
    _create("activity_co_host", "activity", role=False)
    for old, new, owner, role in (
        ("project_partner", "project_unit", "project", "参与"),
        ("activity_co_host", "activity_unit", "activity", "协办"),
    ):
        _run(
            f"INSERT INTO {old} (id, {owner}_id, unit_id, position) "
            f"SELECT id, {owner}_id, unit_id, position FROM {new} WHERE role = :role",
            role=role,
        )
    _write_out("council", "guide", "SELECT l.council_id, u.name FROM council_guide AS l JOIN unit AS u ")
    _write_out(
        "activity",
        "supporter",
        "SELECT l.activity_id, u.name FROM (SELECT * FROM activity_unit WHERE role = '支持') AS l JOIN unit AS u ",
    )
    op.drop_table("council_guide")
    op.drop_table("project_unit")
    op.drop_table("activity_unit")


def _run(statement: str, **values: object) -> sa.CursorResult:
    return op.get_bind().execute(sa.text(statement), values)


def _create(table: str, owner: str, *, role: bool) -> None:
    apart = [f"{owner}_id", "unit_id", *(["role"] if role else [])]
    op.create_table(
        table,
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column(f"{owner}_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        *([sa.Column("role", TEXT, nullable=False)] if role else []),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{table}_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*apart, name=op.f(f"uq_{table}_{'_'.join(apart)}")),
    )


def _move(old: str, new: str, owner: str, role: str) -> None:
    """The rows of a table that held one role, under the keys they had; numbers that were given out are not given again."""
    _run(
        f"INSERT INTO {new} (id, {owner}_id, unit_id, role, position) "
        f"SELECT id, {owner}_id, unit_id, :role, position FROM {old}",
        role=role,
    )
    last = _run("SELECT last FROM counter WHERE name = :name", name=old).scalar()
    if last is not None:
        _run("INSERT INTO counter (name, last) VALUES (:name, :last)", name=new, last=last)


def _insert(table: str, **values: object) -> int:
    """Add a row under the next key that was never given out."""
    key = _number(table, _run(f"SELECT COALESCE(max(id), 0) FROM {table}").scalar_one())
    columns = ("id", *values)
    marks = ", ".join(f":{column}" for column in columns)
    _run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", id=key, **values)
    return key


def _number(name: str, least: int = 0) -> int:
    last = _run("SELECT last FROM counter WHERE name = :name", name=name).scalar()
    number = max(last or 0, least) + 1
    if last is None:
        _run("INSERT INTO counter (name, last) VALUES (:name, :last)", name=name, last=number)
    else:
        _run("UPDATE counter SET last = :last WHERE name = :name", name=name, last=number)
    return number


def _referred(units: "_Units", table: str, column: str, kind: str) -> list[tuple[int, int, int]]:
    """Record, unit and place of each name that stood in a column, several in one text with 、 between."""
    found = []
    for key, text in _run(
        f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY id"
    ).fetchall():
        keys = dict.fromkeys(units.key_of(name, kind) for name in text.split("、") if name.strip())
        found += [(key, unit, place) for place, unit in enumerate(keys, start=1)]
    return found


def _write_out(table: str, column: str, named: str) -> None:
    names = defaultdict(list)
    for key, name in _run(f"{named} ON u.id = l.unit_id ORDER BY l.position, l.id").fetchall():
        names[key].append(name)
    for key, told in names.items():
        _run(f"UPDATE {table} SET {column} = :text WHERE id = :key", text="、".join(told), key=key)


class _Units:
    """The units by what they are called; a name that nobody bears is entered as that of a body."""

    def __init__(self) -> None:
        self.members = {unit for (unit,) in _run("SELECT DISTINCT unit_id FROM spell").fetchall()}
        self.codes = set()
        self.named = {}
        self.called = defaultdict(set)
        self.nearly = defaultdict(set)
        for key, code, name, short in _run("SELECT id, code, name, short FROM unit ORDER BY id").fetchall():
            self.codes.add(code)
            self._know(key, name, short)
        for table in ("former_name", "alias"):
            for key, name in _run(f"SELECT unit_id, name FROM {table} ORDER BY id").fetchall():
                self.called[match_key(name)].add(key)

    def _know(self, key: int, name: str, short: str | None = None) -> None:
        self.named[match_key(name)] = key
        for one in filter(None, (name, short)):
            self.called[match_key(one)].add(key)
            self.nearly[loose_key(one)].add(key)

    def key_of(self, name: str, kind: str) -> int:
        """A unit of that name, or of that other name, or that differs in its legal form alone: a member before a body."""
        if (key := self.named.get(match_key(name))) is not None:
            return key
        for found in (self.called[match_key(name)], self.nearly[loose_key(name)]):
            first = found if len(found) < 2 else found & self.members
            if len(first) == 1:
                return next(iter(first))
        return self._enter(name, kind)

    def _enter(self, name: str, kind: str) -> int:
        code = ""
        while not code or code in self.codes:
            code = f"B{_number('code:B000'):03d}"
        self.codes.add(code)
        known = _run("SELECT word FROM choice WHERE list = 'body_kind'").scalars().all()
        if kind not in known:
            _insert("choice", list="body_kind", word=kind, position=len(known) + 1, locked=0)
        key = _insert(
            "unit", code=code, name=name, category=kind, initials=initials(name), sort_key=sort_key(name)
        )
        self._know(key, name)
        return key
