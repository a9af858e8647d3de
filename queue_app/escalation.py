"""Tells by mail that complaints come near a deadline or have passed one. Not what they are, of whom, or how many."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from queue_app.actions.citizen.complaints import escalate
from queue_app.actions.citizen.complaints.escalate import Audience, When
from queue_app.store.desk import Desk
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import translate

logger = logging.getLogger(__name__)

Send = Callable[[str, str], object]  # subject, text
TEXTS: dict[str, str] = {
    "subject": "{office}: something is due",
    When.EARLY: "A complaint’s deadline comes near. Please sign in and look at the page “Complaints”.",
    When.DUE: "A complaint’s deadline has come or passed. Please sign in and look at the page “Complaints”.",
}


class Escalation:
    """Looked at by the day's watch, for each office once a day. ways: those that the settings name somebody for."""

    def __init__(self, desk: Desk, ways: Mapping[Audience, Send], *, lang: str) -> None:
        self._desk, self._ways, self._lang = desk, ways, lang

    def look(self, office: OfficeRow) -> None:
        """Tells whoever must be told; who has no way reads it on the pages alone."""
        for audience, told in escalate.escalate(self._desk, office.id).items():
            if way := self._ways.get(audience):
                self._send(way, office, max(told, key=list(When).index))

    def _send(self, way: Send, office: OfficeRow, when: When) -> None:
        subject = translate(self._lang, TEXTS["subject"], office=office.name)
        try:
            way(subject, translate(self._lang, TEXTS[when]))
        except OSError as exc:  # the edge of one letter: the pages tell all the same
            logger.warning("%s: a reminder could not be sent: %s", office.slug, type(exc).__name__)
