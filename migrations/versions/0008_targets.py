"""The limits that an office measures its day against; an office that is there has the usual ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NAMES = ("waiting", "wait_min", "service_pct", "stay_min")


def upgrade() -> None:
    op.create_table(
        "targets",
        sa.Column("office_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NAMES),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_targets_office_id"),
        sa.PrimaryKeyConstraint("office_id", name="pk_targets"),
    )
    op.execute(
        "INSERT INTO targets (office_id, waiting, wait_min, service_pct, stay_min)"
        " SELECT id, 40, 30, 150, 60 FROM office"
    )


def downgrade() -> None:
    op.drop_table("targets")
