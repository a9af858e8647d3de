"""A kiosk that was cut off hands in what it gave meanwhile: each number waits from the moment when it was given."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from queue_app.actions.queue import legs
from queue_app.actions.queue.tickets import Origin, enter, enter_lent
from queue_app.domain.log import events
from queue_app.domain.queue import numbering, paper_list
from queue_app.domain.queue.lease import slips as rules
from queue_app.domain.queue.lease.slips import NOBODY_WAITS, Known, Slip
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.outcomes import REPLACED
from queue_app.store.desk import Desk, Work
from queue_app.store.office import availability, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import office_at_work
from queue_app.store.paper import jobs
from queue_app.store.queue import entering, numbers, quota, tickets
from queue_app.store.queue.lease import leases, slips
from queue_app.store.queue.lease.leases import LeaseRow

SOURCE = "offline"  # a key of numbering.SOURCES


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a slip. number: under which its holder waits; None: nobody waits. fault: a key of slips.FAULTS."""

    key: str
    number: str | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A slip about to be taken in. at: when it was taken, as the server believes it. day: that its ticket gets."""

    slip: Slip
    service: ServiceRow | None
    letter: str
    at: datetime
    day: date
    fault: str | None


def hand_in(
    desk: Desk, office_id: int, device_id: int, handed: Sequence[Slip], *,
    unsent: int = 0, tally: Mapping[str, int] | None = None, heard_at: datetime | None = None,
) -> list[Taken]:  # fmt: skip
    """Takes slips in, in the order in which they were given, all in one transaction; what is known already is passed.

    unsent: slips that the computer holds beside these; while there are some, its last contact does not move on, so that
    none of them is thought to be younger than it is. tally: category -> how many of these slips declared it; it is
    counted for as many priority slips as are new. heard_at: of the last answer that the computer got, as rules.contact.
    Answers the new ones.
    """
    with desk.transaction(office_id) as work:
        judge = _Judge(work, device_id)
        new = [each for each in handed if not slips.is_known(work.connection, office_id, each.press_key)]
        taken = list(_take_in(work, judge, sorted(new, key=lambda each: (each.taken_ms, each.number))))
        _count(work, tally or {}, most=sum(each.is_priority for each in new))
        at = rules.contact(judge.contact_at, heard_at=heard_at, now=work.now)
        leases.note_contact(work.connection, office_id, device_id, at=at, unsent=unsent)
    return taken


def _take_in(work: Work, judge: _Judge, new: Sequence[Slip]) -> Iterator[Taken]:
    line = numbers.line_by_arrival(work.connection, work.office.id, work.today) if new else []
    places = paper_list.places([judge.believed(each) for each in new], line)  # before any of them stands in the line
    for slip, place in zip(new, places, strict=True):
        judged = judge.of(slip)
        number, ticket_id = None, None
        if judged.fault not in NOBODY_WAITS and judged.service is not None:
            _replace(work, slip)
            number, ticket_id = _let_wait(work, judged, judged.service, place)
            _use_place(work, judge.device_id, judged.service, judged.day)
        slips.keep(
            work.connection, office_id=work.office.id, device_id=judge.device_id, press_key=slip.press_key,
            business_date=judged.day, shown=numbering.shown(judged.letter, slip.number), taken_at=judged.at,
            handed_in_at=work.now, fault=judged.fault, ticket_id=ticket_id,
        )  # fmt: skip
        yield Taken(slip.key, number, judged.fault)


class _Judge:
    """What the server knows of each slip of one computer."""

    def __init__(self, work: Work, device_id: int) -> None:
        self._work, self.device_id = work, device_id
        self._services = {each.id: each for each in catalogue.all_services(work.connection, work.office.id)}
        self._letters = {each.series_id: each.letter for each in self._services.values()}
        self._lent: dict[date, list[LeaseRow]] = {}
        contact = leases.contact_of(work.connection, device_id)
        self.contact_at = contact.contact_at if contact else None

    def believed(self, slip: Slip) -> datetime:
        taken_at = datetime.fromtimestamp(slip.taken_ms / 1000, UTC)
        return rules.believed(taken_at, contact_at=self.contact_at or self._work.now, now=self._work.now)

    def of(self, slip: Slip) -> _Judged:
        at, day = self.believed(slip), min(slip.day, self._work.today)
        service = self._services.get(slip.service_id)
        is_ours = service is not None and service.is_active and slip.series_id in self._letters
        judged = _Judged(slip, service if is_ours else None, self._letters.get(slip.series_id, "?"), at, day, None)
        return replace(judged, fault=rules.fault_of(slip, self._known(judged), taken_at=at))

    def _known(self, judged: _Judged) -> Known:
        work, slip = self._work, judged.slip
        row = self._lease_of(slip)
        secret, unpaired_at = leases.secret_of(work.connection, row.device_id if row else self.device_id)
        is_open, has_places = self._open(judged)
        return Known(
            secret=secret, today=work.today, is_lent=row is not None, unpaired_at=unpaired_at,
            has_service=judged.service is not None, is_open=is_open, has_places=has_places,
            is_taken=slips.has_number(work.connection, slip.series_id, judged.day, slip.number),
        )  # fmt: skip

    def _lease_of(self, slip: Slip) -> LeaseRow | None:
        if slip.day not in self._lent:
            self._lent[slip.day] = leases.of_day(self._work.connection, self._work.office.id, slip.day)
        mine = (each for each in self._lent[slip.day] if each.series_id == slip.series_id)
        return next((each for each in mine if each.block.holds(slip.number)), None)

    def _open(self, judged: _Judged) -> tuple[bool, bool]:
        """Whether the service gave numbers at that moment, and whether a place of its quota is there for this one."""
        if judged.service is None:
            return False, False
        connection, office = self._work.connection, office_at_work(self._work)
        answer = availability.of_service(connection, office, judged.service, now=judged.at)
        found = quota.of_service(connection, judged.service, judged.day, office_id=office.id, now=self._work.now)
        own = leases.places_of(connection, self.device_id, [judged.day]).get((judged.service.id, judged.day), 0)
        return answer.code in {None, "quota_used"}, found.left is None or found.left + own > 0


def _let_wait(work: Work, judged: _Judged, service: ServiceRow, place: int | None) -> tuple[str, int]:
    """The ticket of a slip: its number as it is called, and its row. Of a day that is over it ends at once."""
    slip = judged.slip
    is_over = judged.day < work.today
    if judged.fault == "number_taken":
        entered = enter(
            work, service, day=judged.day, is_priority=slip.is_priority, party=slip.party, press_key=slip.press_key,
            arrives_at=judged.at, origin=Origin(SOURCE, None, place),
        )  # fmt: skip
        return entered.shown, entered.ticket_id
    ticket_id, leg_id = _write(work, judged, service, None if is_over else place)
    if is_over:
        found = tickets.ticket_leg(work.connection, work.office.id, leg_id)
        legs.end(work, found, events.TicketExpired(ticket_id=ticket_id, leg_id=leg_id, reason="day_ended"))
    return numbering.shown(judged.letter, slip.number), ticket_id


def _write(work: Work, judged: _Judged, service: ServiceRow, place: int | None) -> tuple[int, int]:
    slip = judged.slip
    return enter_lent(
        work, service, series_id=slip.series_id, number=slip.number, day=judged.day, is_priority=slip.is_priority,
        party=slip.party, press_key=slip.press_key, arrives_at=judged.at, origin=Origin(SOURCE, None, place),
        token=_token(work, slip),
    )  # fmt: skip


def _token(work: Work, slip: Slip) -> str:
    """That of the code on the paper, unless another ticket has it."""
    if slips.has_token(work.connection, slip.token):
        return numbering.token(slip.day, secrets.token_urlsafe(13))
    return slip.token


def _replace(work: Work, slip: Slip) -> None:
    """The same press had reached the server, and its answer not the kiosk: nobody holds that number, nor gets paper."""
    ticket_id = tickets.ask_by_press(work.connection, work.office.id, slip.key).answer
    found = tickets.latest_leg(work.connection, ticket_id) if ticket_id is not None else None
    if found is None or found.leg.state is not State.WAITING:
        return
    event = events.TicketCancelled(
        ticket_id=found.leg.ticket_id, leg_id=found.leg.leg_id, officer_id=None, reason=REPLACED
    )
    legs.end(work, found, event)
    jobs.withdraw(work.connection, found.leg.ticket_id, at=work.now)


def _use_place(work: Work, device_id: int, service: ServiceRow, day: date) -> None:
    """One of the places that the computer holds is this ticket's now."""
    held = leases.places_of(work.connection, device_id, [day]).get((service.id, day), 0)
    if held:
        leases.hold_places(work.connection, device_id, service.id, day, held=held - 1)


def _count(work: Work, tally: Mapping[str, int], *, most: int) -> None:
    for category in [each for each, count in tally.items() for _ in range(count)][:most]:
        entering.tally_priority(work.connection, work.office.id, day=work.today, category=category)


def settle(desk: Desk, office_id: int, slip_id: int, *, officer_id: int) -> None:
    """Somebody has looked at a slip that was not as it should be; the first one counts. Raises NotFound."""
    with desk.transaction(office_id) as work:
        fault = slips.fault_of(work.connection, office_id, slip_id)
        if fault is None:
            return
        slips.settle(work.connection, slip_id, by=officer_id, at=work.now)
        work.record(events.SlipSettled(slip_id=slip_id, fault=fault, officer_id=officer_id))
