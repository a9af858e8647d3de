"""What citizens say and book beside their visits: answers, complaints on both tracks, bookings kept and not kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Protocol

from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.citizen.booking.book import Booked, book
from queue_app.actions.citizen.complaints.lodge import lodge
from queue_app.actions.citizen.survey.answer import answer, visit_of
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.citizen.booking.holder import Holder
from queue_app.domain.citizen.complaints.kinds import Category, Kind
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.citizen.survey.answers import Channel, Respondent
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.booking import slots
from queue_app.store.desk import Desk
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now

CHANNELS = (Channel.PAGE, Channel.TABLET, Channel.KIOSK)
LEFT_OUT = 0.1  # of the questions
COMES = 0.75  # of those who booked
DAYS_AHEAD = 5


class Served(Protocol):
    """Whoever can answer."""

    @property
    def ticket_id(self) -> int: ...
    @property
    def token(self) -> str: ...


@dataclass
class Voices:
    """The citizens of one office. forms: as each would lie on paper, with the business date of its visit."""

    desk: Desk
    office_id: int
    random: Random
    answering: float  # share of those who were served
    forms: list[tuple[date, Mapping[str, int]]] = field(default_factory=list)
    about: dict[str, Category] = field(default_factory=dict)  # code of a complaint -> its category, as they came
    coming: dict[datetime, list[Booked]] = field(default_factory=dict)  # time -> bookings of people who will come
    booked: int = 0
    arrived: int = 0
    _devices: Iterator[int] = field(default_factory=count)

    def answer(self, served: Iterable[Served]) -> None:
        """Some of those who were served answer, and most of these leave a question out now and then."""
        for each in served:
            if self.random.random() < self.answering:
                self._answer(each)

    def _answer(self, issued: Served) -> None:
        values = {code: self.random.choice((2, 3, 3, 4)) for code in SKM_2017.codes if self.random.random() > LEFT_OUT}
        if not values:
            return
        with self.desk.reading() as connection:
            day = visit_of(connection, issued.ticket_id).day
        answer(
            self.desk, self.office_id, ticket_id=issued.ticket_id, token=issued.token, values=values,
            channel=self.random.choice(CHANNELS), respondent=Respondent(sex=self.random.choice(("l", "p", None))),
        )  # fmt: skip
        self.forms.append((day, values))

    def complain(self, category: Category, text: str, *, service_id: int | None = None) -> str:
        """Somebody complains, every second one without a name. Answers the code."""
        who = Identity("Ibu Sari", "0812 0000 0000") if len(self.about) % 2 else None
        lodged = Lodged(
            Kind.COMPLAINT, text, category, service_id=service_id, identity=who, is_confidential=who is not None
        )
        code = lodge(self.desk, self.office_id, lodged=lodged)
        self.about[code] = category
        return code

    def book(self, service_id: int, people: int) -> None:
        """So many people book a time of the days to come, as long as there are any."""
        for _ in range(people):
            now = self.desk.clock()
            with self.desk.reading() as connection:
                office = office_now(connection, self.office_id)
                service = catalogue.service(connection, self.office_id, service_id)
                tomorrow = business_date(now, office.time_zone) + timedelta(days=1)
                found = slots.free(connection, office, service, tomorrow, DAYS_AHEAD, now=now)
            free = [each.at for day_slots in found.values() for each in day_slots if each.left]
            if not free:
                return
            at = self.random.choice(free)
            holder = Holder(device=f"device-{next(self._devices)}")
            made = book(self.desk, self.office_id, service_id=service_id, slot_at=at, holder=holder)
            self.booked += 1
            if self.random.random() < COMES:
                self.coming.setdefault(at, []).append(made)

    def come(self, until: datetime) -> list[Issued]:
        """Whoever booked a time up to `until`, and keeps it, checks in now."""
        found = [each for at in sorted(self.coming) if at <= until for each in self.coming.pop(at)]
        self.arrived += len(found)
        return [arrive(self.desk, self.office_id, code=each.code) for each in found]
