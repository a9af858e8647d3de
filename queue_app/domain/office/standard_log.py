"""What the log says of the standard times: the fold that their rows must equal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from queue_app.domain.log import events
from queue_app.domain.office.standard_times import ALWAYS, with_set
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.timeline import Recorded


class ServiceInPlan(NamedTuple):
    """A service as the set-up has it now: its row, and its standard as it was set last."""

    service_id: int
    minutes: int


class _Told(NamedTuple):
    """A standard of which an event tells. before: what it was; None where that is not told, or there was none."""

    from_day: date
    before: int | None
    minutes: int
    changed_at: datetime | None  # of a SetupChanged that may stand alone; None: a StandardSet has told it


class StandardLog:
    """Reads the events of an office in their order, and answers the standards that follow from them.

    services: every service that the office ever had, by its code. time_zone: the office's.
    What a StandardSet says holds. Logs from before that kind tell by SetupChanged alone: such a change counts from the
    day after it, or at once while the office had called nobody at all. Of a service whose standard was never changed
    in such a log, it is what the set-up says.
    """

    def __init__(self, *, services: Mapping[str, ServiceInPlan], time_zone: str) -> None:
        self._services = services
        self._time_zone = time_zone
        self._has_called = False
        self._told: dict[int, list[_Told]] = {each.service_id: [] for each in services.values()}

    def read(self, recorded: Recorded) -> None:
        """The next event."""
        match recorded.event:
            case events.TicketCalled():
                self._has_called = True
            case events.SetupChanged(what="service") as changed:
                self._changed(recorded.at, changed)
            case events.StandardSet() as found:
                self._set(recorded.at, found)

    def histories(self) -> dict[int, dict[date, int]]:
        """Of every service, its id -> the day from which each standard counts -> minutes."""
        return {
            each.service_id: _history(self._told[each.service_id], each.minutes) for each in self._services.values()
        }

    def _changed(self, at: datetime, event: events.SetupChanged) -> None:
        minutes = _standard(event.after)
        if event.key in self._services and minutes is not None:
            from_day = business_date(at, self._time_zone) + timedelta(days=1) if self._has_called else ALWAYS
            own = self._told[self._services[event.key].service_id]
            own.append(_Told(from_day, _standard(event.before), minutes, at))

    def _set(self, at: datetime, event: events.StandardSet) -> None:
        own = self._told.setdefault(event.service_id, [])
        beside = own.pop() if own and own[-1].changed_at == at else None  # told by the same transaction
        own.append(_Told(date.fromisoformat(event.from_day), beside.before if beside else None, event.minutes, None))


def fold_standards(
    recorded: Iterable[Recorded], *, services: Mapping[str, ServiceInPlan], time_zone: str
) -> dict[int, dict[date, int]]:
    """The standards of every service as StandardLog reads them from a whole log."""
    log = StandardLog(services=services, time_zone=time_zone)
    for each in recorded:
        log.read(each)
    return log.histories()


def _standard(logged: str) -> int | None:
    told = json.loads(logged) if logged else {}
    return told.get("standard_minutes")


def _history(told: list[_Told], now: int) -> dict[date, int]:
    first = told[0] if told else _Told(ALWAYS, None, now, None)
    history = {ALWAYS: first.minutes if first.before is None else first.before}
    for each in told:
        history = with_set(history, each.minutes, from_day=each.from_day)
    return history
