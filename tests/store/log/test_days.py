"""What tells a business date is read from the log, and no more; rows only say where it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_app.actions.queue import carrying, counter, days, desks
from queue_app.domain.log import events
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue import day_ranges
from queue_app.domain.queue.day_ranges import DayRanges, Range
from queue_app.store.log import chain, day_rows
from queue_app.store.log import days as log_days
from tests.offices import Office
from tests.store.log.test_reading import forge

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=each) for each in range(4)]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_ranges, "GAP", 1)
    monkeypatch.setattr(day_rows, "STRETCH", 7)


@pytest.fixture
def lived_in(unchecked_office: Office) -> Office:
    """Three days: carried over, left at a counter overnight, taken over on the day after."""
    office = unchecked_office
    office.open_counter()
    for _ in range(4):
        office.issue()
    office.served()
    office.do(counter.start, office.call_next())
    carrying.carry_over(
        office.desk, office.office_id, service_id=office.services["KTP"], officer_id=office.officers["tini"]
    )
    for _ in range(2):
        office.clock.tick(days=1)
        office.issue("AKTA")
        office.open_counter(2, by="joko")
        office.served(by="joko")
        desks.close_desk(office.desk, office.office_id, officer_id=office.officers["joko"])
    desks.take_over(office.desk, office.office_id, counter_id=office.counters[1], officer_id=office.officers["tini"])
    return office


def told(office: Office, day: date) -> list[events.Event]:
    with office.desk.reading() as connection:
        return [each.event for each in log_days.recorded_of(connection, office.office_id, day, day)]


def length_of(office: Office) -> int:
    return office.founded + len(office.events())


def note(office: Office) -> int:
    return days.note_days(office.desk, office.office_id)


def ranges(office: Office) -> dict[date, list[Range]]:
    with office.desk.reading() as connection:
        return dict(day_rows.all_days(connection, office.office_id))


def recounted(office: Office) -> dict[date, list[Range]]:
    found = DayRanges("Asia/Jakarta")
    with office.desk.reading() as connection:
        for seq, each in enumerate(chain.recorded(connection, office.office_id), start=1):
            found.read(seq, each)
    return dict(found.ranges)


def of_tickets(office: Office, day: date) -> list[events.Event]:
    """Every event of the day's tickets, by the whole log."""
    happened = office.events()
    dates = {each.ticket_id: each.business_date for each in happened if isinstance(each, events.TicketIssued)}
    return [each for each in happened if dates.get(getattr(each, "ticket_id", 0)) == day.isoformat()]


def test_what_is_read_of_a_day_holds_every_event_of_its_tickets(lived_in: Office) -> None:
    for day in WEEK:
        own = of_tickets(lived_in, day)
        assert [each for each in told(lived_in, day) if each in own] == own
    assert [len(told(lived_in, day)) for day in WEEK] == [17, 11, 7, 0]


def test_it_is_the_same_before_and_after_it_was_noted_where_a_day_stands(lived_in: Office) -> None:
    before = [told(lived_in, day) for day in WEEK]

    assert note(lived_in) == length_of(lived_in)

    assert [told(lived_in, day) for day in WEEK] == before


def test_the_rows_are_those_of_one_reading_however_often_they_were_written(lived_in: Office) -> None:
    for _ in range(3):
        note(lived_in)
        lived_in.clock.tick(days=1)
        lived_in.issue()
        lived_in.open_counter(2, by="joko")
        desks.close_desk(lived_in.desk, lived_in.office_id, officer_id=lived_in.officers["joko"])
    note(lived_in)

    assert ranges(lived_in) == recounted(lived_in)
    assert note(lived_in) == 0


def test_a_day_goes_on_behind_what_was_noted(lived_in: Office) -> None:
    note(lived_in)
    before = told(lived_in, WEEK[2])
    lived_in.issue("AKTA")

    assert told(lived_in, WEEK[2]) == [*before, lived_in.events()[-1]]
    assert ranges(lived_in) != recounted(lived_in)


def test_who_was_slower_leaves_the_rows_of_the_faster(lived_in: Office) -> None:
    with lived_in.desk.reading() as connection:
        found = day_rows.untold(connection, lived_in.office_id, most=5)
    note(lived_in)
    rows = ranges(lived_in)

    with lived_in.desk.transaction(lived_in.office_id) as work:
        is_first = day_rows.keep(work.connection, lived_in.office_id, found)

    assert (is_first, ranges(lived_in)) == (False, rows)


@pytest.mark.parametrize(
    "spoilt", ["UPDATE event SET data = 'nothing' WHERE seq = :F + 3", "DELETE FROM event WHERE seq = :F + 3"]
)
@pytest.mark.parametrize("is_noted", [False, True])
def test_a_broken_event_is_a_hindrance_to_its_own_day_alone(lived_in: Office, spoilt: str, *, is_noted: bool) -> None:
    others, length = [told(lived_in, day) for day in WEEK[1:]], length_of(lived_in)
    forge(lived_in, spoilt)

    assert (is_noted and note(lived_in)) == (is_noted and length)

    with pytest.raises(BrokenLog, match=f"event {lived_in.founded + 3} "):
        told(lived_in, MONDAY)
    assert [told(lived_in, day) for day in WEEK[1:]] == others
