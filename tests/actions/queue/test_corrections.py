"""A slip of the hand is taken back, as if it had never been."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from queue_app.actions.queue import absences, carrying, corrections, counter, desks
from queue_app.actions.queue.counter import Finish
from queue_app.domain.log import events
from queue_app.domain.log.errors import (
    CounterBusy,
    NotAllowed,
    NotFound,
    NothingToUndo,
    OnBreak,
    OtherDay,
    ServiceClosed,
)
from queue_app.domain.queue.lifecycle import State
from queue_app.screens import display
from queue_app.store.office import catalogue
from queue_app.store.office.tables import Service
from queue_app.store.queue import quota
from queue_app.store.queue.tables import DeskStatus
from tests.actions.queue.test_absences import missed
from tests.calendars import set_service
from tests.offices import Office

ACTIONS: dict[str, tuple[list[Any], Any]] = {  # what led there, and the action that is taken back
    "recall": ([], counter.recall),
    "start": ([], counter.start),
    "hold": ([counter.start], counter.hold),
    "finish": ([counter.start], counter.finish),
    "no_show": ([], counter.no_show),
    "resume": ([counter.start, counter.hold], counter.resume),
    "restore": ([counter.no_show], absences.restore),
    "cancel": ([], absences.cancel),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_taken_back_as_if_it_had_not_been(office: Office, name: str) -> None:
    way, action = ACTIONS[name]
    office.open_counter()
    office.issue()
    leg = office.call_next()
    for verb in way:
        leg = office.do(verb, leg)
    before = office.legs()
    office.clock.tick(seconds=9)

    office.do(action, leg)
    office.clock.tick(seconds=10)
    office.do(corrections.take_back, leg)

    assert office.legs() == before
    assert office.events()[-1] == events.ActionUndone(
        ticket_id=leg.leg.ticket_id, leg_id=leg.leg.leg_id, action=name, next_leg_id=None,
        counter_id=office.counters[1], officer_id=office.officers["wati"],
    )  # fmt: skip


def test_a_call_taken_back_gives_the_counter_its_turn_again(office: Office) -> None:
    office.open_counter()
    for priority in (None, None, None, "lansia"):
        office.issue(priority=priority)
    for _ in range(2):
        office.served()

    slip = office.call_next()
    office.do(corrections.take_back, slip)

    assert (slip.leg.call_rule, office.call_next().leg.leg_id) == ("priority_turn", slip.leg.leg_id)


def test_a_transfer_taken_back_leaves_one_leg_at_the_counter(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.transfer(leg, to="AKTA")

    back = office.do(corrections.take_back, leg)

    assert (back.leg, list(office.legs())) == (leg.leg, [leg.leg.leg_id])


def test_a_visit_that_went_on_at_the_counter_is_taken_back_as_a_whole(office: Office) -> None:
    office.open_counter()
    office.issue("KTP")
    leg = office.do(counter.start, office.call_next())
    onward = Finish(next_service_id=office.services["AKTA"], stay=True)
    office.do(counter.finish, leg, done=onward)

    back = office.do(corrections.take_back, leg)

    assert (back.leg.state, len(office.legs())) == (State.SERVING, 1)


def test_after_ten_seconds_nothing_is_taken_back(office: Office) -> None:
    leg = missed(office)
    office.clock.tick(seconds=11)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_nobody_takes_back_what_a_colleague_did(office: Office) -> None:
    leg = missed(office)
    office.open_counter(2, by="joko")

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg, by="joko")


def test_an_action_is_taken_back_once(office: Office) -> None:
    leg = missed(office)
    office.do(corrections.take_back, leg)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_a_finish_is_not_taken_back_over_the_ticket_that_came_next(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.issue()
    first = office.served()
    office.call_next()

    with pytest.raises(CounterBusy):
        office.do(corrections.take_back, first)


def test_a_transfer_that_somebody_went_on_with_stays(office: Office) -> None:
    office.open_counter()
    office.open_counter(2, by="joko")
    office.issue()
    leg = office.call_next()
    office.transfer(leg, to="AKTA")
    office.call_next(by="joko")

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_what_was_done_at_a_counter_is_not_taken_back_from_another(office: Office) -> None:
    leg = missed(office)
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers["wati"])
    office.open_counter(2)

    with pytest.raises(NotAllowed):
        office.do(corrections.take_back, leg)


def room(office: Office) -> list[str]:
    """The numbers that the waiting room shows as called last."""
    with office.desk.reading() as connection:
        state = display.display_state(
            connection, office.desk.office(office.office_id), now=office.clock.now, fresh_s=20
        )
    return [*(each.number for each in state.last), *(each.number for each in state.announcements)]


def test_the_room_forgets_a_call_whose_leg_an_undone_finish_had_opened(office: Office) -> None:
    """The call of a removed leg stayed in the log, and every screen of the office failed on it."""
    office.open_counter()
    office.issue("KTP")
    leg = office.do(counter.start, office.call_next())
    office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"], stay=True))
    office.do(corrections.take_back, leg)
    office.issue("AKTA")

    assert room(office) == ["A001", "A001"]


def test_the_room_neither_shows_nor_speaks_a_call_that_was_taken_back(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.do(corrections.take_back, office.call_next())

    assert room(office) == []


def test_the_number_of_a_removed_leg_is_never_given_again(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()
    sent = office.transfer(leg, to="AKTA")
    office.do(corrections.take_back, leg)

    office.issue("AKTA")

    assert max(office.legs()) > sent.leg.leg_id


def test_a_leg_that_a_colleague_went_on_with_is_not_taken_away(office: Office) -> None:
    office.open_counter()
    office.open_counter(2, by="joko")
    office.issue("KTP")
    leg = office.do(counter.start, office.call_next())
    onward = Finish(next_service_id=office.services["AKTA"], stay=True)
    stayed = office.do(counter.finish, leg, done=onward)
    office.do(counter.resume, office.do(counter.hold, stayed), by="joko")

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_a_call_is_not_taken_back_into_yesterdays_queue(office: Office) -> None:
    office.clock.set_local("2026-11-23 23:59:57")
    office.open_counter()
    office.issue()
    leg = office.call_next()
    office.clock.tick(seconds=5)

    with pytest.raises(OtherDay):
        office.do(corrections.take_back, leg)


def test_nothing_is_taken_back_by_a_clock_that_was_set_back(office: Office) -> None:
    leg = missed(office)
    office.clock.tick(hours=-1)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_no_finish_is_taken_back_from_a_break(office: Office) -> None:
    officer_id = office.open_counter()
    office.issue()
    leg = office.served(minutes=0)
    desks.pause(office.desk, office.office_id, officer_id=officer_id, status=DeskStatus.BREAK, reason="salat")

    with pytest.raises(OnBreak):
        office.do(corrections.take_back, leg)


def test_nobody_comes_back_to_a_service_that_was_taken_out(office: Office) -> None:
    leg = missed(office)
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Service).where(Service.code == "KTP").values(is_active=False))

    with pytest.raises(NotFound):
        office.do(absences.restore, leg)


def test_an_undone_cancel_stands_within_the_quota_and_counts_for_who_comes_next(office: Office) -> None:
    """Its number was within the quota when it was given; the place it left was given away within ten seconds."""
    set_service(office, "KTP", daily_quota=2)
    office.open_counter()
    office.issue()
    office.issue()
    leg = office.call_next()
    office.do(absences.cancel, leg)
    office.issue()

    back = office.do(corrections.take_back, leg)

    assert (back.leg.state, taken(office)) == (State.CALLED, 3)
    with pytest.raises(ServiceClosed):
        office.issue()
    office.do(absences.cancel, back)
    with pytest.raises(ServiceClosed):  # two stand again, and two are the quota
        office.issue()
    assert taken(office) == 2


def taken(office: Office) -> int:
    """How many numbers of the service the day's quota counts."""
    with office.desk.reading() as connection:
        ktp = catalogue.service(connection, office.office_id, office.services["KTP"])
        now = office.clock.now
        return quota.of_service(connection, ktp, now.date(), office_id=office.office_id, now=now).used


