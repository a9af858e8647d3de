"""The spine: offices, services, counters, officers, tickets, legs, the log and print jobs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def where(condition: str) -> dict[str, Any]:
    """A partial index, on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


# The log is written once: the database itself refuses to change or remove an event.
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        (
            "CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
        ),
        (
            "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event "
            "FOR EACH ROW EXECUTE FUNCTION event_is_append_only()"
        ),
        (
            "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event "
            "FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()"
        ),
    ],
}


def create_office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
        sa.UniqueConstraint("slug", name="uq_office_slug"),
    )


def create_chain_head() -> None:
    op.create_table(
        "chain_head",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("seq", ROW_ID, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_chain_head_office_id"),
        sa.PrimaryKeyConstraint("office_id", name="pk_chain_head"),
    )


def create_counter() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("regular_run", sa.Integer(), nullable=False),
        sa.Column("run_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_counter_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
        sa.UniqueConstraint("office_id", "number", name="uq_counter_office_id_number"),
    )


def create_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("seq", ROW_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_event_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("office_id", "seq", name="uq_event_office_id_seq"),
    )
    op.create_index(
        "ix_event_announced", "event", ["office_id", "seq"], **where("kind IN ('ticket.called', 'ticket.recalled')")
    )


def create_officer() -> None:
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=True),
        sa.Column(
            "employment",
            sa.Enum(
                "PNS",
                "PPPK",
                "NON_ASN",
                name="ck_officer_employment",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "officer",
                "supervisor",
                "administrator",
                name="ck_officer_role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("employment = 'NON_ASN' OR nip IS NOT NULL", name="ck_officer_asn_has_nip"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_officer_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_officer"),
        sa.UniqueConstraint("office_id", "nip", name="uq_officer_office_id_nip"),
        sa.UniqueConstraint("username", name="uq_officer_username"),
    )


def create_priority_tally() -> None:
    op.create_table(
        "priority_tally",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_priority_tally_office_id"),
        sa.PrimaryKeyConstraint("office_id", "business_date", "category", name="pk_priority_tally"),
    )


def create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_series_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("office_id", "letter", name="uq_series_office_id_letter"),
    )


def create_service_group() -> None:
    op.create_table(
        "service_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_id", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_service_group_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_group"),
        sa.UniqueConstraint("office_id", "code", name="uq_service_group_office_id_code"),
    )


def create_desk_session() -> None:
    op.create_table(
        "desk_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_desk_session_counter_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_desk_session_office_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_desk_session_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_session"),
    )
    op.create_index(
        "uq_desk_session_open_counter", "desk_session", ["counter_id"], unique=True, **where("closed_at IS NULL")
    )
    op.create_index(
        "uq_desk_session_open_officer", "desk_session", ["officer_id"], unique=True, **where("closed_at IS NULL")
    )


def create_login_session() -> None:
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_login_session_officer_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_login_session"),
    )
    op.create_index("ix_login_session_officer_id", "login_session", ["officer_id"])


def create_number_counter() -> None:
    op.create_table(
        "number_counter",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_number_counter_series_id"),
        sa.PrimaryKeyConstraint("series_id", "business_date", name="pk_number_counter"),
    )


def create_service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name_id", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("requirements_id", sa.Text(), nullable=False),
        sa.Column("requirements_en", sa.Text(), nullable=False),
        sa.Column("standard_minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("standard_minutes > 0", name="ck_service_standard_minutes_positive"),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name="fk_service_group_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_service_office_id"),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_service_series_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("office_id", "code", name="uq_service_office_id_code"),
    )


def create_ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("press_key", sa.String(length=64), nullable=True),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name="ck_ticket_number_from_one"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_ticket_office_id"),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_ticket_series_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("office_id", "press_key", name="uq_ticket_office_id_press_key"),
        sa.UniqueConstraint(
            "office_id",
            "series_id",
            "business_date",
            "number",
            name="uq_ticket_office_id_series_id_business_date_number",
        ),
        sa.UniqueConstraint("token", name="uq_ticket_token"),
    )


def create_counter_service() -> None:
    op.create_table(
        "counter_service",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_counter_service_counter_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_counter_service_service_id"),
        sa.PrimaryKeyConstraint("counter_id", "service_id", name="pk_counter_service"),
    )


def create_leg() -> None:
    op.create_table(
        "leg",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "called",
                "serving",
                "held",
                "finished",
                "transferred",
                "no_show",
                "cancelled",
                "expired",
                name="ck_leg_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("order_no", ROW_ID, nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_s", sa.Double(), nullable=False),
        sa.Column("call_count", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("call_rule", sa.String(length=30), nullable=True),
        sa.Column("call_turn", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_leg_counter_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_leg_office_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_leg_officer_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_leg_service_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_leg_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_leg"),
        sa.UniqueConstraint("ticket_id", "position", name="uq_leg_ticket_id_position"),
    )
    op.create_index("ix_leg_ahead", "leg", ["service_id", "business_date", "order_no"], **where("state = 'waiting'"))
    op.create_index("ix_leg_at_counter", "leg", ["office_id"], **where("state IN ('called', 'serving')"))
    op.create_index("ix_leg_day", "leg", ["office_id", "business_date", "state"])
    op.create_index("ix_leg_held", "leg", ["office_id"], **where("state = 'held'"))
    op.create_index(
        "ix_leg_waiting",
        "leg",
        ["office_id", "business_date", "is_priority", "order_no", "service_id"],
        **where("state = 'waiting'"),
    )
    op.create_index(
        "uq_leg_open_at_counter", "leg", ["counter_id"], unique=True, **where("state IN ('called', 'serving')")
    )
    op.create_index(
        "uq_leg_open_of_ticket",
        "leg",
        ["ticket_id"],
        unique=True,
        **where("state IN ('waiting', 'called', 'serving', 'held')"),
    )


def create_print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("lang", sa.String(length=5), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued", "sent", name="ck_print_job_job_state", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_print_job_office_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_print_job_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_print_job"),
        sa.UniqueConstraint("ticket_id", name="uq_print_job_ticket_id"),
    )
    op.create_index("ix_print_job_due", "print_job", ["office_id", "next_try_at"], **where("state = 'queued'"))


TABLES = (
    create_office,
    create_chain_head,
    create_counter,
    create_event,
    create_officer,
    create_priority_tally,
    create_series,
    create_service_group,
    create_desk_session,
    create_login_session,
    create_number_counter,
    create_service,
    create_ticket,
    create_counter_service,
    create_leg,
    create_print_job,
)  # in an order that satisfies the foreign keys


def upgrade() -> None:
    for create_table in TABLES:
        create_table()
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for create_table in reversed(TABLES):
        op.drop_table(create_table.__name__.removeprefix("create_"))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION event_is_append_only()")
