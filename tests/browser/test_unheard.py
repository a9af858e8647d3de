"""A call that no display has spoken is said at the counter and on the supervisor's board, until somebody acts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from queue_app.actions.hall import presence
from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import Hall, OpenHall, press_key
from tests.people import Person
from tests.served import take_number

# What stands on the page after each change: whose ticket is open, and whether a call is said to be unheard.
LOOKS = """() => {
    window.looks = [];
    const seen = name => document.querySelector(`[data-testid=${name}]`);
    const open = () => (seen("open-number") || { textContent: "" }).textContent;
    const look = () => looks.push([open(), Boolean(seen("unheard"))]);
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""


def with_a_silent_display(hall: Hall) -> None:
    """A display was there that should speak, and now nobody hears from it. A call is brief, so that the wait is."""
    database = Database(hall.database_url)
    desk = Desk(database)
    brief = RoomRules(repeat=1, chime=False, rate_pct=130)
    setup.change(desk, 1, by=None, edit=lambda plan: replace(plan, room=brief))
    presence.seen(desk, 1, key="tv-1", kind=DeviceKind.DISPLAY, version="1", sound="locked", zone="", device_id=None)
    database.close()


@pytest.mark.slow("waits until a call counts as unheard, twice")
def test_counter_and_board_say_that_nobody_heard_the_call(open_hall: OpenHall) -> None:
    hall = open_hall(display={"unheard_s": 3})
    with_a_silent_display(hall)
    take_number(Person(hall.server.url), hall.names.services["KTP"])
    counter, board = hall.at_counter(), hall.signed_in("tini", "/supervisor")
    expect(board.get_by_test_id("tile-waiting-value")).to_have_text("1")
    counter.evaluate(LOOKS)

    press_key(counter, "P")
    expect(counter.get_by_test_id("unheard")).to_contain_text("Panggilan belum terdengar")
    expect(counter.get_by_test_id("recall")).to_be_enabled()
    expect(board.get_by_test_id("unheard")).to_have_text("panggilan belum terdengar")
    first = counter.evaluate("looks.find(([number]) => number === 'A001')")
    for page in (counter, board):
        page.evaluate(LOOKS)
    press_key(counter, "U")

    assert first == ["A001", False]
    for page in (counter, board):  # it comes back where nobody hears the next call either
        page.wait_for_function("looks.some(([, isUnheard]) => !isUnheard)")
