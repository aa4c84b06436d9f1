"""An item of an agenda may be about a matter."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("matter_id", WHOLE, nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_agenda_item_matter_id"), "matter", ["matter_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agenda_item_matter_id"), type_="foreignkey")
        batch_op.drop_column("matter_id")
