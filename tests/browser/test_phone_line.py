"""The line of its own that a phone holds near its turn: light, at once, and opened again whenever it ends."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Hall
from tests.browser.test_phone import numbers, phone
from tests.served import open_counter

SOCKET = re.compile("/socket.io/")
ASKED = re.compile(r"/(line|state)(\?|$)")
MOST = 40_000  # bytes of a first visit, with the heads of all answers


def refuse(route: Route) -> None:
    route.abort()


def call(hall: Hall) -> None:
    open_counter(hall.server.url, "wati", hall.names.counters[1]).post("/counter/call-next")


def joined(hall: Hall, token: str) -> Page:
    """A phone whose line stands, and that can ask nothing over HTTP any more."""
    page = phone(hall, token)
    heard: list[str] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: heard.append(str(frame))))
    page.reload()
    while not any(each.startswith("43") for each in heard):  # the answer to its joining
        page.wait_for_timeout(100)
    page.route(ASKED, refuse)
    return page


@pytest.mark.slow("a first visit, and a call")
def test_near_its_turn_a_phone_hears_of_a_call_by_its_own_line(hall: Hall) -> None:
    page = joined(hall, numbers(hall, 1)[0])

    call(hall)

    expect(page.get_by_test_id("sentence")).to_have_text("Silakan menuju loket 1")


@pytest.mark.slow("a line that ends, and another")
def test_a_line_that_ends_is_opened_again(hall: Hall) -> None:
    page = phone(hall, numbers(hall, 1)[0])
    lines: list[WebSocketRoute] = []

    def opened(line: WebSocketRoute) -> None:
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket(SOCKET, opened)
    page.reload()
    page.route(ASKED, refuse)
    for count in (1, 2):
        page.wait_for_timeout(2000)
        assert len(lines) == count
        lines[-1].close()

    call(hall)

    expect(page.get_by_test_id("sentence")).to_have_text("Silakan menuju loket 1")
    expect(page.get_by_test_id("cut")).to_be_hidden()


@pytest.mark.slow("a first visit, and all that it loads")
def test_a_first_visit_near_the_turn_weighs_less_than_forty_kilobytes_on_the_wire(hall: Hall) -> None:
    page = hall.screen("phone")
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sent: list[int] = []
    wire.on("Network.loadingFinished", lambda each: sent.append(int(each["encodedDataLength"])))

    page.goto(f"{hall.server.url}/t/{numbers(hall, 1)[0]}")
    page.wait_for_function("Boolean(Antrean.Line)")

    assert 20_000 < sum(sent) < MOST
