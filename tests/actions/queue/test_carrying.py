"""Who was not served goes on with a new number on the next working day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from queue_app.actions.queue import carrying, counter, days, desks
from queue_app.actions.queue.tickets import Entered
from queue_app.domain.log.errors import NobodyWaiting, NoWorkingDay, ServiceClosed
from queue_app.domain.log.events import TicketCarried
from queue_app.domain.queue.lifecycle import State
from queue_app.store.office import catalogue
from queue_app.store.queue import closing, notes, quota
from queue_app.store.queue.tables import Leg, NumberCounter, Ticket
from queue_app.store.queue.tickets import TicketLeg
from tests.calendars import say_holiday, say_hours, say_special_day, set_service
from tests.factories import MORNING
from tests.offices import Office

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)


def carry_over(office: Office, service: str = "KTP") -> list[Entered]:
    return carrying.carry_over(
        office.desk, office.office_id, service_id=office.services[service], officer_id=office.officers["tini"]
    )


def test_who_waits_is_carried_over_to_the_next_working_day_in_the_same_order(office: Office) -> None:
    say_hours(office, "08.00-16.00")
    say_holiday(office, TUESDAY, "Libur kota")
    for party, priority in ((1, None), (3, "lansia"), (1, None)):
        office.issue(party=party, priority=priority)

    carried = carry_over(office)

    assert [(each.shown, each.day, each.is_priority) for each in carried] == [
        ("A001", WEDNESDAY, False), ("A002", WEDNESDAY, True), ("A003", WEDNESDAY, False),
    ]  # fmt: skip
    assert office.rows(Ticket.party) == [1, 3, 1] * 2
    assert office.rows(Ticket.carried_from_id) == [None, None, None, 1, 2, 3]
    assert office.rows(Leg.state) == [State.EXPIRED] * 3 + [State.WAITING] * 3
    assert office.rows(Leg.end_reason) == ["carried_over"] * 3 + [None] * 3
    assert [type(event).__name__ for event in office.events()[-3:]] == [
        "TicketExpired",
        "TicketIssued",
        "TicketCarried",
    ]


def test_on_that_day_they_come_first_and_the_numbers_go_on_after_theirs(office: Office) -> None:
    office.issue()
    office.issue()
    carry_over(office)
    office.clock.tick(days=1)
    office.open_counter()
    new = office.issue()

    assert (new.shown, new.ahead) == ("A003", 2)
    assert [office.served().shown for _ in range(3)] == ["A001", "A002", "A003"]
    assert office.rows(NumberCounter.last) == [2, 3]


def test_only_who_waits_is_carried_over(office: Office) -> None:
    office.open_counter()
    for service in ("KTP", "KTP", "KTP", "AKTA"):
        office.issue(service)
    office.do(counter.hold, office.do(counter.start, office.call_next()))
    office.do(counter.start, office.call_next())

    assert len(carry_over(office)) == 1
    assert office.rows(Leg.state) == [
        State.HELD, State.SERVING, State.EXPIRED, State.WAITING, State.WAITING,
    ]  # fmt: skip


def test_carrying_over_twice_carries_nobody_twice(office: Office) -> None:
    office.issue()

    assert [len(carry_over(office)) for _ in range(2)] == [1, 0]


def test_who_was_carried_over_uses_up_the_new_days_quota_and_not_the_old_ones(office: Office) -> None:
    set_service(office, "KTP", daily_quota=2)
    office.issue()
    office.issue()
    carry_over(office)
    today = office.issue().shown
    office.clock.tick(days=1)

    assert today == "A003"
    with pytest.raises(ServiceClosed):
        office.issue()


def test_who_was_carried_over_is_never_refused_for_the_new_days_quota(office: Office) -> None:
    set_service(office, "KTP", daily_quota=2)
    office.issue()
    office.issue()
    first = carry_over(office)
    office.issue()
    second = carry_over(office)

    with office.desk.reading() as connection:
        ktp = catalogue.service(connection, office.office_id, office.services["KTP"])
        found = quota.of_service(connection, ktp, TUESDAY, office_id=office.office_id, now=office.clock.now)
    assert [each.shown for each in first + second] == ["A001", "A002", "A003"]
    assert (found.taken, found.left) == ({"carried": 3}, 0)


def test_the_end_of_the_day_leaves_tomorrows_numbers_alone(office: Office) -> None:
    office.issue()
    carry_over(office)

    assert days.expire_left_over(office.desk, office.office_id) == 0
    office.clock.tick(days=1)
    assert days.expire_left_over(office.desk, office.office_id) == 0
    office.clock.tick(days=1)
    assert days.expire_left_over(office.desk, office.office_id) == 1
    assert office.rows(Leg.end_reason) == ["carried_over", "day_ended"]


def test_without_a_working_day_ahead_nobody_loses_the_number(office: Office) -> None:
    say_hours(office, "08.00-16.00", template="ramadan")
    set_service(office, "AKTA", position=1)
    office.clock.now = MORNING

    with pytest.raises(NoWorkingDay):
        carry_over(office)


def sent(office: Office, *, to: str = "AKTA", **way: Any) -> TicketLeg:
    """The first ticket, which counter 1 sent on; it waits for another service."""
    office.open_counter()
    office.issue()
    return office.transfer(office.call_next(), to=to, **way)


def directions(office: Office) -> list[tuple[int | None, ...]]:
    """Of the newest leg: the counter and the officer it was sent to, the service and the counter it comes back to."""
    leg = list(office.legs().values())[-1]
    return [(leg.to_counter_id, leg.to_officer_id), (leg.back_service_id, leg.back_counter_id)]


def test_who_was_sent_to_one_counter_is_sent_there_on_the_next_day_too_and_comes_back(office: Office) -> None:
    sent(office, counter_id=office.counters[2], come_back=True)
    carry_over(office, "AKTA")
    office.clock.tick(days=1)
    days.close_left_desks(office.desk, office.office_id)
    office.open_counter(1, by="wati")
    office.open_counter(2, by="joko")

    with pytest.raises(NobodyWaiting):
        office.call_next(by="wati")
    leg = office.served(by="joko")
    back = office.call_next(by="wati")

    assert directions(office)[0] == (office.counters[1], None)
    assert (leg.shown, back.shown, back.leg.service_id) == ("B001", "B001", office.services["KTP"])


def test_who_was_sent_to_one_officer_is_the_same_officers_on_the_next_day(office: Office) -> None:
    before = sent(office, officer_id=office.officers["joko"], come_back=True).leg
    carry_over(office, "AKTA")

    assert directions(office) == [
        (None, office.officers["joko"]), (before.back_service_id, before.back_counter_id),
    ]  # fmt: skip


def test_the_note_of_a_transfer_goes_on_with_the_ticket(office: Office) -> None:
    sent(office, note="KK asli sudah dilihat")
    [carried] = carry_over(office, "AKTA")

    with office.desk.reading() as connection:
        found = [each.text for each in notes.of_ticket(connection, carried.ticket_id)]
    assert found == ["KK asli sudah dilihat"]


def carried_to_tuesday(office: Office, count: int = 1) -> None:
    say_hours(office, "08.00-16.00")
    for _ in range(count):
        office.issue()
    carry_over(office)


def carry_on(office: Office) -> int:
    return carrying.carry_past_days_off(office.desk, office.office_id)


def waiting_days(office: Office) -> list[date]:
    return office.rows(Leg.business_date, Leg.state == State.WAITING)


def test_a_day_that_becomes_a_holiday_passes_its_carried_tickets_on(office: Office) -> None:
    carried_to_tuesday(office, 2)
    before = carry_on(office)
    say_holiday(office, TUESDAY, "Cuti bersama")

    assert (before, carry_on(office), carry_on(office)) == (0, 2, 0)
    assert waiting_days(office) == [WEDNESDAY, WEDNESDAY]
    assert office.rows(Ticket.carried_from_id) == [None, None, 1, 2, 3, 4]
    assert [event.officer_id for event in office.events() if isinstance(event, TicketCarried)][2:] == [None, None]


def test_the_first_number_leads_to_the_last_one(office: Office) -> None:
    carried_to_tuesday(office)
    say_holiday(office, TUESDAY, "Cuti bersama")
    carry_on(office)

    with office.desk.reading() as connection:
        found = closing.carried_to(connection, 1)
    assert found is not None
    assert (found.shown, found.day) == ("A001", WEDNESDAY)


def test_a_carried_ticket_keeps_its_way_over_a_day_off_as_well(office: Office) -> None:
    say_hours(office, "08.00-16.00")
    sent(office, counter_id=office.counters[2], come_back=True)
    carry_over(office, "AKTA")
    say_special_day(office, TUESDAY, "Banjir")
    carry_on(office)

    assert waiting_days(office) == [WEDNESDAY]
    assert directions(office) == [(office.counters[2], None), (office.services["KTP"], office.counters[1])]


def test_a_day_off_declared_in_the_morning_passes_them_on_at_once(office: Office) -> None:
    carried_to_tuesday(office)
    office.clock.set_local("2026-11-24 06:30:00")
    say_special_day(office, TUESDAY, "Banjir")

    assert (carry_on(office), waiting_days(office)) == (1, [WEDNESDAY])


def test_while_somebody_is_at_a_counter_todays_stay_until_the_counter_closes(office: Office) -> None:
    carried_to_tuesday(office)
    office.clock.set_local("2026-11-24 10:00:00")
    officer_id = office.open_counter()
    say_special_day(office, TUESDAY, "Listrik padam")
    while_manned = carry_on(office)
    desks.close_desk(office.desk, office.office_id, officer_id=officer_id)

    assert (while_manned, carry_on(office)) == (0, 1)


def test_who_took_a_number_at_the_kiosk_that_day_is_the_supervisors_to_carry_over(office: Office) -> None:
    carried_to_tuesday(office)
    office.clock.set_local("2026-11-24 09:00:00")
    office.issue()
    say_special_day(office, TUESDAY, "Listrik padam")
    carry_on(office)

    assert waiting_days(office) == [TUESDAY, WEDNESDAY]


@pytest.mark.parametrize(
    ("when", "day"), [("2026-11-25 00:00:20", WEDNESDAY), ("2026-11-25 10:00:00", WEDNESDAY),
                      ("2026-11-25 16:00:00", THURSDAY)],
)  # fmt: skip
def test_what_a_day_off_left_over_goes_on_as_soon_as_it_still_can(office: Office, when: str, day: date) -> None:
    carried_to_tuesday(office)
    say_holiday(office, TUESDAY, "Cuti bersama")
    office.clock.set_local(when)

    assert (carry_on(office), waiting_days(office)) == (1, [day])


def test_a_day_off_without_another_day_after_it_keeps_them(office: Office) -> None:
    carried_to_tuesday(office)
    for ahead in range(366):
        say_special_day(office, TUESDAY + timedelta(days=ahead), "Tutup")

    assert (carry_on(office), waiting_days(office)) == (0, [TUESDAY])


def test_a_service_that_was_taken_out_is_carried_no_further(office: Office) -> None:
    carried_to_tuesday(office)
    set_service(office, "KTP", is_active=False)
    say_holiday(office, TUESDAY, "Cuti bersama")

    assert carry_on(office) == 0
