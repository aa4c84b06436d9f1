"""Honours, plaques, letters of appointment and certificates, and the steps they go through."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "honour",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=True),
        sa.Column("given_by", TEXT, nullable=True),
        sa.Column("holder_id", WHOLE, nullable=False),
        sa.Column("recipient", TEXT, nullable=True),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("number", TEXT, nullable=True),
        sa.Column("certificate", TEXT, nullable=True),
        sa.Column("day", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("review", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("closed", TEXT, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint("closed IS NULL OR length(closed) = 10", name=op.f("ck_honour_closed_day")),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_honour_day_day")),
        sa.CheckConstraint("review IS NULL OR length(review) = 10", name=op.f("ck_honour_review_day")),
        sa.CheckConstraint("until IS NULL OR day <= until", name=op.f("ck_honour_in_order")),
        sa.CheckConstraint("until IS NULL OR length(until) = 10", name=op.f("ck_honour_until_day")),
        sa.ForeignKeyConstraint(["holder_id"], ["unit.id"], name=op.f("fk_honour_holder_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_honour_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
        sa.UniqueConstraint("code", name=op.f("uq_honour_code")),
    )
    op.create_table(
        "honour_step",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("honour_id", WHOLE, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_honour_step_day_day")),
        sa.ForeignKeyConstraint(["honour_id"], ["honour.id"], name=op.f("fk_honour_step_honour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour_step")),
        sa.UniqueConstraint("honour_id", "status", "day", name=op.f("uq_honour_step_honour_id_status_day")),
    )
    op.create_table(
        "honour_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("honour_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["honour_id"], ["honour.id"], name=op.f("fk_honour_alias_honour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour_alias")),
        sa.UniqueConstraint("honour_id", "name", name=op.f("uq_honour_alias_honour_id_name")),
    )


def downgrade() -> None:
    op.drop_table("honour_alias")
    op.drop_table("honour_step")
    op.drop_table("honour")
