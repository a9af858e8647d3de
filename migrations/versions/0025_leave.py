"""When an officer is not expected at the counters, asked for and decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    kind = _one_of(
        "ck_leave_leave_kind",
        "annual", "sick", "maternity", "important", "long", "unpaid", "travel", "training", "other_duty",
    )  # fmt: skip
    state = _one_of("ck_leave_leave_state", "asked", "approved", "refused", "withdrawn")
    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("from_min", sa.Integer(), nullable=True),
        sa.Column("until_min", sa.Integer(), nullable=True),
        sa.Column("kind", kind, nullable=False),
        sa.Column("words", sa.String(200), server_default=sa.text("''"), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(200), server_default=sa.text("''"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first <= last", name="ck_leave_days_in_order"),
        sa.CheckConstraint("(from_min IS NULL) = (until_min IS NULL)", name="ck_leave_both_times_or_none"),
        sa.CheckConstraint(
            "from_min IS NULL OR (first = last AND 0 <= from_min AND from_min < until_min AND until_min <= 1440)",
            name="ck_leave_times_of_a_day",
        ),
        sa.CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="ck_leave_decided_by_somebody"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_leave_office_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_leave_officer_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["officer.id"], name="fk_leave_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_leave"),
    )
    op.create_index("ix_leave_days", "leave", ["office_id", "last"])


def downgrade() -> None:
    op.drop_table("leave")
