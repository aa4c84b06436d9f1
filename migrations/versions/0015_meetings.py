"""Meetings: who was there, and what was on the agenda; an activity has a number among those of its kind."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("activity_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=True),
        sa.Column("for_it", WHOLE, nullable=True),
        sa.Column("against", WHOLE, nullable=True),
        sa.Column("abstain", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_agenda_item_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("activity_id", "number", name=op.f("uq_agenda_item_activity_id_number")),
    )
    op.create_table(
        "presence",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("activity_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("person", TEXT, nullable=True),
        sa.Column("post", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_presence_activity_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_presence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint(
            "activity_id", "unit_id", "person", name=op.f("uq_presence_activity_id_unit_id_person")
        ),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ordinal", WHOLE, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_column("ordinal")

    op.drop_table("presence")
    op.drop_table("agenda_item")
