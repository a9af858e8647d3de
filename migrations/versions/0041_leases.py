"""Numbers that are lent to a kiosk, the slips that it hands in, and the alert that one of them wants a look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
IS_OPEN = sa.text("returned_at IS NULL")
WANTS_A_LOOK = sa.text("fault IS NOT NULL AND settled_at IS NULL")
STANDING = sa.text("ended_at IS NULL")
BEFORE = (
    "wait", "service", "stay", "length", "unserved", "unheard", "printer", "screen", "flood", "clock",
)  # fmt: skip
KINDS = (*BEFORE, "slip")


def upgrade() -> None:
    create_lease()
    create_place()
    create_contact()
    create_slip()
    allow_kinds(KINDS)


def create_lease() -> None:
    op.create_table(
        "number_lease",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("returned_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_number_lease"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_number_lease_office_id"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_number_lease_device_id"),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_number_lease_series_id"),
        sa.UniqueConstraint(
            "series_id", "business_date", "first", name="uq_number_lease_series_id_business_date_first"
        ),
        sa.CheckConstraint("first <= last", name="ck_number_lease_in_order"),
    )
    op.create_index("ix_number_lease_device", "number_lease", ["device_id", "business_date"])
    op.create_index(
        "ix_number_lease_open", "number_lease", ["office_id", "business_date"],
        sqlite_where=IS_OPEN, postgresql_where=IS_OPEN,
    )  # fmt: skip


def create_place() -> None:
    op.create_table(
        "lease_place",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "service_id", "business_date", name="pk_lease_place"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_lease_place_device_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_lease_place_service_id"),
    )


def create_contact() -> None:
    op.create_table(
        "kiosk_contact",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("contact_at", MOMENT, nullable=False),
        sa.Column("unsent", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("device_id", name="pk_kiosk_contact"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_kiosk_contact_device_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_kiosk_contact_office_id"),
    )
    op.create_index("ix_kiosk_contact_office_id", "kiosk_contact", ["office_id"])


def create_slip() -> None:
    op.create_table(
        "offline_slip",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("press_key", sa.String(64), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("shown", sa.String(8), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("handed_in_at", MOMENT, nullable=False),
        sa.Column("fault", sa.String(20), nullable=True),
        sa.Column("ticket_id", ROW_ID, nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_offline_slip"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_offline_slip_office_id"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_offline_slip_device_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_offline_slip_ticket_id"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["officer.id"], name="fk_offline_slip_settled_by_id"),
        sa.UniqueConstraint("office_id", "press_key", name="uq_offline_slip_office_id_press_key"),
    )
    op.create_index("ix_offline_slip_day", "offline_slip", ["office_id", "business_date"])
    op.create_index(
        "ix_offline_slip_wants_a_look", "offline_slip", ["office_id"],
        sqlite_where=WANTS_A_LOOK, postgresql_where=WANTS_A_LOOK,
    )  # fmt: skip


def allow_kinds(kinds: tuple[str, ...]) -> None:
    """Replaces the CHECK of alert.kind; SQLite can only do so by writing the table anew, and its indexes with it."""
    allowed = "kind IN (" + ", ".join(f"'{kind}'" for kind in kinds) + ")"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_alert_alert_kind", "alert")
        op.create_check_constraint(op.f("ck_alert_alert_kind"), "alert", allowed)
        return
    made = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'alert'").scalar_one()
    start = made.index("CONSTRAINT ck_alert_alert_kind CHECK (")
    end = made.index("))", start) + 2
    anew = f"{made[:start]}CONSTRAINT ck_alert_alert_kind CHECK ({allowed}){made[end:]}"
    op.execute("CREATE TABLE alert_anew (" + anew.partition("(")[2])
    op.execute("INSERT INTO alert_anew SELECT * FROM alert")
    op.execute("DROP TABLE alert")
    op.execute("ALTER TABLE alert_anew RENAME TO alert")
    op.create_index(
        "uq_alert_standing", "alert", ["office_id", "kind", "subject"], unique=True, sqlite_where=STANDING
    )  # fmt: skip
    op.create_index("ix_alert_day", "alert", ["office_id", "business_date"])


def downgrade() -> None:
    op.execute("DELETE FROM alert WHERE kind = 'slip'")
    allow_kinds(BEFORE)
    for table in ("offline_slip", "kiosk_contact", "lease_place", "number_lease"):
        op.drop_table(table)
