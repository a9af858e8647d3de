"""The register of privacy: contact, requests, breaches, and what was forgotten when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

REQUESTS = ["access", "correct", "erase", "withdraw", "restrict", "object", "port"]
OUTCOMES = ["done", "partly", "refused"]
STEPS = ["contained", "told_people", "told_authority"]
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def one_of(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=op.f(name), native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    create_contact()
    create_request()
    create_breach()
    create_keeping()


def create_contact() -> None:
    op.create_table(
        "privacy_contact",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("reached_at", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("office_id", name="pk_privacy_contact"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_privacy_contact_office_id"),
    )


def create_request() -> None:
    op.create_table(
        "privacy_request",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("request_kind", one_of(REQUESTS, "ck_privacy_request_privacy_request_kind"), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", one_of(OUTCOMES, "ck_privacy_request_privacy_outcome"), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_request"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_privacy_request_office_id"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["officer.id"], name="fk_privacy_request_entered_by_id"),
        sa.ForeignKeyConstraint(["done_by_id"], ["officer.id"], name="fk_privacy_request_done_by_id"),
    )
    op.create_index("ix_privacy_request_office", "privacy_request", ["office_id", "done_at"])


def create_breach() -> None:
    op.create_table(
        "breach",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_breach"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_breach_office_id"),
        sa.ForeignKeyConstraint(["noted_by_id"], ["officer.id"], name="fk_breach_noted_by_id"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["officer.id"], name="fk_breach_closed_by_id"),
    )
    op.create_index("ix_breach_office", "breach", ["office_id", "closed_at"])
    op.create_table(
        "breach_step",
        sa.Column("breach_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("step", one_of(STEPS, "ck_breach_step_breach_step_kind"), nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("breach_id", "step", name="pk_breach_step"),
        sa.ForeignKeyConstraint(["breach_id"], ["breach.id"], name="fk_breach_step_breach_id"),
        sa.ForeignKeyConstraint(["by_id"], ["officer.id"], name="fk_breach_step_by_id"),
    )


def create_keeping() -> None:
    op.create_table(
        "keeping",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("data_kind", sa.String(30), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("forgot_on", sa.Date(), nullable=True),
        sa.Column("before_day", sa.Date(), nullable=True),
        sa.Column("forgot_count", sa.Integer(), nullable=True),
        sa.Column("untold", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("untold_since", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "data_kind", name="pk_keeping"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_keeping_office_id"),
    )


def downgrade() -> None:
    for table in ("keeping", "breach_step", "breach", "privacy_request", "privacy_contact"):
        op.drop_table(table)
