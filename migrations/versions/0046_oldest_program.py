"""The schema of the oldest program that goes on writing beside this one.

A later migration that takes something away, or allows less than before, writes its own number here, and its downgrade
the number that stood here before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table("oldest_program", sa.Column("schema", sa.String(20), primary_key=True))
    op.bulk_insert(table, [{"schema": "0040"}])


def downgrade() -> None:
    op.drop_table("oldest_program")
