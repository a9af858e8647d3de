"""What is usual at a service is kept of its walk too; the paces that were known stay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create("usual_time", sa.Column("part", sa.String(10), nullable=False))
    op.execute(
        "INSERT INTO usual_time (service_id, part, computed_on, count, median_log, spread_log)"
        " SELECT service_id, 'service', computed_on, count, median_log, spread_log FROM service_pace"
    )
    op.drop_table("service_pace")


def downgrade() -> None:
    create("service_pace")
    op.execute(
        "INSERT INTO service_pace (service_id, computed_on, count, median_log, spread_log)"
        " SELECT service_id, computed_on, count, median_log, spread_log FROM usual_time WHERE part = 'service'"
    )
    op.drop_table("usual_time")


def create(name: str, *part_of_key: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("service_id", sa.Integer(), nullable=False),
        *part_of_key,
        sa.Column("computed_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("median_log", sa.Double(), nullable=False),
        sa.Column("spread_log", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=f"fk_{name}_service_id"),
        sa.PrimaryKeyConstraint("service_id", *(each.name for each in part_of_key), name=f"pk_{name}"),
    )
