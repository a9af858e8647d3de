"""A change that is lost on its way to a display: the next one finds it out, and the display is right again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import Hall, OpenHall
from tests.people import Person
from tests.served import open_counter, take_number

NEVER_S = 20  # no beat tells of it first
CHANGE = '42["change"'
WAITING = ".waiting-cell:visible .waiting-count"


class Lossy:
    """A line that loses what a display is told of changes, while it does."""

    def __init__(self) -> None:
        self.is_losing = False
        self.lost: list[str | bytes] = []

    def carry(self, line: WebSocketRoute) -> None:
        def heard(message: str | bytes) -> None:
            if self.is_losing and str(message).startswith(CHANGE):
                self.lost.append(message)
            else:
                line.send(message)

        line.connect_to_server().on_message(heard)


def display(hall: Hall, lossy: Lossy) -> Page:
    page = hall.screen("display")
    page.route_web_socket(re.compile("."), lossy.carry)
    page.goto(f"{hall.server.url}/display/uji")
    return hall.ready(page)


def test_a_display_that_missed_a_call_shows_and_speaks_it_with_the_next_change(open_hall: OpenHall) -> None:
    hall, lossy = open_hall(live={"beat_s": NEVER_S}), Lossy()
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    page = display(hall, lossy)
    for count in ("1", "2"):
        take_number(Person(hall.server.url), hall.names.services["KTP"])
        expect(page.locator(WAITING).first).to_have_text(count)

    lossy.is_losing = True
    wati.post("/counter/call-next")
    page.wait_for_timeout(500)
    before = page.locator(WAITING).first.inner_text()
    lossy.is_losing = False
    take_number(Person(hall.server.url), hall.names.services["KTP"])

    expect(page.locator("#hero-number")).to_have_text("A001")
    page.wait_for_function("Antrean.player.log.some(call => call.number === 'A001')")
    assert (len(lossy.lost) > 0, before, page.locator(WAITING).first.inner_text()) == (True, "2", "2")
