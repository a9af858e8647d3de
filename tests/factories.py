"""Dull defaults: an office with little in it, and a clock that stands until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.log import events
from queue_app.domain.log.clock import Steady
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import CounterPlan, GroupPlan, OfficePlan, OfficerPlan, ServicePlan
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import ORDER_STEP
from queue_app.domain.queue.outcomes import Place, Rules
from queue_app.domain.queue.routing import Candidate
from queue_app.domain.queue.timeline import Leg, Recorded
from queue_app.screens.state import moment

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 08.00 in Jakarta
FOUNDED = MORNING - timedelta(days=3)  # when the offices were founded
PASSWORD = "kopi-susu-2026"


class Clock:
    """A clock that is moved by hand. Calling it answers the time, as the program's own does.

    Its partner `steady` counts what passes: it goes along forwards, but not where the clock is set, or moved back.
    """

    boot = "tests"

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now
        self._set_by = timedelta()

    def __call__(self) -> datetime:
        return self.now

    @property
    def now(self) -> datetime:
        return self._now

    @now.setter
    def now(self, now: datetime) -> None:
        self._set_by += min(timedelta(), now - self._now)
        self._now = now

    def steady(self) -> Steady:
        """What the machine's clock says that nobody can set."""
        return Steady(self.boot, (self._now - self._set_by - MORNING).total_seconds())

    def set_by(self, *, minutes: float) -> datetime:
        """Somebody sets it, forwards or back, while no time passes; answers the new time."""
        self._now += timedelta(minutes=minutes)
        self._set_by += timedelta(minutes=minutes)
        return self._now

    def tick(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Moves on; answers the new time."""
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.now

    def set_local(self, text: str, zone: str = "Asia/Jakarta") -> datetime:
        """Sets the clock to what the office's wall shows: "2026-11-22 23:59:59"."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return self.now


def moment_at(text: str) -> int:
    """A time as screens are told it: milliseconds since 1970."""
    return moment(datetime.fromisoformat(text))


@cache
def cheap_hash(password: str) -> str:
    """A real argon2 hash, as cheap as the algorithm allows, made once for each password."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def make_service(code: str = "KTP", *, series: str = "A", standard_minutes: int = 10, **more: Any) -> ServicePlan:
    names = {"name_id": f"Layanan {code}", "name_en": f"Service {code}", **more}
    return ServicePlan(code=code, group="umum", series=series, standard_minutes=standard_minutes, **names)


def make_plan(*, slug: str = "uji", zone: str = "Asia/Jakarta", tag: str = "") -> OfficePlan:
    """Counter 1 offers KTP and AKTA, counter 2 only AKTA. `tag` ends every user name: several offices, one place."""
    return OfficePlan(
        slug=slug,
        name="Kantor Uji",
        address="Jl. Percobaan No. 1",
        time_zone=zone,
        groups=[GroupPlan("umum", "Umum", "General")],
        services=[make_service("KTP", series="A"), make_service("AKTA", series="B", standard_minutes=15)],
        counters=[CounterPlan(1, ["KTP", "AKTA"]), CounterPlan(2, ["AKTA"])],
        officers=[
            OfficerPlan(f"wati{tag}", "Wati", PASSWORD),
            OfficerPlan(f"joko{tag}", "Joko", PASSWORD),
            OfficerPlan(f"tini{tag}", "Tini", PASSWORD, role=Role.SUPERVISOR),
        ],
        rules=Rules(recalls_before_no_show=0, restore_place=Place.ARRIVAL),
    )


def make_candidate(order_no: int = 1, *, is_priority: bool = False, **more: Any) -> Candidate:
    """Arrived `order_no` minutes after the morning began, and queued at once unless told otherwise."""
    arrived_at = MORNING + timedelta(minutes=order_no)
    times = {"queued_at": arrived_at, "arrived_at": arrived_at}
    return Candidate(leg_id=100 + order_no, order_no=order_no, is_priority=is_priority, **{**times, **more})


def make_leg(state: State = State.WAITING, *, leg_id: int = 1, queued_at: datetime = MORNING) -> Leg:
    return Leg(
        leg_id=leg_id, ticket_id=1, service_id=1, position=1, state=state, queued_at=queued_at, order_no=ORDER_STEP
    )


def make_issued(*, ticket_id: int = 1, leg_id: int = 1, service_id: int = 1) -> events.TicketIssued:
    return events.TicketIssued(
        ticket_id=ticket_id, leg_id=leg_id, series_id=1, service_id=service_id, business_date="2026-11-23", number=1,
        is_priority=False,
    )  # fmt: skip


def make_promise(
    after_min: int = 10, until_min: int = 25, *, since: float = MORNING.timestamp(), **more: Any
) -> Promise:
    """Made at `since` (POSIX seconds), to be called so many minutes later."""
    told = {
        "made_at": since, "from_at": int(since) + after_min * 60, "to_at": int(since) + until_min * 60,
        "p50_at": since + 900, "p80_at": since + 1200, "p90_at": since + 1440,
        "how": How.EARLY, "model_id": None, "factor": 1.0, "cause": None,
    }  # fmt: skip
    return Promise(**{**told, **more})


def make_called(*, leg_id: int = 1, counter_id: int = 1, officer_id: int = 1) -> events.TicketCalled:
    return events.TicketCalled(
        ticket_id=1, leg_id=leg_id, counter_id=counter_id, officer_id=officer_id, rule="only_regular", regular_run=1
    )


def at(seconds: float, event: events.Event) -> Recorded:
    """The event, `seconds` after the morning began."""
    return Recorded(MORNING + timedelta(seconds=seconds), event)
