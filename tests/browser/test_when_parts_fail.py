"""Server, line or printer away: every screen says so, nothing is lost, nothing is done twice, all heals by itself."""

from __future__ import annotations

import json
import queue

import pytest
from playwright.sync_api import Route, expect

from queue_app.printing.lines import PAPERS
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import Ticket
from tests.browser.conftest import Hall, OpenHall, press_key, spoken, take
from tests.people import Person
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter, refusing_port
from tests.served import open_counter, rows, take_number
from tests.servers.chromium import stop_clock
from tests.servers.waiting import PATIENCE_S, becomes_true


def key_of(route: Route) -> str:
    return str(json.loads(route.request.post_data or "{}")["key"])


@pytest.mark.slow("three screens find a server again")
def test_a_server_that_was_killed_is_missed_and_found_again(hall: Hall) -> None:
    kiosk, display, counter = hall.kiosk(), hall.display(), hall.at_counter()
    take(kiosk)
    seen = {kiosk: kiosk.get_by_test_id("cut"), display: display.locator("#cut"), counter: counter.locator(".cut")}

    hall.server.kill9()
    for cut in seen.values():
        expect(cut).to_be_visible()
        expect(cut).to_contain_text("sejak")
    hall.server.start()
    for cut in seen.values():
        expect(cut).to_be_hidden()

    press_key(counter, "P")
    expect(display.locator("#hero-number")).to_have_text("A001")
    assert take(kiosk) == "A002"


def test_a_press_while_the_server_is_away_gets_its_number_when_it_is_back(hall: Hall) -> None:
    kiosk = hall.kiosk()
    kiosk.get_by_test_id("service-KTP").click()
    hall.server.kill9()

    kiosk.get_by_test_id("take").click()
    expect(kiosk.get_by_test_id("taking")).to_contain_text("Masih dicoba")
    hall.server.start()

    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001")
    assert len(rows(hall.database_url, Ticket.id)) == 1


def test_a_press_whose_answer_was_lost_is_sent_again_under_its_own_key(hall: Hall) -> None:
    """Bug of a peer: the same request sent twice gave two tickets (NovoSGA 420)."""
    kiosk = hall.kiosk()
    sent: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        sent.append(key_of(route))
        answer = route.fetch()
        if len(sent) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    kiosk.route("**/tickets", lose_the_first_answer)
    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()
    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001")

    assert len(sent) >= 2  # more where this machine is slower than the kiosk's patience
    assert {row.press_key for row in rows(hall.database_url, Ticket.press_key)} == set(sent)
    assert len(rows(hall.database_url, Ticket.id)) == 1


def test_a_reload_in_the_middle_of_a_press_gets_the_same_ticket(hall: Hall) -> None:
    kiosk = hall.screen("kiosk")
    stop_clock(kiosk)  # so that it does not try again before it is loaded anew
    kiosk.goto(f"{hall.server.url}/kiosk/uji")
    sent: list[str] = []

    def never_answer_the_first(route: Route) -> None:
        sent.append(key_of(route))
        if len(sent) == 1:
            route.fetch()
        else:
            route.continue_()

    kiosk.route("**/tickets", never_answer_the_first)
    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, Ticket.id)))

    kiosk.reload()

    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001")
    assert [row.press_key for row in rows(hall.database_url, Ticket.press_key)] == [sent[0]] == [sent[1]]


@pytest.mark.slow("waits until calls are stale")
def test_a_display_that_was_away_for_long_repeats_no_stale_call(open_hall: OpenHall) -> None:
    """Bug of a peer: a display that came back said every call it had missed."""
    hall = open_hall(display={"fresh_s": 5})
    display = hall.display()
    display.goto("about:blank")  # the television is switched off
    numbers = [take_number(Person(hall.server.url), hall.names.services[code])["number"] for code in ("KTP", "AKTA")]
    for username, number in (("wati", 1), ("joko", 2)):
        open_counter(hall.server.url, username, hall.names.counters[number]).post("/counter/call-next")
    state = "/display/uji/state"
    assert becomes_true(lambda: not Person(hall.server.url).get(state)["state"]["announcements"])

    display.goto(f"{hall.server.url}/display/uji")
    expect(display.locator(".last-row:not(.is-empty)")).to_have_count(1)

    shown = display.locator("#hero-number, .last-row:not(.is-empty) .last-number").all_inner_texts()
    assert sorted(shown) == sorted(numbers)
    assert spoken(display) == []


def test_a_display_that_was_away_for_a_moment_says_what_it_missed(open_hall: OpenHall) -> None:
    hall = open_hall(display={"fresh_s": 120})
    display = hall.display()
    display.goto("about:blank")
    take_number(Person(hall.server.url), hall.names.services["KTP"])
    open_counter(hall.server.url, "wati", hall.names.counters[1]).post("/counter/call-next")

    display.goto(f"{hall.server.url}/display/uji")
    display.wait_for_function("Antrean.player.log.length === 1")

    assert [(each["number"], each["counter"]) for each in spoken(display)] == [("A001", 1)]


@pytest.mark.slow("looks whether a second paper comes")
def test_without_a_printer_there_is_a_ticket_and_later_exactly_one_paper(open_hall: OpenHall) -> None:
    """Bug of a peer: with its printer off the kiosk gave no ticket, or lost it (FQM)."""
    port = refusing_port()
    hall = open_hall(printing={"kind": "network", "host": "127.0.0.1", "port": port})
    board = hall.signed_in("tini", "/supervisor")

    number = take(hall.kiosk())
    expect(board.get_by_test_id("paper-failed")).to_contain_text("printer menolak sambungan")
    with TcpPrinter(port=port) as printer:
        slip = read(printer.next_job(timeout_s=PATIENCE_S), PAPERS[80])
        assert becomes_true(lambda: [row.state.value for row in rows(hall.database_url, PrintJob.state)] == ["sent"])
        with pytest.raises(queue.Empty):
            printer.next_job(timeout_s=1.5)  # three looks of the spool

    token = rows(hall.database_url, Ticket.token)[0].token
    assert (number, slip.texts.count(number), slip.cuts) == ("A001", 1, 1)
    assert [qr.rsplit("/", 1)[1] for qr in slip.qrs] == [token]
