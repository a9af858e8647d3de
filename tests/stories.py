"""Stories of an office as its log tells them, said in a few words: who, where, which leg, and when in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Self

from queue_app.domain.evidence.duties import Duty, DutyId, duties
from queue_app.domain.log import events
from queue_app.domain.queue.cases import Case, cases_of
from queue_app.domain.queue.stretch import Stretch
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.timeline import Recorded
from tests.factories import MORNING

ZONE = "Asia/Jakarta"
KTP, AKTA = 1, 2
STANDARDS_S = {KTP: 600.0, AKTA: 900.0}


class Story:
    """Wati (1) sits at counter 1 and Joko (2) at counter 2 once `opened`. Every verb happens `after` some seconds."""

    def __init__(self) -> None:
        self.log: list[Recorded] = []
        self.now = MORNING
        self._seat: dict[str, Any] = {"counter_id": 1, "officer_id": 1}
        self._sessions = 0

    def after(self, seconds: float = 0, *, minutes: float = 0) -> Self:
        self.now += timedelta(seconds=seconds, minutes=minutes)
        return self

    def by(self, officer: int, counter: int | None = None) -> Self:
        """Who acts from now on, and where."""
        self._seat = {"counter_id": counter or officer, "officer_id": officer}
        return self

    def record(self, event: events.Event) -> Self:
        self.log.append(Recorded(self.now, event))
        return self

    def opened(self) -> Self:
        self._sessions += 1
        return self.record(events.DeskOpened(desk_session_id=self._sessions, **self._seat))

    def closed(self, session: int = 1) -> Self:
        return self.record(events.DeskClosed(desk_session_id=session, **self._seat, how="closed"))

    def paused(self, reason: str = "salat", session: int = 1) -> Self:
        return self.record(events.DeskPaused(desk_session_id=session, **self._seat, status="break", reason=reason))

    def back(self, session: int = 1) -> Self:
        return self.record(events.DeskBack(desk_session_id=session, **self._seat))

    def handed_over(self, to: int, session: int = 1) -> Self:
        """The counter of whoever acts, to a colleague who need not know."""
        self.record(events.DeskHandedOver(desk_session_id=session, **self._seat, to_officer_id=to))
        return self.by(to, self._seat["counter_id"]).opened()

    def taken_over(self, by: int, session: int = 1) -> Self:
        """The counter of whoever acts, who is gone."""
        self.record(events.DeskTakenOver(desk_session_id=session, **self._seat, by_id=by))
        return self.by(by, self._seat["counter_id"]).opened()

    def issued(self, ticket: int = 1, service: int = KTP, **more: Any) -> Self:
        event = events.TicketIssued(
            ticket_id=ticket, leg_id=ticket, series_id=service, service_id=service, business_date="2026-11-23",
            number=ticket, **{"is_priority": False, **more},
        )  # fmt: skip
        return self.record(event)

    def called(self, leg: int = 1, **more: Any) -> Self:
        return self._here(events.TicketCalled, leg, **{"rule": "only_regular", "regular_run": 1, **more})

    def recalled(self, leg: int = 1) -> Self:
        return self._here(events.TicketRecalled, leg)

    def started(self, leg: int = 1) -> Self:
        return self._here(events.ServiceStarted, leg)

    def held(self, leg: int = 1) -> Self:
        return self._here(events.ServiceHeld, leg, reason="fotokopi")

    def resumed(self, leg: int = 1) -> Self:
        return self._here(events.ServiceResumed, leg)

    def finished(self, leg: int = 1, outcome: str | None = "selesai") -> Self:
        return self._here(events.ServiceFinished, leg, outcome=outcome, documents=1)

    def missed(self, leg: int = 1) -> Self:
        return self._here(events.CitizenAbsent, leg)

    def transferred(self, leg: int = 1, *, to: int, service: int = AKTA) -> Self:
        return self._here(events.TicketTransferred, leg, next_leg_id=to, service_id=service)

    def continued(self, leg: int = 1, *, to: int, service: int = AKTA) -> Self:
        return self._here(events.VisitContinued, leg, next_leg_id=to, service_id=service)

    def restored(self, leg: int = 1) -> Self:
        return self.record(events.TicketRestored(ticket_id=_ticket(leg), leg_id=leg, officer_id=self._officer))

    def cancelled(self, leg: int = 1) -> Self:
        return self.record(events.TicketCancelled(ticket_id=_ticket(leg), leg_id=leg, officer_id=self._officer))

    def expired(self, leg: int = 1) -> Self:
        return self.record(events.TicketExpired(ticket_id=_ticket(leg), leg_id=leg))

    def undone(self, leg: int, action: str, *, opened: int | None = None) -> Self:
        return self._here(events.ActionUndone, leg, action=action, next_leg_id=opened)

    def marked(self, leg: int, why: str | None, *, by: int | None) -> Self:
        return self.record(events.TimeMarked(ticket_id=_ticket(leg), leg_id=leg, why=why, officer_id=by))

    def withdrawn(self, leg: int, why: str, *, by: int, reason: str | None = None) -> Self:
        event = events.DoubtWithdrawn(ticket_id=_ticket(leg), leg_id=leg, why=why, officer_id=by, reason=reason)
        return self.record(event)

    def set_clock(self, seconds: float) -> Self:
        """The clock jumps by so much, and the log is told."""
        return self.after(seconds).record(events.ClockJumped(by_s=seconds, how="steady"))

    def served(self, leg: int = 1, *, walk_s: float = 30, serve_s: float, outcome: str = "selesai") -> Self:
        """Called, and served in one go."""
        return self.called(leg).after(walk_s).started(leg).after(serve_s).finished(leg, outcome)

    def read(self) -> Stretches:
        return Stretches().read(self.log)

    def visit(self, ticket: int = 1) -> list[Stretch]:
        return self.read().visits[ticket].stretches

    def desk(self, session: int = 1) -> list[Stretch]:
        return self.read().desks[session].stretches

    def cases(self, ticket: int = 1) -> list[Case]:
        return cases_of(self.read().visits[ticket])

    def duties(self) -> Mapping[DutyId, Duty]:
        told = self.read()
        return duties(
            told.visits.values(), told.desks.values(), standard_s=lambda service, _day: STANDARDS_S[service], zone=ZONE
        )

    @property
    def _officer(self) -> int:
        officer_id: int = self._seat["officer_id"]
        return officer_id

    def _here(self, kind: type[events.Event], leg: int, **more: Any) -> Self:
        return self.record(kind(ticket_id=_ticket(leg), leg_id=leg, **self._seat, **more))  # type: ignore[call-arg]


def _ticket(leg: int) -> int:
    """Legs that follow in a visit are numbered ticket + 10, + 20, ..."""
    return leg % 10


def told(stretches: list[Stretch]) -> list[tuple[str, float, int | None]]:
    """What was done, for how many seconds, by whom."""
    return [(each.doing.value, each.seconds, each.officer_id) for each in stretches]
