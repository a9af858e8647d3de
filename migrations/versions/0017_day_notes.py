"""What changed at the office on a day, in a supervisor's words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_day_note_office_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_day_note_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_day_note"),
    )
    op.create_index("ix_day_note_days", "day_note", ["office_id", "business_date"])


def downgrade() -> None:
    op.drop_table("day_note")
