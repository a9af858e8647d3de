"""The running day of each office, read once and then only on from there: boards ask for it at every change."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from queue_app.domain.evidence import duties as counted
from queue_app.domain.evidence.duties import Duty, DutyId, StandardOn
from queue_app.domain.evidence.figures import desks_of, visits_of
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.desk import OfficeKey
from queue_app.store.evidence.standards import standard_on
from queue_app.store.log.todays import todays

Duties = Mapping[DutyId, Duty]


def duties(connection: Connection, office: OfficeKey, day: date) -> Duties:
    """What each officer did at each service on the business date `day`, as this connection sees the log.

    Raises BrokenLog naming an event that is missing or was changed.
    """
    recorded = todays.of(connection, office.id, day)
    return _today.duties(connection.engine, office, day, recorded, standard_on(connection, office.id))


@dataclass(slots=True)
class _Told:
    """A day as far as it was folded. duties: those at the last event."""

    day: date
    stretches: Stretches = field(default_factory=Stretches)
    count: int = 0
    last: Recorded | None = None
    duties: Duties = field(default_factory=dict)

    def goes_on(self, day: date, recorded: Sequence[Recorded]) -> bool:
        """Whether these are the events that were folded and perhaps more, and not those of somebody who sees less."""
        is_longer = self.count <= len(recorded)
        return self.day == day and is_longer and (not self.count or recorded[self.count - 1] is self.last)


class _Today:
    """One day of each office, by database too: the programs of one process may serve several."""

    def __init__(self) -> None:
        self._told: WeakKeyDictionary[Engine, dict[int, _Told]] = WeakKeyDictionary()
        self._one_at_a_time = threading.Lock()

    def duties(
        self, engine: Engine, office: OfficeKey, day: date, recorded: Sequence[Recorded], standard_s: StandardOn
    ) -> Duties:
        with self._one_at_a_time:
            of_database = self._told.setdefault(engine, {})
            told = of_database.get(office.id)
            if told is None or not told.goes_on(day, recorded):
                told = of_database[office.id] = _Told(day)
            if told.count < len(recorded):
                told.stretches.read(recorded[told.count :])
                told.count, told.last = len(recorded), recorded[-1]
                told.duties = _counted(told.stretches, office, day, standard_s)
            return told.duties


def _counted(told: Stretches, office: OfficeKey, day: date, standard_s: StandardOn) -> Duties:
    found = visits_of(told, day, day), desks_of(told, day, day, zone=office.time_zone)
    return counted.duties(*found, standard_s=standard_s, zone=office.time_zone)


_today = _Today()
