"""The training register, its suggested topics, and the criteria by which a unit is recognised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(120), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer()),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_course_office_id"),
        sa.ForeignKeyConstraint(["noted_by"], ["officer.id"], name="fk_course_noted_by"),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["officer.id"], name="fk_course_withdrawn_by"),
        sa.PrimaryKeyConstraint("id", name="pk_course"),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="ck_course_withdrawn_by_somebody"),
    )
    op.create_index("ix_course_days", "course", ["office_id", "business_date"])
    op.create_table(
        "course_attendee",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_attendee_course_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_course_attendee_officer_id"),
        sa.PrimaryKeyConstraint("course_id", "officer_id", name="pk_course_attendee"),
    )
    op.create_index("ix_course_attendee_officer_id", "course_attendee", ["officer_id"])
    op.create_table(
        "course_topic",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("gap", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_course_topic_office_id"),
        sa.PrimaryKeyConstraint("office_id", "gap", name="pk_course_topic"),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(20), nullable=False),
        sa.Column("limit_pct", sa.Integer(), nullable=False),
        sa.Column("group_code", sa.String(20), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date()),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_criterion_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_criterion"),
        sa.CheckConstraint("limit_pct BETWEEN 1 AND 100", name="ck_criterion_limit_is_a_share"),
    )
    op.create_index("ix_criterion_office_id", "criterion", ["office_id"])


def downgrade() -> None:
    op.drop_table("criterion")
    op.drop_table("course_topic")
    op.drop_table("course_attendee")
    op.drop_table("course")
