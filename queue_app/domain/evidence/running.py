"""The duties of a day that goes on: after each event only the visits that it touched are counted again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from queue_app.domain.evidence.duties import Duty, DutyId, StandardOn, Tally
from queue_app.domain.log import events
from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.stretch import Doing
from queue_app.domain.queue.timeline import Recorded
from queue_app.domain.queue.visit_stretches import VisitStory

# What changes visits that it does not name, or what all of them are judged by.
_CHANGES_ALL = (events.DeskTakenOver, events.StandardSet, events.SetupChanged)


class RunningDuties:
    """What `duties` answers of the visits and desks of one day, kept up. standard_s, zone: as there.

    A visit's part depends on itself and, where it was on hold, on whom its officers served meanwhile.
    """

    def __init__(self, zone: str) -> None:
        self.duties: Mapping[DutyId, Duty] = {}
        self._zone = zone
        self._parts: dict[int, Mapping[DutyId, Duty]] = {}  # by ticket
        self._tickets: dict[DutyId, dict[int, None]] = defaultdict(dict)  # whose parts make a duty
        self._holders: dict[int, set[int]] = defaultdict(set)  # officer -> tickets that were on hold in his hands
        self._desk_stretches: Counter[int] = Counter()  # officer -> how many have ended

    def count(
        self,
        new: Iterable[Recorded],
        visits: Mapping[int, VisitStory],
        desks: Iterable[DeskStory],
        *,
        standard_s: StandardOn,
    ) -> None:
        """Counts what changed. new: the events since last time. visits, desks: as they stand with these.

        visits: those of the day, by ticket.
        """
        sessions = list(desks)
        tally = Tally(sessions, standard_s=standard_s, zone=self._zone)
        changed = self._changed(new, visits, sessions)
        touched = {key for ticket in changed for key in self._recount(visits[ticket], tally)}
        if touched:
            sums = {key: self._sum(key) for key in touched if self._tickets[key]}
            kept = {key: duty for key, duty in self.duties.items() if key not in touched}
            self.duties = {**kept, **sums}

    def _changed(
        self, new: Iterable[Recorded], visits: Mapping[int, VisitStory], desks: Iterable[DeskStory]
    ) -> Collection[int]:
        events_of = [each.event for each in new]
        if any(isinstance(each, _CHANGES_ALL) for each in events_of):
            return visits.keys()
        ended = Counter({desk.officer_id: 0 for desk in desks})
        for desk in desks:
            ended[desk.officer_id] += len(desk.stretches)
        served = {officer for officer, count in ended.items() if count != self._desk_stretches[officer]}
        self._desk_stretches = ended
        named = {getattr(each, "ticket_id", None) for each in events_of}
        held = {ticket for officer in served for ticket in self._holders[officer]}
        return [ticket for ticket in visits if ticket in named or ticket in held]

    def _recount(self, visit: VisitStory, tally: Tally) -> set[DutyId]:
        """The duties that its part changes, or has left."""
        was, becomes = self._parts.get(visit.ticket_id, {}), tally.part_of(visit)
        self._parts[visit.ticket_id] = becomes
        for key in was:
            self._tickets[key].pop(visit.ticket_id, None)
        for key in becomes:
            self._tickets[key][visit.ticket_id] = None
        for stretch in visit.stretches:
            if stretch.doing is Doing.HOLD and stretch.officer_id is not None:
                self._holders[stretch.officer_id].add(visit.ticket_id)
        return {*was, *becomes}

    def _sum(self, key: DutyId) -> Duty:
        """In the order in which the numbers were given: floats add up alike whoever counts."""
        found = Duty()
        for ticket in sorted(self._tickets[key]):
            found.add(self._parts[ticket][key])
        return found
