"""An officer's day at the counter: by keyboard alone, nothing lost, nothing falsified."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from queue_app.actions.office import setup
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.queue.outcomes import Rules
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Leg, LegMark
from tests.browser.conftest import HAND_MS, Hall, press_key
from tests.people import Person
from tests.served import hear, rows, take_number
from tests.servers.waiting import becomes_true

FIRST_LOAD_BYTES = 165_000  # once, then kept for a year; a third of it are the fonts and the live line


def press(counter: Page, *keys: str) -> None:
    """Keys of the page itself, each once its step can be taken."""
    for key in keys:
        press_key(counter, key)


def answer(counter: Page, dialog: str, *keys: str, typed: str = "") -> None:
    """What is typed and pressed in a dialog, which is gone afterwards."""
    box = counter.get_by_test_id(f"dialog-{dialog}")
    expect(box).to_be_visible()
    counter.keyboard.insert_text(typed)  # keys this fast are a scanner's
    for key in keys:
        counter.keyboard.press(key, delay=HAND_MS)
    expect(box).to_have_count(0)


def numbers_taken(hall: Hall, count: int) -> None:
    person = Person(hall.server.url)
    for _ in range(count):
        take_number(person, hall.names.services["KTP"])


def set_up(hall: Hall, edit: Callable[[OfficePlan], OfficePlan]) -> None:
    """What an administrator changes while the counters are at work."""
    database = Database(hall.database_url)
    setup.change(Desk(database), 1, by=None, edit=edit)
    database.close()


def send_at_once(*counters: Page) -> None:
    """Each sends its open dialog, and none has its answer before all have sent."""
    on_the_way: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            on_the_way.append(route)
        else:
            route.continue_()

    for counter in counters:
        counter.route("**/counter/*", hold)
        with counter.expect_request("**/counter/*"):
            counter.evaluate("document.querySelector('dialog form').requestSubmit()")
    assert becomes_true(lambda: len(on_the_way) == len(counters) * counters[0].evaluate("1"))
    for route in on_the_way:
        route.continue_()


def messages(*counters: Page) -> list[str]:
    """What the counters are told, all together: of a step that was refused, or that there is nothing left to choose."""
    told = "[data-testid=message], dialog [role=status]"
    return [text for counter in counters for text in counter.locator(told).all_inner_texts()]


def opened(*counters: Page) -> list[str]:
    """The open tickets of all counters together."""
    return [text for counter in counters for text in counter.get_by_test_id("open-number").all_inner_texts()]


def legs(hall: Hall, *columns: Any) -> list[tuple[Any, ...]]:
    return [tuple(row)[1:] for row in rows(hall.database_url, Leg.id, *columns)]


@pytest.mark.slow("a whole day by keyboard")
def test_a_day_is_worked_by_keyboard_alone(hall: Hall) -> None:
    numbers_taken(hall, 6)
    counter = hall.signed_in("wati")
    expect(counter.get_by_test_id("open-1")).to_be_visible()
    counter.keyboard.press("1", delay=HAND_MS)

    press(counter, "P", "M", "C")
    answer(counter, "note", "Enter", typed="KK di meja 3")
    expect(counter.get_by_test_id("notes")).to_contain_text("KK di meja 3")
    press(counter, "S")  # A001
    press(counter, "P", "M", "Shift+S")
    answer(counter, "finish", "3", "Enter")  # A002: referred
    press(counter, "P", "M", "H")
    answer(counter, "hold", "2", "Tab", "5", "Enter")  # A003: copies, back in 5 minutes
    press(counter, "P", "B")
    answer(counter, "cancel", "ArrowDown", "Enter")  # A004: wrong service
    press(counter, "L")
    answer(counter, "held", "Enter")  # A003 again
    press(counter, "P")
    answer(counter, "ask", "s")  # then A005 is called
    expect(counter.get_by_test_id("open-number")).to_have_text("A005")
    press(counter, "U")
    hear(hall.database_url)
    press(counter, "T", "I")
    answer(counter, "pause", "2", "Enter")
    press(counter, "K", "/")
    expect(counter.get_by_test_id("dialog-search")).to_be_visible()
    counter.keyboard.insert_text("a5")
    expect(counter.get_by_test_id("dialog-search")).to_contain_text("Pulihkan")
    answer(counter, "search", "Enter")  # A005 came after all
    expect(counter.get_by_test_id("message")).to_contain_text("A005 menunggu lagi, di urutan ke-1.")
    press(counter, "P", "A")  # A005 has its old place
    answer(counter, "service", "Enter", typed="akta")
    press(counter, "W")
    answer(counter, "times", "Enter")
    press(counter, "X")

    expect(counter.get_by_test_id("open-1")).to_be_visible()
    assert legs(hall, Leg.state, Leg.outcome, Leg.documents, Leg.end_reason) == [
        ("finished", "selesai", 1, None),
        ("finished", "dirujuk", 0, None),
        ("finished", "selesai", 1, None),
        ("cancelled", None, None, "salah_layanan"),
        ("transferred", None, None, None),
        ("waiting", None, None, None),
        ("waiting", None, None, None),
    ]
    by_people = [tuple(row) for row in rows(hall.database_url, LegMark.leg_id, LegMark.why, LegMark.by_id) if row.by_id]
    assert by_people == [(3, "officer", 1)]


def test_finish_is_one_key_for_what_most_citizens_leave_with(hall: Hall) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()

    press(counter, "P", "M", "S")

    expect(counter.get_by_test_id("finished-today")).to_have_text("1")
    assert legs(hall, Leg.state, Leg.outcome, Leg.documents) == [("finished", "selesai", 1)]


def test_the_size_of_the_family_is_asked_where_the_service_says_so(hall: Hall) -> None:
    set_up(hall, lambda plan: replace(plan, services=[replace(each, asks_family=True) for each in plan.services]))
    numbers_taken(hall, 1)
    counter = hall.at_counter()

    press(counter, "P", "M", "Shift+S")
    counter.get_by_test_id("family").fill("5")
    counter.keyboard.press("Enter")

    expect(counter.get_by_test_id("finished-today")).to_have_text("1")
    assert legs(hall, Leg.documents, Leg.family) == [(1, 5)]


def test_a_no_show_is_offered_only_after_the_calls_that_the_office_asks_for(hall: Hall) -> None:
    numbers_taken(hall, 1)
    set_up(hall, lambda plan: replace(plan, rules=Rules(recalls_before_no_show=2)))
    counter = hall.at_counter()
    press(counter, "P")
    hear(hall.database_url)
    press(counter, "U")

    counter.keyboard.press("T", delay=HAND_MS)
    expect(counter.get_by_test_id("no-show")).to_be_disabled()
    expect(counter.get_by_test_id("no-show-later")).to_contain_text("1 panggilan ulang")
    hear(hall.database_url)
    press(counter, "U")
    expect(counter.get_by_test_id("no-show-later")).to_contain_text("terdengar")
    hear(hall.database_url)
    expect(counter.get_by_test_id("no-show-later")).to_have_count(0)
    press(counter, "T")

    expect(counter.get_by_test_id("open-number")).to_have_count(0)
    assert legs(hall, Leg.state, Leg.call_count) == [("no_show", 3)]


def test_the_last_step_is_taken_back_by_one_key(hall: Hall) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()
    press(counter, "P", "M")
    press(counter, "S")
    expect(counter.get_by_test_id("undo-bar")).to_contain_text("Selesai A001")

    press(counter, "Z")

    expect(counter.get_by_test_id("open-state")).to_have_text("Dilayani")
    expect(counter.get_by_test_id("undo-bar")).to_have_count(0)
    assert legs(hall, Leg.state, Leg.outcome) == [("serving", None)]


def test_calling_next_over_an_open_ticket_never_finishes_it_by_itself(hall: Hall) -> None:
    numbers_taken(hall, 2)
    counter = hall.at_counter()
    press(counter, "P", "M", "P")
    expect(counter.get_by_test_id("dialog-ask")).to_contain_text("A001")

    counter.keyboard.press("Escape")

    expect(counter.get_by_test_id("dialog-ask")).to_have_count(0)
    expect(counter.get_by_test_id("open-number")).to_have_text("A001")
    assert legs(hall, Leg.state) == [("serving",), ("waiting",)]


def is_opened_by_held(counter: Page, key: str) -> bool:
    """Whether the search for a service came of a key that was held on, within two seconds."""
    for _ in range(4):
        counter.keyboard.down(key)
    counter.keyboard.up(key)
    with suppress(PlaywrightTimeout):
        counter.get_by_test_id("service-search").wait_for(timeout=2000)
    return counter.get_by_test_id("service-search").count() == 1


def test_a_held_key_acts_once_and_types_nothing(hall: Hall) -> None:
    numbers_taken(hall, 2)
    counter = hall.at_counter()
    press(counter, "P", "M")

    expect(counter.get_by_test_id("transfer")).to_be_enabled()
    search = counter.get_by_test_id("service-search")
    # A page that a busy machine keeps from listening may miss a key; what is never allowed is that it takes one twice.
    assert becomes_true(lambda: is_opened_by_held(counter, "a"))
    expect(search).to_have_value("")
    counter.keyboard.press("Escape")
    press(counter, "Shift+S")
    expect(counter.get_by_test_id("dialog-finish")).to_be_visible()
    for _ in range(4):
        counter.keyboard.down("Enter")
    counter.keyboard.up("Enter")

    expect(counter.get_by_test_id("finished-today")).to_have_text("1")
    assert legs(hall, Leg.state) == [("finished",), ("waiting",)]


def test_keys_that_are_switched_off_do_nothing_and_stay_off(hall: Hall) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()
    counter.get_by_test_id("keys").uncheck()

    counter.reload()
    expect(counter.get_by_test_id("call-next")).to_have_text("Panggil berikutnya")
    counter.keyboard.press("P", delay=HAND_MS)
    counter.get_by_test_id("call-next").press("Enter")

    expect(counter.get_by_test_id("open-number")).to_have_text("A001")
    assert legs(hall, Leg.call_count) == [(1,)]


def test_of_two_browsers_that_finish_a_ticket_at_once_one_wins_and_the_other_is_told(hall: Hall) -> None:
    numbers_taken(hall, 1)
    here = hall.at_counter()
    press(here, "P", "M")
    there = hall.signed_in("wati")
    for counter in (here, there):
        press(counter, "Shift+S")
        expect(counter.get_by_test_id("dialog-finish")).to_be_visible()

    send_at_once(here, there)

    for counter in (here, there):
        expect(counter.get_by_test_id("open-number")).to_have_count(0)
        expect(counter.get_by_test_id("finished-today")).to_have_text("1")
    assert becomes_true(lambda: messages(here, there) != [])
    told = messages(here, there)
    assert len(told) == 1
    assert "A001" in told[0]
    assert legs(hall, Leg.state) == [("finished",)]


def test_of_two_officers_who_take_up_a_held_ticket_one_wins_and_the_other_is_told(hall: Hall) -> None:
    numbers_taken(hall, 1)
    wati, joko = hall.at_counter("wati", 1), hall.at_counter("joko", 2)
    press(wati, "P", "M", "H")
    answer(wati, "hold", "Enter")

    for counter in (wati, joko):
        press(counter, "L")
        expect(counter.get_by_test_id("dialog-held")).to_contain_text("A001")
    send_at_once(wati, joko)

    assert becomes_true(lambda: opened(wati, joko) == ["A001"])
    assert becomes_true(lambda: sorted([bool(messages(wati)), bool(messages(joko))]) == [False, True])
    assert opened(wati, joko) == ["A001"]
    assert legs(hall, Leg.state) == [("serving",)]


def test_a_list_that_changes_never_puts_another_ticket_under_the_enter_key(hall: Hall) -> None:
    numbers_taken(hall, 2)
    wati, tini = hall.at_counter("wati", 1), hall.at_counter("tini", 2)
    for _ in range(2):
        press(wati, "P", "M", "H")
        answer(wati, "hold", "Enter")
    for counter in (wati, tini):
        press(counter, "L")
        expect(counter.get_by_test_id("dialog-held")).to_contain_text("A002")

    answer(wati, "held", "Enter")
    expect(tini.get_by_test_id("dialog-held")).not_to_contain_text("A001")
    tini.keyboard.press("Enter")

    expect(tini.get_by_test_id("dialog-held")).to_contain_text("Yang dipilih sudah tidak ada.")
    assert legs(hall, Leg.state) == [("serving",), ("held",)]


def test_a_tone_sounds_when_an_empty_queue_gets_someone_unless_switched_off(hall: Hall) -> None:
    counter = hall.screen("counter")
    counter.add_init_script(
        "window.tones = 0; window.OscillatorNode = class extends OscillatorNode "
        "{ constructor(...given) { super(...given); window.tones += 1; } };"
    )
    counter.goto(f"{hall.server.url}/counter")
    hall.enter(counter, "wati")
    counter.get_by_test_id("open-1").click()
    expect(counter.get_by_test_id("waiting")).to_have_text("0 menunggu")

    numbers_taken(hall, 1)
    expect(counter.get_by_test_id("waiting")).to_have_text("1 menunggu")
    counter.wait_for_function("window.tones === 2")
    numbers_taken(hall, 1)
    expect(counter.get_by_test_id("waiting")).to_have_text("2 menunggu")

    expect(counter).to_have_title("(2) Loket 1")
    assert counter.evaluate("window.tones") == 2


def test_a_service_is_called_out_of_order_with_a_reason_by_whoever_may(hall: Hall) -> None:
    numbers_taken(hall, 1)
    take_number(Person(hall.server.url), hall.names.services["AKTA"])
    counter = hall.signed_in("tini")
    counter.get_by_test_id("open-1").click()

    press(counter, "G")
    answer(counter, "pick", "Enter", typed="akta")
    answer(counter, "pick-reason", "3", "Enter")

    expect(counter.get_by_test_id("open-number")).to_have_text("B001")
    assert legs(hall, Leg.state, Leg.call_rule) == [("waiting", None), ("called", "asked_service")]


def test_a_free_counter_takes_over_a_changed_set_up_by_itself(hall: Hall) -> None:
    counter = hall.at_counter()
    counter.evaluate("window.isOld = true")

    set_up(hall, lambda plan: replace(plan, rules=Rules(recalls_before_no_show=1)))

    counter.wait_for_function("window.isOld === undefined")
    expect(counter.get_by_test_id("place")).to_have_text("Loket 1")


def test_the_page_shows_that_it_is_cut_off(hall: Hall) -> None:
    counter = hall.at_counter()
    expect(counter.get_by_test_id("line")).to_have_text("Terhubung")

    hall.server.stop()

    expect(counter.get_by_test_id("line")).to_have_text("Terputus")


def test_the_first_load_is_small(hall: Hall) -> None:
    counter = hall.at_counter()
    counter.wait_for_load_state("networkidle")  # what is left of this load is none of the next
    session = counter.context.new_cdp_session(counter)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    urls: list[str] = []
    sizes: list[float] = []
    counter.on("response", lambda response: urls.append(response.url))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))  # with its head

    with counter.expect_response("**/desk_dialogs.js*"):
        counter.reload()
    expect(counter.get_by_test_id("place")).to_have_text("Loket 1")
    counter.wait_for_load_state("networkidle")

    assert any("desk_dialogs.js" in url for url in urls)
    assert sum(sizes) < FIRST_LOAD_BYTES


def test_nothing_scrolls_with_an_open_ticket(hall: Hall) -> None:
    numbers_taken(hall, 8)
    counter = hall.at_counter()
    press(counter, "P", "U", "U", "M")
    expect(counter.get_by_test_id("open-state")).to_have_text("Dilayani")

    over = {}
    for width, height in ((1366, 768), (1920, 1080)):
        counter.set_viewport_size({"width": width, "height": height})
        over[width] = counter.evaluate("document.documentElement.scrollHeight - innerHeight")

    assert over == {1366: 0, 1920: 0}
