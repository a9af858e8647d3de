"""Complaints, their steps, deadlines and files: what was said is sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

STATES = ["received", "incomplete", "verified", "handled", "answered", "closed", "withdrawn", "rejected", "forwarded"]
GROUPS = ["information", "complaint", "oversight", "aspiration"]
STAGES = ["verify", "answer", "finish"]
COUNTINGS = ["working", "calendar"]
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def one_of(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=op.f(name), native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    create_complaint()
    create_step()
    create_deadline()
    create_file()


def create_complaint() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("state", one_of(STATES, "ck_complaint_complaint_state"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code_mark", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=True),
        sa.Column("handling", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_complaint_office_id"),
        sa.UniqueConstraint("code_mark", name="uq_complaint_code_mark"),
    )
    op.create_index("ix_complaint_office", "complaint", ["office_id", "state"])


def create_step() -> None:
    op.create_table(
        "complaint_step",
        sa.Column("id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("state", one_of(STATES, "ck_complaint_step_complaint_step_state"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("is_told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_step"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_complaint_step_office_id"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_step_complaint_id"),
        sa.UniqueConstraint("complaint_id", "number", name="uq_complaint_step_complaint_id_number"),
    )
    op.create_index("ix_complaint_step_told", "complaint_step", ["office_id", "is_told"])


def create_deadline() -> None:
    op.create_table(
        "complaint_deadline",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("category", one_of(GROUPS, "ck_complaint_deadline_complaint_group"), nullable=False),
        sa.Column("stage", one_of(STAGES, "ck_complaint_deadline_complaint_stage"), nullable=False),
        sa.Column("counting", one_of(COUNTINGS, "ck_complaint_deadline_complaint_counting"), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "category", "stage", "counting", name="pk_complaint_deadline"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_complaint_deadline_office_id"),
    )


def create_file() -> None:
    op.create_table(
        "complaint_file",
        sa.Column("id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_file"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_complaint_file_office_id"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_file_complaint_id"),
        sa.UniqueConstraint("stored_as", name="uq_complaint_file_stored_as"),
    )
    op.create_index("ix_complaint_file_complaint", "complaint_file", ["complaint_id"])


def downgrade() -> None:
    for table in ("complaint_file", "complaint_deadline", "complaint_step", "complaint"):
        op.drop_table(table)
