"""Offices and what they consist of: services, counters, officers, and who is at work."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def where(condition: str) -> dict[str, Any]:
    """A partial index, on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def create_office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
        sa.UniqueConstraint("slug", name="uq_office_slug"),
    )


def create_counter() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("regular_run", sa.Integer(), nullable=False),
        sa.Column("run_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_counter_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
        sa.UniqueConstraint("office_id", "number", name="uq_counter_office_id_number"),
    )


def create_officer() -> None:
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=True),
        sa.Column(
            "employment",
            sa.Enum(
                "PNS",
                "PPPK",
                "NON_ASN",
                name="ck_officer_employment",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "officer",
                "supervisor",
                "administrator",
                name="ck_officer_role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("employment = 'NON_ASN' OR nip IS NOT NULL", name="ck_officer_asn_has_nip"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_officer_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_officer"),
        sa.UniqueConstraint("office_id", "nip", name="uq_officer_office_id_nip"),
        sa.UniqueConstraint("username", name="uq_officer_username"),
    )


def create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_series_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("office_id", "letter", name="uq_series_office_id_letter"),
    )


def create_service_group() -> None:
    op.create_table(
        "service_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_id", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_service_group_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_group"),
        sa.UniqueConstraint("office_id", "code", name="uq_service_group_office_id_code"),
    )


def create_desk_session() -> None:
    op.create_table(
        "desk_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_desk_session_counter_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_desk_session_office_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_desk_session_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_session"),
    )
    op.create_index(
        "uq_desk_session_open_counter", "desk_session", ["counter_id"], unique=True, **where("closed_at IS NULL")
    )
    op.create_index(
        "uq_desk_session_open_officer", "desk_session", ["officer_id"], unique=True, **where("closed_at IS NULL")
    )


def create_login_session() -> None:
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_login_session_officer_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_login_session"),
    )
    op.create_index("ix_login_session_officer_id", "login_session", ["officer_id"])


def create_service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name_id", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("requirements_id", sa.Text(), nullable=False),
        sa.Column("requirements_en", sa.Text(), nullable=False),
        sa.Column("standard_minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("standard_minutes > 0", name="ck_service_standard_minutes_positive"),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name="fk_service_group_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_service_office_id"),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_service_series_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("office_id", "code", name="uq_service_office_id_code"),
    )


def create_counter_service() -> None:
    op.create_table(
        "counter_service",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_counter_service_counter_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_counter_service_service_id"),
        sa.PrimaryKeyConstraint("counter_id", "service_id", name="pk_counter_service"),
    )


TABLES = (
    create_office,
    create_counter,
    create_officer,
    create_series,
    create_service_group,
    create_desk_session,
    create_login_session,
    create_service,
    create_counter_service,
)  # in an order that satisfies the foreign keys


def upgrade() -> None:
    for create_table in TABLES:
        create_table()


def downgrade() -> None:
    for create_table in reversed(TABLES):
        op.drop_table(create_table.__name__.removeprefix("create_"))
