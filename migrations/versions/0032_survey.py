"""What citizens answer, without a face."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLES = (
    "survey_batch", "survey_day", "quick_rating", "survey_comment", "survey_mark", "survey_answer",
)  # fmt: skip
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _answers()
    _marks()
    _comments()
    _ratings()
    _days()
    _batches()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _random_id() -> sa.Column[int]:
    return sa.Column("id", ROW_ID, autoincrement=False, nullable=False)


def _office(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=f"fk_{table}_office_id"),
    ]


def _service(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=f"fk_{table}_service_id"),
    ]


def _officer(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=f"fk_{table}_officer_id"),
    ]


def _answers() -> None:
    table = "survey_answer"
    op.create_table(
        table,
        _random_id(),
        *_office(table),
        sa.Column("business_date", sa.Date(), nullable=False),
        *_service(table),
        *_officer(table),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("is_own_device", sa.Boolean(), nullable=False),
        sa.Column("instrument", sa.String(20), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(20), nullable=True),
        sa.Column("age_band", sa.String(20), nullable=True),
        sa.Column("education", sa.String(20), nullable=True),
        sa.Column("occupation", sa.String(20), nullable=True),
        sa.Column("has_disability", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.CheckConstraint("channel IN ('page', 'tablet', 'kiosk', 'paper', 'import')", name=f"ck_{table}_channel"),
    )
    op.create_index("ix_survey_answer_day", table, ["office_id", "business_date"])


def _marks() -> None:
    table = "survey_mark"
    op.create_table(
        table,
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
        *_office(table),
        sa.Column("forget_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=f"pk_{table}"),
    )
    op.create_index("ix_survey_mark_forget", table, ["office_id", "forget_on"])


def _comments() -> None:
    table = "survey_comment"
    op.create_table(
        table,
        _random_id(),
        *_office(table),
        sa.Column("business_date", sa.Date(), nullable=False),
        *_service(table),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    op.create_index("ix_survey_comment_day", table, ["office_id", "business_date"])


def _ratings() -> None:
    table = "quick_rating"
    op.create_table(
        table,
        _random_id(),
        *_office(table),
        sa.Column("business_date", sa.Date(), nullable=False),
        *_service(table),
        *_officer(table),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.CheckConstraint("score BETWEEN 1 AND 4", name=f"ck_{table}_score"),
    )
    op.create_index("ix_quick_rating_day", table, ["office_id", "business_date"])


def _days() -> None:
    table = "survey_day"
    op.create_table(
        table,
        *_office(table),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("was_on", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "business_date", name=f"pk_{table}"),
    )


def _batches() -> None:
    table = "survey_batch"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *_office(table),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("office_id", "digest", name=f"uq_{table}_office_id_digest"),
    )
