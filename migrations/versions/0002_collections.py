"""Rounds of collecting, and headings of other people's sheets that were explained."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "collection",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("noun", TEXT, nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("opened", TEXT, nullable=False),
        sa.Column("due", TEXT, nullable=False),
        sa.Column("folder", TEXT, nullable=False),
        sa.CheckConstraint("due IS NULL OR length(due) = 10", name=op.f("ck_collection_due_day")),
        sa.CheckConstraint("opened IS NULL OR length(opened) = 10", name=op.f("ck_collection_opened_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("name", name=op.f("uq_collection_name")),
    )
    op.create_table(
        "heading",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("noun", TEXT, nullable=False),
        sa.Column("line", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("meaning", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heading")),
        sa.UniqueConstraint("noun", "line", "label", name=op.f("uq_heading_noun_line_label")),
    )
    op.create_table(
        "collection_unit",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("collection_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("sent", TEXT, nullable=False),
        sa.Column("returned", TEXT, nullable=True),
        sa.Column("file", TEXT, nullable=True),
        sa.Column("new", WHOLE, nullable=True),
        sa.Column("changed", WHOLE, nullable=True),
        sa.Column("same", WHOLE, nullable=True),
        sa.Column("refused", WHOLE, nullable=True),
        sa.CheckConstraint(
            "returned IS NULL OR length(returned) = 10", name=op.f("ck_collection_unit_returned_day")
        ),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name=op.f("fk_collection_unit_collection_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_collection_unit_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_unit")),
        sa.UniqueConstraint(
            "collection_id", "unit_id", name=op.f("uq_collection_unit_collection_id_unit_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("collection_unit")
    op.drop_table("heading")
    op.drop_table("collection")
