"""What people who wait were promised, the newest promises of an office, and the models behind them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "wait_now",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_wait_now_office_id"),
        sa.PrimaryKeyConstraint("office_id", name="pk_wait_now"),
    )
    op.create_table(
        "wait_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("legs", sa.Integer(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("is_in_use", sa.Boolean(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("data", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_wait_model_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_wait_model"),
    )
    op.create_index("ix_wait_model_office", "wait_model", ["office_id", "made_on"])
    op.create_table(
        "wait_promise",
        sa.Column("leg_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("from_at", MOMENT, nullable=False),
        sa.Column("to_at", MOMENT, nullable=False),
        sa.Column("p50_at", MOMENT, nullable=False),
        sa.Column("p80_at", MOMENT, nullable=False),
        sa.Column("p90_at", MOMENT, nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("model_id", sa.Integer()),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("cause", sa.String(30)),
        sa.CheckConstraint("how IN ('early', 'learned', 'none')", name="ck_wait_promise_wait_how"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_wait_promise_office_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_wait_promise_service_id"),
        sa.ForeignKeyConstraint(["model_id"], ["wait_model.id"], name="fk_wait_promise_model_id"),
        sa.PrimaryKeyConstraint("leg_id", "number", name="pk_wait_promise"),
    )
    op.create_index("ix_wait_promise_day", "wait_promise", ["office_id", "business_date"])


def downgrade() -> None:
    op.drop_table("wait_promise")
    op.drop_table("wait_model")
    op.drop_table("wait_now")
