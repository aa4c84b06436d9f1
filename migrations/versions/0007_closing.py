"""Years can be closed: what was published of them is kept, and what was corrected since."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "closing",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("figures", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("reopened", TEXT, nullable=True),
        sa.Column("reopened_by", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    op.create_table(
        "correction",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("closing_id", WHOLE, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("parts", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closing.id"], name=op.f("fk_correction_closing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )


def downgrade() -> None:
    op.drop_table("correction")
    op.drop_table("closing")
