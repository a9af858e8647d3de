from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from queue_app.actions.queue import corrections, counter, desks
from queue_app.domain.log.errors import (
    BadInput,
    ColleagueBusy,
    CounterBusy,
    CounterTaken,
    DeskAlreadyOpen,
    NoDesk,
    NotFound,
)
from queue_app.domain.log.events import DeskClosed, DeskOpened
from queue_app.store.office.tables import Counter
from queue_app.store.queue import counters, visitors
from queue_app.store.queue.tables import DeskSession, DeskStatus
from tests.factories import MORNING, make_plan
from tests.offices import Office


def close(office: Office, *, by: str = "wati") -> None:
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers[by])


def held(office: Office) -> dict[int, str]:
    """Who holds which counter now, by the number on its sign."""
    with office.desk.reading() as connection:
        return {each.counter: each.officer for each in counters.held(connection, office.office_id).values()}


def test_an_officer_opens_a_counter_and_gives_it_back(office: Office) -> None:
    office.open_counter(2)
    during = held(office)
    close(office)

    assert (during, held(office)) == ({2: "Wati"}, {})
    here = {"desk_session_id": 1, "counter_id": office.counters[2], "officer_id": office.officers["wati"]}
    assert office.events() == [DeskOpened(**here), DeskClosed(**here, how="closed")]


def test_opening_the_same_counter_again_changes_nothing(office: Office) -> None:
    office.open_counter(1)
    office.clock.tick(minutes=5)
    office.open_counter(1)

    assert office.rows(DeskSession.opened_at) == [MORNING]
    assert len(office.published) == 1


def test_a_counter_that_is_held_says_by_whom_and_since_when(office: Office) -> None:
    office.open_counter(1, by="wati")

    with pytest.raises(CounterTaken) as refusal:
        office.open_counter(1, by="joko")

    assert refusal.value.data == {"counter": 1, "officer": "Wati", "since": MORNING}
    assert held(office) == {1: "Wati"}


def test_an_officer_cannot_hold_two_counters(office: Office) -> None:
    office.open_counter(1)

    with pytest.raises(DeskAlreadyOpen) as refusal:
        office.open_counter(2)

    assert refusal.value.data == {"counter": 1, "since": MORNING}
    assert held(office) == {1: "Wati"}


def test_a_counter_given_back_can_be_taken_by_another(office: Office) -> None:
    office.open_counter(1, by="wati")
    close(office)
    office.open_counter(1, by="joko")

    assert held(office) == {1: "Joko"}


