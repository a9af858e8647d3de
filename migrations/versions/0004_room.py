"""The room: printers and honest print jobs, zones, announcements, screens, uploads, look and voice, ticket layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# table -> column -> its definition, as both databases read it in ADD COLUMN (SQLite cannot add a constraint later).
COLUMNS: dict[str, dict[str, str]] = {
    "counter": {"zone": "VARCHAR(20) DEFAULT '' NOT NULL"},
    "ticket": {"source": "VARCHAR(10) DEFAULT 'kiosk' NOT NULL"},
    "device": {
        "zone": "VARCHAR(20) DEFAULT '' NOT NULL",
        "printer_id": "INTEGER",
        "is_low": "BOOLEAN DEFAULT false NOT NULL",
        "is_silent": "BOOLEAN DEFAULT false NOT NULL",
    },
}
OLD_KINDS = ("kiosk", "display", "survey")
KINDS = (*OLD_KINDS, "printer")
STATES = ("queued", "sent", "confirmed", "failed", "abandoned")
JOBS = "id, office_id, ticket_id, lang, ahead, url, state, attempts, reason, created_at, next_try_at, sent_at"


def where(condition: str) -> dict[str, Any]:
    """A partial index, on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def words(name: str, length: int, *, default: str | None = None, may_lack: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), server_default=default, nullable=may_lack)


def whole(name: str, *, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(default) if default else None, nullable=False)


def moment(name: str, *, may_lack: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=may_lack)


def yes_no(name: str, *, default: Any = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), server_default=default, nullable=False)


