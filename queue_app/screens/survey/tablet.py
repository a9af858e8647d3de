"""Whom a tablet asks: whoever was served last at its counter, or the ticket whose number is typed at the exit."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.log.tablet_errors import NoSuchVisit, WhichLetter
from queue_app.domain.queue import numbering
from queue_app.domain.queue.lifecycle import State
from queue_app.screens.survey.asked import Asked, asked
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import served, tickets
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.sealing import Seal

FRESH = timedelta(seconds=90)  # so long the faces wait for somebody who still stands there


def just_served(connection: Connection, office: OfficeKey, counter_id: int, *, now: datetime) -> TicketLeg | None:
    """Whose visit has just ended at the counter. Nobody where the ticket goes on to a further service."""
    day = numbering.business_date(now, office.time_zone)
    found = served.last_at(connection, office.id, counter_id, day=day, since=now - FRESH)
    if found is None or tickets.latest_leg(connection, found.leg.ticket_id).leg.leg_id != found.leg.leg_id:
        return None
    return found


def numbered(connection: Connection, office: OfficeKey, typed: str, *, now: datetime) -> TicketLeg:
    """The visit of today that ended under this number, "A012" or "12". Raises NoSuchVisit, WhichLetter."""
    read = numbering.typed(typed)
    letter, number = read or ("", 0)
    day = numbering.business_date(now, office.time_zone)
    legs = tickets.numbered(connection, office.id, day=day, number=number) if read else []
    last = {each.shown: each for each in legs if not letter or each.shown.startswith(letter)}
    over = [each for each in last.values() if each.leg.state == State.FINISHED]
    if not over:
        raise NoSuchVisit(number=typed.strip().upper()[:10] or "–")
    if len(over) > 1:
        raise WhichLetter(choices=", ".join(sorted(each.shown for each in over)))
    return over[0]


def standing(connection: Connection, seal: Seal, office: OfficeNow, ticket_id: int, *, now: datetime) -> Asked:
    """How the survey and the faces of a ticket stand."""
    token = tickets.token(connection, ticket_id)
    return asked(connection, office, ticket_id, token=token, seal=seal, now=now)
