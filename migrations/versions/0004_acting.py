"""An acting chair's term has no number of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.alter_column("ordinal", existing_type=WHOLE, nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.alter_column("ordinal", existing_type=WHOLE, nullable=False)
