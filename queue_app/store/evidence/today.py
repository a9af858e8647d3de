"""The running day of each office, read once and then only on from there: boards ask for it at every change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from queue_app.domain.evidence.duties import Duty, DutyId, StandardOn
from queue_app.domain.evidence.facts import Facts, facts_of
from queue_app.domain.evidence.figures import desks_of, visits_of
from queue_app.domain.evidence.running import RunningDuties
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.desk import OfficeKey
from queue_app.store.evidence.standards import standard_on
from queue_app.store.log.todays import todays

T = TypeVar("T")
Duties = Mapping[DutyId, Duty]


def duties(connection: Connection, office: OfficeKey, day: date) -> Duties:
    """What each officer did at each service on the business date `day`, as this connection sees the log.

    Raises BrokenLog naming an event that is missing or was changed.
    """
    return _today.read(connection, office, day, lambda told: told.duties)


def facts(connection: Connection, office: OfficeKey, day: date) -> Facts:
    """The same day's facts. Raises BrokenLog."""
    return _today.read(connection, office, day, lambda told: told.facts)


@dataclass(slots=True)
class _Told:
    """A day as far as it was folded, and what was asked for at its last event."""

    office: OfficeKey
    day: date
    standard_s: StandardOn
    stretches: Stretches = field(default_factory=Stretches)
    count: int = 0
    last: Recorded | None = None
    _uncounted: list[Recorded] = field(default_factory=list)  # of `_running`
    _facts: Facts | None = None
    _running: RunningDuties = field(init=False)

    def __post_init__(self) -> None:
        self._running = RunningDuties(self.office.time_zone)

    def read(self, recorded: Sequence[Recorded], standard_s: StandardOn) -> None:
        """Reads on."""
        if self.count < len(recorded):
            new = recorded[self.count :]
            self.stretches.read(new)
            self._uncounted += new
            self.count, self.last, self.standard_s = len(recorded), recorded[-1], standard_s
            self._facts = None

    @property
    def duties(self) -> Duties:
        if self._uncounted:
            visits = {each.ticket_id: each for each in visits_of(self.stretches, self.day, self.day)}
            desks = desks_of(self.stretches, self.day, self.day, zone=self.office.time_zone)
            self._running.count(self._uncounted, visits, desks, standard_s=self.standard_s)
            self._uncounted = []
        return self._running.duties

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            zone = self.office.time_zone
            self._facts = facts_of(self.stretches, self.day, self.day, standard_s=self.standard_s, zone=zone)
        return self._facts

    def goes_on(self, day: date, recorded: Sequence[Recorded]) -> bool:
        """Whether these are the events that were folded and perhaps more, and not those of somebody who sees less."""
        is_longer = self.count <= len(recorded)
        return self.day == day and is_longer and (not self.count or recorded[self.count - 1] is self.last)


class _Today:
    """One day of each office, by database too: the programs of one process may serve several."""

    def __init__(self) -> None:
        self._told: WeakKeyDictionary[Engine, dict[int, _Told]] = WeakKeyDictionary()
        self._one_at_a_time = threading.Lock()

    def read(self, connection: Connection, office: OfficeKey, day: date, told: Callable[[_Told], T]) -> T:
        recorded = todays.of(connection, office.id, day)
        standard_s = standard_on(connection, office.id)
        with self._one_at_a_time:
            of_database = self._told.setdefault(connection.engine, {})
            found = of_database.get(office.id)
            if found is None or not found.goes_on(day, recorded):
                found = of_database[office.id] = _Told(office, day, standard_s)
            found.read(recorded, standard_s)
            return told(found)


_today = _Today()
