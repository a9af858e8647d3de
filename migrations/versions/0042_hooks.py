"""Addresses of other programs that are told what happens, what is held back for them, and what became of it lately."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "hook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("old_secret", sa.LargeBinary(), nullable=True),
        sa.Column("old_until", TIME, nullable=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("told_seq", ROW_ID, nullable=False),
        sa.Column("paused_at", TIME, nullable=True),
        sa.Column("paused_why", sa.String(20), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failing_since", TIME, nullable=True),
        sa.Column("next_at", TIME, nullable=True),
        sa.Column("test_asked", sa.String(32), nullable=True),
        sa.Column("claimed_by", sa.String(32), nullable=True),
        sa.Column("claimed_until", TIME, nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_hook_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hook"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hook_office_id", "hook", ["office_id"])
    op.create_table(
        "hook_held",
        sa.Column("hook_id", sa.Integer(), nullable=False),
        sa.Column("seq", ROW_ID, nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["hook_id"], ["hook.id"], name="fk_hook_held_hook_id"),
        sa.PrimaryKeyConstraint("hook_id", "seq", name="pk_hook_held"),
    )
    op.create_table(
        "hook_delivery",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("hook_id", sa.Integer(), nullable=False),
        sa.Column("seq", ROW_ID, nullable=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(20), nullable=True),
        sa.ForeignKeyConstraint(["hook_id"], ["hook.id"], name="fk_hook_delivery_hook_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hook_delivery"),
    )
    op.create_index("ix_hook_delivery_hook_id_id", "hook_delivery", ["hook_id", "id"])


def downgrade() -> None:
    op.drop_table("hook_delivery")
    op.drop_table("hook_held")
    op.drop_table("hook")
