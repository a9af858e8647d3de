"""The desk: outcomes, holds, directed tickets, breaks, ranks, hours, standards, policies, devices, more roles."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# table -> column -> its definition, as both databases read it in ADD COLUMN (SQLite cannot add a constraint later).
COLUMNS: dict[str, dict[str, str]] = {
    "office": {
        "setup_version": "INTEGER DEFAULT 0 NOT NULL",
        "pairs_devices": "BOOLEAN DEFAULT false NOT NULL",
    },
    "service": {
        "closed_reason": "VARCHAR(30)",
        "reopens_at": "{time}",
        "daily_quota": "INTEGER",
        "is_active": "BOOLEAN DEFAULT true NOT NULL",
    },
    "counter": {
        "appointed_run": "INTEGER DEFAULT 0 NOT NULL",
        "is_active": "BOOLEAN DEFAULT true NOT NULL",
    },
    "counter_service": {"rank": "INTEGER DEFAULT 1 NOT NULL"},
    "officer": {"may_pick": "BOOLEAN DEFAULT false NOT NULL"},
    "desk_session": {
        "status": "VARCHAR(20) DEFAULT 'serving' NOT NULL CONSTRAINT ck_desk_session_desk_status"
        " CHECK (status IN ('serving', 'break', 'back_office'))",
        "status_since": "{time}",
        "status_reason": "VARCHAR(30)",
        "ended_how": "VARCHAR(20)",
    },
    "ticket": {
        "appointed_at": "{time}",
        "party": "INTEGER DEFAULT 1 NOT NULL",
        "carried_from_id": "{row_id} CONSTRAINT fk_ticket_carried_from_id REFERENCES ticket (id)",
    },
    "leg": {
        "outcome": "VARCHAR(20)",
        "documents": "INTEGER",
        "missing": "TEXT",
        "hold_reason": "VARCHAR(30)",
        "back_at": "{time}",
        "end_reason": "VARCHAR(30)",
        "to_counter_id": "INTEGER CONSTRAINT fk_leg_to_counter_id REFERENCES counter (id)",
        "to_officer_id": "INTEGER CONSTRAINT fk_leg_to_officer_id REFERENCES officer (id)",
        "back_service_id": "INTEGER CONSTRAINT fk_leg_back_service_id REFERENCES service (id)",
        "back_counter_id": "INTEGER CONSTRAINT fk_leg_back_counter_id REFERENCES counter (id)",
        "inaccurate": "VARCHAR(30)",
        "appointed_at": "{time}",
        "undo": "TEXT",
    },
}
TYPES = {
    "sqlite": {"time": "DATETIME", "row_id": "INTEGER"},
    "postgresql": {"time": "TIMESTAMP WITH TIME ZONE", "row_id": "BIGINT"},
}
WAITING_INDEXES = {  # name -> the column in whose order it stands, and whom it holds
    "ix_leg_directed": ("order_no", "(to_counter_id IS NOT NULL OR to_officer_id IS NOT NULL)"),
    "ix_leg_appointed": ("appointed_at", "appointed_at IS NOT NULL"),
}
OLD_ROLES = ("officer", "supervisor", "administrator")
ROLES = ("officer", "supervisor", "head", "administrator", "auditor")


def where(condition: str) -> dict[str, Any]:
    """A partial index, on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def row(name: str, *columns: sa.schema.SchemaItem, fk: str = "") -> None:
    """A table whose rows belong to an office, or to `fk`."""
    owner = fk or "office"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=f"fk_{name}_{owner}_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def text_column(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def create_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        text_column("text", 500),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_note_office_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_note_ticket_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_note_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_ticket_id", "note", ["ticket_id"])
    op.create_index("ix_note_at", "note", ["at"])


def create_service_pace() -> None:
    op.create_table(
        "service_pace",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=False),
        whole("count"),
        sa.Column("median_log", sa.Double(), nullable=False),
        sa.Column("spread_log", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_service_pace_service_id"),
        sa.PrimaryKeyConstraint("service_id", name="pk_service_pace"),
    )


