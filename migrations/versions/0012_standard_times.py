"""The standard time of each service, day by day; what counted until now is taken from the log."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ALWAYS = date(2000, 1, 1)


class Change(NamedTuple):
    at: datetime  # UTC
    before: int | None  # None: the service was new
    after: int


AT = sa.DateTime(timezone=True)
_SERVICES = sa.text(
    "SELECT service.id, service.office_id, service.code, service.standard_minutes, office.time_zone"
    " FROM service JOIN office ON office.id = service.office_id"
)
_CHANGES = sa.text(
    "SELECT office_id, at, data FROM event WHERE kind = 'setup.changed' ORDER BY office_id, seq"
).columns(at=AT)  # fmt: skip
_FIRST_CALLS = sa.text(
    "SELECT office_id, min(at) AS at FROM event WHERE kind = 'ticket.called' GROUP BY office_id"
).columns(at=AT)  # fmt: skip


def upgrade() -> None:
    table = op.create_table(
        "standard_time",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name="ck_standard_time_minutes_positive"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_standard_time_service_id"),
        sa.PrimaryKeyConstraint("service_id", "from_day", name="pk_standard_time"),
    )
    connection = op.get_bind()
    first_calls = {row.office_id: row.at for row in connection.execute(_FIRST_CALLS)}
    changes = _changes(connection)
    for service in connection.execute(_SERVICES).all():
        own = changes.get((service.office_id, service.code), [])
        history = _history(own, service, first_call=first_calls.get(service.office_id))
        rows = [{"service_id": service.id, "from_day": day, "minutes": minutes} for day, minutes in history.items()]
        op.bulk_insert(table, rows)


def downgrade() -> None:
    op.drop_table("standard_time")


def _changes(connection: sa.Connection) -> dict[tuple[int, str], list[Change]]:
    """Of each service, by its office and code: when its standard changed, and both values."""
    found: dict[tuple[int, str], list[Change]] = {}
    for row in connection.execute(_CHANGES):
        data = json.loads(row.data)
        before, after = (_minutes(data[name]) for name in ("before", "after"))
        if data["what"] == "service" and after is not None:
            found.setdefault((row.office_id, data["key"]), []).append(Change(row.at, before, after))
    return found


def _minutes(text: str) -> int | None:
    told = json.loads(text) if text.startswith("{") else {}
    return told.get("standard_minutes")


def _history(changes: list[Change], service: sa.Row[Any], *, first_call: datetime | None) -> dict[date, int]:
    """One before the office called anybody counts as if there had been no other, each later one from its morrow."""
    first = next(((each.after if each.before is None else each.before) for each in changes), service.standard_minutes)
    found = {ALWAYS: first}
    for each in changes:
        is_at_once = first_call is None or each.at < first_call
        day = ALWAYS if is_at_once else _morrow(each.at, service.time_zone)
        kept = {begun: minutes for begun, minutes in found.items() if begun < day}
        found = kept if kept and kept[max(kept)] == each.after else {**kept, day: each.after}
    return found


def _morrow(at: datetime, time_zone: str) -> date:
    aware = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return aware.astimezone(ZoneInfo(time_zone)).date() + timedelta(days=1)
