"""Who did what with whom, where, and from when to when: the fold of the log from which every time of an officer comes.

A visit's stretches name each second from its arrival to its end, those of a desk session each second from its opening
to its closing; neither overlap. The seconds are those of the steady axis: a clock that is set neither makes nor takes
any, and marks the stretches that it was set in. An undo lets a visit's stretch go on as if nothing had been; the desk
keeps what was there meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from queue_app.domain.log import events
from queue_app.domain.log.steady_time import SteadyAxis
from queue_app.domain.queue import desk_stretches, visit_stretches
from queue_app.domain.queue.desk_stretches import Desks, DeskStory
from queue_app.domain.queue.stretch import Moment
from queue_app.domain.queue.timeline import Recorded
from queue_app.domain.queue.visit_stretches import Visits, VisitStory


class Stretches:
    """The fold; it may begin and end anywhere in the log."""

    def __init__(self) -> None:
        self._axis = SteadyAxis()
        self._jumps = 0
        self._desks = Desks()
        self._visits = Visits(self._desks)
        self.imported: list[events.HistoryVisit] = []  # of another system, which tells no stretches

    @property
    def visits(self) -> Mapping[int, VisitStory]:
        """By ticket id, of tickets whose issue was read."""
        return self._visits.stories

    @property
    def desks(self) -> Mapping[int, DeskStory]:
        """By session id, of sessions whose opening was read."""
        return self._desks.stories

    def read(self, entries: Iterable[Recorded]) -> Stretches:
        """Reads on from where it stood, entries in the order of the log; answers itself."""
        for entry in entries:
            self._read(entry)
        return self

    def _read(self, entry: Recorded) -> None:
        event = entry.event
        seconds = self._axis.read(entry.at, event)
        self._jumps += self._axis.jumped
        now = Moment(round(seconds * 1_000_000), entry.at, event.kind, self._jumps)
        kind = type(event)
        if (of_visit := visit_stretches.HAPPENS.get(kind)) is not None:
            of_visit(self._visits, event, now)
        elif (of_desk := desk_stretches.HAPPENS.get(kind)) is not None:
            of_desk(self._desks, event, now)
        elif isinstance(event, events.HistoryVisit):
            self.imported.append(event)
        elif isinstance(event, events.DeskTakenOver):
            leg_id = self._desks.taken_over(event, now)
            if leg_id is not None:
                self._visits.taken_over(leg_id, event.by_id, now)
