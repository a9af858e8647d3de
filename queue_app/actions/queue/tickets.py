"""A citizen takes a number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from queue_app.actions.paper.jobs import PaperWish
from queue_app.domain.citizen import given
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.log.errors import BadInput, KeyReused, SeriesFull
from queue_app.domain.log.events import TicketIssued
from queue_app.domain.log.press_errors import PressOver
from queue_app.domain.paper.jobs import NO_PAPER_PRINTER
from queue_app.domain.queue import numbering
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.domain.queue.timeline import Leg, early_s, way
from queue_app.store.desk import Desk, Work
from queue_app.store.office import availability, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import office_at_work
from queue_app.store.paper import jobs, printers
from queue_app.store.paper.printers import PrinterRow
from queue_app.store.queue import entering, lines, tickets
from queue_app.store.queue.entering import Place
from queue_app.store.queue.lease import slips
from queue_app.store.statements import Asked

MOST_PEOPLE = 20  # who come together with one number
# So long a press may still be on its way past midnight; later it is a page's that was asleep, and nobody stands there.
PRESS_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a ticket came to be, where the citizen did not take it at the kiosk."""

    source: str  # a key of numbering.SOURCES
    officer_id: int | None = None  # who handed it out or entered it
    order_no: int | None = None  # its place in the queue; None: behind everyone whose ticket was taken before


KIOSK = Origin("kiosk")


@dataclass(frozen=True, slots=True)
class Issued:
    ticket_id: int
    token: str
    shown: str
    service: ServiceRow
    is_priority: bool
    arrived_at: datetime
    ahead: int
    is_new: bool  # False: this press had already made the ticket
    paper: str = "none"  # "queued", "failing": it comes once its printer prints again; "none": nothing will print it
    promised: Promise | None = None  # the wait that was promised with it, which another press does not renew


@dataclass(frozen=True, slots=True)
class Entered:
    """A ticket that was just written, and its place in the queue."""

    ticket_id: int
    leg_id: int
    token: str
    shown: str
    day: date
    order_no: int
    is_priority: bool


def issue(
    desk: Desk,
    office_id: int,
    *,
    service_id: int,
    press_key: str,
    priority: str | None = None,
    party: int = 1,
    appointed_at: datetime | None = None,
    print_it: PaperWish | None = None,
    promise: Promise | None = None,
    origin: Origin = KIOSK,
) -> Issued:
    """The next number of the service's series on the office's business date, from 1 and without a gap.

    press_key names one press of a button: the same key again answers the same ticket and makes none.
    priority: a key of CATEGORIES, declared by the citizen; the ticket keeps only that there was one.
    party: how many people came together, 1 to MOST_PEOPLE. appointed_at: aware; when the citizen was asked to come.
    print_it: a print job is written in the ticket's own transaction.
    promise: of the wait, as given.for_newcomer has it; a press that is repeated is answered what was promised first.
    Raises NotFound, BadInput, KeyReused, PressOver, ServiceClosed (with the coded reason), SeriesFull.
    """
    _check(press_key, priority, party)
    with desk.transaction(office_id) as work:
        asked_service = catalogue.ask_service(work.connection, office_id, service_id)
        asked_press = tickets.ask_by_press(work.connection, office_id, press_key)
        asked_printer = _ask_printer(work, print_it)
        asked_place = entering.ask_place(work.connection, service_id=service_id, day=work.likely_today)
        asked_ahead = lines.ask_of_series(work.connection, service_id=service_id, day=work.likely_today)
        service, already, printer = asked_service.answer, asked_press.answer, asked_printer.answer
        has_paper = _paper(print_it, printer, work.now)
        if already is not None:
            return replace(again(work, already, service), paper=has_paper)
        availability.require_open(work.connection, office_at_work(work), service, now=work.now)
        place, ahead = asked_place.answer, asked_ahead.answer
        if place.day != work.today:  # midnight passed, or the clock was set, while the office was another's
            place, ahead = _place_and_ahead(work, service)
        entered = _enter(
            work, service, place=place, is_priority=priority is not None, party=party,
            press_key=press_key, appointed_at=appointed_at, promise=promise, origin=origin,
        )  # fmt: skip
        issued = _issued(work, service, entered, ahead=ahead, paper=has_paper, promised=promise)
        if priority:
            entering.tally_priority(work.connection, office_id, day=work.today, category=priority)
        _queue_paper(work, issued, print_it, printer)
    return issued


