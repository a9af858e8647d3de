"""Pages whose address is their key: whoever tries many that there are none of is held up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from limits import RateLimitItemPerSecond
from sqlalchemy import Connection

from queue_app.domain.log.errors import NotFound, TooFast
from queue_app.screens.ticket import find_ticket
from queue_app.web.frame import marked
from queue_app.web.frame.pages import desk
from queue_app.web.frame.throttle import throttle

GUESSES = RateLimitItemPerSecond(20, 60)  # of one address
Found = TypeVar("Found")


def found(kind: str, find: Callable[[Connection], Found]) -> Found:
    """What `find` finds. kind: of pages, each counted apart. Raises NotFound; TooFast for who guesses."""
    who = (kind, marked.address())
    if not throttle().has_room(GUESSES, *who):
        raise TooFast
    try:
        with desk().reading() as connection:
            return find(connection)
    except NotFound:
        throttle().hit(GUESSES, *who)
        raise


def ticket_of(kind: str, token: str) -> tuple[int, int]:
    """Ticket and office behind the token. Raises as `found` does."""
    return found(kind, lambda connection: find_ticket(connection, token))
