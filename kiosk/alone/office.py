"""What a kiosk that is cut off knows of its office: services and hours as the server told them last. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from queue_app import closing_words
from queue_app.domain.office import calendar_text, hours
from queue_app.domain.office.hours import Availability, ServiceToday
from queue_app.domain.queue.numbering import business_date
from queue_app.texts import LANGUAGES, translate

from .book import Book

LENT_OUT = Availability("no_numbers")  # what was lent is used up: of our own codes, none of hours.CLOSED
NO_NUMBERS = "This machine has no more numbers to give while it works by itself. Please ask an officer."


@dataclass(frozen=True, slots=True)
class Service:
    """As the server told it. reopens_at: aware."""

    id: int
    name: dict[str, str]
    group: str
    series_id: int
    letter: str
    is_open: bool
    reason: str | None
    reopens_at: datetime | None
    has_counter: bool
    has_quota: bool


class Office:
    """One telling of the server, and what is left to give."""

    def __init__(self, told: dict[str, Any], book: Book) -> None:
        self.told = told
        self.time_zone: str = told["time_zone"]
        self._book = book
        self._calendar = calendar_text.read(told["calendar"])
        self.services = {each["id"]: _service(each) for each in told["services"]}

    def day(self, now: datetime) -> date:
        return business_date(now, self.time_zone)

    def hours(self, now: datetime) -> Availability:
        """Whether the office gives numbers at all."""
        return hours.office_hours(self._calendar, now.astimezone(ZoneInfo(self.time_zone)))

    def availability(self, service: Service, now: datetime) -> Availability:
        """May a number of the service be given now, by this kiosk alone."""
        today = self.day(now)
        held = self._book.places().get((service.id, today), 0) if service.has_quota else 1
        asked = ServiceToday(
            service.is_open, service.reason, service.reopens_at, 1, 0 if held else 1, has_counter=service.has_counter
        )
        answer = hours.availability(self._calendar, asked, now.astimezone(ZoneInfo(self.time_zone)))
        return LENT_OUT if answer.is_open and not self._book.left(service.series_id, today) else answer

    def why(self, answer: Availability, now: datetime) -> dict[str, str] | None:
        """The answer in words, in each language; None for what is open."""
        if answer.is_open:
            return None
        return {lang: self.words(answer, now, lang) for lang in LANGUAGES}

    def words(self, answer: Availability, now: datetime, lang: str) -> str:
        if answer is LENT_OUT:
            return translate(lang, NO_NUMBERS)
        return closing_words.words(answer, self.time_zone, now=now, lang=lang)


def _service(told: dict[str, Any]) -> Service:
    at = told["reopens_at"]
    return Service(**{**told, "reopens_at": datetime.fromtimestamp(at / 1000, UTC) if at else None})
