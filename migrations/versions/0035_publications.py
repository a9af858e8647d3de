"""What is published of the survey, which nobody changes; the follow-up plan; and dated changes to compare around."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _publications()
    _follow_up()
    op.create_table(
        "dated_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_dated_change"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_dated_change_office_id"),
        sa.ForeignKeyConstraint(["noted_by"], ["officer.id"], name="fk_dated_change_noted_by"),
    )
    op.create_index("ix_dated_change_office_id", "dated_change", ["office_id"])
    for statement in protections(op.get_bind().dialect.name):
        op.execute(statement)


def _publications() -> None:
    op.create_table(
        "ikm_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("weight", sa.String(10), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ikm_publication"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_ikm_publication_office_id"),
        sa.ForeignKeyConstraint(["published_by"], ["officer.id"], name="fk_ikm_publication_published_by"),
        sa.UniqueConstraint("office_id", "period", "version", name="uq_ikm_publication_office_id_period_version"),
    )


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("unsur", sa.String(20), nullable=False),
        sa.Column("programme", sa.String(300), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("realisation", sa.String(500), nullable=False),
        sa.Column("evidence", sa.String(500), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_follow_up_office_id"),
        sa.ForeignKeyConstraint(["done_by"], ["officer.id"], name="fk_follow_up_done_by"),
        sa.ForeignKeyConstraint(["set_by"], ["officer.id"], name="fk_follow_up_set_by"),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name="ck_follow_up_quarter_of_a_year"),
        sa.CheckConstraint("term IN ('short', 'middle', 'long')", name="ck_follow_up_term"),
        sa.CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="ck_follow_up_done_by_somebody"),
    )
    op.create_index("ix_follow_up_period", "follow_up", ["office_id", "period"])


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER ikm_publication_stays ON ikm_publication")
        op.execute("DROP TRIGGER ikm_publication_no_truncate ON ikm_publication")
    op.drop_table("dated_change")
    op.drop_table("follow_up")
    op.drop_table("ikm_publication")


def protections(dialect: str) -> Iterator[str]:
    """As those of the reports of officers; the function on PostgreSQL is theirs (migration 0018)."""
    if dialect == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'a published or locked report stays as it is'); END"
        there = (
            "EXISTS (SELECT 1 FROM ikm_publication WHERE id = NEW.id"
            " OR (office_id = NEW.office_id AND period = NEW.period AND version = NEW.version))"
        )
        yield f"CREATE TRIGGER ikm_publication_no_update BEFORE UPDATE ON ikm_publication {refuse}"
        yield f"CREATE TRIGGER ikm_publication_no_delete BEFORE DELETE ON ikm_publication {refuse}"
        yield f"CREATE TRIGGER ikm_publication_no_replace BEFORE INSERT ON ikm_publication WHEN {there} {refuse}"
        return
    stays = "EXECUTE FUNCTION evidence_stays()"
    yield f"CREATE TRIGGER ikm_publication_stays BEFORE UPDATE OR DELETE ON ikm_publication FOR EACH ROW {stays}"
    yield f"CREATE TRIGGER ikm_publication_no_truncate BEFORE TRUNCATE ON ikm_publication FOR EACH STATEMENT {stays}"
