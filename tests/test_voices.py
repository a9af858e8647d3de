"""A month of an office whose citizens answer, complain and book: what is published of them is what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest

from queue_app.actions.citizen.survey.publish import publish
from queue_app.daily import DayWatch
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.citizen.complaints.kinds import Category
from queue_app.domain.citizen.survey.frozen import recount
from queue_app.domain.citizen.survey.ikm import Weight, ikm
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.log.errors import ServiceClosed
from queue_app.simulate.voices import Voices
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.queue.tables import Ticket
from tests.bookings import take_bookings
from tests.offices import Office

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
VISITS = 8  # a day, beside those who booked
QUOTA = 9
HALF_HOURS = 14  # from eight to three


def working_days() -> Iterator[date]:
    days = (FIRST + timedelta(days=each) for each in range((LAST - FIRST).days + 1))
    return (each for each in days if each.weekday() < 5)


def played(office: Office, *, answering: float = 0.5) -> Voices:
    """A month, day by day, with a look of the house's own watch each morning and a week behind it."""
    voices = Voices(office.desk, office.office_id, Random(15), answering)
    office.clock.set_local("2026-11-30 09:00")
    take_bookings(office, quota=QUOTA)
    watch = DayWatch(office.desk, note_days=30)
    for number, day in enumerate(working_days()):
        office.clock.set_local(f"{day} 07:30")
        watch.look()
        one_day(office, voices, day)
        if number % 5 == 0:
            voices.complain(Category.WAITING, "Menunggu dua jam.", service_id=office.services["KTP"])
            voices.complain(Category.BRIBE, "Diminta uang rokok.")
    office.clock.set_local("2027-01-08 07:30")
    watch.look()
    return voices


def one_day(office: Office, voices: Voices, day: date) -> None:
    """Every half hour whoever booked comes in, and somebody without a booking as long as the quota lasts."""
    office.clock.set_local(f"{day} 08:00")
    office.open_counter()
    voices.book(office.services["KTP"], 3)
    for half_hour in range(HALF_HOURS):
        here = voices.come(office.clock.now)
        if half_hour < VISITS:
            with suppress(ServiceClosed):  # nothing is left of the day's numbers: those who booked have theirs
                here.append(office.issue())
        for _ in here:
            office.served(minutes=2)
        voices.answer(here)
        office.clock.set_local(f"{day} 08:00")
        office.clock.tick(minutes=30 * (half_hour + 1))


@pytest.fixture
def month(office: Office) -> tuple[Office, Voices]:
    return office, played(office)


@pytest.mark.slow("a whole month: bookings, answers and complaints against one ledger and one recount")
def test_a_month_of_voices_is_counted_published_and_answered_for(month: tuple[Office, Voices]) -> None:
    office, voices = month

    kept = publish(
        office.desk, office.office_id, period=read("2026-12"), weight=Weight.NINTH, by=office.officers["tini"]
    )

    from_paper, published = ikm(values for _day, values in voices.forms), recount(kept.frozen)
    assert from_paper is not None
    assert published is not None
    assert (published.value, published.n) == (from_paper.value, len(voices.forms))
    assert max(Counter(office.rows(Ticket.business_date)).values()) == QUOTA
    states = Counter(office.rows(Booking.state))
    assert (states[State.ARRIVED], states.total()) == (voices.arrived, voices.booked)
    assert states[State.NO_SHOW] == voices.booked - voices.arrived - states[State.BOOKED]
    assert states[State.NO_SHOW] > 0
