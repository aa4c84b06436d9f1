"""What a unit is called in sheets that others write is kept once a person has said it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_alias_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_alias_unit_id_name")),
    )


def downgrade() -> None:
    op.drop_table("alias")