def create_queue_policy() -> None:
    numbers = (
        "regular", "head_start_min", "early_min", "late_min", "appointed_in_a_row", "help_after_min",
        "recalls_before_no_show", "restore_within_min",
    )  # fmt: skip
    op.create_table(
        "queue_policy",
        sa.Column("office_id", sa.Integer(), nullable=False),
        text_column("kind", 20),
        *(whole(name) for name in numbers),
        text_column("restore_place", 10),
        whole("restore_after"),
        whole("last_ticket_min"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_queue_policy_office_id"),
        sa.PrimaryKeyConstraint("office_id", name="pk_queue_policy"),
    )


def create_opening_hours() -> None:
    row(
        "opening_hours",
        text_column("template", 20),
        whole("weekday"),
        whole("opens_min"),
        whole("closes_min"),
        sa.UniqueConstraint(
            "office_id", "template", "weekday", "opens_min",
            name="uq_opening_hours_office_id_template_weekday_opens_min",
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="ck_opening_hours_weekday"),
        sa.CheckConstraint(
            "0 <= opens_min AND opens_min < closes_min AND closes_min <= 1440", name="ck_opening_hours_interval"
        ),
    )  # fmt: skip


def create_season() -> None:
    row(
        "season",
        text_column("template", 20),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.UniqueConstraint("office_id", "first", name="uq_season_office_id_first"),
    )


def create_special_day() -> None:
    row(
        "special_day",
        sa.Column("day", sa.Date(), nullable=False),
        text_column("name", 120),
        text_column("hours", 80),
        sa.UniqueConstraint("office_id", "day", name="uq_special_day_office_id_day"),
    )


def create_holiday() -> None:
    row(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        text_column("name", 120),
        text_column("kind", 12),
        text_column("source", 80),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("is_estimate", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.UniqueConstraint("office_id", "day", "name", name="uq_holiday_office_id_day_name"),
    )


def create_office_text() -> None:
    op.create_table(
        "office_text",
        sa.Column("office_id", sa.Integer(), nullable=False),
        text_column("key", 30),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_office_text_office_id"),
        sa.PrimaryKeyConstraint("office_id", "key", name="pk_office_text"),
    )


def create_service_standard() -> None:
    row(
        "service_standard",
        sa.Column("valid_from", sa.Date(), nullable=False),
        text_column("decree", 120),
        sa.Column("components", sa.Text(), nullable=False),
        sa.UniqueConstraint("service_id", "valid_from", name="uq_service_standard_service_id_valid_from"),
        fk="service",
    )


def create_device() -> None:
    kinds = sa.Enum(
        "kiosk", "display", "survey", name="ck_device_device_kind", native_enum=False, create_constraint=True, length=20
    )
    row(
        "device",
        sa.Column("kind", kinds, nullable=False),
        text_column("name", 60),
        text_column("token_hash", 64),
        sa.Column("code", sa.String(length=6), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("token_hash", name="uq_device_token_hash"),
    )
    op.create_index("ix_device_office_id", "device", ["office_id"])
    op.create_index("uq_device_code", "device", ["code"], unique=True, **where("code IS NOT NULL"))


TABLES = (
    create_note,
    create_service_pace,
    create_queue_policy,
    create_opening_hours,
    create_season,
    create_special_day,
    create_holiday,
    create_office_text,
    create_service_standard,
    create_device,
)


def allow_roles(roles: tuple[str, ...]) -> None:
    """Replaces the CHECK of officer.role; SQLite can only do so by writing the table anew."""
    allowed = "role IN (" + ", ".join(f"'{role}'" for role in roles) + ")"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_officer_role", "officer")
        op.create_check_constraint(op.f("ck_officer_role"), "officer", allowed)
        return
    made = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'officer'").scalar_one()
    start = made.index("CONSTRAINT ck_officer_role CHECK (")
    end = made.index("))", start) + 2
    anew = f"{made[:start]}CONSTRAINT ck_officer_role CHECK ({allowed}){made[end:]}"
    op.execute("CREATE TABLE officer_anew (" + anew.partition("(")[2])
    op.execute("INSERT INTO officer_anew SELECT * FROM officer")
    op.execute("DROP TABLE officer")
    op.execute("ALTER TABLE officer_anew RENAME TO officer")


def number_legs_once() -> None:
    """On SQLite the number of a removed leg would be given again: the table is written anew with AUTOINCREMENT."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        return
    made = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'leg'").scalar_one()
    indexes = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE tbl_name = 'leg' AND type = 'index'").scalars()
    statements = [sql for sql in indexes if sql]
    anew = made.replace("id INTEGER NOT NULL,", "id INTEGER NOT NULL CONSTRAINT pk_leg PRIMARY KEY AUTOINCREMENT,", 1)
    anew = anew.replace("CONSTRAINT pk_leg PRIMARY KEY (id),", "", 1)
    op.execute("CREATE TABLE leg_anew (" + anew.partition("(")[2])
    op.execute("INSERT INTO leg_anew SELECT * FROM leg")
    op.execute("DROP TABLE leg")
    op.execute("ALTER TABLE leg_anew RENAME TO leg")
    for statement in statements:
        op.execute(statement)


def upgrade() -> None:
    types = TYPES[op.get_bind().dialect.name]
    for table, columns in COLUMNS.items():
        for name, definition in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {definition.format_map(types)}")
    number_legs_once()
    op.create_index("ix_ticket_carried_from_id", "ticket", ["carried_from_id"])
    for name, (column, condition) in WAITING_INDEXES.items():
        op.create_index(
            name, "leg", ["office_id", "business_date", column], **where(f"state = 'waiting' AND {condition}")
        )
    op.create_index(
        "ix_leg_finished_by", "leg", ["officer_id", "business_date", "ended_at"], **where("state = 'finished'")
    )
    allow_roles(ROLES)
    for create_table in TABLES:
        create_table()
    op.execute("UPDATE leg SET order_no = order_no * 1024")  # room between two places in the queue


def downgrade() -> None:
    op.execute("UPDATE leg SET order_no = order_no / 1024")
    for create_table in reversed(TABLES):
        op.drop_table(create_table.__name__.removeprefix("create_"))
    op.execute("UPDATE officer SET role = 'supervisor' WHERE role IN ('head', 'auditor')")
    allow_roles(OLD_ROLES)
    for name in WAITING_INDEXES:
        op.drop_index(name, "leg")
    op.drop_index("ix_leg_finished_by", "leg")
    op.drop_index("ix_ticket_carried_from_id", "ticket")
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
