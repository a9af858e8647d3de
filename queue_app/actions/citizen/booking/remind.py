"""One letter on the day before a booked time, to whoever wished for it. Nothing is sent in here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from queue_app.domain.log.seal_errors import SealBroken
from queue_app.store.citizen.booking import bookings, reminders
from queue_app.store.desk import Desk, OfficeKey

FROM_HOUR = 8  # on the office's clock: nobody is woken by it


class Letter(NamedTuple):
    """to: a mail address. token: of the booking's page, the only key that goes out. slot_at: aware."""

    to: str
    lang: str
    token: str
    slot_at: datetime


def due(desk: Desk, office: OfficeKey) -> Iterator[Letter]:
    """The letters that are due now. Each is claimed before it is told here, by one worker alone, and never again.

    What then cannot be sent stays unsent: a reminder that comes twice, or after the day, helps nobody.
    """
    local = desk.clock().astimezone(ZoneInfo(office.time_zone))
    if local.hour < FROM_HOUR:
        return
    day = local.date() + timedelta(days=1)
    with desk.reading() as connection:
        waiting = reminders.waiting(connection, office.id, day)
    for token in waiting:
        letter = _claimed(desk, office.id, token)
        if letter:
            yield letter


def _claimed(desk: Desk, office_id: int, token: str) -> Letter | None:
    """The letter, if nobody else has it; None also where the address was closed under another seal."""
    with desk.beside() as connection:
        found = bookings.by_token(connection, office_id, token)
        is_ours = reminders.claim(connection, office_id, token, at=desk.clock())
    if found is None or found.mail is None or not is_ours:
        return None
    try:
        return Letter(desk.seal.open(found.mail).rstrip(), found.lang, token, found.slot_at)
    except SealBroken:
        return None
