"""Pictogram and hue of a group of services."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("pictogram", "hue"):
        op.add_column("service_group", sa.Column(name, sa.String(length=20), nullable=False, server_default=""))


def downgrade() -> None:
    for name in ("hue", "pictogram"):
        op.drop_column("service_group", name)
