"""Staff ask for the paper of a ticket: its first one, where surely none was ever made, or else a copy that says so."""

from __future__ import annotations

from queue_app.actions.paper.jobs import PaperWish, again
from queue_app.domain.log.errors import IllegalTransition, NoPrinter, NotFound
from queue_app.domain.log.events import PaperDecided
from queue_app.domain.paper.jobs import NO_PAPER_PRINTER, JobState, chosen
from queue_app.domain.queue.lifecycle import OPEN
from queue_app.domain.queue.numbering import ON_PAPER, business_date
from queue_app.store.desk import Desk, Work
from queue_app.store.paper import jobs, printers
from queue_app.store.paper.jobs import Troubled
from queue_app.store.paper.printers import PrinterRow
from queue_app.store.queue import tickets
from queue_app.store.queue.tickets import TicketLeg

ORIGINAL = 1  # the number of a ticket's first paper


def print_ticket(desk: Desk, office_id: int, leg_id: int, *, wish: PaperWish, by: int) -> int:
    """A paper of the leg's ticket; answers which copy it is, 1: the original. by: an officer.

    It is the original only where nothing of one ever reached a printer: none was wished for, or it was given up
    before; never of a number from a roll or a list, whose citizen holds a paper. What still waits for a printer is not
    doubled: it is tried at once, and wanted as long as a new one.
    wish.printer_id: where to print it; None: where its last paper went, else at the office's usual printer, else at
    any that prints. Raises NotFound, NoPrinter; IllegalTransition for the first paper of a ticket that is over.
    """
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        return _print(work, tickets.latest_leg(work.connection, found.leg.ticket_id), wish, by=by)


def print_number(desk: Desk, office_id: int, number: str, *, wish: PaperWish, by: int) -> int:
    """As `print_ticket`, of the ticket with this number ("A012"). Raises NotFound where no ticket of today has it."""
    with desk.reading() as connection:
        day = business_date(desk.clock(), desk.office(office_id).time_zone)
        legs = tickets.numbered(connection, office_id, day=day, number=int(number[1:]))
    found = next((each.leg.leg_id for each in legs if each.shown == number), None)
    if found is None:
        raise NotFound(what="ticket")
    return print_ticket(desk, office_id, found, wish=wish, by=by)


def _print(work: Work, found: TicketLeg, wish: PaperWish, *, by: int) -> int:
    last = jobs.last_of_ticket(work.connection, found.leg.ticket_id)
    if _would_be_original(last) and found.leg.state not in OPEN:
        raise IllegalTransition(number=found.shown, state=found.leg.state.value, action="print")
    printer = _printer(work, wish, last.printer_id if last else None)
    key = printer.job_key if printer else None
    ahead = tickets.ahead_of(work.connection, found, now=work.now)
    if last is None:
        jobs.insert_job(work.connection, _first(work, found, wish, key, ahead=ahead))
    elif not jobs.revive(work.connection, last.id, printer_id=key, ahead=ahead, at=work.now):
        return again(work, last, printer, by=by)
    elif last.state is JobState.QUEUED:
        return last.copy_no
    copy_no = last.copy_no if last else _first_copy(found)
    work.record(PaperDecided(ticket_id=found.leg.ticket_id, copy_no=copy_no, decision="asked", officer_id=by))
    return copy_no


def _first_copy(found: TicketLeg) -> int:
    return ORIGINAL + 1 if found.source in ON_PAPER else ORIGINAL


def _would_be_original(last: Troubled | None) -> bool:
    """Whether the paper asked for is a ticket's first one."""
    if last is None:
        return True
    has_none = last.state is JobState.QUEUED or (last.state is JobState.ABANDONED and last.is_untouched)
    return last.copy_no == ORIGINAL and has_none


def _printer(work: Work, wish: PaperWish, last: int | None) -> PrinterRow | None:
    """Where the paper is printed; None: at the server, before the office has its row of that printer."""
    rows = printers.of_office(work.connection, work.office.id)
    real = [row for row in rows if row.kind != NO_PAPER_PRINTER]
    at_last = chosen(rows, wish.printer_id or last)
    well = [row for row in real if not row.trouble(work.now)]
    found = at_last or next(iter(well or real), None)
    if found is None and wish.server_kind == "none":
        raise NoPrinter
    return found


def _first(work: Work, found: TicketLeg, wish: PaperWish, printer_key: int | None, *, ahead: int) -> dict[str, object]:
    token = tickets.token(work.connection, found.leg.ticket_id)
    return {
        "office_id": work.office.id, "ticket_id": found.leg.ticket_id, "printer_id": printer_key, "lang": wish.lang,
        "ahead": ahead, "url": wish.link(token), "created_at": work.now,
        "next_try_at": work.now, "copy_no": _first_copy(found),
    }  # fmt: skip
