"""Which part of the log tells a business date; the server finds it, a stretch of the log at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "log_day",
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id", name="fk_log_day_office_id"), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("first_seq", NUMBER, nullable=False),
        sa.Column("last_seq", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("office_id", "business_date", "first_seq", name="pk_log_day"),
    )
    op.create_table(
        "log_days_read",
        sa.Column(
            "office_id", sa.Integer(), sa.ForeignKey("office.id", name="fk_log_days_read_office_id"), nullable=False
        ),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("opened", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", name="pk_log_days_read"),
    )


def downgrade() -> None:
    op.drop_table("log_days_read")
    op.drop_table("log_day")