def issue_booked(
    work: Work, service: ServiceRow, *, appointed_at: datetime, is_priority: bool, print_it: PaperWish | None,
    officer_id: int | None,
) -> Issued:  # fmt: skip
    """A number of today for who booked it: its place of the day is held already, so no quota is asked.

    appointed_at: the booked time, aware. officer_id: who checked somebody in. Raises SeriesFull.
    """
    asked_printer = _ask_printer(work, print_it)
    place, ahead = _place_and_ahead(work, service)
    printer = asked_printer.answer
    entered = _enter(
        work, service, place=place, is_priority=is_priority, party=1, appointed_at=appointed_at,
        origin=Origin("booking", officer_id),
    )  # fmt: skip
    paper = _paper(print_it, printer, work.now)
    issued = _issued(work, service, entered, ahead=ahead, paper=paper, promised=None)
    _queue_paper(work, issued, print_it, printer)
    return issued


def enter(
    work: Work,
    service: ServiceRow,
    *,
    day: date,
    is_priority: bool,
    party: int,
    press_key: str | None = None,
    appointed_at: datetime | None = None,
    carried: Leg | None = None,
    arrives_at: datetime | None = None,
    origin: Origin = KIOSK,
    token: str | None = None,
) -> Entered:
    """Gives the next number of that day inside a transaction, whether or not the service is open. Raises SeriesFull.

    arrives_at: from when on the wait counts, for a day to come or entered afterwards; None: now. carried: the leg of
    another day that goes on with this ticket, sent to the same counter or officer and with the same way back. token:
    that of the paper which somebody holds already.

    A ticket for a day to come waits in the order in which it was given: before everyone who arrives on that day.
    """
    place = entering.ask_place(work.connection, service_id=service.id, day=day).answer
    return _enter(
        work, service, place=place, is_priority=is_priority, party=party,
        press_key=press_key, appointed_at=appointed_at, carried=carried, arrives_at=arrives_at, origin=origin,
        token=token,
    )  # fmt: skip


def enter_lent(
    work: Work, service: ServiceRow, *, series_id: int, number: int, day: date, is_priority: bool, party: int,
    press_key: str | None, arrives_at: datetime, origin: Origin, token: str,
) -> tuple[int, int]:  # fmt: skip
    """As `enter` with a number that was lent to a kiosk, which its series does not count; answers ticket and leg."""
    shared = {"office_id": work.office.id, "business_date": day, "is_priority": is_priority}
    ticket_id, leg_id = slips.add_ticket(
        work.connection, order_no=origin.order_no,
        ticket={**shared, "series_id": series_id, "number": number, "token": token, "press_key": press_key,
                "arrived_at": arrives_at, "party": party, "source": origin.source},
        leg={**shared, "service_id": service.id, "queued_at": arrives_at},
    )  # fmt: skip
    work.record(
        TicketIssued(
            ticket_id=ticket_id, leg_id=leg_id, series_id=series_id, service_id=service.id,
            business_date=day.isoformat(), number=number, is_priority=is_priority, arrives_at=arrives_at.isoformat(),
            source=origin.source, order_no=origin.order_no,
        )
    )  # fmt: skip
    return ticket_id, leg_id


def _place_and_ahead(work: Work, service: ServiceRow) -> tuple[Place, int]:
    """What the next ticket of today will be called, and how many wait for its series."""
    asked_ahead = lines.ask_of_series(work.connection, service_id=service.id, day=work.today)
    return entering.ask_place(work.connection, service_id=service.id, day=work.today).answer, asked_ahead.answer


