"""A service closed by hand while people wait, and their way to the next working day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_app.actions import closing, counter, days
from queue_app.actions.tickets import Entered
from queue_app.domain import events
from queue_app.domain.errors import BadInput, NotFound, NoWorkingDay, ServiceClosed
from queue_app.domain.lifecycle import State
from queue_app.store.tables import Leg, NumberCounter, Service, Ticket
from tests.calendars import say_holiday, say_hours, set_service
from tests.factories import MORNING
from tests.offices import Office

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def close(office: Office, service: str = "KTP", *, reason: str = "blangko_habis", minutes: float | None = None) -> None:
    closing.close_service(
        office.desk, office.office_id, service_id=office.services[service], reason=reason,
        reopens_at=None if minutes is None else office.clock() + timedelta(minutes=minutes),
        officer_id=office.officers["tini"],
    )  # fmt: skip


def reopen(office: Office) -> None:
    closing.reopen_service(
        office.desk, office.office_id, service_id=office.services["KTP"], officer_id=office.officers["tini"]
    )


def carry_over(office: Office, service: str = "KTP") -> list[Entered]:
    return closing.carry_over(
        office.desk, office.office_id, service_id=office.services[service], officer_id=office.officers["tini"]
    )


def test_a_closed_service_gives_no_number_and_says_why_and_until_when(office: Office) -> None:
    close(office, minutes=90)

    with pytest.raises(ServiceClosed) as refusal:
        office.issue()

    assert str(refusal.value.data["why"]) == (
        "Closed for now: the blank forms have run out. Expected to open at 09.30 WIB."
    )
    assert office.events() == [
        events.ServiceClosedByHand(
            office.services["KTP"], "blangko_habis", office.officers["tini"], "2026-11-23T02:30:00+00:00"
        )
    ]


def test_the_others_go_on_and_who_waits_is_still_called(office: Office) -> None:
    office.open_counter()
    office.issue()
    close(office)

    assert (office.issue("AKTA").shown, office.call_next().shown) == ("B001", "A001")


def test_it_opens_by_hand_and_by_itself(office: Office) -> None:
    close(office)
    reopen(office)
    first = office.issue().shown
    close(office, minutes=30)
    office.clock.tick(minutes=30)

    assert (first, office.issue().shown) == ("A001", "A002")


def test_the_mark_of_a_closing_that_is_over_is_taken_off_once(office: Office) -> None:
    close(office, minutes=30)
    close(office, "AKTA")
    before = closing.reopen_ended(office.desk, office.office_id)
    office.clock.tick(minutes=30)

    assert [before, *(closing.reopen_ended(office.desk, office.office_id) for _ in range(2))] == [0, 1, 0]
    assert office.rows(Service.is_open) == [True, False]
    assert office.events()[-1] == events.ServiceReopened(office.services["KTP"], None)


def test_closing_again_tells_the_new_reason(office: Office) -> None:
    close(office, minutes=30)
    close(office, reason="siak_down")

    assert office.rows(Service.closed_reason) == ["siak_down", None]
    assert office.rows(Service.reopens_at) == [None, None]


def test_opening_what_is_open_is_no_event(office: Office) -> None:
    reopen(office)

    assert office.events() == []


@pytest.mark.parametrize(("wrong", "field"), [({"reason": "bosan"}, "reason"), ({"minutes": 0}, "reopens_at")])
def test_a_closing_that_says_what_cannot_be_is_refused(office: Office, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        close(office, **wrong)  # type: ignore[arg-type]

    assert refusal.value.data["field"] == field
    assert office.rows(Service.is_open) == [True, True]


def test_who_waits_is_carried_over_to_the_next_working_day_in_the_same_order(office: Office) -> None:
    say_hours(office, "08.00-16.00")
    say_holiday(office, TUESDAY, "Libur kota")
    for party, priority in ((1, None), (3, "lansia"), (1, None)):
        office.issue(party=party, priority=priority)
    close(office)

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


def test_a_service_that_was_taken_out_is_not_there_to_close(office: Office) -> None:
    set_service(office, "KTP", is_active=False)

    with pytest.raises(NotFound):
        close(office)
