"""Units that are no members: what a unit stands under, and what it belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "belonging",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("parent_id", WHOLE, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("start", TEXT, nullable=True),
        sa.Column("end_on", TEXT, nullable=True),
        sa.CheckConstraint("end_on IS NULL OR length(end_on) = 10", name=op.f("ck_belonging_end_on_day")),
        sa.CheckConstraint("end_on IS NULL OR start <= end_on", name=op.f("ck_belonging_in_order")),
        sa.CheckConstraint("start IS NULL OR length(start) = 10", name=op.f("ck_belonging_start_day")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_belonging_parent_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_belonging_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belonging")),
        sa.UniqueConstraint(
            "unit_id", "parent_id", "role", "start", name=op.f("uq_belonging_unit_id_parent_id_role_start")
        ),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("under_id", WHOLE, nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_unit_under_id"), "unit", ["under_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_unit_under_id"), type_="foreignkey")
        batch_op.drop_column("under_id")

    op.drop_table("belonging")
