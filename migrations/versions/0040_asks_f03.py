"""Whether an office asks its citizens for the public's form of PEKPPP (F-03)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("queue_policy", sa.Column("asks_f03", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("queue_policy", "asks_f03")
