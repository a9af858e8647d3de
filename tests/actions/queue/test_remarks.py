"""What a time is worth: doubted by officer, supervisor or system, kept and counted; and who may say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from queue_app.actions.queue import corrections, counter, days, remarks
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, IllegalTransition, NotAllowed, OtherDay
from queue_app.domain.log.time_errors import NoSuchDoubt
from queue_app.store.evidence import period
from queue_app.store.queue.tables import Note
from queue_app.store.queue.tickets import TicketLeg
from tests.offices import Office

DAY = date(2026, 11, 23)


def mark(office: Office, leg: TicketLeg, *, by: str = "wati") -> TicketLeg:
    return office.do(remarks.mark_time, leg, by=by, is_supervisor=by == "tini")


def withdraw(office: Office, leg: TicketLeg, why: str, *, by: str = "wati", **more: str) -> TicketLeg:
    return office.do(remarks.withdraw_doubt, leg, by=by, why=why, is_supervisor=by == "tini", **more)


def dispute(office: Office, leg: TicketLeg, why: str, *, by: str = "wati") -> TicketLeg:
    return office.do(remarks.dispute_doubt, leg, by=by, why=why)


def served_by_wati(office: Office, *, minutes: float = 5) -> TicketLeg:
    """Of a standard of 10 minutes; 61 of them are doubted by the system."""
    office.open_counter()
    office.issue()
    return office.served(minutes=minutes)


def counted(office: Office) -> tuple[int, int]:
    """Services counted as work, and those of them whose time is counted."""
    with office.desk.reading() as connection:
        found = period.read(connection, office.office_id, zone="Asia/Jakarta", first=DAY, last=DAY)
    [duty] = found.figures.duties.values()
    return duty.finished, duty.service.count


def test_a_marked_time_is_kept_and_counted_and_left_out_of_the_times(office: Office) -> None:
    leg = served_by_wati(office)

    marked = mark(office, leg)

    assert (marked.leg.inaccurate, counted(office)) == ("officer", (1, 0))
    assert withdraw(office, leg, "officer").leg.inaccurate is None
    assert counted(office) == (1, 1)


@pytest.mark.parametrize("say", [mark, lambda office, leg: dispute(office, leg, "forgotten_finish")])
def test_saying_it_twice_is_told_once(office: Office, say: Callable[..., TicketLeg]) -> None:
    leg = served_by_wati(office, minutes=61)
    say(office, leg)
    before = office.events()

    say(office, leg)

    assert office.events() == before


def test_a_colleague_says_nothing_of_anothers_time(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)

    for say in (mark, partial(withdraw, why="forgotten_finish"), partial(dispute, why="forgotten_finish")):
        with pytest.raises(NotAllowed):
            say(office, leg, by="joko")


def test_a_supervisors_mark_is_the_supervisors_own(office: Office) -> None:
    leg = served_by_wati(office)
    mark(office, leg)

    assert mark(office, leg, by="tini").leg.inaccurate == "supervisor"
    assert {why: each.by_id for why, each in office.marks()[leg.leg.leg_id].items()} == {
        "officer": office.officers["wati"], "supervisor": office.officers["tini"],
    }  # fmt: skip


def test_a_supervisor_who_served_marks_as_its_officer(office: Office) -> None:
    office.open_counter(by="tini")
    office.issue()
    leg = office.served(by="tini")

    assert mark(office, leg, by="tini").leg.inaccurate == "officer"


def test_a_time_is_marked_on_the_same_day_and_when_the_service_has_ended(office: Office) -> None:
    office.open_counter()
    office.issue()
    called = office.call_next()
    with pytest.raises(IllegalTransition):
        mark(office, called)
    office.do(counter.start, called)
    leg = office.do(counter.finish, called)
    office.clock.tick(days=1)

    with pytest.raises(OtherDay):
        mark(office, leg)


def test_the_system_proposes_what_is_far_too_long(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)

    assert (leg.leg.inaccurate, counted(office)) == ("forgotten_finish", (1, 0))
    assert office.events()[-1] == events.TimeMarked(
        ticket_id=leg.leg.ticket_id, leg_id=leg.leg.leg_id, why="forgotten_finish", officer_id=None
    )


def test_an_officer_cannot_withdraw_the_systems_doubt(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)

    with pytest.raises(NotAllowed):
        withdraw(office, leg, "forgotten_finish", reason="waktu_benar")


def test_an_officer_cannot_withdraw_a_supervisors_mark(office: Office) -> None:
    leg = served_by_wati(office)
    mark(office, leg, by="tini")

    with pytest.raises(NotAllowed):
        withdraw(office, leg, "supervisor", reason="waktu_benar")
    with pytest.raises(NoSuchDoubt):
        withdraw(office, leg, "officer")


def test_a_supervisor_cannot_withdraw_the_doubt_about_the_own_service(office: Office) -> None:
    office.open_counter(by="tini")
    office.issue()
    leg = office.served(by="tini", minutes=61)

    with pytest.raises(NotAllowed):
        withdraw(office, leg, "forgotten_finish", by="tini", reason="waktu_benar")


def test_an_officer_disputes_the_systems_doubt_and_it_stands(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)

    disputed = dispute(office, leg, "forgotten_finish")

    assert (disputed.leg.inaccurate, counted(office)) == ("forgotten_finish", (1, 0))
    assert [each.disputed_by_id for each in office.marks()[leg.leg.leg_id].values()] == [office.officers["wati"]]


def test_nobody_disputes_the_own_mark(office: Office) -> None:
    leg = served_by_wati(office)
    mark(office, leg)

    with pytest.raises(NotAllowed):
        dispute(office, leg, "officer")


@pytest.mark.parametrize("why", ["forgotten_finish", "officer"])
def test_a_supervisor_withdraws_anothers_mark_with_a_reason(office: Office, why: str) -> None:
    leg = served_by_wati(office, minutes=61 if why == "forgotten_finish" else 5)
    if why == "officer":
        mark(office, leg)
    with pytest.raises(BadInput):
        withdraw(office, leg, why, by="tini")

    withdrawn = withdraw(office, leg, why, by="tini", reason="waktu_benar")

    assert (withdrawn.leg.inaccurate, counted(office)) == (None, (1, 1))
    assert office.events()[-1] == events.DoubtWithdrawn(
        ticket_id=leg.leg.ticket_id, leg_id=leg.leg.leg_id, why=why, officer_id=office.officers["tini"],
        reason="waktu_benar",
    )  # fmt: skip


def test_what_a_supervisor_says_more_of_it_is_a_note(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)

    withdraw(office, leg, "forgotten_finish", by="tini", reason="lainnya", text="Tiga akta sekaligus.")

    assert office.rows(Note.text) == ["Tiga akta sekaligus."]


def test_a_withdrawn_doubt_is_withdrawn_once_and_may_be_made_again(office: Office) -> None:
    leg = mark(office, served_by_wati(office))
    withdraw(office, leg, "officer")
    with pytest.raises(NoSuchDoubt):
        withdraw(office, leg, "officer")

    assert mark(office, leg).leg.inaccurate == "officer"


def test_whoever_made_a_mark_takes_it_back_also_when_the_leg_has_gone_to_another(office: Office) -> None:
    leg = mark(office, served_by_wati(office))
    office.open_counter(2, by="joko")
    held = office.do(counter.hold, office.do(corrections.take_back, leg))
    office.do(counter.finish, office.do(counter.resume, held, by="joko"), by="joko")

    assert withdraw(office, leg, "officer").leg.inaccurate == "two_officers"


def test_a_supervisors_mark_survives_the_officers_undo(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)
    mark(office, leg, by="tini")

    undone = office.do(corrections.take_back, leg)
    finished = office.do(counter.finish, undone)

    assert (undone.leg.inaccurate, finished.leg.inaccurate) == ("supervisor", "supervisor")
    assert set(office.marks()[leg.leg.leg_id]) == {"supervisor", "forgotten_finish"}


def test_the_systems_doubt_goes_with_the_finish_that_is_undone(office: Office) -> None:
    leg = served_by_wati(office, minutes=61)

    undone = office.do(corrections.take_back, leg)

    assert (undone.leg.inaccurate, office.marks()) == (None, {})


def test_that_two_officers_served_is_not_undone_by_undoing_the_finish(office: Office) -> None:
    office.open_counter()
    office.open_counter(2, by="joko")
    office.issue()
    held = office.do(counter.hold, office.do(counter.start, office.call_next()))
    leg = office.do(counter.finish, office.do(counter.resume, held, by="joko"), by="joko")

    undone = office.do(corrections.take_back, leg, by="joko")

    assert undone.leg.inaccurate == "two_officers"


def test_who_goes_on_with_a_colleagues_ticket_and_undoes_it_did_not_share_it(office: Office) -> None:
    office.open_counter()
    office.open_counter(2, by="joko")
    office.issue()
    held = office.do(counter.hold, office.do(counter.start, office.call_next()))

    undone = office.do(corrections.take_back, office.do(counter.resume, held, by="joko"), by="joko")

    assert (undone.leg.officer_id, undone.leg.inaccurate) == (office.officers["wati"], None)


def test_a_priority_ticket_may_take_long_without_a_doubt(office: Office) -> None:
    office.open_counter()
    office.issue(priority="lansia")

    assert office.served(minutes=61).leg.inaccurate is None


def test_nobody_withdraws_a_fact(office: Office) -> None:
    office.open_counter()
    office.open_counter(2, by="joko")
    office.issue()
    held = office.do(counter.hold, office.do(counter.start, office.call_next()))
    leg = office.do(counter.finish, office.do(counter.resume, held, by="joko"), by="joko")

    for who in ("joko", "tini"):
        with pytest.raises(NotAllowed):
            withdraw(office, leg, "two_officers", by=who, reason="waktu_benar")
    assert dispute(office, leg, "two_officers", by="joko").leg.inaccurate == "two_officers"


def test_once_the_pace_of_a_service_is_known_a_time_is_held_against_it(office: Office) -> None:
    office.open_counter()
    for minutes in (4, 5, 6) * 10:
        office.issue()
        office.served(minutes=minutes)
    office.clock.tick(days=1)
    days.renew_paces(office.desk, office.office_id)
    whys = []
    for taken in (5, 30, 0.5):
        office.issue()
        whys.append(office.served(minutes=taken).leg.inaccurate)

    assert whys == [None, "forgotten_finish", "too_short"]
