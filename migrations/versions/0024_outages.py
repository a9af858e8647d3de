"""When an office could not work as usual, as its supervisors write it down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.Enum(
        "siak", "network", "power", "equipment", "other",
        name="ck_outage_outage_kind", native_enum=False, create_constraint=True, length=20,
    )  # fmt: skip
    op.create_table(
        "outage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("from_min", sa.Integer(), nullable=False),
        sa.Column("until_min", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("services", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "0 <= from_min AND from_min < until_min AND until_min <= 1440", name="ck_outage_span_of_a_day"
        ),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="ck_outage_withdrawn_by_somebody"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_outage_office_id"),
        sa.ForeignKeyConstraint(["noted_by"], ["officer.id"], name="fk_outage_noted_by"),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["officer.id"], name="fk_outage_withdrawn_by"),
        sa.PrimaryKeyConstraint("id", name="pk_outage"),
    )
    op.create_index("ix_outage_days", "outage", ["office_id", "business_date"])


def downgrade() -> None:
    op.drop_table("outage")
