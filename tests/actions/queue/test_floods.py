"""A flood of numbers: what staff are told of it, and what one press makes of it."""

from __future__ import annotations

import pytest

from queue_app.actions.paper import jobs as paper
from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import corrections, floods
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.events import FloodNoticed, FloodSettled, TicketCancelled
from queue_app.domain.paper.jobs import JobState
from queue_app.domain.queue.lifecycle import State
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue import floods as kept
from queue_app.store.queue.tables import Flood, Leg
from tests.offices import Office

PAPER = PaperWish(lang="id", link_base="http://antrean.test")


def flooded(office: Office, count: int = 3) -> list[int]:
    """So many numbers of a flood, after one that a citizen took; answers their tickets."""
    office.issue(print_it=PAPER)
    taken = [office.issue(print_it=PAPER).ticket_id for _ in range(count)]
    floods.notice(office.desk, office.office_id, place="mark", ticket_ids=taken)
    return taken


def void(office: Office, *, flood_id: int = 1, by: str = "wati") -> int:
    return floods.void(office.desk, office.office_id, flood_id, officer_id=office.officers[by])


def standing(office: Office) -> list[tuple[int, int]]:
    with office.desk.reading() as connection:
        return [(each.id, each.waiting) for each in kept.standing(connection, office.office_id, len(office.events()))]


def test_one_press_cancels_them_each_by_its_event_and_nobody_else(office: Office) -> None:
    taken = flooded(office)

    count = void(office)

    wati = office.officers["wati"]
    assert count == 3
    assert office.rows(Leg.state) == [State.WAITING, *[State.CANCELLED] * 3]
    assert office.rows(Leg.end_reason) == [None, *["banjir"] * 3]
    assert office.events()[-5:] == [
        FloodNoticed(flood_id=1, tickets=3),
        *(TicketCancelled(ticket_id=each, leg_id=each, officer_id=wati, reason="banjir") for each in taken),
        FloodSettled(flood_id=1, tickets=3, officer_id=wati),
    ]


def test_their_papers_are_withdrawn_and_the_citizens_is_printed(office: Office) -> None:
    flooded(office)

    void(office)

    assert office.rows(PrintJob.state) == [JobState.QUEUED, *[JobState.ABANDONED] * 3]
    job = paper.take_job(office.desk, office.office_id)
    assert (job and job.number, paper.take_job(office.desk, office.office_id)) == ("A001", None)


def test_what_comes_in_after_the_first_warning_is_added_and_told_once(office: Office) -> None:
    taken = flooded(office)
    more = office.issue().ticket_id

    added = [
        floods.notice(office.desk, office.office_id, place="mark", ticket_ids=[*taken, more]) for _twice in range(2)
    ]

    assert added == [1, 0]
    assert standing(office) == [(1, 4)]


def test_after_it_was_settled_nobody_is_warned_and_more_of_it_is_a_new_one(office: Office) -> None:
    flooded(office)
    void(office)
    settled = standing(office)
    floods.notice(office.desk, office.office_id, place="mark", ticket_ids=[office.issue().ticket_id])

    assert (settled, standing(office)) == ([], [(2, 1)])


def test_numbers_that_are_real_wait_on(office: Office) -> None:
    flooded(office)

    floods.keep(office.desk, office.office_id, 1, officer_id=office.officers["wati"])

    assert standing(office) == []
    assert office.rows(Leg.state) == [State.WAITING] * 4
    assert office.events()[-1] == FloodSettled(flood_id=1, tickets=None, officer_id=office.officers["wati"])


def test_one_that_was_called_meanwhile_stays_with_its_counter(office: Office) -> None:
    flooded(office)
    office.open_counter()
    office.served()
    office.call_next()

    assert void(office) == 2
    assert office.rows(Leg.state) == [State.FINISHED, State.CALLED, State.CANCELLED, State.CANCELLED]


def test_a_single_one_can_be_taken_back_for_ten_seconds_as_every_cancel(office: Office) -> None:
    taken = flooded(office)
    void(office)

    corrections.take_back(office.desk, office.office_id, leg_id=taken[1], officer_id=office.officers["wati"])

    assert office.rows(Leg.state) == [State.WAITING, State.CANCELLED, State.WAITING, State.CANCELLED]


def test_a_flood_of_hundreds_goes_in_several_transactions(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "AT_ONCE", 2)
    flooded(office, 5)

    assert void(office) == 5
    assert office.rows(Flood.settled_at) != [None]
    assert sum(isinstance(each, FloodSettled) for each in office.events()) == 1


def test_whoever_presses_second_changes_nothing(office: Office) -> None:
    flooded(office)
    first = void(office)
    before = office.events()

    second = void(office, by="joko")
    floods.keep(office.desk, office.office_id, 1, officer_id=office.officers["joko"])

    assert (first, second, office.events()) == (3, 0, before)


def test_there_is_no_flood_to_void_that_nobody_noticed(office: Office) -> None:
    with pytest.raises(NotFound):
        void(office, flood_id=7)
