"""Waking phones: who asked for it, and what each is told next. Beside the log, and without any office's lock.

Nothing is sent in here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlsplit

from sqlalchemy import Connection

from queue_app.domain.citizen import pushes as rules
from queue_app.domain.citizen.promise import TOO_OLD_S, OfficeWaits
from queue_app.domain.log.errors import BadInput
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen import pushes, waits_now
from queue_app.store.citizen.pushes import Follower, Phone
from queue_app.store.desk import Desk
from queue_app.store.queue import tickets
from queue_app.store.queue.tickets import TicketLeg

WILDCARD = "*."


def follow(desk: Desk, office_id: int, ticket_id: int, phone: Phone, *, lang: str, services: Collection[str]) -> None:
    """The phone is woken when the ticket's turn comes, today.

    services: origins of the push services that may be spoken to, as "https://*.push.apple.com"; whoever holds a ticket
    must not make this server speak to any other machine. Raises BadInput.
    """
    if not is_of(phone.endpoint, services):
        raise BadInput(field="endpoint", expected=", ".join(services))
    with desk.reading() as connection:
        found = tickets.latest_leg(connection, ticket_id)
    if found.business_date != business_date(desk.clock(), desk.office(office_id).time_zone):
        raise BadInput(field="ticket", expected="a number of today")
    row = {"office_id": office_id, "ticket_id": ticket_id, "business_date": found.business_date, "lang": lang}
    with desk.beside() as connection:
        pushes.add(connection, phone, row)


def leave(desk: Desk, ticket_id: int, endpoint: str) -> None:
    """The phone is woken no more for this ticket."""
    with desk.beside() as connection:
        pushes.remove(connection, ticket_id, endpoint)


def is_gone(desk: Desk, endpoint: str) -> None:
    """The phone's push service knows it no more."""
    with desk.beside() as connection:
        pushes.is_gone(connection, endpoint)


def due(desk: Desk) -> list[tuple[Follower, int]]:
    """Whom to tell now, with how many people are before each; claimed, so that nobody else tells it, too."""
    with desk.reading() as connection:
        phones = pushes.followers(connection) if pushes.is_any(connection) else []
        found = list(_due(desk, connection, phones))
    back = [each for each in phones if rules.is_taken_back(each.told, each.leg_id, is_called=each.is_called)]
    if not found and not back:
        return []
    with desk.beside() as connection:
        for each in back:
            pushes.take_back(connection, each.id, _mark(each))
        return [each for each in found if pushes.claim(connection, each[0].id, _mark(each[0]))]


def is_of(endpoint: str, services: Collection[str]) -> bool:
    """Whether the address is one of a push service that may be spoken to."""
    try:
        asked = urlsplit(endpoint)
    except ValueError:  # brackets in the place of a host
        return False
    origin = f"{asked.scheme}://{asked.netloc}".lower()
    return any(_is_origin(origin, each.lower()) for each in services)


def _is_origin(origin: str, service: str) -> bool:
    scheme, _dots, host = service.partition("://")
    if not host.startswith(WILDCARD):
        return origin == service
    name = origin.removeprefix(f"{scheme}://")
    return origin != name and name.endswith(host[1:]) and name.replace(".", "").replace("-", "").isalnum()


def _due(desk: Desk, connection: Connection, phones: Sequence[Follower]) -> Iterator[tuple[Follower, int]]:
    waits = {office_id: waits_now.kept(connection, office_id) for office_id in {each.office_id for each in phones}}
    for each in phones:
        if _mark(each) > each.told:
            ahead = 0 if each.is_called else _ahead(desk, connection, each, waits[each.office_id])
            if rules.is_due(each.told, each.leg_id, is_called=each.is_called, ahead=ahead):
                yield each, ahead


def _ahead(desk: Desk, connection: Connection, follower: Follower, waits: OfficeWaits | None) -> int:
    """In the order in which people are called, as the last round has it; where there is none, by arrival."""
    if waits and desk.clock().timestamp() - waits.at <= TOO_OLD_S and follower.leg_id in waits.ahead:
        return waits.ahead[follower.leg_id]
    found: TicketLeg = tickets.ticket_leg(connection, follower.office_id, follower.leg_id)
    return tickets.ahead_of(connection, found, now=desk.clock())


def _mark(follower: Follower) -> int:
    return rules.mark(follower.leg_id, is_called=follower.is_called)
