"""Indicators of anything: each belongs to a record of one of several nouns; a reading may be a rate, or an approximate number."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

HOLDERS = ("council_id", "project_id", "body_id", "agreement_id", "series")
ONE = " + ".join(f"(CASE WHEN {one} IS NULL THEN 0 ELSE 1 END)" for one in HOLDERS) + " = 1"


def upgrade() -> None:
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code", TEXT, nullable=True))
        batch_op.add_column(sa.Column("source", TEXT, nullable=True))
        batch_op.add_column(sa.Column("in_summary", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("council_id", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("body_id", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("agreement_id", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("series", TEXT, nullable=True))
        batch_op.alter_column("project_id", existing_type=WHOLE, nullable=True)
        batch_op.create_unique_constraint(
            batch_op.f("uq_indicator_agreement_id_name"), ["agreement_id", "name"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_indicator_body_id_name"), ["body_id", "name"])
        batch_op.create_unique_constraint(batch_op.f("uq_indicator_code"), ["code"])
        batch_op.create_unique_constraint(batch_op.f("uq_indicator_council_id_name"), ["council_id", "name"])
        batch_op.create_unique_constraint(batch_op.f("uq_indicator_series_name"), ["series", "name"])
        batch_op.create_foreign_key(batch_op.f("fk_indicator_body_id"), "unit", ["body_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_indicator_agreement_id"), "agreement", ["agreement_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_indicator_council_id"), "council", ["council_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_indicator_one_of"), ONE)

    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("numerator", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("denominator", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("approximate", TEXT, nullable=True))
        batch_op.add_column(sa.Column("lower", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("upper", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("source", TEXT, nullable=True))
        batch_op.alter_column("value", existing_type=WHOLE, nullable=True)
    _give_codes()
    _rename({"indicator": "project_indicator", "reading": "project_reading"})


def _give_codes() -> None:
    """Give each indicator the code that it would have, had it been entered now; the numbers go on from there."""
    connection = op.get_bind()
    keys = [key for (key,) in connection.execute(sa.text("SELECT id FROM indicator ORDER BY id"))]
    for number, key in enumerate(keys, start=1):
        connection.execute(
            sa.text("UPDATE indicator SET code = :code WHERE id = :id"), {"code": f"I{number:03d}", "id": key}
        )
    if keys:
        connection.execute(
            sa.text("INSERT INTO counter (name, last) VALUES (:name, :last)"),
            {"name": "code:I000", "last": len(keys)},
        )


def _rename(names: dict[str, str]) -> None:
    """What rounds and remembered headings say of the indicators of projects, they say under the new names of their sheets."""
    for table in ("collection", "heading"):
        for old, new in names.items():
            op.get_bind().execute(
                sa.text(f"UPDATE {table} SET noun = :new WHERE noun = :old"), {"old": old, "new": new}
            )


def downgrade() -> None:
    _rename({"project_indicator": "indicator", "project_reading": "reading"})
    op.get_bind().execute(sa.text("DELETE FROM counter WHERE name = 'code:I000'"))
    # What only these tables can hold goes: indicators of anything but a project, readings that are no number.
    others = "SELECT id FROM indicator WHERE project_id IS NULL"
    op.get_bind().execute(sa.text(f"DELETE FROM reading WHERE value IS NULL OR indicator_id IN ({others})"))
    op.get_bind().execute(sa.text("DELETE FROM indicator WHERE project_id IS NULL"))
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.alter_column("value", existing_type=WHOLE, nullable=False)
        batch_op.drop_column("source")
        batch_op.drop_column("upper")
        batch_op.drop_column("lower")
        batch_op.drop_column("approximate")
        batch_op.drop_column("denominator")
        batch_op.drop_column("numerator")

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_indicator_one_of"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_indicator_council_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_indicator_agreement_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_indicator_body_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_indicator_series_name"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_indicator_council_id_name"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_indicator_code"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_indicator_body_id_name"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_indicator_agreement_id_name"), type_="unique")
        batch_op.alter_column("project_id", existing_type=WHOLE, nullable=False)
        batch_op.drop_column("series")
        batch_op.drop_column("agreement_id")
        batch_op.drop_column("body_id")
        batch_op.drop_column("council_id")
        batch_op.drop_column("in_summary")
        batch_op.drop_column("source")
        batch_op.drop_column("code")
