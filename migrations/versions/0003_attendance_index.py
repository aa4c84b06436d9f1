"""Who took part, read from an index alone: a yearly summary reads it many times over."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_activity_id_unit_id_people_party"),
            ["activity_id", "unit_id", "people", "party"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_activity_id_unit_id_people_party"))
