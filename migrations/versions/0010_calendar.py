"""The rules a council has set itself, each version from a day on; days off and days in lieu that it has entered."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=True),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_calendar_day_day_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )
    op.create_table(
        "charter",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("months", WHOLE, nullable=True),
        sa.Column("turns", TEXT, nullable=True),
        sa.Column("meetings", WHOLE, nullable=True),
        sa.Column("topic_days", WHOLE, nullable=True),
        sa.Column("notice_days", WHOLE, nullable=True),
        sa.Column("quorum", TEXT, nullable=True),
        sa.Column("majority", TEXT, nullable=True),
        sa.Column("stand_in", TEXT, nullable=True),
        sa.Column("task_days", WHOLE, nullable=True),
        sa.Column("working_days", WHOLE, nullable=True),
        sa.Column("strict", WHOLE, nullable=True),
        sa.Column("basis", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint("start IS NULL OR length(start) = 10", name=op.f("ck_charter_start_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter")),
        sa.UniqueConstraint("start", name=op.f("uq_charter_start")),
    )


def downgrade() -> None:
    op.drop_table("charter")
    op.drop_table("calendar_day")
