"""What the citizens of played past days said afterwards, and what the house did with their complaints."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from random import Random
from typing import NamedTuple

from sqlalchemy import select

from queue_app.actions.citizen.complaints import days
from queue_app.domain.citizen.complaints.kinds import Category
from queue_app.domain.log.rights import Role
from queue_app.domain.log.survey_errors import NotServed, SurveyOver
from queue_app.domain.queue.lifecycle import State
from queue_app.simulate.handlers import take_on
from queue_app.simulate.voices import Voices
from queue_app.store.citizen.complaints.readers import viewers
from queue_app.store.desk import Desk
from queue_app.store.queue.tables import Leg, Ticket

ANSWERING = 0.4  # of those who were served
COMPLAIN_EVERY, BRIBE_EVERY = 3, 9  # played days
SAID = (
    (Category.WAITING, "Menunggu hampir dua jam, padahal loket lain kosong."),
    (Category.FACILITY, "Kursi di ruang tunggu kurang, banyak yang berdiri."),
    (Category.REQUIREMENTS, "Syarat di papan berbeda dengan yang diminta di loket."),
    (Category.ATTITUDE, "Petugas menjawab tanpa melihat ke arah saya."),
)


class Visitor(NamedTuple):
    """Whoever was served: all that an answer asks for."""

    ticket_id: int
    token: str


class PastVoices:
    """The citizens of one office, day by day, the oldest first. Every second complaint is left lying."""

    def __init__(self, desk: Desk, office_id: int, *, seed: int) -> None:
        self._voices = Voices(desk, office_id, Random(seed), ANSWERING)
        self._office_id = office_id
        self._days = 0

    def speak(self, then: Desk, day: date) -> None:
        """What is said of the day. then: the office at the end of it."""
        self._voices.desk = then
        for each in _served(then, self._office_id, day):
            with suppress(NotServed, SurveyOver):  # sent on, and then gone; or months of answers were played before
                self._voices.answer([each])
        days.begin(then, self._office_id)
        if self._days % COMPLAIN_EVERY == 0:
            self._voices.complain(*SAID[self._days // COMPLAIN_EVERY % len(SAID)])
        self._handle(then)
        if self._days % BRIBE_EVERY == BRIBE_EVERY - 1:
            self._voices.complain(Category.BRIBE, "Diminta uang rokok supaya cepat.")
        self._days += 1

    def _handle(self, then: Desk) -> None:
        with then.reading() as connection:
            able = [each for each in viewers(connection, self._office_id) if each.role is Role.SUPERVISOR]
        for code in self._of_service()[::2] if able else ():
            take_on(then, self._office_id, code=code, by=able[0])

    def _of_service(self) -> list[str]:
        return [code for code, category in self._voices.about.items() if category is not Category.BRIBE]


def _served(desk: Desk, office_id: int, day: date) -> list[Visitor]:
    asked = (
        select(Ticket.id, Ticket.token)
        .join(Leg, Leg.ticket_id == Ticket.id)
        .where(Ticket.office_id == office_id, Ticket.business_date == day, Leg.state == State.FINISHED)
        .distinct()
        .order_by(Ticket.id)
    )
    with desk.reading() as connection:
        return [Visitor(*row) for row in connection.execute(asked)]
