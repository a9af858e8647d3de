"""What administrators say of the first steps of their office; one that has run until now needs no first steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "first_step",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_first_step_office_id"),
        sa.PrimaryKeyConstraint("office_id", "name", name="pk_first_step"),
    )
    op.execute("INSERT INTO first_step (office_id, name) SELECT id, 'away' FROM office")


def downgrade() -> None:
    op.drop_table("first_step")
