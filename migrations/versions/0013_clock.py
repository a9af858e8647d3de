"""When the last event of each log was, how the clocks of its machines stood then, and which events are jumps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

IS_JUMP = sa.text("kind = 'clock.jumped'")


def upgrade() -> None:
    op.add_column("chain_head", sa.Column("at", sa.DateTime(timezone=True)))
    op.add_column("chain_head", sa.Column("clocks", sa.Text()))
    op.add_column("chain_head", sa.Column("jumped_until", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE chain_head SET at = (SELECT event.at FROM event"
        " WHERE event.office_id = chain_head.office_id AND event.seq = chain_head.seq)"
    )
    op.create_index(
        "ix_event_jumped", "event", ["office_id", "seq"], sqlite_where=IS_JUMP, postgresql_where=IS_JUMP
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_event_jumped", "event")
    for name in ("jumped_until", "clocks", "at"):
        op.drop_column("chain_head", name)
