"""Numbers given on paper during a power cut that lasted over closing, and entered on a later day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, update

from queue_app.actions.queue import absences, corrections, days, numbers
from queue_app.domain.evidence.duties import Duty, DutyId
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, FaultyList, IllegalTransition, QueueError
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.routing import Policy
from queue_app.screens import numbers as standing
from queue_app.screens.display import display_state
from queue_app.screens.kiosk import kiosk_state
from queue_app.screens.numbers import PastDay
from queue_app.screens.preview import EVERYBODY, preview
from queue_app.screens.ticket import ticket_state
from queue_app.store.evidence import period
from queue_app.store.office.now import office_now
from queue_app.store.office.tables import Service
from queue_app.store.queue import visitors, waits
from queue_app.store.queue.tables import Leg, Ticket
from tests.calendars import say_hours
from tests.offices import Office

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
LIST = "A002 14.15 +\nA003 14.20 -\nB001 14.20 + P"


def enter(office: Office, text: str = LIST, day: date | None = MONDAY) -> list[str]:
    entered = numbers.enter_list(office.desk, office.office_id, text=text, officer_id=office.officers["wati"], day=day)
    return [each.shown for each in entered]


@pytest.fixture
def morning_after(office: Office) -> Office:
    """Monday: one citizen was served before the power went. Now it is Tuesday morning."""
    office.issue()
    office.open_counter()
    office.served(minutes=5)
    office.clock.set_local("2026-11-24 07:30:00")
    return office


def test_the_list_is_entered_with_what_became_of_each_and_no_time_is_made_up(morning_after: Office) -> None:
    assert enter(morning_after) == ["A002", "A003", "B001"]

    legs = list(morning_after.legs().values())[1:]
    assert [leg.state for leg in legs] == [State.FINISHED, State.CANCELLED, State.FINISHED]
    assert {(leg.called_at, leg.started_at, leg.ended_at, leg.counter_id, leg.officer_id) for leg in legs} == {
        (None, None, None, None, None)
    }
    assert morning_after.rows(Ticket.source) == ["kiosk", "manual", "manual", "manual"]
    assert morning_after.rows(Ticket.business_date) == [MONDAY] * 4
    assert morning_after.rows(Ticket.arrived_at)[1] == datetime(2026, 11, 23, 7, 15, tzinfo=UTC)


def test_it_is_logged_now_with_the_day_it_belongs_to_and_who_entered_it(morning_after: Office) -> None:
    wati = morning_after.officers["wati"]

    enter(morning_after, "A002 14.15 +\nA003 14.20 -")

    _issued, served, _issued_too, left = morning_after.events()[-4:]
    assert served == events.ServedOnPaper(ticket_id=2, leg_id=2, business_date="2026-11-23", officer_id=wati)
    assert left == events.LeftOnPaper(ticket_id=3, leg_id=3, business_date="2026-11-23", officer_id=wati)
    assert len(morning_after.published[-1].events) == 4  # one transaction: nobody saw any of them wait


def evidence(connection: Connection, office_id: int) -> Mapping[DutyId, Duty]:
    return period.read(connection, office_id, zone="Asia/Jakarta", first=MONDAY, last=TUESDAY).figures.duties


def test_they_count_as_visitors_of_their_day_and_in_no_time_and_for_no_officer(morning_after: Office) -> None:
    office = morning_after.office_id
    with morning_after.desk.reading() as connection:
        before = (
            waits.ended(connection, office, MONDAY),
            evidence(connection, office),
        )

    enter(morning_after)

    with morning_after.desk.reading() as connection:
        assert waits.served(connection, office, MONDAY) == 3
        assert waits.served(connection, office, TUESDAY) == 0
        ktp = visitors.day_by_service(connection, office, MONDAY, now=morning_after.clock())[
            morning_after.services["KTP"]
        ]
        assert {state: count for state, (count, _since) in ktp.items()} == {State.FINISHED: 2, State.CANCELLED: 1}
        assert before == (
            waits.ended(connection, office, MONDAY),
            evidence(connection, office),
        )
        assert [duty.finished for duty in evidence(connection, office).values()] == [1]


def test_no_screen_shows_any_of_them_and_nobody_calls_them(morning_after: Office) -> None:
    key, now = morning_after.desk.office(morning_after.office_id), morning_after.clock()

    def shown() -> list[object]:
        with morning_after.desk.reading() as connection:
            display = display_state(connection, key, now=now, fresh_s=30)
            kiosk = kiosk_state(connection, key, now=now)
            own = visitors.in_office(connection, key.id, display.seq)
        return [replace(display, seq=0), replace(kiosk, seq=0), own.waiting, own.held]

    before = shown()
    enter(morning_after)

    assert shown() == before
    assert days.expire_left_over(morning_after.desk, key.id) == 0
    assert morning_after.issue().shown == "A001"
    assert morning_after.call_next().business_date == TUESDAY


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("A002 14.15 +\nA004 14.20 -", [(2, "gap")]),
        ("A001 14.15 +\nA002 14.20 +\nA002 14.25 +", [(1, "given"), (3, "doubled")]),
        ("A002 14.15\nA004 14.20", [(1, "fate_needed"), (2, "fate_needed"), (2, "gap")]),
        ("A002 14.15 +\nA003 14.10 -", [(2, "time_order")]),
        ("A002 07.59 +", [(1, "before_last")]),
    ],
)
def test_one_fault_and_nothing_is_entered(morning_after: Office, text: str, faults: list[tuple[int, str]]) -> None:
    before = morning_after.events()

    with pytest.raises(FaultyList) as refusal:
        enter(morning_after, text)

    found = refusal.value.data["faults"]
    assert isinstance(found, list)
    assert [(each.line, each.code) for each in found] == faults
    assert morning_after.events() == before


def test_the_same_list_twice_is_entered_once(morning_after: Office) -> None:
    enter(morning_after)

    with pytest.raises(FaultyList):
        enter(morning_after)
    assert enter(morning_after, "A004 15.30 +") == ["A004"]


def test_past_quotas_and_closed_services_refuse_nobody_who_was_there(morning_after: Office) -> None:
    with morning_after.desk.transaction(morning_after.office_id) as work:
        work.connection.execute(update(Service).values(daily_quota=1, is_open=False, closed_reason="listrik"))

    assert enter(morning_after) == ["A002", "A003", "B001"]


@pytest.mark.parametrize("verb", [absences.cancel, absences.restore, corrections.take_back])
def test_nothing_can_be_done_to_it_any_more(morning_after: Office, verb: Callable[..., object]) -> None:
    enter(morning_after, "A002 14.15 +")
    leg_id = max(morning_after.legs())
    more = {"reason": "pulang"} if verb is absences.cancel else {}

    with pytest.raises(QueueError) as refusal:
        verb(
            morning_after.desk,
            morning_after.office_id,
            leg_id=leg_id,
            officer_id=morning_after.officers["wati"],
            **more,
        )

    if isinstance(refusal.value, IllegalTransition):
        assert "entered afterwards from paper" in str(refusal.value.data["state"])


def test_its_page_tells_how_it_ended_without_a_counter(morning_after: Office) -> None:
    enter(morning_after, "A002 14.15 +")
    key, ticket_id = morning_after.desk.office(morning_after.office_id), max(morning_after.rows(Ticket.id))

    with morning_after.desk.reading() as connection:
        told = ticket_state(connection, key, ticket_id, now=morning_after.clock(), lang="en")

    assert (told.state, told.counter, told.called_at, told.is_final) == ("finished", None, None, True)


def test_another_order_is_tried_without_them_and_says_so(morning_after: Office) -> None:
    enter(morning_after)

    found = preview(morning_after.desk, morning_after.office_id, day=MONDAY, policy=Policy())

    assert (found.as_it_was.by_class[EVERYBODY].count, found.as_it_was.left, found.on_paper) == (1, 0, 3)


def test_the_days_to_choose_from_are_the_working_days_of_a_week_with_their_last_numbers(
    office: Office,
) -> None:
    say_hours(office, "07.30-16.00")
    office.issue()
    office.clock.set_local("2026-11-30 07:30:00")
    with office.desk.reading() as connection:
        found = standing.past_days(connection, office_now(connection, office.office_id), now=office.clock())

    assert found == [*(PastDay(date(2026, 11, day), ()) for day in (27, 26, 25, 24)), PastDay(MONDAY, ("A001",))]


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 25)], ids=["too long ago", "tomorrow"])
def test_another_day_is_refused_with_those_that_are_possible(morning_after: Office, day: date) -> None:
    with pytest.raises(BadInput) as refusal:
        enter(morning_after, day=day)

    assert str(refusal.value.data["expected"]).startswith("2026-11-24, 2026-11-23, 2026-11-22")
    assert morning_after.rows(Leg.id) == [1]
