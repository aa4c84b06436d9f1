"""The register of documents that went out, the letters in front of their numbers, and the accounts of funds."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "dispatch",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("sent_to", TEXT, nullable=True),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("about", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_dispatch_day_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("code", name=op.f("uq_dispatch_code")),
        sa.UniqueConstraint("number", name=op.f("uq_dispatch_number")),
    )
    op.create_table(
        "dispatch_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("dispatch_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_dispatch_alias_dispatch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_alias")),
        sa.UniqueConstraint("dispatch_id", "name", name=op.f("uq_dispatch_alias_dispatch_id_name")),
    )
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.add_column(sa.Column("symbol", TEXT, nullable=True))

    with op.batch_alter_table("fund", schema=None) as batch_op:
        batch_op.add_column(sa.Column("payee", TEXT, nullable=True))
        batch_op.add_column(sa.Column("account", TEXT, nullable=True))
        batch_op.add_column(sa.Column("bank", TEXT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("fund", schema=None) as batch_op:
        batch_op.drop_column("bank")
        batch_op.drop_column("account")
        batch_op.drop_column("payee")

    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.drop_column("symbol")

    op.drop_table("dispatch_alias")
    op.drop_table("dispatch")
