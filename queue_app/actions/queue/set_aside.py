"""What citizens do with their own number, on its page: be late, let others pass, be there again, give up.

One transaction each. Nobody else does any of it: staff have verbs of their own, and a reason for each. A ticket that
was called meanwhile is the counter's, and the wish is refused. Shared refusals: NotFound, IllegalTransition.
"""

from __future__ import annotations

from dataclasses import replace

from queue_app.actions.queue.legs import require_still_waits, write
from queue_app.actions.queue.overtaken import not_now, require_legal
from queue_app.domain.citizen import set_aside
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound, OtherDay
from queue_app.domain.queue.lifecycle import Action, State
from queue_app.domain.queue.outcomes import BY_CITIZEN
from queue_app.domain.queue.timeline import ACTION_OF, Wish, moved
from queue_app.store.desk import Desk, Work
from queue_app.store.office.now import office_at_work
from queue_app.store.queue import tickets, wishes
from queue_app.store.queue.tickets import TicketLeg


def be_late(desk: Desk, office_id: int, *, ticket_id: int, nth: int) -> TicketLeg:
    """Nobody calls the ticket for as many minutes as the office allows; it keeps its place.

    nth: how many wishes this ticket had when its citizen chose: the same press again changes nothing.
    Raises WishNotOffered, OtherDay.
    """
    with desk.transaction(office_id) as work:
        found = _own(work, ticket_id, Action.SET_ASIDE)
        stands = wishes.standing(work.connection, found, today=work.today)
        if stands.wishes != nth:
            return found
        offered = wishes.offered(work.connection, found, stands, rules=office_at_work(work).rules, now=work.now)
        until = set_aside.late_until(offered, stands, now=work.now)
        event = events.TicketSetAside(
            ticket_id=ticket_id, leg_id=found.leg.leg_id, wish=Wish.LATE.value, not_before=until.isoformat()
        )
        return _moved(work, found, event)


def let_pass(desk: Desk, office_id: int, *, ticket_id: int, nth: int, count: int) -> TicketLeg:
    """The ticket goes behind the next `count` of its own line, which is its service's and its class's.

    Behind all of it where they are fewer. nth: as for be_late. Raises WishNotOffered, NobodyBehind, OtherDay, BadInput.
    """
    if count < 1:
        raise BadInput(field="count", expected="1, 2, ...")
    with desk.transaction(office_id) as work:
        found = _own(work, ticket_id, Action.SET_ASIDE)
        stands = wishes.standing(work.connection, found, today=work.today)
        if stands.wishes != nth:
            return found
        offered = wishes.offered(work.connection, found, stands, rules=office_at_work(work).rules, now=work.now)
        behind = tickets.behind(work.connection, found, now=work.now, limit=count)
        place = set_aside.place_behind(stands, behind, offered=offered, count=count)
        event = events.TicketSetAside(
            ticket_id=ticket_id, leg_id=found.leg.leg_id, wish=Wish.LET_PASS.value, order_no=place.order_no,
            passed=" ".join(map(str, place.passed)),
        )  # fmt: skip
        return _moved(work, found, event)


def come_back(desk: Desk, office_id: int, *, ticket_id: int) -> TicketLeg:
    """Who was late is there, and may be called at once. Nothing changes where that time is over, or never was."""
    with desk.transaction(office_id) as work:
        found = _own(work, ticket_id, Action.COME_BACK)
        if not found.leg.is_late(work.now):
            return found
        return _moved(work, found, events.TicketCameBack(ticket_id=ticket_id, leg_id=found.leg.leg_id))


def give_up(desk: Desk, office_id: int, *, ticket_id: int) -> TicketLeg:
    """The citizen cancels the own number while it waits, today or for a day to come. Not to be taken back.

    Raises OtherDay (its day is over).
    """
    with desk.transaction(office_id) as work:
        found = _of_office(work, ticket_id)
        if found.leg.end_reason == BY_CITIZEN:  # the same press again
            return found
        if found.leg.state != State.WAITING:
            raise not_now(work, found, Action.CANCEL)
        if found.business_date < work.today:
            raise OtherDay(number=found.shown)
        event = events.TicketCancelled(ticket_id=ticket_id, leg_id=found.leg.leg_id, officer_id=None, reason=BY_CITIZEN)
        return _moved(work, found, event)


def _own(work: Work, ticket_id: int, action: Action) -> TicketLeg:
    """A ticket that waits today."""
    found = _of_office(work, ticket_id)
    require_legal(work, found, action)
    require_still_waits(work, found)
    return found


def _of_office(work: Work, ticket_id: int) -> TicketLeg:
    found = tickets.latest_leg(work.connection, ticket_id)
    if found.office_id != work.office.id:
        raise NotFound(what="ticket")
    return found


def _moved(work: Work, found: TicketLeg, event: events.Event) -> TicketLeg:
    """What the event makes of the leg. An officer's last action on it is not taken back any more."""
    leg = moved(found.leg, ACTION_OF[type(event)], at=work.now, event=event)
    return write(work, found, replace(found, leg=leg, undo=None), event)
