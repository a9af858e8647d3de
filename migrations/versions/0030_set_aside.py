"""What citizens wish on their own pages: to be called later, and the office's rules about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

HAS_WISHED = sa.text("state = 'waiting' AND wishes != 0")


def upgrade() -> None:
    op.add_column("leg", sa.Column("not_before", sa.DateTime(timezone=True)))
    op.add_column("leg", sa.Column("aside_s", sa.Double(), nullable=False, server_default=sa.text("0")))
    op.add_column("leg", sa.Column("let_pass", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("leg", sa.Column("wishes", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_index("ix_leg_has_wished", "leg", ["office_id"], sqlite_where=HAS_WISHED, postgresql_where=HAS_WISHED)
    op.add_column("queue_policy", sa.Column("late_wish_min", sa.Integer(), nullable=False, server_default="10"))
    op.add_column("queue_policy", sa.Column("let_pass_most", sa.Integer(), nullable=False, server_default="5"))
    op.add_column("queue_policy", sa.Column("wishes_most", sa.Integer(), nullable=False, server_default="2"))


def downgrade() -> None:
    for name in ("wishes_most", "let_pass_most", "late_wish_min"):
        op.drop_column("queue_policy", name)
    op.drop_index("ix_leg_has_wished", table_name="leg")
    for name in ("wishes", "let_pass", "aside_s", "not_before"):
        op.drop_column("leg", name)
