"""One officer at one service: the only frame within which times may be compared. Evidence for people, never a rank.

PermenPANRB 6/2022 asks for evidence (bukti dukung) and leaves the rating to people; see README, "What is measured".
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from statistics import median

from queue_app.domain.evidence.doubts import doubts_of, is_overruled, sources
from queue_app.domain.log import events
from queue_app.domain.queue.cases import Case, cases_of
from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.marks import Source
from queue_app.domain.queue.performance import quantile
from queue_app.domain.queue.stretch import AT_DESK, Doing, Stretch
from queue_app.domain.queue.visit_stretches import LegStory, VisitStory

AT_ONCE_S = 60  # who was called and is said to be absent sooner than that can hardly have come

DutyId = tuple[int, int]  # officer, service
StandardOn = Callable[[int, date], float]  # service, business date -> seconds


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds; None where nothing was timed."""

    count: int
    median_s: float | None = None
    p90_s: float | None = None


@dataclass(slots=True)
class Duty:
    """What one officer did at one service in a period. Numbers count cases where nothing else is said; _s are seconds.

    outcomes: finished cases by outcome. left_out: of those done, why their time does not count, "priority" among the
    reasons, and doubted_by: whose doubts; one case may have several. service: times of the others. walk: from call to
    start, of all that was begun. given_up: begun, and neither finished nor sent on, by the kind of event that ended it.
    outcomes_s, returns_s, left_out_s, given_up_s: the service of those counted beside it. Duties of parts of a period
    add up to that of the period: times come from timed_s, within and walks_s, which
    are in order.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    outcomes_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    returns: int = 0  # of a service that another officer had done; not among the outcomes
    returns_s: float = 0.0
    left_out: Counter[str] = field(default_factory=Counter)
    left_out_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    doubted_by: Counter[Source] = field(default_factory=Counter)
    withdrawn: int = 0  # of those done: a supervisor withdrew another's doubt
    untimed: int = 0  # done, and for one reason or several left out of the times
    timed_s: list[float] = field(default_factory=list)
    within: int = 0  # of those timed, by the standard of each one's day
    walks_s: list[float] = field(default_factory=list)
    given_up: Counter[str] = field(default_factory=Counter)
    given_up_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    served_s: float = 0.0  # all that was served, whatever became of it, by whoever sat there
    holds: int = 0
    held_s: float = 0.0
    held_idle_s: float = 0.0  # of it, while the officer served nobody else
    sent_on: int = 0  # legs
    sent_on_s: float = 0.0  # from their call
    cancelled: int = 0  # calls
    cancelled_s: float = 0.0  # from such a call
    no_shows: int = 0  # calls
    no_shows_at_once: int = 0
    no_shows_s: float = 0.0  # from such a call
    picked: int = 0  # calls out of order
    undone: int = 0  # actions taken back
    own_numbers: int = 0  # of the finished ones: the officer gave the number, too
    added: int = 0  # of the finished ones: the citizen had no number for it, the officer led the visit there
    standards_s: list[float] = field(default_factory=list)  # those by which the finished ones are judged, first to last

    @property
    def finished(self) -> int:
        return self.outcomes.total()

    @property
    def unfinished_s(self) -> float:
        return sum(self.given_up_s.values())

    @property
    def service(self) -> Times:
        return _times(self.timed_s)

    @property
    def walk(self) -> Times:
        return _times(self.walks_s)

    @property
    def within_pct(self) -> float | None:
        return 100 * self.within / len(self.timed_s) if self.timed_s else None

    def add(self, other: Duty) -> None:
        """What was done in another part of the period comes to this one."""
        self.standards_s += [each for each in other.standards_s if each not in self.standards_s]
        for name in _COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _SORTED:
            setattr(self, name, sorted(getattr(self, name) + getattr(other, name)))
        for name in _BY_KEY:
            mine = getattr(self, name)
            for key, value in getattr(other, name).items():
                mine[key] += value


_COUNTED = tuple(each.name for each in fields(Duty) if each.type in {"int", "float"})
_SORTED = ("timed_s", "walks_s")
_BY_KEY = tuple(each.name for each in fields(Duty) if "Counter" in str(each.type) or "defaultdict" in str(each.type))


def duties(
    visits: Iterable[VisitStory], desks: Iterable[DeskStory], *, standard_s: StandardOn, zone: str
) -> dict[DutyId, Duty]:
    """By officer and service, of these visits; desks: at least those where these were held or served.

    zone: the office's. Of what nobody called, and of what goes on still, nothing is counted.
    """
    tally = Tally(desks, standard_s=standard_s, zone=zone)
    for visit in visits:
        tally.count_visit(visit)
    return dict(tally.duties)


class Tally:
    """Counts visits one by one. desks: as of `duties`, as far as they are told by now."""

    def __init__(self, desks: Iterable[DeskStory], *, standard_s: StandardOn, zone: str) -> None:
        self.duties: dict[DutyId, Duty] = defaultdict(Duty)
        self._serving = _serving(desks)
        self._standard_s, self._zone = standard_s, zone

    def count_visit(self, visit: VisitStory) -> None:
        """Adds all that officers did with it so far."""
        self.count_slips(visit)
        for case in cases_of(visit):
            self.count(case)

    def part_of(self, visit: VisitStory) -> Mapping[DutyId, Duty]:
        """The same of this visit alone."""
        self.duties = defaultdict(Duty)
        self.count_visit(visit)
        return self.duties

    def count_slips(self, visit: VisitStory) -> None:
        for key in visit.picked:
            self.duties[key].picked += 1
        for key in visit.undone:
            self.duties[key].undone += 1

    def count(self, case: Case) -> None:
        self._count_stretches(case)
        for leg in case.legs:
            self._count_leg(case, leg)
        if case.officer_id is None:
            return
        key = case.officer_id, case.service_id
        if case.is_finished:
            self._count_finished(case, key)
        elif case.ended_by is not None and case.ended_by in _GIVEN_UP and case.service_s > 0:
            self._count_given_up(case, key, case.ended_by)

    def _count_stretches(self, case: Case) -> None:
        for walk, since_call_s in case.walks():
            if walk.officer_id is not None and (counts_walk := _WALKS.get(walk.ended_by)):
                counts_walk(self, since_call_s, (walk.officer_id, case.service_id))
        for stretch in case.stretches:
            if stretch.officer_id is not None and (counts := _COUNTS.get(stretch.doing)):
                counts(self, stretch, (stretch.officer_id, case.service_id))

    def _count_given_up(self, case: Case, key: DutyId, ended_by: str) -> None:
        self.duties[key].given_up[ended_by] += 1
        for stretch in case.of(Doing.SERVE):
            if stretch.officer_id is not None:
                self.duties[stretch.officer_id, case.service_id].given_up_s[ended_by] += stretch.seconds

    def _count_finished(self, case: Case, key: DutyId) -> None:
        duty = self.duties[key]
        if case.is_return:
            duty.returns += 1
            duty.returns_s += case.service_s
            return
        duty.outcomes[case.outcome or ""] += 1
        duty.own_numbers += case.issued_by == case.officer_id
        duty.added += case.added_by == case.officer_id
        duty.outcomes_s[case.outcome or ""] += case.service_s
        standard_s = self._standard_s(case.service_id, case.business_date)
        if standard_s not in duty.standards_s:
            duty.standards_s.append(standard_s)
        if case.is_done:
            self._count_done(case, key, standard_s)

    def _count_done(self, case: Case, key: DutyId, standard_s: float) -> None:
        duty, doubts = self.duties[key], doubts_of(case, zone=self._zone)
        duty.doubted_by.update(sources(doubts))
        duty.withdrawn += is_overruled(case)
        why_not = {*doubts, *(["priority"] if case.is_priority else [])}
        for why in why_not:
            duty.left_out[why] += 1
            duty.left_out_s[why] += case.service_s
        if why_not:
            duty.untimed += 1
            return
        insort(duty.timed_s, case.service_s)
        duty.within += case.service_s <= standard_s

    def _count_leg(self, case: Case, leg: LegStory) -> None:
        if leg.ended_by == events.TicketTransferred.kind and leg.officer_id is not None:
            duty = self.duties[leg.officer_id, case.service_id]
            duty.sent_on += 1
            own = (each for each in case.stretches if (each.leg_id, each.officer_id) == (leg.leg_id, leg.officer_id))
            duty.sent_on_s += sum(each.seconds for each in own if each.doing in AT_DESK)

    def _count_walk(self, since_call_s: float, key: DutyId) -> None:
        if since_call_s > 0:  # else it went on at the counter, and nobody walked
            insort(self.duties[key].walks_s, since_call_s)

    def _count_no_show(self, since_call_s: float, key: DutyId) -> None:
        self.duties[key].no_shows += 1
        self.duties[key].no_shows_s += since_call_s
        self.duties[key].no_shows_at_once += since_call_s < AT_ONCE_S

    def _count_cancelled(self, since_call_s: float, key: DutyId) -> None:
        self.duties[key].cancelled += 1
        self.duties[key].cancelled_s += since_call_s

    def _count_served(self, stretch: Stretch, key: DutyId) -> None:
        self.duties[key].served_s += stretch.seconds

    def _count_hold(self, stretch: Stretch, key: DutyId) -> None:
        duty = self.duties[key]
        duty.holds += 1
        duty.held_s += stretch.seconds
        duty.held_idle_s += stretch.seconds - _overlap_s(stretch, self._serving.get(key[0], []))


# What a walk counts for, by what ended it, and what other stretches do.
_WALKS: dict[str, Callable[[Tally, float, DutyId], None]] = {
    events.ServiceStarted.kind: Tally._count_walk,  # noqa: SLF001 - a table of this class's own
    events.CitizenAbsent.kind: Tally._count_no_show,  # noqa: SLF001
    events.TicketCancelled.kind: Tally._count_cancelled,  # noqa: SLF001
}
_COUNTS: dict[Doing, Callable[[Tally, Stretch, DutyId], None]] = {
    Doing.SERVE: Tally._count_served,  # noqa: SLF001
    Doing.HOLD: Tally._count_hold,  # noqa: SLF001
}
_GIVEN_UP = frozenset({events.TicketCancelled.kind, events.TicketExpired.kind})


def _serving(desks: Iterable[DeskStory]) -> dict[int, list[Stretch]]:
    """By officer, when somebody was served, in order."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    for desk in desks:
        found[desk.officer_id] += (each for each in desk.stretches if each.doing is Doing.SERVE)
    return {officer_id: sorted(each, key=attrgetter("start")) for officer_id, each in found.items()}


def _overlap_s(one: Stretch, others: Sequence[Stretch]) -> float:
    """Seconds of `one` that lie in the others, which are in order and apart."""
    first = bisect_left(others, one.start, key=attrgetter("end"))
    micros = 0
    for other in others[first:]:
        if other.start >= one.end:
            break
        micros += max(0, min(one.end, other.end) - max(one.start, other.start))
    return micros / 1_000_000


def _times(seconds: Iterable[float]) -> Times:
    ordered = sorted(seconds)
    return Times(len(ordered), median(ordered), quantile(ordered, 0.9)) if ordered else Times(0)
