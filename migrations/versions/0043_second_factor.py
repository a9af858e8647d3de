"""Signing in with a code beside the password, and codes for a lost phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("officer_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("officer_id", name="pk_second_factor"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_second_factor_officer_id"),
        sa.ForeignKeyConstraint(["removed_by_id"], ["officer.id"], name="fk_second_factor_removed_by_id"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("officer_id", "mark", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_recovery_code_officer_id"),
    )
    op.add_column("login_session", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("login_session", "proved_at")
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
