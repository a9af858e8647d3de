"""Doubts about times have makers, and what was taken over with a counter is the new officer's: both from the log."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
PEOPLES = ("officer", "supervisor")
FACTS = ("overnight", "clock_set_back", "two_officers")
SHOWN_FIRST = {"supervisor": 0, "officer": 2}  # the system's are between
AWAY = ("ticket.held", "ticket.finished", "ticket.transferred", "ticket.no_show", "ticket.cancelled", "ticket.expired")
STEPS = ("ticket.called", "ticket.recalled", "ticket.started", "ticket.resumed", "ticket.restored", *AWAY)
KINDS = (*STEPS, "ticket.time_marked", "ticket.undone", "desk.taken_over")
EVENT = sa.table("event", *(sa.column(name) for name in ("office_id", "seq", "kind", "data")), sa.column("at", TIME))
LEG = sa.table("leg", *(sa.column(name) for name in ("id", "officer_id", "inaccurate")))
MARK = sa.table(
    "leg_mark", *(sa.column(name) for name in ("leg_id", "why", "by_id", "withdrawn_by_id", "disputed_by_id")),
    *(sa.column(name, TIME) for name in ("made_at", "withdrawn_at", "disputed_at")),
)  # fmt: skip
PAGE = 10_000
Mark = dict[str, Any]


def upgrade() -> None:
    officer = [
        sa.Column(name, sa.Integer(), sa.ForeignKey("officer.id", name=f"fk_leg_mark_{name}"), nullable=True)
        for name in ("by_id", "withdrawn_by_id", "disputed_by_id")
    ]
    op.create_table(
        "leg_mark",
        sa.Column("leg_id", ROW_ID, sa.ForeignKey("leg.id", name="fk_leg_mark_leg_id"), nullable=False),
        sa.Column("why", sa.String(length=30), nullable=False),
        *officer,
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("withdrawn_at", TIME, nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=30), nullable=True),
        sa.Column("disputed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("leg_id", "why", name="pk_leg_mark"),
    )
    connection = op.get_bind()
    for (office_id,) in connection.execute(sa.text("SELECT id FROM office ORDER BY id")).all():
        told = Told()
        for at, kind, data in _log(connection, office_id):
            told.read(at, kind, json.loads(data))
        _write(connection, told)


def downgrade() -> None:
    op.drop_table("leg_mark")


def _log(connection: sa.Connection, office_id: int) -> Any:
    """What the office's log tells of calls, marks and take-overs: in pages, for it may hold millions."""
    after = 0
    asked = sa.select(EVENT.c.seq, EVENT.c.at, EVENT.c.kind, EVENT.c.data).where(
        EVENT.c.office_id == office_id, EVENT.c.seq > sa.bindparam("after"), EVENT.c.kind.in_(KINDS)
    )
    while page := connection.execute(asked.order_by(EVENT.c.seq).limit(PAGE), {"after": after}).all():
        for row in page:
            yield row.at, row.kind, row.data
        after = page[-1].seq


