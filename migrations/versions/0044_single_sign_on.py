"""Who somebody is at a provider of single sign-on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "single_sign_on",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_single_sign_on"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_single_sign_on_officer_id"),
        sa.UniqueConstraint("issuer", "subject", name="uq_single_sign_on_issuer_subject"),
    )
    op.create_index("ix_single_sign_on_officer", "single_sign_on", ["officer_id", "issuer"], unique=True)


def downgrade() -> None:
    op.drop_table("single_sign_on")
