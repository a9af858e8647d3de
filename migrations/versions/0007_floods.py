"""Floods of numbers that no citizen took, and which tickets they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNSETTLED = sa.text("settled_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "flood",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_flood_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flood"),
    )
    op.create_index("ix_flood_standing", "flood", ["office_id"], sqlite_where=UNSETTLED, postgresql_where=UNSETTLED)
    op.create_table(
        "flood_ticket",
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("flood_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_flood_ticket_ticket_id"),
        sa.ForeignKeyConstraint(["flood_id"], ["flood.id"], name="fk_flood_ticket_flood_id"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_flood_ticket"),
    )
    op.create_index("ix_flood_ticket_flood_id", "flood_ticket", ["flood_id"])


def downgrade() -> None:
    op.drop_table("flood_ticket")
    op.drop_table("flood")