def _enter(
    work: Work,
    service: ServiceRow,
    *,
    place: Place,
    is_priority: bool,
    party: int,
    press_key: str | None = None,
    appointed_at: datetime | None = None,
    carried: Leg | None = None,
    arrives_at: datetime | None = None,
    promise: Promise | None = None,
    origin: Origin = KIOSK,
    token: str | None = None,
) -> Entered:
    """As `enter`, at this place. Raises SeriesFull."""
    if place.number > numbering.LAST_NUMBER:
        raise SeriesFull(series=service.letter)
    day = place.day
    token = token or numbering.token(day, secrets.token_urlsafe(13))
    promised = given.written(promise) if promise else None
    shared = {
        "office_id": work.office.id, "business_date": day, "is_priority": is_priority, "appointed_at": appointed_at,
    }  # fmt: skip
    order_no = entering.put(
        work.connection, place, series_id=service.series_id, order_no=origin.order_no,
        ticket={**shared, "series_id": service.series_id, "token": token, "press_key": press_key,
                "arrived_at": arrives_at or work.now, "party": party,
                "carried_from_id": carried.ticket_id if carried else None, "source": origin.source,
                "promised": promised},
        leg={**shared, "service_id": service.id, "queued_at": arrives_at or work.now,
             "aside_s": early_s(appointed_at, arrives_at or work.now), **(way(carried) if carried else {})},
    )  # fmt: skip
    work.record(
        TicketIssued(
            ticket_id=place.ticket_id, leg_id=place.leg_id, series_id=service.series_id, service_id=service.id,
            business_date=day.isoformat(), number=place.number, is_priority=is_priority,
            arrives_at=arrives_at.astimezone(UTC).isoformat() if arrives_at else None,
            source=None if origin is KIOSK else origin.source, order_no=origin.order_no,
            officer_id=origin.officer_id, promised=promised,
            appointed_at=appointed_at.astimezone(UTC).isoformat() if appointed_at else None,
        )
    )  # fmt: skip
    shown = numbering.shown(service.letter, place.number)
    return Entered(place.ticket_id, place.leg_id, token, shown, day, order_no, is_priority=is_priority)


def _check(press_key: str, priority: str | None, party: int) -> None:
    if not numbering.is_press_key(press_key):
        raise BadInput(field="key", expected="8-64 A-Z a-z 0-9 - _")
    if priority is not None and priority not in CATEGORIES:
        raise BadInput(field="priority", expected=", ".join(CATEGORIES))
    if not 1 <= party <= MOST_PEOPLE:
        raise BadInput(field="party", expected=f"1-{MOST_PEOPLE}")


def _issued(
    work: Work, service: ServiceRow, entered: Entered, *, ahead: int, paper: str, promised: Promise | None
) -> Issued:
    return Issued(
        entered.ticket_id, entered.token, entered.shown, service, entered.is_priority, work.now, ahead=ahead,
        is_new=True, paper=paper, promised=promised,
    )  # fmt: skip


def again(work: Work, ticket_id: int, service: ServiceRow) -> Issued:
    """The ticket that was given before, as it stands now.

    Raises KeyReused where it was for another service, and PressOver where it is another day's.
    """
    found = tickets.first_leg(work.connection, ticket_id)
    if found.leg.service_id != service.id:
        raise KeyReused
    if found.business_date != work.today and abs(work.now - found.arrived_at) > PRESS_LASTS:
        raise PressOver
    ahead = tickets.ahead_of(work.connection, found, now=work.now)
    token, promised = tickets.token_and_promise(work.connection, ticket_id)
    return Issued(
        ticket_id, token, found.shown, service, found.is_priority, found.leg.queued_at, ahead=ahead, is_new=False,
        promised=given.read(promised) if promised else None,
    )  # fmt: skip


def _ask_printer(work: Work, wish: PaperWish | None) -> Asked[PrinterRow | None]:
    if wish is None:
        return Asked(lambda: None)
    return printers.ask_for_ticket(work.connection, work.office.id, wish.printer_id)


def _paper(wish: PaperWish | None, printer: PrinterRow | None, now: datetime) -> str:
    kind = printer.kind if printer else wish.server_kind if wish else "none"
    if wish is None or kind in ("none", NO_PAPER_PRINTER):
        return "none"
    return "failing" if printer and printer.trouble(now) else "queued"


def _queue_paper(work: Work, issued: Issued, wish: PaperWish | None, printer: PrinterRow | None) -> None:
    if wish and (printer or wish.server_kind != "none"):
        jobs.insert_job(work.connection, _job(work, issued, wish, printer))


def _job(work: Work, issued: Issued, wish: PaperWish, printer: PrinterRow | None) -> dict[str, object]:
    return {
        "office_id": work.office.id,
        "ticket_id": issued.ticket_id,
        "printer_id": printer.job_key if printer else None,
        "lang": wish.lang,
        "ahead": issued.ahead,
        "url": wish.link(issued.token),
        "created_at": work.now,
        "next_try_at": work.now,
    }
