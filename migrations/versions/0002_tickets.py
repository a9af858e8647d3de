"""Tickets, their legs, the log that only grows, and print jobs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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


def create_chain_head() -> None:
    op.create_table(
        "chain_head",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("seq", ROW_ID, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_chain_head_office_id"),
        sa.PrimaryKeyConstraint("office_id", name="pk_chain_head"),
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


def create_number_counter() -> None:
    op.create_table(
        "number_counter",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_number_counter_series_id"),
        sa.PrimaryKeyConstraint("series_id", "business_date", name="pk_number_counter"),
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
    index_leg()


def index_leg() -> None:
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
    op.create_index(
        "ix_print_job_failing", "print_job", ["office_id", "reason"], **where("state = 'queued' AND reason IS NOT NULL")
    )
    op.create_index("ix_print_job_due", "print_job", ["office_id", "next_try_at"], **where("state = 'queued'"))


TABLES = (
    create_chain_head,
    create_event,
    create_priority_tally,
    create_number_counter,
    create_ticket,
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
