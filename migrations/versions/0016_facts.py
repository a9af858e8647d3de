"""What each case and desk session of a day that is over was, and their sums; the server fills them from the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def office(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("office.id", name=f"fk_{table}_office_id")
    return sa.Column("office_id", sa.Integer(), key, nullable=False)


def upgrade() -> None:
    op.create_table(
        "facts_read",
        office("facts_read"),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_summed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "business_date", name="pk_facts_read"),
    )
    for table in ("case_fact", "desk_fact"):
        op.create_table(
            table,
            office(table),
            sa.Column("business_date", sa.Date(), nullable=False),
            sa.Column("officer_id", sa.Integer(), nullable=False),
            sa.Column("packed", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("office_id", "business_date", "officer_id", name=f"pk_{table}"),
        )
    op.create_table(
        "rollup",
        office("rollup"),
        sa.Column("grain", sa.String(20), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("grain IN ('day', 'month')", name="ck_rollup_grain"),
        sa.PrimaryKeyConstraint(
            "office_id", "grain", "hour", "first_day", "counter_id", "service_id", name="pk_rollup"
        ),
    )


def downgrade() -> None:
    for table in ("rollup", "desk_fact", "case_fact", "facts_read"):
        op.drop_table(table)
