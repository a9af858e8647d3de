"""One ticket's whole way, with kiosk, counter, display, phone and supervisor open at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Leg, Ticket
from tests.browser.conftest import Hall, press_key, spoken, take
from tests.served import hear, rows

A001_AT_1 = ["chime", "nomor-antrean", "a", "nol", "nol", "satu", "silakan-menuju", "loket", "satu"]


def states(hall: Hall) -> list[str]:
    return [str(row.state) for row in rows(hall.database_url, Leg.id, Leg.state)]


def says_it_once(hall: Hall) -> None:
    """Real sound takes real time: every sentence once, and fast."""
    database = Database(hall.database_url)
    setup.change(Desk(database), 1, by=None, edit=lambda plan: replace(plan, room=RoomRules(repeat=1, rate_pct=130)))
    database.close()


def hero(display: Page) -> list[str]:
    return display.locator("#hero-number, #hero-counter").all_inner_texts()


@pytest.mark.slow("three browsers at once")
def test_a_ticket_goes_its_whole_way(hall: Hall) -> None:
    kiosk, display, counter = hall.kiosk(), hall.display(), hall.at_counter()
    numbers = [take(kiosk), take(kiosk)]
    expect(counter.get_by_test_id("waiting")).to_have_text("2 menunggu")

    press_key(counter, "P")
    expect(display.locator("#hero-number")).to_have_text("A001")
    shown = hero(display)
    press_key(counter, "U")
    expect(counter.get_by_text("Dipanggil 2 kali")).to_be_visible()
    press_key(counter, "M")
    expect(counter.get_by_test_id("open-state")).to_have_text("Dilayani")
    press_key(counter, "S")
    expect(counter.get_by_test_id("finished-today")).to_have_text("1")

    assert numbers == ["A001", "A002"]
    assert shown == ["A001", "Loket 1"]
    assert states(hall) == ["finished", "waiting"]


def test_a_double_tap_is_one_ticket(hall: Hall) -> None:
    """Bug of a peer: the same request sent twice gave two tickets (NovoSGA 420)."""
    kiosk = hall.kiosk()

    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").evaluate("button => { button.click(); button.click(); }")
    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001")

    assert len(rows(hall.database_url, Ticket.id)) == 1


@pytest.mark.timeout(280)
@pytest.mark.slow("real sound takes real time")
def test_two_calls_at_once_are_both_shown_and_said_one_after_another(hall: Hall) -> None:
    """Bug of a peer: of two calls within one refresh only the last was shown (FQM, NovoSGA)."""
    says_it_once(hall)
    kiosk = hall.kiosk()
    take(kiosk, "KTP")
    take(kiosk, "AKTA")
    display, wati = hall.display(), hall.at_counter("wati", 1)
    joko = hall.at_counter("joko", 2)

    for counter, number in ((wati, "A001"), (joko, "B001")):
        press_key(counter, "P")
        expect(counter.get_by_test_id("open-number")).to_have_text(number)
    display.wait_for_function("Antrean.player.log.filter(call => call.is_heard).length === 2", timeout=150_000)

    said = spoken(display)
    last = display.locator(".last-row:not(.is-empty)").all_inner_texts()
    assert [(each["number"], each["counter"], each["is_heard"]) for each in said] == [
        ("A001", 1, True),
        ("B001", 2, True),
    ]
    assert said[0]["clips"] == A001_AT_1
    assert said[0]["ended_at"] < said[1]["started_at"]
    assert (hero(display), [row.split() for row in last]) == (["B001", "Loket 2"], [["A001", "Loket", "1"]])


@pytest.mark.slow("three browsers at once")
def test_the_phone_follows_its_ticket(hall: Hall) -> None:
    kiosk, counter = hall.kiosk(), hall.at_counter()
    take(kiosk)
    number = take(kiosk)
    token = rows(hall.database_url, Ticket.id, Ticket.token)[1].token
    phone = hall.screen("phone", f"/t/{token}")
    sentence = phone.get_by_test_id("sentence")

    expect(sentence).to_have_text("Menunggu: 1 orang di depan Anda")
    for key, text in (("P", "Anda berikutnya. Silakan bersiap."), ("T", ""), ("P", "Silakan menuju loket 1"),
                      ("M", "Sedang dilayani di loket 1"), ("S", "Selesai. Terima kasih.")):  # fmt: skip
        press_key(counter, key)
        if text:
            expect(sentence).to_have_text(text)

    expect(phone.get_by_test_id("number")).to_have_text(number)


def test_who_does_not_come_is_marked_with_one_key(hall: Hall) -> None:
    take(hall.kiosk())
    counter = hall.at_counter()

    press_key(counter, "P")
    expect(counter.get_by_test_id("open-number")).to_have_text("A001")
    expect(counter.get_by_test_id("no-show-later")).to_be_visible()
    hear(hall.database_url)
    press_key(counter, "T")
    expect(counter.get_by_test_id("open-number")).to_have_count(0)

    assert states(hall) == ["no_show"]


def test_a_ticket_is_transferred_by_typing_and_enter(hall: Hall) -> None:
    take(hall.kiosk())
    counter = hall.at_counter()
    press_key(counter, "P")
    expect(counter.get_by_test_id("open-number")).to_have_text("A001")

    press_key(counter, "A")
    counter.get_by_test_id("service-search").fill("akt")
    counter.keyboard.press("Enter")
    expect(counter.get_by_test_id("next-0")).to_contain_text("A001")

    assert states(hall) == ["transferred", "waiting"]


def test_the_officer_reads_in_each_language_why_this_ticket_is_next(hall: Hall) -> None:
    take(hall.kiosk())
    counter = hall.at_counter()
    press_key(counter, "P")

    expect(counter.get_by_test_id("reason")).to_have_text("Datang paling awal; tidak ada antrean prioritas.")
    counter.goto(f"{hall.server.url}/counter?lang=en")
    expect(counter.get_by_test_id("reason")).to_have_text("First to arrive; no priority ticket is waiting.")


@pytest.mark.slow("three browsers at once")
def test_the_supervisor_sees_waits_counters_and_times_as_they_change(hall: Hall) -> None:
    kiosk, board = hall.kiosk(), hall.signed_in("tini", "/supervisor")
    for _ in range(3):
        take(kiosk)
    expect(board.get_by_test_id("tile-waiting-value")).to_have_text("3")
    counter = hall.at_counter()

    for key, tile in (("P", "day-called"), ("M", "day-serving"), ("S", "day-finished")):
        press_key(counter, key)
        expect(board.get_by_test_id(tile)).to_have_text("1")

    expect(board.get_by_test_id("counters")).to_contain_text("Wati")
    expect(board.get_by_test_id("tile-waiting-value")).to_have_text("2")
    board.get_by_test_id("tab-officers").click()
    expect(board.get_by_test_id("officers")).to_contain_text("Layanan KTP")