def one_of(name: str, constraint: str, values: Sequence[str]) -> sa.Column[Any]:
    kind = sa.Enum(*values, name=constraint, native_enum=False, create_constraint=True, length=20)
    return sa.Column(name, kind, nullable=False)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def of_office(table: str, *columns: sa.schema.SchemaItem, row_id: Any = None) -> None:
    """A table of numbered rows that belong to an office."""
    op.create_table(
        table,
        sa.Column("id", row_id or sa.Integer(), nullable=False),
        whole("office_id"),
        *columns,
        refers(table, "office_id", "office"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def create_zone() -> None:
    of_office(
        "zone", words("code", 20), words("name_id", 80), words("name_en", 80), words("hall", 20), whole("position"),
        sa.UniqueConstraint("office_id", "code", name="uq_zone_office_id_code"),
    )  # fmt: skip


def create_room_setting() -> None:
    op.create_table(
        "room_setting",
        whole("office_id"),
        words("theme", 20), words("accent", 7), words("reading", 10), words("languages", 20),
        whole("repeat"), whole("rate_pct"), yes_no("chime"), yes_no("browser_voice"), yes_no("ticker_moves"),
        words("slides", 120), whole("slide_s"), words("numbering", 10),
        refers("room_setting", "office_id", "office"),
        sa.PrimaryKeyConstraint("office_id", name="pk_room_setting"),
    )  # fmt: skip


def create_ticket_line() -> None:
    of_office(
        "ticket_line", whole("position"), words("what", 20), whole("size"), yes_no("bold"), words("align", 6),
        sa.Column("text_id", sa.Text(), nullable=False), sa.Column("text_en", sa.Text(), nullable=False),
        sa.UniqueConstraint("office_id", "position", name="uq_ticket_line_office_id_position"),
    )  # fmt: skip


def create_printer() -> None:
    of_office(
        "printer",
        sa.Column("device_id", sa.Integer(), nullable=True),
        words("name", 60), words("kind", 12), whole("paper_width_mm"), words("condition", 300, may_lack=True),
        words("paper", 10, default="unknown"), moment("seen_at", may_lack=True), words("version", 40, default=""),
        whole("roll_mm", default="0"), whole("used_mm", default="0"), yes_no("is_active", default=sa.true()),
        refers("printer", "device_id", "device"),
        sa.UniqueConstraint("device_id", name="uq_printer_device_id"),
    )  # fmt: skip
    op.create_index("uq_printer_at_server", "printer", ["office_id"], unique=True, **where("device_id IS NULL"))


def create_screen() -> None:
    of_office(
        "screen",
        words("key", 40),
        one_of("kind", "ck_screen_screen_kind", KINDS),
        sa.Column("device_id", sa.Integer(), nullable=True),
        words("zone", 20), words("version", 40), words("sound", 12), moment("first_seen_at"), moment("seen_at"),
        refers("screen", "device_id", "device"),
        sa.UniqueConstraint("office_id", "key", name="uq_screen_office_id_key"),
    )  # fmt: skip
    op.create_index("ix_screen_seen_at", "screen", ["seen_at"])


def create_announcement() -> None:
    of_office(
        "announcement",
        sa.Column("seq", ROW_ID, nullable=False),
        sa.Column("leg_id", ROW_ID, nullable=True),
        whole("counter_id"),
        words("hall", 20), moment("at"), moment("starts_at"), moment("ends_at"), moment("due_at"),
        moment("heard_at", may_lack=True), words("heard_by", 40, may_lack=True),
        refers("announcement", "counter_id", "counter"),
        sa.UniqueConstraint("office_id", "seq", name="uq_announcement_office_id_seq"),
        row_id=ROW_ID,
    )  # fmt: skip
    op.create_index("ix_announcement_leg_id", "announcement", ["leg_id"])
    op.create_index("ix_announcement_turn", "announcement", ["office_id", "starts_at"])


def create_media() -> None:
    of_office(
        "media", words("kind", 10), words("title", 120), words("file", 80), sa.Column("bytes", ROW_ID, nullable=False),
        whole("position"), yes_no("has_sound", default=sa.false()), yes_no("is_active", default=sa.true()),
        moment("added_at"),
        sa.CheckConstraint("kind IN ('picture', 'video', 'logo')", name="ck_media_kind"),
    )  # fmt: skip
    op.create_index("ix_media_office_id", "media", ["office_id"])


def create_own_clip() -> None:
    op.create_table(
        "own_clip",
        whole("office_id"),
        words("lang", 5), words("name", 30), words("file", 80), sa.Column("seconds", sa.Double(), nullable=False),
        moment("added_at"),
        refers("own_clip", "office_id", "office"),
        sa.PrimaryKeyConstraint("office_id", "lang", "name", name="pk_own_clip"),
    )  # fmt: skip


TABLES = (
    create_zone,
    create_room_setting,
    create_ticket_line,
    create_printer,
    create_screen,
    create_announcement,
    create_media,
    create_own_clip,
)


def create_print_job(*more: sa.schema.SchemaItem, states: Sequence[str]) -> None:
    of_office(
        "print_job",
        sa.Column("ticket_id", ROW_ID, nullable=False),
        words("lang", 5), whole("ahead"), words("url", 300), one_of("state", "ck_print_job_job_state", states),
        whole("attempts"), words("reason", 300, may_lack=True), moment("created_at"), moment("next_try_at"),
        moment("sent_at", may_lack=True),
        *more,
        refers("print_job", "ticket_id", "ticket"),
        row_id=ROW_ID,
    )  # fmt: skip
    op.create_index("ix_print_job_due", "print_job", ["office_id", "next_try_at"], **where("state = 'queued'"))


def write_jobs_anew(*more: sa.schema.SchemaItem, states: Sequence[str]) -> None:
    """Another set of states and columns; SQLite can only do so by writing the table anew."""
    op.execute(f"CREATE TEMPORARY TABLE kept AS SELECT {JOBS} FROM print_job")  # noqa: S608 - our own column names
    op.drop_table("print_job")
    create_print_job(*more, states=states)
    op.execute(f"INSERT INTO print_job ({JOBS}) SELECT {JOBS} FROM kept")  # noqa: S608 - as above
    op.execute("DROP TABLE kept")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval('print_job_id_seq', coalesce(max(id), 0) + 1, false) FROM print_job")


def honest_jobs() -> None:
    write_jobs_anew(
        sa.Column("printer_id", sa.Integer(), nullable=True),
        whole("copy_no", default="1"),
        moment("claimed_at", may_lack=True),
        moment("settled_at", may_lack=True),
        refers("print_job", "printer_id", "printer"),
        sa.UniqueConstraint("ticket_id", "copy_no", name="uq_print_job_ticket_id_copy_no"),
        states=STATES,
    )
    op.create_index(
        "ix_print_job_troubled", "print_job", ["office_id", "created_at"],
        **where("state IN ('queued', 'sent', 'failed')"),
    )  # fmt: skip


def plain_jobs() -> None:
    op.execute("DELETE FROM print_job WHERE copy_no > 1 OR state IN ('failed', 'abandoned')")
    op.execute("UPDATE print_job SET state = 'sent' WHERE state = 'confirmed'")
    write_jobs_anew(sa.UniqueConstraint("ticket_id", name="uq_print_job_ticket_id"), states=OLD_STATES)
    op.create_index(
        "ix_print_job_failing", "print_job", ["office_id", "reason"], **where("state = 'queued' AND reason IS NOT NULL")
    )


OLD_STATES = ("queued", "sent")


def allow_kinds(kinds: Sequence[str]) -> None:
    """Replaces the CHECK of device.kind; SQLite can only do so by writing the table anew."""
    bind = op.get_bind()
    allowed = "kind IN (" + ", ".join(f"'{kind}'" for kind in kinds) + ")"
    if bind.dialect.name == "postgresql":
        op.drop_constraint("ck_device_device_kind", "device")
        op.create_check_constraint(op.f("ck_device_device_kind"), "device", allowed)
        return
    made = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'device'").scalar_one()
    indexes = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE tbl_name = 'device' AND type = 'index'")
    statements = [sql for sql in indexes.scalars() if sql]
    start = made.index("CONSTRAINT ck_device_device_kind CHECK (")
    end = made.index("))", start) + 2
    anew = f"{made[:start]}CONSTRAINT ck_device_device_kind CHECK ({allowed}){made[end:]}"
    op.execute("CREATE TABLE device_anew (" + anew.partition("(")[2])
    op.execute("INSERT INTO device_anew SELECT * FROM device")
    op.execute("DROP TABLE device")
    op.execute("ALTER TABLE device_anew RENAME TO device")
    for statement in statements:
        op.execute(statement)


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for name, definition in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {definition}")
    allow_kinds(KINDS)
    for create_table in TABLES:
        create_table()
    op.drop_index("ix_event_announced", "event")  # announcements are rows of their own now
    honest_jobs()


def downgrade() -> None:
    plain_jobs()
    op.create_index(
        "ix_event_announced", "event", ["office_id", "seq"], **where("kind IN ('ticket.called', 'ticket.recalled')")
    )
    for create_table in reversed(TABLES):
        op.drop_table(create_table.__name__.removeprefix("create_"))
    op.execute("DELETE FROM device WHERE kind = 'printer'")
    allow_kinds(OLD_KINDS)
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
