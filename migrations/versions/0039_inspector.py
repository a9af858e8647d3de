"""Officers who receive reports about integrity, and see nothing else."""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

BEFORE = ("officer", "supervisor", "head", "administrator", "auditor")
ROLES = (*BEFORE, "inspector")


def allow_roles(roles: tuple[str, ...]) -> None:
    """Replaces the CHECK of officer.role; SQLite can only do so by writing the table anew."""
    allowed = "role IN (" + ", ".join(f"'{role}'" for role in roles) + ")"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_officer_role", "officer")
        op.create_check_constraint(op.f("ck_officer_role"), "officer", allowed)
        return
    made = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'officer'").scalar_one()
    start = made.index("CONSTRAINT ck_officer_role CHECK (")
    end = made.index("))", start) + 2
    anew = f"{made[:start]}CONSTRAINT ck_officer_role CHECK ({allowed}){made[end:]}"
    op.execute("CREATE TABLE officer_anew (" + anew.partition("(")[2])
    op.execute("INSERT INTO officer_anew SELECT * FROM officer")
    op.execute("DROP TABLE officer")
    op.execute("ALTER TABLE officer_anew RENAME TO officer")


def upgrade() -> None:
    allow_roles(ROLES)


def downgrade() -> None:
    op.execute("UPDATE officer SET role = 'auditor', is_active = false WHERE role = 'inspector'")
    allow_roles(BEFORE)
