"""A month of an office whose citizens answer, complain and book: what is published of them is what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from queue_app.actions.citizen.complaints.escalate import Audience, When
from queue_app.actions.citizen.survey.publish import publish
from queue_app.daily import DayWatch
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.citizen.complaints.deadlines import DEFAULTS, Counting, Stage, deadline
from queue_app.domain.citizen.complaints.kinds import Category, group_of
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.citizen.complaints.states import Verb
from queue_app.domain.citizen.survey.frozen import recount
from queue_app.domain.citizen.survey.ikm import Weight, ikm
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.log.errors import ServiceClosed
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import Calendar
from queue_app.escalation import Escalation
from queue_app.simulate.handlers import take_on
from queue_app.simulate.voices import Voices
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints import rows, steps
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.office import calendar
from queue_app.store.queue.tables import Ticket
from tests.bookings import take_bookings
from tests.complaints import as_role
from tests.offices import Office

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
SHUT = date(2027, 1, 8)  # answers of the last day are taken until then
VISITS = 8  # a day, beside those who booked
QUOTA = 9
SATURDAY = 5
HALF_HOURS = 14  # from eight to three


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


@dataclass
class Month:
    """An office's month, and whom its watch told of deadlines."""

    office: Office
    voices: Voices
    letters: Counter[Audience]


def played(office: Office, *, answering: float = 0.5) -> Month:
    """A month and the week behind it, day by day, under the house's own watch; half of the complaints are handled."""
    month = Month(office, Voices(office.desk, office.office_id, Random(15), answering), Counter())
    office.clock.set_local("2026-11-30 09:00")
    take_bookings(office, quota=QUOTA)
    house = (as_role(office, "joko", Role.SUPERVISOR), as_role(office, "wati", Role.INSPECTOR))
    ways = {each: lambda *_letter, each=each: month.letters.update([each]) for each in Audience}
    watch = DayWatch(office.desk, note_days=30, escalation=Escalation(office.desk, ways, lang="id"))
    for day in days(FIRST, SHUT):
        office.clock.set_local(f"{day} 07:30")
        watch.look()
        if day <= LAST and day.weekday() < SATURDAY:
            one_day(office, month.voices, watch, day)
            brought(month.voices, office.services["KTP"], day)
            handled(office, month.voices.about, house)
    return month


def brought(voices: Voices, service_id: int, day: date) -> None:
    """On both tracks, once a week."""
    if day.weekday() == FIRST.weekday():
        voices.complain(Category.WAITING, "Menunggu dua jam.", service_id=service_id)
        voices.complain(Category.BRIBE, "Diminta uang rokok.")


def handled(office: Office, codes: Iterable[str], house: tuple[Viewer, Viewer]) -> None:
    """The complaints of every second week go one step on, by the one of the house who reads that track."""
    for number, code in enumerate(codes):
        if number // 2 % 2 == 0:
            take_on(office.desk, office.office_id, code=code, by=house[number % 2])


def one_day(office: Office, voices: Voices, watch: DayWatch, day: date) -> None:
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
        watch.look()


Due = tuple[int, Stage, date]  # complaint, what had to be done, its last day


def deadlines(office: Office) -> tuple[set[Due], set[Due]]:
    """Those that were not met, by the rows of what was done; and those that somebody was told of as due."""
    desk, late, told = office.desk, set[Due](), set[Due]()
    with desk.reading() as connection:
        own = calendar.opening(connection, office.office_id).calendar
        for kept in rows.of_office(connection, desk.seal, office.office_id):
            done = {each.said.verb: each.on for each in steps.of(connection, desk.seal, kept.id)}
            late |= {(kept.id, *each) for each in missed(own, kept, done)}
            marks = (each.split(":") for each in kept.handling.reminded)
            told |= {(kept.id, Stage(stage), date.fromisoformat(due)) for stage, due, when in marks if when == When.DUE}
    return late, told


def missed(own: Calendar, kept: Kept, done: Mapping[Verb, date]) -> Iterator[tuple[Stage, date]]:
    """Each stage whose last day came before what it asks for."""
    group, complete_on = group_of(kept.lodged.kind, kept.lodged.category), done.get(Verb.ACCEPT)
    begun = {
        Stage.VERIFY: (kept.received_on, kept.received_on, Verb.ACCEPT),
        Stage.ANSWER: (complete_on, complete_on, Verb.ANSWER),
        Stage.FINISH: (kept.received_on, complete_on or kept.received_on, Verb.ANSWER),
    }
    for stage, (working, by_law, verb) in begun.items():
        if working is not None and by_law is not None:
            due = deadline(own, DEFAULTS, group, stage, {Counting.WORKING: working, Counting.CALENDAR: by_law})
            if due and done.get(verb, SHUT + timedelta(days=1)) > due.due_on:
                yield stage, due.due_on


@pytest.fixture
def month(office: Office) -> Month:
    return played(office)


@pytest.mark.slow("a whole month: bookings, answers and complaints against one ledger and one recount")
def test_a_month_of_voices_is_counted_published_and_answered_for(month: Month) -> None:
    office, voices = month.office, month.voices

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
    late, told = deadlines(office)
    assert told == late
    assert Counter(stage for _number, stage, _due in late) == {Stage.VERIFY: 4, Stage.FINISH: 1}
    assert set(month.letters) == set(Audience)
