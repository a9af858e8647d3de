"""What must hold of the stretches of any log, at any moment; each law answers what it found broken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from queue_app.domain.evidence.desk_time import DeskTime, desk_times
from queue_app.domain.evidence.duties import Duty, DutyId, duties
from queue_app.domain.log import events
from queue_app.domain.log.steady_time import SteadyAxis
from queue_app.domain.queue import timeline
from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.stretch import AT_DESK, Doing, Moment, OpenStretch, Stretch
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.timeline import ACTION_OF, Recorded
from queue_app.domain.queue.visit_stretches import VisitStory
from tests.recount_compared import of_desks, of_duties, of_hours, of_work, rows
from tests.recount_work import Work

Span = tuple[int, int]  # from when to when, in microseconds of the steady axis
DOING = {
    State.WAITING: Doing.WAIT, State.CALLED: Doing.WALK, State.SERVING: Doing.SERVE, State.HELD: Doing.HOLD,
    State.NO_SHOW: Doing.ABSENT,
}  # fmt: skip


def standard_of(_service: int, day: date) -> float:
    """Another one each day, in seconds."""
    return 60.0 * (1 + day.day % 10)


@dataclass(frozen=True)
class Read:
    """A log with the place of each event on the steady axis, and its stretches."""

    log: Sequence[Recorded]
    zone: str = "Asia/Jakarta"

    @cached_property
    def told(self) -> Stretches:
        return Stretches().read(self.log)

    @cached_property
    def micros(self) -> list[int]:
        axis = SteadyAxis()
        return [round(axis.read(each.at, each.event) * 1_000_000) for each in self.log]

    @cached_property
    def legs(self) -> dict[int, timeline.Leg]:
        return timeline.fold(self.log)

    @property
    def now(self) -> int:
        return self.micros[-1]

    @cached_property
    def duties(self) -> dict[DutyId, Duty]:
        return duties(
            self.told.visits.values(), self.told.desks.values(), standard_s=standard_of, zone=self.zone
        )  # fmt: skip

    @cached_property
    def hours(self) -> dict[int, DeskTime]:
        return desk_times(self.told.desks.values(), zone=self.zone)

    def happened(self, *kinds: type[events.Event]) -> Iterator[tuple[int, events.Event]]:
        return ((at, each.event) for at, each in zip(self.micros, self.log, strict=True) if type(each.event) in kinds)


def broken(read: Read) -> list[str]:
    """Every law that the log's stretches break, in words."""
    return [f"{law.__name__}: {fault}" for law in LAWS for fault in law(read)]


def desks_add_up(read: Read) -> Iterator[str]:
    """A session's stretches lie end to end from its opening to its closing, or to now."""
    closing = (events.DeskClosed, events.DeskHandedOver, events.DeskTakenOver)
    opened = {event.desk_session_id: at for at, event in read.happened(events.DeskOpened)}  # type: ignore[attr-defined]
    closed = {event.desk_session_id: at for at, event in read.happened(*closing)}  # type: ignore[attr-defined]
    for desk in read.told.desks.values():
        span = opened[desk.session_id], closed.get(desk.session_id, read.now)
        if (desk.open is None) != (desk.session_id in closed):
            yield f"session {desk.session_id} is open and closed"
        yield from _end_to_end(f"session {desk.session_id}", span, _spans(desk, read.now))
    whole = sum(each[1] - each[0] for desk in read.told.desks.values() for each in _spans(desk, read.now))
    ended = sum(sum(each.seconds.values()) for each in read.hours.values())
    going_on = sum(read.now - desk.open.start for desk in read.told.desks.values() if desk.open)
    if round(ended * 1_000_000) != whole - going_on:
        yield f"{ended} s are told of {whole - going_on} microseconds"


def visits_name_every_second(read: Read) -> Iterator[str]:
    """A visit's stretches lie end to end from its arrival to its end, or to now."""
    ends = _ends(read)
    for at, event in read.happened(events.TicketIssued):
        assert isinstance(event, events.TicketIssued)
        visit = read.told.visits[event.ticket_id]
        if visit.is_on_paper:
            continue
        spans = _spans(visit, read.now)
        begin = at if event.arrives_at is None else min(_later(at, event, read), spans[0][1])
        yield from _end_to_end(f"ticket {event.ticket_id}", (begin, ends.get(event.ticket_id, read.now)), spans)


