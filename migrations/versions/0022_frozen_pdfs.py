"""The PDFs of locked reports: no row is ever changed, or taken out."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "frozen_pdf",
        sa.Column("evaluation_id", ROW_ID, nullable=False),
        sa.Column("lang", sa.String(5), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sign_at", sa.String(120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name="fk_frozen_pdf_evaluation_id"),
        sa.PrimaryKeyConstraint("evaluation_id", "lang", name="pk_frozen_pdf"),
    )
    for statement in protections(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER frozen_pdf_stays ON frozen_pdf")
        op.execute("DROP TRIGGER frozen_pdf_no_truncate ON frozen_pdf")
    op.drop_table("frozen_pdf")


def protections(dialect: str) -> Iterator[str]:
    """As those of the letters themselves; the function on PostgreSQL is theirs (migration 0018)."""
    if dialect == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'a published or locked report stays as it is'); END"
        there = "EXISTS (SELECT 1 FROM frozen_pdf WHERE evaluation_id = NEW.evaluation_id AND lang = NEW.lang)"
        yield f"CREATE TRIGGER frozen_pdf_no_update BEFORE UPDATE ON frozen_pdf {refuse}"
        yield f"CREATE TRIGGER frozen_pdf_no_delete BEFORE DELETE ON frozen_pdf {refuse}"
        yield f"CREATE TRIGGER frozen_pdf_no_replace BEFORE INSERT ON frozen_pdf WHEN {there} {refuse}"
        return
    stays = "EXECUTE FUNCTION evidence_stays()"
    yield f"CREATE TRIGGER frozen_pdf_stays BEFORE UPDATE OR DELETE ON frozen_pdf FOR EACH ROW {stays}"
    yield f"CREATE TRIGGER frozen_pdf_no_truncate BEFORE TRUNCATE ON frozen_pdf FOR EACH STATEMENT {stays}"
