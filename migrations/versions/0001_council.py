"""The first schema: council, units, chairs, projects, activities, funds, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "choice",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("list", TEXT, nullable=False),
        sa.Column("word", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.Column("locked", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
        sa.UniqueConstraint("list", "word", name=op.f("uq_choice_list_word")),
    )
    op.create_table(
        "council",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("short", TEXT, nullable=True),
        sa.Column("founded", TEXT, nullable=True),
        sa.Column("secretariat", TEXT, nullable=True),
        sa.Column("initiator", TEXT, nullable=True),
        sa.Column("guide", TEXT, nullable=True),
        sa.Column("records_from", TEXT, nullable=True),
        sa.CheckConstraint("founded IS NULL OR length(founded) = 10", name=op.f("ck_council_founded_day")),
        sa.CheckConstraint(
            "records_from IS NULL OR length(records_from) = 10", name=op.f("ck_council_records_from_day")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council")),
    )
    op.create_table(
        "counter",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("last", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "journal",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("command", TEXT, nullable=False),
        sa.Column("rows", WHOLE, nullable=False),
        sa.Column("first_row", WHOLE, nullable=False),
        sa.Column("chain", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_table(
        "journal_image",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("salt", TEXT, nullable=True),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("after", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_image")),
    )
    op.create_table(
        "published",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("figure", TEXT, nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published")),
        sa.UniqueConstraint("year", "figure", name=op.f("uq_published_year_figure")),
    )
    op.create_table(
        "unit",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("short", TEXT, nullable=True),
        sa.Column("category", TEXT, nullable=False),
        sa.Column("party_org_name", TEXT, nullable=True),
        sa.Column("party_org", TEXT, nullable=True),
        sa.Column("secretary", TEXT, nullable=True),
        sa.Column("election_due", TEXT, nullable=True),
        sa.Column("party_members", WHOLE, nullable=True),
        sa.Column("headcount", WHOLE, nullable=True),
        sa.Column("uscc", TEXT, nullable=True),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("area", TEXT, nullable=True),
        sa.Column("rank", WHOLE, nullable=True),
        sa.Column("contact", TEXT, nullable=True),
        sa.Column("contact_post", TEXT, nullable=True),
        sa.Column("phone", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("sort_key", TEXT, nullable=False),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint(
            "election_due IS NULL OR length(election_due) = 10", name=op.f("ck_unit_election_due_day")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
        sa.UniqueConstraint("uscc", name=op.f("uq_unit_uscc")),
    )
    op.create_table(
        "chair_order",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_chair_order_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chair_order")),
    )
    op.create_table(
        "former_name",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_former_name_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_former_name_unit_id_name")),
    )
    op.create_table(
        "journal_row",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("journal_id", WHOLE, nullable=False),
        sa.Column("table_name", TEXT, nullable=False),
        sa.Column("row_id", WHOLE, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.id"], name=op.f("fk_journal_row_journal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_row")),
    )
    op.create_table(
        "project",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("stage", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=True),
        sa.Column("finished", TEXT, nullable=True),
        sa.Column("budget", WHOLE, nullable=True),
        sa.Column("content", TEXT, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint("finished IS NULL OR length(finished) = 10", name=op.f("ck_project_finished_day")),
        sa.CheckConstraint("start IS NULL OR length(start) = 10", name=op.f("ck_project_start_day")),
        sa.ForeignKeyConstraint(["lead_id"], ["unit.id"], name=op.f("fk_project_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("code", name=op.f("uq_project_code")),
        sa.UniqueConstraint("name", name=op.f("uq_project_name")),
    )
    op.create_table(
        "spell",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("joined", TEXT, nullable=False),
        sa.Column("left_on", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.CheckConstraint("joined IS NULL OR length(joined) = 10", name=op.f("ck_spell_joined_day")),
        sa.CheckConstraint("left_on IS NULL OR joined <= left_on", name=op.f("ck_spell_in_order")),
        sa.CheckConstraint("left_on IS NULL OR length(left_on) = 10", name=op.f("ck_spell_left_on_day")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_spell_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spell")),
        sa.UniqueConstraint("unit_id", "joined", name=op.f("uq_spell_unit_id_joined")),
    )
    op.create_table(
        "term",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("ordinal", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("area", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("last_day", TEXT, nullable=True),
        sa.Column("theme", TEXT, nullable=True),
        sa.Column("acting", WHOLE, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint("last_day IS NULL OR length(last_day) = 10", name=op.f("ck_term_last_day_day")),
        sa.CheckConstraint("last_day IS NULL OR start <= last_day", name=op.f("ck_term_in_order")),
        sa.CheckConstraint("start IS NULL OR length(start) = 10", name=op.f("ck_term_start_day")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_term_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_table(
        "activity",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("series", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("last_day", TEXT, nullable=True),
        sa.Column("venue", TEXT, nullable=True),
        sa.Column("host_id", WHOLE, nullable=False),
        sa.Column("supporter", TEXT, nullable=True),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("people", WHOLE, nullable=True),
        sa.Column("party", WHOLE, nullable=True),
        sa.Column("turns", WHOLE, nullable=True),
        sa.Column("hours", WHOLE, nullable=True),
        sa.Column("outcome", TEXT, nullable=True),
        sa.Column("coverage", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint(
            "last_day IS NULL OR length(last_day) = 10", name=op.f("ck_activity_last_day_day")
        ),
        sa.CheckConstraint("last_day IS NULL OR start <= last_day", name=op.f("ck_activity_in_order")),
        sa.CheckConstraint("start IS NULL OR length(start) = 10", name=op.f("ck_activity_start_day")),
        sa.ForeignKeyConstraint(["host_id"], ["unit.id"], name=op.f("fk_activity_host_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_activity_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("code", name=op.f("uq_activity_code")),
    )
    op.create_table(
        "fund",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("custodian_id", WHOLE, nullable=True),
        sa.Column("budget", WHOLE, nullable=True),
        sa.Column("opened", TEXT, nullable=False),
        sa.Column("closed", TEXT, nullable=True),
        sa.Column("initials", TEXT, nullable=False),
        sa.CheckConstraint("closed IS NULL OR length(closed) = 10", name=op.f("ck_fund_closed_day")),
        sa.CheckConstraint("opened IS NULL OR length(opened) = 10", name=op.f("ck_fund_opened_day")),
        sa.ForeignKeyConstraint(["custodian_id"], ["unit.id"], name=op.f("fk_fund_custodian_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_fund_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("code", name=op.f("uq_fund_code")),
        sa.UniqueConstraint("name", name=op.f("uq_fund_name")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("project_id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=True),
        sa.Column("every", TEXT, nullable=False),
        sa.Column("total", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=True),
        sa.Column("lower_is_better", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_indicator_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_indicator_project_id_name")),
    )
    op.create_table(
        "project_partner",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("project_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_partner_project_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_project_partner_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_partner")),
        sa.UniqueConstraint("project_id", "unit_id", name=op.f("uq_project_partner_project_id_unit_id")),
    )
    op.create_table(
        "project_stage",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("project_id", WHOLE, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_project_stage_day_day")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_stage_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_stage")),
        sa.UniqueConstraint("project_id", "stage", "day", name=op.f("uq_project_stage_project_id_stage_day")),
    )
    op.create_table(
        "activity_co_host",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("activity_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_co_host_activity_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_activity_co_host_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_co_host")),
        sa.UniqueConstraint("activity_id", "unit_id", name=op.f("uq_activity_co_host_activity_id_unit_id")),
    )
    op.create_table(
        "attendance",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("activity_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=True),
        sa.Column("people", WHOLE, nullable=True),
        sa.Column("party", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_attendance_activity_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_attendance_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("activity_id", "unit_id", name=op.f("uq_attendance_activity_id_unit_id")),
    )
    op.create_table(
        "entry",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("fund_id", WHOLE, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("amount", WHOLE, nullable=False),
        sa.Column("category", TEXT, nullable=True),
        sa.Column("voucher", TEXT, nullable=True),
        sa.Column("payee", TEXT, nullable=True),
        sa.Column("reverses_id", WHOLE, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("round", TEXT, nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_entry_positive")),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_entry_day_day")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_entry_fund_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["entry.id"], name=op.f("fk_entry_reverses_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_entry_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("fund_id", "number", name=op.f("uq_entry_fund_id_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_entry_reverses_id")),
    )
    op.create_table(
        "reading",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("indicator_id", WHOLE, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.CheckConstraint("day IS NULL OR length(day) = 10", name=op.f("ck_reading_day_day")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_reading_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("indicator_id", "period", name=op.f("uq_reading_indicator_id_period")),
    )


def downgrade() -> None:
    op.drop_table("reading")
    op.drop_table("entry")
    op.drop_table("attendance")
    op.drop_table("activity_co_host")
    op.drop_table("project_stage")
    op.drop_table("project_partner")
    op.drop_table("indicator")
    op.drop_table("fund")
    op.drop_table("activity")
    op.drop_table("term")
    op.drop_table("spell")
    op.drop_table("project")
    op.drop_table("journal_row")
    op.drop_table("former_name")
    op.drop_table("chair_order")
    op.drop_table("unit")
    op.drop_table("published")
    op.drop_table("journal_image")
    op.drop_table("journal")
    op.drop_table("counter")
    op.drop_table("council")
    op.drop_table("choice")
