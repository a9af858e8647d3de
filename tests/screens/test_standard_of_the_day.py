"""Every screen, and the doubt at a finish, go by the standard that counts on the day."""

from __future__ import annotations

import pytest

from queue_app.actions.queue import counter
from queue_app.screens import kiosk
from queue_app.screens.board import BoardState, board_state
from queue_app.screens.counter import known_services
from queue_app.store.office.now import office_now
from tests.offices import Office
from tests.standards import set_standard


@pytest.fixture
def office(office: Office) -> Office:
    """Somebody was called today, and then the standard of KTP was halved."""
    office.issue()
    office.open_counter()
    office.served()
    set_standard(office, 5)
    return office


def board(office: Office) -> BoardState:
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        return board_state(connection, key, now=office.clock(), lang="id", unheard_s=20, sees_officers=True)


def shown(office: Office) -> dict[str, object]:
    """The standard of KTP on each screen."""
    now = office.clock()
    with office.desk.reading() as connection:
        known = office_now(connection, office.office_id)
        (group,) = kiosk.offered(connection, known, now=now)
        desk = known_services(connection, known, now=now, lang="id")
    return {
        "kiosk": group.services[0].standard_minutes, "desk": desk[0].standard_minutes,
        "board": board(office).services[0].standard_minutes,
    }  # fmt: skip


def test_today_keeps_its_standard_on_every_screen(office: Office) -> None:
    assert shown(office) == {"kiosk": 10, "desk": 10, "board": 10}


def test_tomorrow_has_the_new_one(office: Office) -> None:
    office.clock.tick(days=1)

    assert shown(office) == {"kiosk": 5, "desk": 5, "board": 5}


def test_the_board_holds_what_runs_and_what_was_served_against_the_standard_of_today(office: Office) -> None:
    office.issue()
    office.do(counter.start, office.call_next())

    found = board(office)

    assert found.counters[0].standard_minutes == 10
    assert [(each.standard_minutes, each.within_pct) for each in found.officers] == [(10, 100.0)]


def test_a_finish_is_doubted_by_the_standard_of_its_tickets_day(office: Office) -> None:
    office.issue()
    today = office.served(minutes=50)
    office.clock.tick(days=1)
    office.issue()
    tomorrow = office.served(minutes=50)

    assert [each.leg.inaccurate for each in (today, tomorrow)] == [None, "forgotten_finish"]
