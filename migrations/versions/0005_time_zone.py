"""The office's time zone is called so: a zone is a part of a hall."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE office RENAME COLUMN zone TO time_zone")


def downgrade() -> None:
    op.execute("ALTER TABLE office RENAME COLUMN time_zone TO zone")