def what_a_leg_is_doing_is_its_state(read: Read) -> Iterator[str]:
    """The open stretch of a visit is what the fold of legs says, with whom and where."""
    for leg in read.legs.values():
        visit = read.told.visits[leg.ticket_id]
        story, opened = visit.legs[leg.leg_id], visit.open
        if story.doing is not DOING.get(leg.state) and not visit.is_on_paper:
            yield f"leg {leg.leg_id} is {leg.state} and does {story.doing}"
        if leg.state in DOING and not visit.is_on_paper:
            found = opened and (opened.leg_id, opened.doing)
            if found != (leg.leg_id, DOING[leg.state]):
                yield f"leg {leg.leg_id} is {leg.state}, and its visit's open stretch is {found}"
        whose = (story.officer_id, story.counter_id), (leg.officer_id, leg.counter_id)
        if leg.state is not State.WAITING and whose[0] != whose[1]:
            yield f"leg {leg.leg_id} was {whose[0]}'s and {whose[1]}'s"


def a_service_time_is_its_stretches(read: Read) -> Iterator[str]:
    """Of a finished leg of a log whose clock was never set, the rows' service time is that of the stretches."""
    if any(one.at > other.at or isinstance(other.event, events.ClockJumped) for one, other in pairwise(read.log)):
        return
    for leg in read.legs.values():
        if leg.state is State.FINISHED and leg.started_at is not None:
            stretches = read.told.visits[leg.ticket_id].stretches
            told = sum(_length(each) for each in stretches if (each.leg_id, each.doing) == (leg.leg_id, Doing.SERVE))
            took = timeline.service_time(leg)
            if took is None or abs(took / timedelta(microseconds=1) - told) > 1000:  # held_s is a fraction
                yield f"leg {leg.leg_id} took {took} and {told} microseconds"


def desks_and_visits_agree(read: Read) -> Iterator[str]:
    """Who is at a desk is so by the visit and by the desk alike, but for what an undo took back."""
    by_visit, by_desk = (_at_desks(each.values(), read.now) for each in (read.told.visits, read.told.desks))
    undone = defaultdict[int, list[Span]](list)
    for leg_id, start, end in _undone(read):
        undone[leg_id].append((start, end))
    for leg_id in by_visit.keys() | by_desk.keys():
        one, other, excused = by_visit[leg_id], by_desk[leg_id], undone[leg_id]
        edges = {at for span in (*(each[:2] for each in (*one, *other)), *excused) for at in span}
        for span in pairwise(sorted(edges)):
            if not any(map(_holds(span), excused)) and _during(one, span) != _during(other, span):
                yield f"leg {leg_id} in {span}: {_during(one, span)} by the visit, {_during(other, span)} by the desk"


def served_seconds_are_told_once(read: Read) -> Iterator[str]:
    """The seconds of all duties are those of all visits' services."""
    every = [each for visit in read.told.visits.values() for each in visit.stretches if each.doing is Doing.SERVE]
    told = sum(each.served_s for each in read.duties.values())
    if abs(told - sum(each.seconds for each in every)) > 1e-5:
        yield f"{told} s of {sum(each.seconds for each in every)}"


def a_service_counts_once_a_visit(read: Read) -> Iterator[str]:
    for visit in read.told.visits.values():
        counted = Counter[int]()
        found = duties([visit], [], standard_s=standard_of, zone=read.zone)
        for (_officer, service_id), duty in found.items():
            counted[service_id] += duty.finished
        finished = {leg.service_id for leg in visit.legs.values() if leg.ended_by == events.ServiceFinished.kind}
        if counted - Counter(finished) or set(finished) - set(+counted):
            yield f"ticket {visit.ticket_id} finished {finished} and counts {dict(counted)}"