def test_a_counter_with_an_open_ticket_is_not_given_back(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()

    with pytest.raises(CounterBusy) as refusal:
        close(office)

    assert refusal.value.data == {"number": "A001", "leg_id": leg.leg.leg_id}
    assert held(office) == {1: "Wati"}


def test_a_held_ticket_keeps_no_counter(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.do(counter.hold, office.do(counter.start, office.call_next()))

    close(office)

    assert held(office) == {}


def test_closing_without_a_counter_is_refused(office: Office) -> None:
    with pytest.raises(NoDesk):
        close(office)


def test_a_counter_of_another_office_does_not_exist_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")

    with pytest.raises(NotFound):
        desks.open_desk(office.desk, office.office_id, counter_id=other.counters[1], officer_id=office.officers["wati"])


def pause(office: Office, status: DeskStatus = DeskStatus.BREAK, reason: str | None = "istirahat") -> None:
    desks.pause(office.desk, office.office_id, officer_id=office.officers["wati"], status=status, reason=reason)


def state(office: Office) -> tuple[DeskStatus, str | None]:
    with office.desk.reading() as connection:
        here = counters.holder_of(connection, office.counters[1])
    assert here
    return here.status, here.status_reason


def test_a_break_keeps_the_counter_and_is_told_with_its_reason(office: Office) -> None:
    office.open_counter()

    pause(office, reason="salat")

    assert (held(office), state(office)) == ({1: "Wati"}, (DeskStatus.BREAK, "salat"))
    desks.come_back(office.desk, office.office_id, officer_id=office.officers["wati"])
    assert state(office) == (DeskStatus.SERVING, None)
    assert [event.kind for event in office.events()] == ["desk.opened", "desk.paused", "desk.back"]


def test_back_office_needs_no_reason_and_a_break_one_that_is_known(office: Office) -> None:
    office.open_counter()

    pause(office, DeskStatus.BACK_OFFICE, None)
    with pytest.raises(BadInput):
        pause(office, reason="malas")
    with pytest.raises(BadInput):
        pause(office, DeskStatus.SERVING)

    assert state(office) == (DeskStatus.BACK_OFFICE, None)


def test_nobody_goes_on_a_break_from_an_open_ticket(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.call_next()

    with pytest.raises(CounterBusy):
        pause(office)


def test_coming_back_from_nowhere_changes_nothing(office: Office) -> None:
    office.open_counter()

    desks.come_back(office.desk, office.office_id, officer_id=office.officers["wati"])

    assert len(office.events()) == 1


def hand_over(office: Office, *, by: str = "wati", to: str = "joko") -> None:
    desks.hand_over(office.desk, office.office_id, officer_id=office.officers[by], to_officer_id=office.officers[to])


def test_a_counter_is_handed_to_a_colleague_without_being_free(office: Office) -> None:
    office.open_counter()

    hand_over(office)

    assert held(office) == {1: "Joko"}
    assert office.rows(DeskSession.ended_how) == ["handed_over", None]
    assert [event.kind for event in office.events()] == ["desk.opened", "desk.handed_over", "desk.opened"]


def test_a_counter_is_not_handed_to_someone_with_another_counter_nor_to_oneself(office: Office) -> None:
    office.open_counter(1)
    office.open_counter(2, by="joko")

    with pytest.raises(ColleagueBusy):
        hand_over(office)
    with pytest.raises(BadInput):
        hand_over(office, to="wati")
    assert held(office) == {1: "Wati", 2: "Joko"}


def test_a_counter_with_an_open_ticket_is_not_handed_over(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.call_next()

    with pytest.raises(CounterBusy):
        hand_over(office)


def test_a_counter_out_of_use_is_not_opened(office: Office) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Counter).where(Counter.number == 2).values(is_active=False))

    with pytest.raises(NotFound):
        office.open_counter(2)


def take_over(office: Office, number: int = 1, *, by: str = "tini") -> None:
    desks.take_over(office.desk, office.office_id, counter_id=office.counters[number], officer_id=office.officers[by])


def test_a_supervisor_takes_over_a_counter_with_the_ticket_that_was_left_open_there(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())

    take_over(office)
    finished = office.do(counter.finish, leg, by="tini")

    assert (held(office), finished.leg.inaccurate) == ({1: "Tini"}, "two_officers")
    assert office.rows(DeskSession.ended_how) == ["taken_over", None]


def test_who_takes_over_a_call_and_serves_is_the_only_officer_of_it(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()

    take_over(office)
    started = office.do(counter.start, leg, by="tini")
    office.clock.tick(minutes=5)
    finished = office.do(counter.finish, started, by="tini")

    assert (finished.leg.officer_id, finished.leg.inaccurate) == (office.officers["tini"], None)


def test_a_service_that_was_taken_over_counts_for_who_finished_it(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())

    take_over(office)
    office.do(counter.finish, leg, by="tini")

    with office.desk.reading() as connection:
        finished = {
            name: visitors.finished_by(connection, office.officers[name], day=leg.business_date)
            for name in ("wati", "tini")
        }
    assert finished == {"wati": 0, "tini": 1}


def test_what_an_undone_hold_brought_back_to_the_counter_is_taken_over_with_it(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.issue()
    held = office.do(counter.hold, office.do(counter.start, office.call_next()))
    office.do(corrections.take_back, office.call_next())  # the counter's last ticket is another one
    office.do(corrections.take_back, held)

    take_over(office)

    assert office.legs()[held.leg.leg_id].officer_id == office.officers["tini"]


def test_what_was_on_hold_at_a_counter_that_is_taken_over_stays_its_officers(office: Office) -> None:
    office.open_counter()
    office.issue()
    held = office.do(counter.hold, office.do(counter.start, office.call_next()))

    take_over(office)

    assert office.legs()[held.leg.leg_id] == held.leg


def test_a_transfer_is_told_of_whoever_sent_it_on(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    take_over(office)

    office.transfer(leg, by="tini")

    assert office.legs()[leg.leg.leg_id].officer_id == office.officers["tini"]


def test_a_counter_that_is_free_is_simply_opened_and_ones_own_stays(office: Office) -> None:
    take_over(office)
    take_over(office)

    assert [event.kind for event in office.events()] == ["desk.opened"]


def test_nobody_takes_over_a_second_counter(office: Office) -> None:
    office.open_counter(1, by="tini")
    office.open_counter(2, by="joko")

    with pytest.raises(DeskAlreadyOpen):
        take_over(office, 2)
