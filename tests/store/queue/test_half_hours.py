from __future__ import annotations

from datetime import date, datetime

from queue_app.store.queue.half_hours import HalfHour, of_day
from tests.offices import Office

DAY = date(2026, 11, 23)  # as the office's clock begins: at 08.00 in Jakarta


def counted(office: Office, day: date = DAY) -> list[HalfHour]:
    with office.desk.reading() as connection:
        return of_day(connection, office.office_id, day)


def half(at: str, arrivals: int, calls: int, waiting: int) -> HalfHour:
    return HalfHour(datetime.fromisoformat(at), arrivals, calls, waiting)


def test_who_comes_and_who_is_called_is_counted_in_its_own_half_hour(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.clock.set_local("2026-11-23 08:29:59")
    office.issue()
    office.clock.set_local("2026-11-23 08:30:00")
    office.issue()
    office.call_next()

    assert counted(office) == [half("2026-11-23T01:00:00Z", 2, 0, 2), half("2026-11-23T01:30:00Z", 1, 1, 2)]


def test_a_half_hour_in_which_nothing_happens_is_told_as_well(office: Office) -> None:
    office.issue()
    office.clock.set_local("2026-11-23 09:10")
    office.issue()

    assert [(each.arrivals, each.calls) for each in counted(office)] == [(1, 0), (0, 0), (1, 0)]


def test_a_transfer_is_no_arrival_and_its_call_is_a_call(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.transfer(office.call_next(), to="AKTA")
    office.call_next()

    assert counted(office) == [half("2026-11-23T01:00:00Z", 1, 2, 0)]


def test_a_day_without_anybody_has_no_half_hours(office: Office) -> None:
    office.issue()

    assert (counted(office, date(2026, 11, 24)), len(counted(office))) == ([], 1)
