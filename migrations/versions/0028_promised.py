"""The wait that was promised with a number stands beside it, as it was given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("promised", sa.Text()))


def downgrade() -> None:
    op.drop_column("ticket", "promised")
