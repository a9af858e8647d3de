"""A press at a kiosk that is cut off becomes a number of those that were lent to it."""

from __future__ import annotations

import hashlib
import logging
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from queue_app.domain.queue import numbering
from queue_app.domain.queue.lease.slips import LONGEST_KEY, Slip, signed
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.texts import LANGUAGES, language, long_time, translate

from .book import Book, Given, Paper, UsedUp
from .office import LENT_OUT, Office, Service

logger = logging.getLogger("antrean-kiosk")
MOST_PEOPLE = 20
CANNOT_WRITE = "This machine cannot write down a number now. Please ask an officer."


class NotGiven(Exception):
    """Why this press gets no number: a status as HTTP has it, a code, and the reason in words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True, slots=True)
class Press:
    """What the page sent: checked."""

    key: str
    service_id: int
    priority: str | None
    party: int
    lang: str


def read(sent: Any) -> Press:
    """Raises NotGiven for what no page of ours sends."""
    try:
        key, service_id, party = str(sent["key"]), int(sent["service_id"]), int(sent.get("party", 1))
        priority, lang = sent.get("priority"), language(str(sent.get("lang", "id")))
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        raise _bad(language("id")) from exc
    is_ours = numbering.is_press_key(key) and len(key) <= LONGEST_KEY and 1 <= party <= MOST_PEOPLE
    if not is_ours or (priority is not None and priority not in CATEGORIES):
        raise _bad(lang)
    return Press(key, service_id, priority, party, lang)


def secret_of(token: str) -> str:
    """What signs slips: the server keeps the same of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Issuer:
    """Gives numbers out of the book. token: of this computer's pairing. now: as the server's clock would say."""

    def __init__(
        self, book: Book, *, token: Callable[[], str], now: Callable[[], datetime], has_printer: Callable[[], bool]
    ) -> None:  # fmt: skip
        self._book = book
        self._token = token
        self._now = now
        self._has_printer = has_printer

    def known(self, press: Press) -> Given | None:
        """What this computer gave for the press before."""
        return self._book.given(press.key)

    def give(self, office: Office, press: Press) -> Given:
        """The number of this press: on disk, and the same for each further press with its key. Raises NotGiven."""
        known = self._book.given(press.key)
        if known:
            return known
        now = self._now()
        service = office.services.get(press.service_id)
        if service is None:
            raise NotGiven(404, "not_found", translate(press.lang, "There is no such {what}.", what="service"))
        self._require_open(office, service, press, now)
        paper = Paper.DUE if self._has_printer() else Paper.NONE
        try:
            return self._book.give(
                self._slip(office, service, press, now),
                sign=lambda slip: replace(slip, sign=signed(slip, secret_of(self._token()))),
                answer=lambda slip: shown(slip, service, office, lang=press.lang),
                paper=paper, category=press.priority, has_quota=service.has_quota,
            )  # fmt: skip
        except UsedUp as exc:
            raise NotGiven(409, "service_closed", office.words(LENT_OUT, now, press.lang)) from exc
        except sqlite3.Error as exc:  # a full disk: what cannot be written down is not given
            logger.exception("a number could not be written down")
            raise NotGiven(409, "service_closed", translate(press.lang, CANNOT_WRITE)) from exc

    def _require_open(self, office: Office, service: Service, press: Press, now: datetime) -> None:
        answer = office.availability(service, now)
        if not answer.is_open:
            name = service.name.get(press.lang, service.name["id"])
            why = office.words(answer, now, press.lang)
            said = translate(press.lang, "{service} is not available now. {why}", service=name, why=why)
            raise NotGiven(409, "service_closed", said)

    def _slip(self, office: Office, service: Service, press: Press, now: datetime) -> Slip:
        day = office.day(now)
        return Slip(
            press.key, day, service.series_id, 0, service.id, is_priority=press.priority is not None,
            party=press.party, taken_ms=round(now.timestamp() * 1000),
            token=numbering.token(day, secrets.token_urlsafe(13)),
        )  # fmt: skip


def shown(slip: Slip, service: Service, office: Office, *, lang: str) -> dict[str, Any]:
    """As the server answers a press, without its paper. is_alone: how many are ahead is not known."""
    at = datetime.fromtimestamp(slip.taken_ms / 1000).astimezone()
    link = office.told["link"]
    return {
        "number": numbering.shown(service.letter, slip.number),
        "ahead": 0,
        "is_priority": slip.is_priority,
        "service": {each: service.name.get(each, service.name["id"]) for each in LANGUAGES},
        "group": service.group,
        "token": slip.token,
        "url": f"{link}/t/{slip.token}" if link else "",
        "qr_url": "",
        "taken_at_text": long_time(at, office.time_zone, lang=lang),
        "expected": None,
        "is_alone": True,
    }


def _bad(lang: str) -> NotGiven:
    return NotGiven(400, "malformed_request", translate(lang, "The request could not be understood."))
