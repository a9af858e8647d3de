"""What a model learns from: waits as they passed, own and imported, and none of which nobody knows how long it was."""

from __future__ import annotations

from datetime import date, datetime

from queue_app.actions.queue import absences, corrections, counter, floods
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.store.citizen.passed import passed
from queue_app.store.queue.tables import Flood
from tests.actions.evidence.test_imports import FIRST, LATER, LEFT, take_in
from tests.factories import MORNING
from tests.offices import Office

START = MORNING.timestamp()
MONDAY = date(2026, 11, 23)


def read(office: Office, first: date = MONDAY, last: date = MONDAY) -> list[Passed]:
    with office.desk.reading() as connection:
        return passed(connection, office.office_id, first, last)


def keys(office: Office) -> list[int]:
    """Places of the legs among all of the office."""
    legs = list(office.legs())
    return [legs.index(int(each.key)) for each in read(office)]


def test_own_legs_passed_as_their_rows_say(office: Office) -> None:
    office.open_counter()
    for service, priority in (("KTP", None), ("KTP", None), ("AKTA", "lansia")):
        office.issue(service, priority=priority)
    office.clock.tick(minutes=3)
    office.served(minutes=5)
    first, second, third = office.legs()
    office.clock.tick(minutes=1)
    absences.cancel(office.desk, office.office_id, leg_id=second, officer_id=1, reason="pulang")

    assert read(office) == [
        Passed(first, 1, is_priority=False, queued_at=START, called_at=START + 180, ended_at=START + 480, server_id=1),
        Passed(second, 1, is_priority=False, queued_at=START, called_at=None, ended_at=START + 540, server_id=None),
    ]
    assert third not in {each.key for each in read(office)}  # who waits has not passed


def test_who_came_back_and_whose_call_was_taken_back_teach_nothing(office: Office) -> None:
    office.open_counter()
    for _ in range(3):
        office.issue()
    missed = office.do(counter.no_show, office.call_next())
    undone = office.call_next()
    corrections.take_back(office.desk, office.office_id, leg_id=undone.leg.leg_id, officer_id=1)
    office.do(absences.restore, missed)
    office.served()
    office.served()
    office.served()

    assert keys(office) == [2]


def test_numbers_of_a_flood_are_nobodys_wait(office: Office) -> None:
    issued = [office.issue().ticket_id for _ in range(3)]
    floods.notice(office.desk, office.office_id, place="kiosk", ticket_ids=issued[:2])
    (flood_id,) = office.rows(Flood.id)
    floods.void(office.desk, office.office_id, flood_id, officer_id=1)
    office.open_counter()
    office.served()

    assert keys(office) == [2]


def test_a_wait_in_which_the_clock_was_set_is_left_out(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served()
    office.clock.tick(minutes=30)
    office.issue()
    office.clock.set_by(minutes=-20)
    office.served()

    assert keys(office) == [0]


def test_imported_visits_pass_like_own_ones_with_who_served_them(office: Office) -> None:
    take_in(office, FIRST, LEFT, LATER)
    at = datetime.fromisoformat("2026-11-02T08:00:00+07:00").timestamp()

    assert read(office, date(2026, 11, 2), date(2026, 11, 2)) == [
        Passed(-1, 1, is_priority=False, queued_at=at, called_at=at + 300, ended_at=at + 690, server_id=-1),
        Passed(-2, 2, is_priority=True, queued_at=at + 600, called_at=None, ended_at=at + 1800, server_id=None),
    ]
    assert [each.key for each in read(office, date(2026, 11, 3), MONDAY)] == [-3]
