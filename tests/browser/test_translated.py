"""A browser that translates the page: it puts other nodes where the words were, and what comes later is still true."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.people import Person
from tests.served import open_counter, take_number

# As Google Translate does in Chrome and Edge: each text gives way to two <font> with the words in another language.
TRANSLATE = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walk.nextNode()) { texts.push(walk.currentNode); }
    texts.filter(text => text.data.trim() && !text.parentNode.closest("script, noscript, font, [translate=no]"))
        .forEach(text => { const outer = document.createElement("font"), inner = document.createElement("font");
            inner.textContent = text.data.replace(/\\S+/g, "«$&»");
            outer.appendChild(inner); text.replaceWith(outer); }); }"""
# What a citizen must be able to compare with paper and signs stays as it is written there.
NUMBERS = """names => names.filter(name => document.querySelector(name).textContent.includes("«"))"""


def words(page: Page) -> list[str]:
    """All that can be read, translated back."""
    return re.sub("[«»]", "", page.locator("body").inner_text()).split()


def translate(page: Page) -> None:
    page.evaluate(TRANSLATE)
    assert "«" in page.locator("body").inner_text()


def test_a_translated_kiosk_goes_on_with_what_is_true(hall: Hall) -> None:
    plain, kiosk = hall.kiosk(), hall.kiosk()
    steps = (
        lambda page: page.get_by_test_id("contrast").click(),
        lambda page: take_number(Person(hall.server.url), hall.names.services["KTP"]) if page is kiosk else None,
        lambda page: page.get_by_test_id("lang-en").click(),
        lambda page: page.get_by_test_id("service-KTP").click(),
        lambda page: page.get_by_test_id("more").click(),
        lambda page: page.get_by_test_id("more").click(),
        lambda page: page.get_by_test_id("fewer").click(),
        lambda page: page.get_by_test_id("back").click(),
        lambda page: page.get_by_test_id("lang-id").click(),
    )

    for step in steps:
        translate(kiosk)
        step(kiosk)
        step(plain)
        assert_same(kiosk, plain)


def assert_same(page: Page, plain: Page) -> None:
    """The translated page says what the other one says, once both have heard of it."""
    for _ in range(100):
        if words(page) == words(plain):
            return
        page.wait_for_timeout(50)
    assert words(page) == words(plain)


def test_a_translated_phone_tells_what_becomes_of_the_ticket(hall: Hall) -> None:
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    ticket = take_number(wati, hall.names.services["KTP"])
    plain, phone = (hall.screen("phone", f"/t/{ticket['token']}") for _ in range(2))
    translate(phone)
    assert phone.evaluate(NUMBERS, ["#number", "#counter-number"]) == []

    leg = wati.post("/counter/call-next")[1]["open"]["leg_id"]
    expect(phone.get_by_test_id("sentence")).to_have_text("Silakan menuju loket 1")
    translate(phone)
    wati.post("/counter/start", {"leg_id": leg})
    expect(plain.get_by_test_id("sentence")).to_have_text("Sedang dilayani di loket 1")

    assert_same(phone, plain)


def test_a_translated_text_is_left_alone_until_it_says_something_else(hall: Hall) -> None:
    ticket = take_number(Person(hall.server.url), hall.names.services["KTP"])
    phone = hall.screen("phone", f"/t/{ticket['token']}")
    sentence = phone.get_by_test_id("sentence").inner_text()
    translate(phone)

    phone.evaluate("text => Antrean.write(document.getElementById('sentence'), text)", sentence)
    kept = phone.get_by_test_id("sentence").inner_text()
    phone.evaluate("Antrean.write(document.getElementById('sentence'), 'Selesai.')")

    assert ("«" in kept, phone.get_by_test_id("sentence").inner_text()) == (True, "Selesai.")


def test_a_translated_display_shows_who_is_called(hall: Hall) -> None:
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    for _ in range(2):
        take_number(wati, hall.names.services["KTP"])
    plain, display = hall.display(), hall.display()
    translate(display)

    leg = wati.post("/counter/call-next")[1]["open"]["leg_id"]
    expect(display.locator("#hero-number")).to_have_text("A001")
    translate(display)
    assert display.evaluate(NUMBERS, ["#hero-number", ".last-number", ".waiting-count"]) == []
    wati.post("/counter/start", {"leg_id": leg})
    wati.post("/counter/finish", {"leg_id": leg, "outcome": "selesai", "documents": 1, "missing": []})
    wati.post("/counter/call-next")
    expect(plain.locator("#hero-number")).to_have_text("A002")

    assert_same(display, plain)
