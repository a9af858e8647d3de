"""Reports about officers, from a published draft to the locked letter; since when an office has any."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DECISION = sa.Enum(
    "accepted", "refused", name="ck_dispute_decision", native_enum=False, create_constraint=True, length=20
)
UNDECIDED = sa.text("decision IS NULL")
KEYS = {"evaluation_draft": ("evaluation_id", "version"), "locked_letter": ("evaluation_id",)}
FOREVER = (*KEYS,)  # no row of theirs is ever changed, or taken out
THERE = "SELECT 1 FROM"  # INSERT OR REPLACE takes the old row out without asking a trigger of DELETE


def upgrade() -> None:
    op.add_column("office", sa.Column("evidence_from", sa.Date(), nullable=True))
    op.add_column("service", sa.Column("short_cut_s", sa.Integer(), server_default=sa.text("20"), nullable=False))
    create_evaluation()
    create_draft()
    create_dispute()
    create_target()
    create_locked_letter()
    create_opening()
    for statement in protections(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in (*FOREVER, "evaluation"):
            op.execute(f"DROP TRIGGER {table}_stays ON {table}")
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
        op.execute("DROP FUNCTION evidence_stays()")
    for table in ("letter_opening", "locked_letter", "skp_target", "dispute", "evaluation_draft", "evaluation"):
        op.drop_table(table)
    op.drop_column("service", "short_cut_s")
    op.drop_column("office", "evidence_from")


def officer(table: str, name: str = "officer_id", *, nullable: bool = False) -> sa.Column[int]:
    return key(table, name, "officer.id", sa.Integer(), nullable=nullable)


def key(table: str, name: str, to: str, kind: sa.types.TypeEngine[int], *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, kind, sa.ForeignKey(to, name=f"fk_{table}_{name}"), nullable=nullable)


def moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def of_evaluation(table: str) -> sa.Column[int]:
    return key(table, "evaluation_id", "evaluation.id", ROW_ID)


def create_evaluation() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", ROW_ID, nullable=False),
        key("evaluation", "office_id", "office.id", sa.Integer()),
        officer("evaluation"),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        moment("received_at"),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        moment("noted_at"),
        sa.Column("feedback", sa.Text(), server_default="", nullable=False),
        officer("evaluation", "feedback_by", nullable=True),
        moment("feedback_at"),
        moment("officer_discussed_at"),
        officer("evaluation", "supervisor_discussed_by", nullable=True),
        moment("supervisor_discussed_at"),
        sa.Column("is_locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation"),
        sa.UniqueConstraint("office_id", "officer_id", "period", name="uq_evaluation_office_id_officer_id_period"),
    )


def create_draft() -> None:
    op.create_table(
        "evaluation_draft",
        of_evaluation("evaluation_draft"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        moment("published_at", nullable=False),
        officer("evaluation_draft", "published_by"),
        sa.PrimaryKeyConstraint("evaluation_id", "version", name="pk_evaluation_draft"),
    )


def create_dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", ROW_ID, nullable=False),
        of_evaluation("dispute"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        moment("made_at", nullable=False),
        sa.Column("decision", DECISION, nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        officer("dispute", "decided_by", nullable=True),
        moment("decided_at"),
        sa.PrimaryKeyConstraint("id", name="pk_dispute"),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_dispute_decided_at_a_time")),
    )
    op.create_index(
        "uq_dispute_undecided",
        "dispute",
        ["evaluation_id", "about"],
        unique=True,
        sqlite_where=UNDECIDED,
        postgresql_where=UNDECIDED,
    )


def create_target() -> None:
    op.create_table(
        "skp_target",
        of_evaluation("skp_target"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("leader_plan", sa.String(300), nullable=False),
        sa.Column("plan", sa.String(300), nullable=False),
        sa.Column("aspect", sa.String(20), nullable=False),
        sa.Column("indicator", sa.String(300), nullable=False),
        sa.Column("target", sa.String(120), nullable=False),
        sa.Column("measure", sa.String(20), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("evaluation_id", "position", name="pk_skp_target"),
    )


def create_locked_letter() -> None:
    op.create_table(
        "locked_letter",
        of_evaluation("locked_letter"),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("evaluation_id", name="pk_locked_letter"),
    )


def create_opening() -> None:
    op.create_table(
        "letter_opening",
        sa.Column("id", ROW_ID, nullable=False),
        key("letter_opening", "office_id", "office.id", sa.Integer()),
        officer("letter_opening"),
        sa.Column("period", sa.String(7), nullable=False),
        officer("letter_opening", "reader_id"),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        moment("opened_at", nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letter_opening"),
    )
    op.create_index("ix_letter_opening_of", "letter_opening", ["officer_id", "period"])


def protections(dialect: str) -> Iterator[str]:
    """A published draft and a locked letter stay as they are, and so does what says that a report is locked."""
    yield from (_of_sqlite() if dialect == "sqlite" else _of_postgresql())


def _of_sqlite() -> Iterator[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'a published or locked report stays as it is'); END"
    for table in FOREVER:
        for verb in ("UPDATE", "DELETE"):
            yield f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refuse}"
        same = " AND ".join(f"{name} = NEW.{name}" for name in KEYS[table])
        there = f"EXISTS ({THERE} {table} WHERE {same})"
        yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}"
    for verb in ("UPDATE", "DELETE"):
        yield f"CREATE TRIGGER evaluation_no_{verb.lower()} BEFORE {verb} ON evaluation WHEN OLD.is_locked {refuse}"
    same = "id = NEW.id OR (office_id = NEW.office_id AND officer_id = NEW.officer_id AND period = NEW.period)"
    there = f"EXISTS ({THERE} evaluation WHERE is_locked AND ({same}))"
    yield f"CREATE TRIGGER evaluation_no_replace BEFORE INSERT ON evaluation WHEN {there} {refuse}"


def _of_postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION evidence_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a published or locked report stays as it is'; END $$"
    )
    for table in (*FOREVER, "evaluation"):
        when = "WHEN (OLD.is_locked) " if table == "evaluation" else ""
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {when}EXECUTE FUNCTION evidence_stays()"
        )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION evidence_stays()"
        )
