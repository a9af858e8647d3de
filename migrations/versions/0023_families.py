"""A service may ask for how many people of a family it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service", sa.Column("asks_family", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("leg", sa.Column("family", sa.Integer()))


def downgrade() -> None:
    op.drop_column("leg", "family")
    op.drop_column("service", "asks_family")
