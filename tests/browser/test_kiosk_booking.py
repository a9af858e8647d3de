"""Who booked a time at the kiosk: eight letters under a thumb, or one beep of a scanner."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from queue_app.domain.citizen.booking.rules import BookingRules
from tests.browser.conftest import Hall
from tests.browser.test_desk_day import set_up


@pytest.fixture
def kiosk(hall: Hall) -> Page:
    set_up(hall, lambda plan: replace(plan, booking=BookingRules(takes_bookings=True)))
    return hall.kiosk()


def test_a_code_is_typed_with_the_keys_of_the_screen_and_refused_in_words(kiosk: Page) -> None:
    kiosk.get_by_test_id("booking").click()
    expect(kiosk.get_by_test_id("arrive")).to_be_disabled()
    for letter in "ABCD234":
        kiosk.get_by_test_id(f"key-{letter}").click()
    kiosk.get_by_test_id("rub").click()
    kiosk.keyboard.type("5x", delay=150)

    expect(kiosk.get_by_test_id("code")).to_have_text("ABCD – 235X")
    kiosk.get_by_test_id("arrive").click()
    expect(kiosk.get_by_test_id("unbooked-why")).to_have_text("Tidak ditemukan: janji temu.")


def test_a_scanner_needs_no_button(kiosk: Page) -> None:
    kiosk.keyboard.type("https://antrean.test/b/" + "a" * 32)
    kiosk.keyboard.press("Enter")

    expect(kiosk.get_by_test_id("unbooked")).to_be_visible()
    kiosk.get_by_test_id("to-start").click()
    expect(kiosk.get_by_test_id("booking")).to_be_visible()
