"""Public forums, who came in groups, and what was promised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KINDS = ["consultation", "dialogue"]
GROUPS = [
    "citizens", "disability", "women", "organisations", "business", "experts", "media", "government", "office",
]  # fmt: skip
BECAME = ["open", "kept", "dropped"]
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def one_of(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=op.f(name), native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    create_forum()
    create_attendance()
    create_promise()


def create_forum() -> None:
    op.create_table(
        "forum",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("kind", one_of(KINDS, "ck_forum_forum_kind"), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("is_published", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("list_stored_as", sa.String(40), nullable=True),
        sa.Column("list_kind", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_forum"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_forum_office_id"),
    )
    op.create_index("ix_forum_office", "forum", ["office_id", "held_on"])


def create_attendance() -> None:
    op.create_table(
        "forum_attendance",
        sa.Column("forum_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("group_code", one_of(GROUPS, "ck_forum_attendance_forum_group"), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("forum_id", "group_code", name="pk_forum_attendance"),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name="fk_forum_attendance_forum_id"),
    )


def create_promise() -> None:
    op.create_table(
        "forum_promise",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("forum_id", ROW_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("became", one_of(BECAME, "ck_forum_promise_forum_became"), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_forum_promise"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_forum_promise_office_id"),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name="fk_forum_promise_forum_id"),
    )
    op.create_index("ix_forum_promise_forum", "forum_promise", ["forum_id"])


def downgrade() -> None:
    for table in ("forum_promise", "forum_attendance", "forum"):
        op.drop_table(table)
