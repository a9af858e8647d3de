"""How many wait for each service is a running count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_line",
        sa.Column("service_id", sa.Integer(), sa.ForeignKey("service.id", name="fk_waiting_line_service_id"),
                  nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "business_date", name="pk_waiting_line"),
    )  # fmt: skip
    op.create_index(
        "ix_waiting_line_some", "waiting_line", ["service_id", "business_date"],
        sqlite_where=sa.text("waiting != 0"), postgresql_where=sa.text("waiting != 0"),
    )  # fmt: skip
    op.execute(
        "INSERT INTO waiting_line (service_id, business_date, waiting)"
        " SELECT service_id, business_date, count(*) FROM leg WHERE state = 'waiting'"
        " GROUP BY service_id, business_date"
    )


def downgrade() -> None:
    op.drop_table("waiting_line")
