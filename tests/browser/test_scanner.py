"""A scanner that types a ticket's address or number into the counter's page: it searches that ticket and never acts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from queue_app.store.log.tables import LoggedEvent
from queue_app.store.queue.tables import Leg
from tests.browser.conftest import Hall, press_key
from tests.people import Person
from tests.served import rows, take_number

GAP_MS = 3  # between two keys of a scanner
ENDS = ["Enter", "Tab"]
FIRST_THIS = "Tiket dipindai. Selesaikan atau batalkan ini dulu, lalu pindai lagi."


PACE = """async ([gap_ms, rest_ms]) => {
    const loaded = performance.getEntriesByType("resource").find(each => each.name.includes("desk_scan.js"));
    Object.assign((await import(loaded.name)).pace, {gap_ms, rest_ms});
}"""


def scan(counter: Page, text: str, *ends: str) -> None:
    """Keys as close as a scanner's, however long this machine takes from one to the next."""
    counter.evaluate(PACE, [2000, 2000])
    counter.keyboard.type(text, delay=GAP_MS)
    for end in ends or ("Enter",):
        counter.keyboard.press(end)
    counter.evaluate(PACE, [80, 300])


def tickets(hall: Hall, count: int) -> list[str]:
    """The addresses of so many who wait."""
    person = Person(hall.server.url)
    taken = [take_number(person, hall.names.services["KTP"]) for _ in range(count)]
    return [f"{hall.server.url}/t/{each['token']}" for each in taken]


def events(hall: Hall) -> int:
    return len(rows(hall.database_url, LoggedEvent.seq))


def found(counter: Page) -> list[str]:
    """The first line of what the search found, once it has."""
    options = counter.get_by_test_id("dialog-search").get_by_role("option")
    expect(options.first).to_be_visible()
    return [text.split(" · ")[0] for text in options.all_inner_texts()]


@pytest.mark.parametrize("end", ENDS)
def test_a_scan_at_a_free_counter_searches_the_ticket_and_calls_nobody(hall: Hall, end: str) -> None:
    address = tickets(hall, 3)[1]
    counter = hall.at_counter()
    before = events(hall)

    scan(counter, address, end)

    assert set(found(counter)) == {"A002"}
    assert (events(hall), {row[0] for row in rows(hall.database_url, Leg.state)}) == (before, {"waiting"})


@pytest.mark.parametrize("typed", ["A002", "/a2"], ids=["by a scanner", "by a quick hand"])
def test_a_number_typed_in_one_go_is_searched(hall: Hall, typed: str) -> None:
    tickets(hall, 2)
    counter = hall.at_counter()

    scan(counter, typed)

    assert set(found(counter)) == {"A002"}


def test_a_scan_while_a_ticket_is_served_transfers_nothing(hall: Hall) -> None:
    addresses = tickets(hall, 2)
    counter = hall.at_counter()
    for key in "PM":
        press_key(counter, key)
    expect(counter.get_by_test_id("finish")).to_be_enabled()
    before = events(hall)

    scan(counter, addresses[1])
    scan(counter, addresses[1], "Enter", "Enter")

    assert set(found(counter)) == {"A002"}
    assert events(hall) == before


def test_a_scan_does_not_press_the_button_that_has_the_focus(hall: Hall) -> None:
    address = tickets(hall, 2)[1]
    counter = hall.at_counter()
    before = events(hall)
    counter.get_by_test_id("call-next").focus()

    scan(counter, address)

    assert set(found(counter)) == {"A002"}
    assert events(hall) == before


def test_a_scan_into_an_open_dialog_neither_chooses_nor_sends_and_loses_nothing(hall: Hall) -> None:
    address = tickets(hall, 2)[1]
    counter = hall.at_counter()
    for key in "PM":
        press_key(counter, key)
    press_key(counter, "Shift+S")
    counter.get_by_test_id("finish-choice-selesai").click()
    before = events(hall)

    scan(counter, address)

    expect(counter.get_by_test_id("message")).to_have_text(FIRST_THIS)
    expect(counter.get_by_test_id("finish-choice-selesai")).to_have_attribute("aria-selected", "true")
    assert events(hall) == before


def test_a_scan_into_a_note_is_text_that_is_not_sent_yet(hall: Hall) -> None:
    tickets(hall, 1)
    counter = hall.at_counter()
    press_key(counter, "P")
    press_key(counter, "C")
    expect(counter.get_by_test_id("note-text")).to_be_focused()
    before = events(hall)

    scan(counter, "KK-1271")

    expect(counter.get_by_test_id("note-text")).to_have_value("KK-1271")
    assert events(hall) == before


def test_a_scan_into_the_search_never_acts_on_what_was_found_before(hall: Hall) -> None:
    addresses = tickets(hall, 3)
    counter = hall.at_counter()
    press_key(counter, "/")
    expect(counter.get_by_test_id("search-search")).to_be_focused()
    for address, number in zip(addresses, ("A001", "A002", "A003"), strict=True):
        scan(counter, address)
        expect(counter.get_by_role("option").first).to_contain_text(number)

    assert set(found(counter)) == {"A003"}
    assert {row[0] for row in rows(hall.database_url, Leg.state)} == {"waiting"}


def test_a_scan_before_a_counter_is_open_opens_none(hall: Hall) -> None:
    address = tickets(hall, 1)[0]
    counter = hall.signed_in("wati")
    expect(counter.get_by_test_id("open-1")).to_be_visible()
    before = events(hall)

    scan(counter, address)

    expect(counter.get_by_test_id("message")).to_have_text("Buka loket dulu, lalu pindai tiketnya.")
    assert events(hall) == before


def test_a_letter_alone_acts_and_the_letter_after_it_stays_out_of_its_dialog(hall: Hall) -> None:
    tickets(hall, 1)
    counter = hall.at_counter()
    for key in "PM":
        press_key(counter, key)

    press_key(counter, "A")

    expect(counter.get_by_test_id("service-search")).to_be_focused()
    expect(counter.get_by_test_id("service-search")).to_have_value("")


def test_a_worn_key_that_gives_its_letter_twice_is_one_press_and_no_scan(hall: Hall) -> None:
    tickets(hall, 2)
    counter = hall.at_counter()

    counter.evaluate(PACE, [2000, 300])
    counter.keyboard.type("PP", delay=GAP_MS)

    expect(counter.get_by_test_id("open-number")).to_have_text("A001")
    expect(counter.locator("dialog[open]")).to_have_count(0)


ALWAYS_LATE = """(() => {
    const inTime = window.setTimeout;
    window.setTimeout = (run, wait_ms = 0, ...more) => inTime(run, wait_ms + 50, ...more);
})()"""  # as browsers do to a page that is covered or idle


def test_a_key_acts_in_a_page_whose_clock_is_always_late(hall: Hall) -> None:
    """It was held back anew each time, and lost."""
    tickets(hall, 1)
    counter = hall.at_counter()
    counter.add_init_script(ALWAYS_LATE)
    counter.reload()

    press_key(counter, "P")

    expect(counter.get_by_test_id("start")).to_be_enabled()
