"""What was promised to people who wait, against what was kept: sums of each day that is over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "wait_scored",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_wait_scored_office_id"),
        sa.PrimaryKeyConstraint("office_id", "business_date", name="pk_wait_scored"),
    )
    op.create_table(
        "wait_score",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("sums", sa.Text(), nullable=False),
        sa.CheckConstraint("how IN ('early', 'learned', 'none')", name="ck_wait_score_score_how"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_wait_score_office_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_wait_score_service_id"),
        sa.PrimaryKeyConstraint(
            "office_id", "business_date", "service_id", "how", "is_first", name="pk_wait_score"
        ),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("wait_score")
    op.drop_table("wait_scored")
