"""Phones that asked to be woken when their turn comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", row_id, nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("endpoint", sa.String(1000), nullable=False),
        sa.Column("p256dh", sa.String(100), nullable=False),
        sa.Column("auth", sa.String(50), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("told", row_id, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscription"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_push_subscription_office_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_push_subscription_ticket_id"),
        sa.UniqueConstraint("ticket_id", "endpoint", name="uq_push_subscription_ticket_id_endpoint"),
    )
    op.create_index("ix_push_subscription_day", "push_subscription", ["office_id", "business_date"])


def downgrade() -> None:
    op.drop_table("push_subscription")
