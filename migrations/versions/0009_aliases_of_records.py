"""What a project, an activity or a fund is called in sheets that others write is kept too, once a person has said it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "project_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("project_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_alias_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_alias")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_project_alias_project_id_name")),
    )
    op.create_table(
        "activity_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("activity_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_activity_alias_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_alias")),
        sa.UniqueConstraint("activity_id", "name", name=op.f("uq_activity_alias_activity_id_name")),
    )
    op.create_table(
        "fund_alias",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("fund_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_fund_alias_fund_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_alias")),
        sa.UniqueConstraint("fund_id", "name", name=op.f("uq_fund_alias_fund_id_name")),
    )


def downgrade() -> None:
    op.drop_table("fund_alias")
    op.drop_table("activity_alias")
    op.drop_table("project_alias")
