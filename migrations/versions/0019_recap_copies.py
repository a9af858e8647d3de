"""Where the recap of each day was sent, once each way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    state = sa.Enum(
        "sending",
        "done",
        "failed",
        name="ck_recap_copy_copy_state",
        native_enum=False,
        create_constraint=True,
        length=20,
    )
    op.create_table(
        "recap_copy",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fault", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_recap_copy_office_id"),
        sa.PrimaryKeyConstraint("office_id", "day", "way", name="pk_recap_copy"),
    )


def downgrade() -> None:
    op.drop_table("recap_copy")
