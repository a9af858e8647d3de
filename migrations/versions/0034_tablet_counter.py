"""The counter at which a survey tablet stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("counter_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("device", "counter_id")
