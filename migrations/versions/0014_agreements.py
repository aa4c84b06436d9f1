"""Agreements, their parties, and the steps they go through."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("signed", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=True),
        sa.Column("end_on", TEXT, nullable=True),
        sa.Column("content", TEXT, nullable=True),
        sa.Column("renews", WHOLE, nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("number", TEXT, nullable=True),
        sa.Column("terminated", TEXT, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint("end_on IS NULL OR length(end_on) = 10", name=op.f("ck_agreement_end_on_day")),
        sa.CheckConstraint("end_on IS NULL OR start <= end_on", name=op.f("ck_agreement_in_order")),
        sa.CheckConstraint("signed IS NULL OR length(signed) = 10", name=op.f("ck_agreement_signed_day")),
        sa.CheckConstraint("start IS NULL OR length(start) = 10", name=op.f("ck_agreement_start_day")),
        sa.CheckConstraint(
            "terminated IS NULL OR length(terminated) = 10", name=op.f("ck_agreement_terminated_day")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("code", name=op.f("uq_agreement_code")),
    )
    op.create_table(
        "agreement_party",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("agreement_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_party_agreement_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_agreement_party_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint("agreement_id", "unit_id", name=op.f("uq_agreement_party_agreement_id_unit_id")),
    )
    op.create_table(
        "agreement_step",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("agreement_id", WHOLE, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint(
            "before IS NULL OR length(before) = 10", name=op.f("ck_agreement_step_before_day")
        ),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_agreement_step_day_day")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_step_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_step")),
        sa.UniqueConstraint(
            "agreement_id", "status", "day", name=op.f("uq_agreement_step_agreement_id_status_day")
        ),
    )
    op.create_table(
        "agreement_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("agreement_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_alias_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_alias")),
        sa.UniqueConstraint("agreement_id", "name", name=op.f("uq_agreement_alias_agreement_id_name")),
    )


def downgrade() -> None:
    op.drop_table("agreement_alias")
    op.drop_table("agreement_step")
    op.drop_table("agreement_party")
    op.drop_table("agreement")
