"""Booked times, an office's rules about them, and how each service is booked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

BOOKED = sa.text("state = 'booked'")
STATES = "state IN ('booked', 'arrived', 'moved', 'cancelled', 'no_show')"
VIAS = "made_via IN ('page', 'reception')"


def upgrade() -> None:
    _rules()
    _bookings()
    _indexes()


def _rules() -> None:
    op.add_column("service", sa.Column("slot_minutes", sa.Integer(), server_default=sa.text("30"), nullable=False))
    op.add_column("service", sa.Column("per_slot", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("service", sa.Column("days_ahead", sa.Integer(), server_default=sa.text("14"), nullable=False))
    op.create_table(
        "booking_rule",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("takes_bookings", sa.Boolean(), nullable=False),
        sa.Column("opens_early_min", sa.Integer(), nullable=False),
        sa.Column("late_min", sa.Integer(), nullable=False),
        sa.Column("cool_down_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", name="pk_booking_rule"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_booking_rule_office_id"),
    )


def _bookings() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "booking",
        sa.Column("id", row_id, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("slot_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holds_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_mark", sa.LargeBinary(32), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("ticket_id", row_id, nullable=True),
        sa.Column("moved_to_id", row_id, nullable=True),
        sa.Column("holder_mark", sa.LargeBinary(32), nullable=True),
        sa.Column("device_mark", sa.LargeBinary(32), nullable=True),
        sa.Column("mail", sa.LargeBinary(), nullable=True),
        sa.Column("lang", sa.String(2), server_default="id", nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_via", sa.String(20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_priority", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(STATES, name="ck_booking_booking_state"),
        sa.CheckConstraint(VIAS, name="ck_booking_booking_via"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_booking_office_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_booking_service_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_booking_ticket_id"),
        sa.ForeignKeyConstraint(["moved_to_id"], ["booking.id"], name="fk_booking_moved_to_id"),
        sa.UniqueConstraint("office_id", "code_mark", name="uq_booking_office_id_code_mark"),
        sa.UniqueConstraint("token", name="uq_booking_token"),
    )


def _indexes() -> None:
    op.create_index(
        "uq_booking_of_holder", "booking", ["office_id", "service_id", "holder_mark"], unique=True,
        sqlite_where=BOOKED, postgresql_where=BOOKED,
    )  # fmt: skip
    op.create_index("ix_booking_day", "booking", ["office_id", "business_date", "service_id", "state"])
    op.create_index(
        "ix_booking_booked",
        "booking",
        ["office_id", "business_date", "holds_until"],
        sqlite_where=BOOKED,
        postgresql_where=BOOKED,
    )
    op.create_index("ix_booking_holder", "booking", ["office_id", "holder_mark"])
    op.create_index("ix_booking_device", "booking", ["office_id", "device_mark"])
    op.create_index("ix_booking_ticket_id", "booking", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("booking")
    op.drop_table("booking_rule")
    for name in ("slot_minutes", "per_slot", "days_ahead"):
        op.drop_column("service", name)
