"""The usual day of an office: the same weekday of the last weeks, today apart."""

from __future__ import annotations

from queue_app.screens.usual_day import UsualDay, UsualHalfHour, usual_day
from tests.offices import Office

MONDAY = 0  # as the tests' clock begins


def usual(office: Office, weekday: int = MONDAY) -> UsualDay:
    return usual_day(office.desk, office.desk.office(office.office_id), weekday)


def test_a_new_office_has_no_usual_day(office: Office) -> None:
    office.issue()  # today says nothing of what is usual

    assert usual(office) == UsualDay(days=0, half_hours=[])


def test_the_usual_monday_is_made_of_the_mondays_before_today(office: Office) -> None:
    office.open_counter()
    for numbers in (1, 3):
        legs = [office.issue() for _ in range(numbers)]
        office.clock.tick(minutes=35)
        for _ in legs:
            office.served(minutes=1)
        office.clock.tick(days=7, minutes=-35 - numbers)
    office.issue()

    assert usual(office) == UsualDay(days=2, half_hours=[UsualHalfHour(minute=480, arrivals=2.0, waiting=2.0)])


def test_another_weekday_has_a_usual_day_of_its_own(office: Office) -> None:
    office.issue()
    office.clock.tick(days=2)

    assert [usual(office, weekday).days for weekday in range(7)] == [1, 0, 0, 0, 0, 0, 0]