def the_recount_says_the_same(read: Read) -> Iterator[str]:
    """Every figure of every officer, counted by other rules."""
    work = Work(rows(read.log), zone=read.zone, standard_s=standard_of, first=date.min, last=date.max)
    pairs: list[tuple[dict[Any, dict[str, Any]], dict[Any, dict[str, Any]]]] = [
        (of_duties(read.duties), of_work(work.duties())),
        (of_desks(read.hours), of_hours(work.hours())),
    ]
    for told, counted in pairs:
        for key in told.keys() | counted.keys():
            one, other = told.get(key, {}), counted.get(key, {})
            differ = {name: (one.get(name), other.get(name)) for name in one.keys() | other.keys()
                      if one.get(name) != other.get(name)}  # fmt: skip
            if differ:
                yield f"{key}: {differ}"


LAWS = (
    desks_add_up,
    visits_name_every_second,
    what_a_leg_is_doing_is_its_state,
    a_service_time_is_its_stretches,
    desks_and_visits_agree,
    served_seconds_are_told_once,
    a_service_counts_once_a_visit,
    the_recount_says_the_same,
)


def _end_to_end(what: str, whole: Span, spans: Sequence[Span]) -> Iterator[str]:
    if not spans:
        yield f"{what} tells nothing"
        return
    if (spans[0][0], spans[-1][1]) != whole:
        yield f"{what} lasts {whole}, and tells from {spans[0][0]} to {spans[-1][1]}"
    yield from (f"{what}: {one} and then {other}" for one, other in pairwise(spans) if one[1] != other[0])
    yield from (f"{what} runs back: {each}" for each in spans if each[0] > each[1])


def _spans(story: DeskStory | VisitStory, now: int) -> list[Span]:
    return [(each.start, each.end) for each in (*story.stretches, *_going_on(story.open, now))]


def _going_on(opened: OpenStretch | None, now: int) -> Iterator[Stretch]:
    if opened is not None:
        moment = _moment(now, opened)
        yield opened.until(moment)


def _moment(now: int, opened: OpenStretch) -> Moment:
    return Moment(now, opened.began_at, "now", opened.jumps)


def _length(stretch: Stretch) -> int:
    return stretch.end - stretch.start


def _later(at: int, event: events.TicketIssued, read: Read) -> int:
    """When somebody comes who took a number for a later hour."""
    issued = next(each.at for each in read.log if each.event is event)
    comes = datetime.fromisoformat(event.arrives_at or "")
    return at + (comes - issued) // timedelta(microseconds=1)


def _ends(read: Read) -> dict[int, int]:
    """Ticket -> when its visit ended; of one that goes on, or may, nothing."""
    ends: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, event in zip(read.micros, (each.event for each in read.log), strict=True):
        if type(event) in ACTION_OF:
            last[event.leg_id] = at  # type: ignore[attr-defined]
    of_ticket = defaultdict[int, list[timeline.Leg]](list)
    for leg in read.legs.values():
        of_ticket[leg.ticket_id].append(leg)
    for ticket_id, own in of_ticket.items():
        if not any(leg.state in DOING for leg in own):
            ends[ticket_id] = last[max(own, key=lambda leg: leg.position).leg_id]
    return ends


def _undone(read: Read) -> list[tuple[int, int, int]]:
    """Leg, and from when to when something was done with it that was taken back."""
    found, last = [], dict[int, int]()
    for at, event in zip(read.micros, (each.event for each in read.log), strict=True):
        if isinstance(event, events.ActionUndone):
            found += [(leg_id, last[event.leg_id], at) for leg_id in (event.leg_id, event.next_leg_id) if leg_id]
        elif type(event) in ACTION_OF:
            last[event.leg_id] = at  # type: ignore[attr-defined]
    return found


Who = tuple[Doing, int | None, int | None, int | None]
AtDesk = tuple[int, int, Who]


def _at_desks(stories: Iterable[DeskStory | VisitStory], now: int) -> defaultdict[int, list[AtDesk]]:
    """By leg."""
    found = defaultdict[int, list[AtDesk]](list)
    for story in stories:
        for each in (*story.stretches, *_going_on(story.open, now)):
            if each.doing in AT_DESK and each.start < each.end:
                who = each.doing, each.service_id, each.counter_id, each.officer_id
                found[each.leg_id or 0].append((each.start, each.end, who))
    return found


def _holds(span: Span) -> Callable[[Span | AtDesk], bool]:
    return lambda each: each[0] <= span[0] and span[1] <= each[1]


def _during(spans: Iterable[AtDesk], span: Span) -> set[Who]:
    return {each[2] for each in filter(_holds(span), spans)}
