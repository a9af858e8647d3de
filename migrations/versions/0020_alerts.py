"""What wanted a person, with who has seen to it; and after how long an unserved queue is such a thing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KINDS = ("wait", "service", "stay", "length", "unserved", "unheard", "printer", "screen", "flood", "clock")
STANDING = sa.text("ended_at IS NULL")
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", ROW_ID, nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("passed", sa.Integer()),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("acknowledged_by_id", sa.Integer()),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_alert_office_id"),
        sa.ForeignKeyConstraint(["acknowledged_by_id"], ["officer.id"], name="fk_alert_acknowledged_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.CheckConstraint("kind IN (" + ", ".join(f"'{kind}'" for kind in KINDS) + ")", name="ck_alert_alert_kind"),
    )
    op.create_index(
        "uq_alert_standing", "alert", ["office_id", "kind", "subject"], unique=True,
        sqlite_where=STANDING, postgresql_where=STANDING,
    )  # fmt: skip
    op.create_index("ix_alert_day", "alert", ["office_id", "business_date"])
    op.add_column("targets", sa.Column("unserved_min", sa.Integer(), nullable=False, server_default="5"))


def downgrade() -> None:
    op.drop_column("targets", "unserved_min")
    op.drop_table("alert")
