"""What a citizen may wish on the own page: to be called later, to be there again, to give up. Reads only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.set_aside import NOTHING, Offer, offer
from queue_app.domain.queue.lifecycle import AT_COUNTER, ENDED, State
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.timeline import Leg
from queue_app.screens.state import Moment, Shown, moment
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import tickets, wishes
from queue_app.texts import clock_time, translate

TOLD: dict[str, str] = {  # what became of the last press, in an address -> msgid
    "late": "Noted. You keep your place.",
    "let_pass": "Noted. Others go before you now.",
    "here": "Noted. Your number may be called now.",
    "cancelled": "Your number is cancelled.",
    "called": "Your number has been called already. Please go to the counter.",
    "ended": "Your number does not wait any more.",
    "not_offered": "This cannot be chosen for your number now.",
    "nobody": "Nobody is waiting behind you now.",
    "other_day": "You can choose this on the day of your visit.",
    "staff": "Only who holds the number may choose this. You are signed in as staff.",
}
# Of those that could be true no more when the address is opened again: key -> whether the ticket still says so.
_STILL: dict[str, Callable[[Leg, datetime], bool]] = {
    "late": Leg.is_late,
    "let_pass": lambda leg, _now: leg.let_pass > 0,
    "here": lambda leg, now: leg.state == State.WAITING and not leg.is_late(now),
    "cancelled": lambda leg, _now: leg.state == State.CANCELLED,
    "called": lambda leg, _now: leg.state in AT_COUNTER,
    "ended": lambda leg, _now: leg.state in ENDED,
}


class WishesTold(Shown, frozen=True, kw_only=True):
    """What may be chosen now, as set_aside.Offer tells it, and in words what became of the last press.

    nth: how many wishes there were: a press carries it, so that the same press counts once.
    """

    late_min: int
    let_pass: int
    late_until: Moment | None
    late_until_text: str
    left: int
    may_cancel: bool
    nth: int
    told: str

    @property
    def is_any(self) -> bool:
        return self.may_cancel or bool(self.told)


def wishes_told(
    connection: Connection, office: OfficeNow, ticket_id: int, *, now: datetime, lang: str, told: str = ""
) -> WishesTold:
    """What the page of a ticket offers. told: a key of TOLD, as long as it is so; anything else tells nothing.

    Whether anybody waits behind whom one could let pass is looked up when it is chosen: it changes all the time.
    """
    found = tickets.latest_leg(connection, ticket_id)
    offered, nth = NOTHING, 0
    if found.leg.state == State.WAITING:
        stands = wishes.standing(connection, found, today=business_date(now, office.time_zone))
        offered, nth = offer(stands, office.rules, behind=office.rules.let_pass_most, now=now), stands.wishes
    is_so = told in TOLD and _STILL.get(told, _always)(found.leg, now)
    return _told(offered, office, nth=nth, told=translate(lang, TOLD[told]) if is_so else "")


def _always(_leg: Leg, _now: datetime) -> bool:
    return True


def _told(offered: Offer, office: OfficeNow, *, nth: int, told: str) -> WishesTold:
    until = offered.late_until
    return WishesTold(
        late_min=offered.late_min,
        let_pass=offered.let_pass,
        late_until=moment(until),
        late_until_text=clock_time(until, office.time_zone) if until else "",
        left=offered.left,
        may_cancel=offered.may_cancel,
        nth=nth,
        told=told,
    )
