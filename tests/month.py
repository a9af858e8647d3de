"""A month of an office, played day by day with every verb, by officers who bend times, on clocks that are set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from queue_app.actions.office import setup
from queue_app.actions.queue import days
from queue_app.domain.log.clock import Steady
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan
from queue_app.domain.queue.timeline import Recorded
from queue_app.simulate.in_process import Morning, Pace, clear_all, everyone, read_facts
from queue_app.store.desk import Desk
from queue_app.store.log import chain
from tests.factories import PASSWORD, make_plan

BENDS = {"late": 0.03, "hides": 0.03, "pads": 0.01, "bounces": 0.03}  # more than usual: a month is to show each
TAG = "-b"  # ends every user name
ZONE = ZoneInfo("Asia/Jakarta")
FIRST = date(2026, 11, 23)  # a Monday


def plan() -> OfficePlan:
    """Five officers, and a supervisor who helps out, at four counters of three services."""
    small = make_plan(slug="bulan", tag=TAG)
    services = [*small.services, replace(small.services[0], code="PAS", name_id="Layanan PAS", name_en="Service PAS")]
    offers = ["KTP", "AKTA", "PAS"]
    more = [OfficerPlan(f"{name}{TAG}", name.title(), PASSWORD) for name in ("sari", "budi", "dewi")]
    return replace(
        small,
        services=services,
        counters=[CounterPlan(number, offers[number % 2 :]) for number in (1, 2, 3, 4)],
        officers=[*small.officers, *more],
    )


@dataclass
class Wall:
    """The clock on the wall, which somebody sets, beside the time that passes."""

    pace: Pace
    is_off: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.pace.now + self.is_off

    def steady(self) -> Steady:
        return Steady("machine", self.pace.now.timestamp())

    def set_by(self, minutes: float) -> None:
        self.is_off += timedelta(minutes=minutes)


@dataclass
class Month:
    """Plays working days one after the other; desk and wall are those of the running day."""

    desk: Desk
    office_id: int
    seed: int
    today: date = FIRST
    played: list[date] = field(default_factory=list)

    def play(self, *, count: int, tickets: int) -> None:
        """So many working days of so many tickets each; in the middle one a standard changes."""
        random = Random(self.seed)
        for number in range(count):
            wall = self._wall()
            desk = Desk(self.desk.database, clock=wall, steady=wall.steady)
            self._in_the_morning(desk)
            morning = Morning(
                desk, self.office_id, wall.pace, self.seed * 100 + number, people=self._people(desk),
                counter_ids=list(read_facts(desk, self.office_id).counters), bends=BENDS,
            )  # fmt: skip
            self._set_clocks(morning, wall, random, number)
            if number == count // 2:
                morning.at(wall.pace.start + timedelta(hours=2), partial(self._change_standard, desk, 4))
            # Every third day ends with people at the counters, and on hold.
            until = wall.pace.start + timedelta(hours=3) if number % 3 == 1 else None
            morning.run(tickets, until=until)
            self.played.append(self.today)
            self.today += timedelta(days=3 if self.today.weekday() == 4 else 1)

    def log(self) -> list[Recorded]:
        with self.desk.reading() as connection:
            return list(chain.recorded(connection, self.office_id))

    def _wall(self) -> Wall:
        noon = datetime.combine(self.today + timedelta(days=1), time(12), ZONE)
        return Wall(Pace(noon.astimezone(UTC), 0, ZONE.key))

    def _people(self, desk: Desk) -> list[Any]:
        with desk.reading() as connection:
            return everyone(connection, self.office_id, at=desk.clock())

    def _in_the_morning(self, desk: Desk) -> None:
        """What was left at the counters is ended by who left it, the rest by the new day."""
        days.expire_left_over(desk, self.office_id)
        clear_all(desk, self.office_id, self._people(desk))
        days.close_left_desks(desk, self.office_id)
        days.renew_paces(desk, self.office_id)

    def _set_clocks(self, morning: Morning, wall: Wall, random: Random, number: int) -> None:
        """Back on one day and forwards on another, each put right an hour later; by a little on a third."""
        minutes = {0: -18.0, 2: 25.0, 4: -0.3}.get(number % 5)
        if minutes is not None:
            at = wall.pace.start + timedelta(minutes=random.uniform(40, 90))
            morning.at(at, partial(wall.set_by, minutes))
            morning.at(at + timedelta(hours=1), partial(wall.set_by, -minutes))

    def _change_standard(self, desk: Desk, minutes: int) -> None:
        def edit(old: OfficePlan) -> OfficePlan:
            return replace(old, services=[replace(each, standard_minutes=minutes) for each in old.services])

        setup.change(desk, self.office_id, by=None, edit=edit)


def standards_told(log: list[Recorded]) -> Mapping[int, dict[date, int]]:
    """Service -> from which day which standard counts, as the log says it, in minutes; a later word on a day wins."""
    told: dict[int, dict[date, int]] = {}
    for each in _standard_set(log):
        history, from_day = told.setdefault(each["service_id"], {}), date.fromisoformat(each["from_day"])
        for later in [day for day in history if day > from_day]:
            del history[later]
        history[from_day] = each["minutes"]
    return told


def standard_s(told: Mapping[int, dict[date, int]], service_id: int, day: date) -> float:
    """That of the day, in seconds."""
    return 60.0 * told[service_id][max(each for each in told[service_id] if each <= day)]


def _standard_set(log: list[Recorded]) -> Iterator[dict[str, Any]]:
    return (each.event.data() for each in log if each.event.kind == "service.standard_set")
