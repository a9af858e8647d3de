"""The letter on the day before a booked time: where and when, and the way to its page. Never the code.

Its failure undoes nothing, and no line of the log names whom it was for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from queue_app.actions.citizen.booking import remind
from queue_app.actions.citizen.booking.remind import Letter
from queue_app.store.desk import Desk
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import long_time, translate

logger = logging.getLogger(__name__)

SUBJECT = "Tomorrow: your booked time at {office}"
TEXT = "You booked {time} at {office}."
AFTER = "If you cannot come, please move or cancel the booking there: somebody else can have the time."
Send = Callable[[str, str, str], object]  # to, subject, text; raises OSError


class Reminders:
    """Looked at by the day's watch, for each office. base: how phones reach this server; "": no link goes out."""

    def __init__(self, desk: Desk, send: Send, *, base: str) -> None:
        self._desk, self._send, self._base = desk, send, base

    def look(self, office: OfficeRow) -> None:
        """Sends what is due."""
        for letter in remind.due(self._desk, self._desk.office(office.id)):
            try:
                self._send(letter.to, *self._written(letter, office))
            except OSError as exc:
                logger.warning("%s: a reminder could not be sent: %s", office.slug, type(exc).__name__)

    def _written(self, letter: Letter, office: OfficeRow) -> tuple[str, str]:
        when = long_time(letter.slot_at, office.time_zone, lang=letter.lang)
        lines = [translate(letter.lang, TEXT, time=when, office=office.name)]
        if self._base:
            lines += [f"{self._base}/b/{letter.token}", translate(letter.lang, AFTER)]
        return translate(letter.lang, SUBJECT, office=office.name), "\n\n".join(lines)
