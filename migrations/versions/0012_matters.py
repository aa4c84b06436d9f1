"""Matters from raised to closed, and what is done about them; who helps with each, and what others call it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "matter",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("raised_by_id", WHOLE, nullable=False),
        sa.Column("raised", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=True),
        sa.Column("background", TEXT, nullable=True),
        sa.Column("lead_id", WHOLE, nullable=True),
        sa.Column("owner", TEXT, nullable=True),
        sa.Column("due", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("extensions", WHOLE, nullable=False),
        sa.Column("result", TEXT, nullable=True),
        sa.Column("satisfaction", TEXT, nullable=True),
        sa.Column("closed", TEXT, nullable=True),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint("closed IS NULL OR length(closed) = 10", name=op.f("ck_matter_closed_day")),
        sa.CheckConstraint("due IS NULL OR length(due) = 10", name=op.f("ck_matter_due_day")),
        sa.CheckConstraint("raised IS NULL OR length(raised) = 10", name=op.f("ck_matter_raised_day")),
        sa.ForeignKeyConstraint(["lead_id"], ["unit.id"], name=op.f("fk_matter_lead_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_matter_project_id")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["unit.id"], name=op.f("fk_matter_raised_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint("code", name=op.f("uq_matter_code")),
    )
    op.create_table(
        "matter_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("matter_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_alias_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_alias")),
        sa.UniqueConstraint("matter_id", "name", name=op.f("uq_matter_alias_matter_id_name")),
    )
    op.create_table(
        "matter_helper",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("matter_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_helper_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_matter_helper_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_helper")),
        sa.UniqueConstraint("matter_id", "unit_id", name=op.f("uq_matter_helper_matter_id_unit_id")),
    )
    op.create_table(
        "matter_step",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("matter_id", WHOLE, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("text", TEXT, nullable=True),
        sa.Column("due", TEXT, nullable=True),
        sa.Column("unit_before_id", WHOLE, nullable=True),
        sa.Column("due_before", TEXT, nullable=True),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_matter_step_day_day")),
        sa.CheckConstraint("due IS NULL OR length(due) = 10", name=op.f("ck_matter_step_due_day")),
        sa.CheckConstraint(
            "due_before IS NULL OR length(due_before) = 10", name=op.f("ck_matter_step_due_before_day")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_step_matter_id")),
        sa.ForeignKeyConstraint(["unit_before_id"], ["unit.id"], name=op.f("fk_matter_step_unit_before_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_matter_step_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_step")),
        sa.UniqueConstraint("matter_id", "day", "action", name=op.f("uq_matter_step_matter_id_day_action")),
    )


def downgrade() -> None:
    op.drop_table("matter_step")
    op.drop_table("matter_helper")
    op.drop_table("matter_alias")
    op.drop_table("matter")