class Told:
    """Whose each leg is, where it is, and what was said of its time, as the log has told it so far."""

    def __init__(self) -> None:
        self.officers: dict[int, int | None] = {}
        self.marks: dict[int, dict[str, Mark]] = {}
        self.changed: set[int] = set()  # legs whose rows may say something else
        self._counters: dict[int, int | None] = {}  # of legs that are called or served
        self._here: dict[int, int] = {}  # counter -> the leg that came there last
        self._before: dict[int, tuple[int | None, int | None, dict[str, Mark]]] = {}

    def read(self, at: Any, kind: str, data: dict[str, Any]) -> None:
        leg_id = data.get("leg_id", 0)
        if kind == "desk.taken_over":
            self._taken_over(data)
        elif kind == "ticket.time_marked":
            self._marked(leg_id, at, data)
        elif kind == "ticket.undone":
            self._undone(leg_id, data)
        else:
            self._stepped(leg_id, at, kind, data)

    def _stepped(self, leg_id: int, at: Any, kind: str, data: dict[str, Any]) -> None:
        officer, marks = self.officers.get(leg_id), self.marks.get(leg_id, {})
        self._before[leg_id] = officer, self._counters.get(leg_id), dict(marks)
        if kind == "ticket.resumed" and data["officer_id"] != officer:
            self._make(leg_id, at, "two_officers", None)
        if kind in {"ticket.called", "ticket.resumed"}:
            self.officers[leg_id], self._counters[leg_id] = data["officer_id"], data["counter_id"]
            self._here[data["counter_id"]] = leg_id
        elif kind == "ticket.restored":
            self.officers[leg_id] = None
        elif kind in AWAY:
            self._counters[leg_id] = None

    def _taken_over(self, data: dict[str, Any]) -> None:
        leg_id = self._here.get(data["counter_id"], 0)
        if self._counters.get(leg_id) == data["counter_id"]:
            self.officers[leg_id] = data["by_id"]
            self.changed.add(leg_id)

    def _undone(self, leg_id: int, data: dict[str, Any]) -> None:
        self.officers[leg_id], self._counters[leg_id], before = self._before.pop(leg_id)
        if (counter := self._counters[leg_id]) is not None:
            self._here[counter] = leg_id
        marks = self.marks.get(leg_id, {})
        self.marks[leg_id] = {why: each for why, each in marks.items() if why in PEOPLES or why in before}
        for gone in (self.officers, self._counters, self.marks):
            gone.pop(data["next_leg_id"] or 0, None)

    def _marked(self, leg_id: int, at: Any, data: dict[str, Any]) -> None:
        by_id, why, officer = data["officer_id"], data["why"], self.officers.get(leg_id)
        self.changed.add(leg_id)
        if why is None:
            self._believed(leg_id, at, by_id)
        elif why == "officer" and by_id != officer:
            self._make(leg_id, at, "supervisor", by_id)
        else:
            self._make(leg_id, at, why, by_id if why in PEOPLES else None)

    def _make(self, leg_id: int, at: Any, why: str, by_id: int | None) -> None:
        marks = self.marks.setdefault(leg_id, {})
        self.changed.add(leg_id)
        if why not in marks or marks[why]["withdrawn_at"]:
            marks[why] = {
                "leg_id": leg_id, "why": why, "by_id": by_id, "made_at": at, "withdrawn_by_id": None,
                "withdrawn_at": None, "disputed_by_id": None, "disputed_at": None,
            }  # fmt: skip

    def _believed(self, leg_id: int, at: Any, by_id: int | None) -> None:
        """Taken back by its maker, disputed by the leg's officer, or withdrawn by a supervisor."""
        standing = {why: each for why, each in self.marks.get(leg_id, {}).items() if not each["withdrawn_at"]}
        guesses = [why for why in standing if why not in FACTS]
        own = [why for why in guesses if standing[why]["by_id"] == by_id is not None]
        verb = "disputed" if not own and by_id == self.officers.get(leg_id) else "withdrawn"
        for why in own or guesses:
            if not standing[why][f"{verb}_at"]:
                self.marks[leg_id][why] = {**standing[why], f"{verb}_at": at, f"{verb}_by_id": by_id}

    def shown(self, leg_id: int) -> str | None:
        standing = [each for each in self.marks.get(leg_id, {}).values() if not each["withdrawn_at"]]
        ranked = sorted((SHOWN_FIRST.get(each["why"], 1), each["made_at"], each["why"]) for each in standing)
        return ranked[0][2] if ranked else None


def _write(connection: sa.Connection, told: Told) -> None:
    for leg_id in sorted(told.changed & set(told.officers)):
        row = {"officer_id": told.officers[leg_id], "inaccurate": told.shown(leg_id)}
        connection.execute(LEG.update().where(LEG.c.id == leg_id).values(row))
    if marks := [mark for leg_id in sorted(told.marks) for mark in told.marks[leg_id].values()]:
        connection.execute(MARK.insert(), marks)