def test_what_was_carried_away_is_not_taken_back(office: Office) -> None:
    """So no number stands on two days at once, in neither quota twice."""
    leg = missed(office)
    waiting = office.do(absences.restore, leg)
    carrying.carry_over(
        office.desk, office.office_id, service_id=office.services["KTP"], officer_id=office.officers["wati"]
    )

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, waiting)
    assert taken(office) == 0


def take_over(office: Office, number: int = 1, *, by: str = "tini") -> None:
    desks.take_over(office.desk, office.office_id, counter_id=office.counters[number], officer_id=office.officers[by])


@pytest.mark.parametrize("way", [[], [counter.start], [counter.start, counter.hold, counter.resume]], ids=len)
def test_the_former_officer_undoes_nothing_after_a_take_over(office: Office, way: list[Any]) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()
    for verb in way:
        leg = office.do(verb, leg)
    take_over(office)
    office.open_counter(2)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_the_former_officer_does_not_undo_a_finish_whose_next_service_was_taken_over(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"], stay=True))
    take_over(office)
    office.open_counter(2)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_nothing_comes_back_to_a_counter_that_went_to_a_colleague(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.served()
    wati, joko = office.officers["wati"], office.officers["joko"]
    desks.hand_over(office.desk, office.office_id, officer_id=wati, to_officer_id=joko)
    office.open_counter(2)

    with pytest.raises(NotAllowed):
        office.do(corrections.take_back, leg)


def test_what_was_done_before_the_desk_was_closed_and_opened_anew_stays(office: Office) -> None:
    wati = office.open_counter()
    office.issue()
    leg = office.served()
    office.clock.tick(seconds=1)
    desks.close_desk(office.desk, office.office_id, officer_id=wati)
    office.clock.tick(seconds=1)
    office.open_counter()

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)
