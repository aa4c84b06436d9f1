"""Files that belong to a record of any noun, known by their digests; they lie beside the database."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("council_id", WHOLE, nullable=True),
        sa.Column("body_id", WHOLE, nullable=True),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("activity_id", WHOLE, nullable=True),
        sa.Column("matter_id", WHOLE, nullable=True),
        sa.Column("agreement_id", WHOLE, nullable=True),
        sa.Column("honour_id", WHOLE, nullable=True),
        sa.Column("fund_id", WHOLE, nullable=True),
        sa.Column("dispatch_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN council_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN body_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN matter_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN honour_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fund_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN dispatch_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_attachment_one_of"),
        ),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_attachment_day_day")),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_attachment_activity_id")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_attachment_agreement_id")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_attachment_body_id")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_attachment_council_id")),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_attachment_dispatch_id")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_attachment_fund_id")),
        sa.ForeignKeyConstraint(["honour_id"], ["honour.id"], name=op.f("fk_attachment_honour_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_attachment_matter_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_attachment_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("activity_id", "sha256", name=op.f("uq_attachment_activity_id_sha256")),
        sa.UniqueConstraint("agreement_id", "sha256", name=op.f("uq_attachment_agreement_id_sha256")),
        sa.UniqueConstraint("body_id", "sha256", name=op.f("uq_attachment_body_id_sha256")),
        sa.UniqueConstraint("code", name=op.f("uq_attachment_code")),
        sa.UniqueConstraint("council_id", "sha256", name=op.f("uq_attachment_council_id_sha256")),
        sa.UniqueConstraint("dispatch_id", "sha256", name=op.f("uq_attachment_dispatch_id_sha256")),
        sa.UniqueConstraint("fund_id", "sha256", name=op.f("uq_attachment_fund_id_sha256")),
        sa.UniqueConstraint("honour_id", "sha256", name=op.f("uq_attachment_honour_id_sha256")),
        sa.UniqueConstraint("matter_id", "sha256", name=op.f("uq_attachment_matter_id_sha256")),
        sa.UniqueConstraint("project_id", "sha256", name=op.f("uq_attachment_project_id_sha256")),
    )


def downgrade() -> None:
    op.drop_table("attachment")
