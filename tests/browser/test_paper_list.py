"""The list after a power cut, typed in rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hall


@pytest.fixture
def page(hall: Hall) -> Page:
    return hall.signed_in("wati", "/numbers/list")


def rows(page: Page) -> Locator:
    return page.get_by_test_id("list-row")


def typed(page: Page) -> list[tuple[str, str]]:
    """Number and time of each row."""
    return [
        (row.locator(".row-number input").input_value(), row.locator(".row-time input").input_value())
        for row in rows(page).all()
    ]


def test_a_letter_is_enough_and_the_numbers_count_on_while_only_times_are_typed(page: Page) -> None:
    rows(page).first.locator(".row-number input").press_sequentially("a")
    page.keyboard.press("Tab")
    for time in ("0001", "0.02"):
        page.keyboard.type(time)
        page.keyboard.press("Enter")

    assert typed(page) == [("A001", "00.01"), ("A002", "00.02"), ("A003", "")]
    expect(page.get_by_test_id("ready")).to_have_text("Siap dimasukkan: 2 nomor")
    page.get_by_test_id("enter-list").click()
    expect(page.get_by_test_id("list-done")).to_have_text("Dimasukkan: A001, A002.")


def test_a_list_that_is_pasted_becomes_rows_and_each_fault_stands_beside_its_own(page: Page) -> None:
    page.locator(".paste summary").click()
    page.fill("#text", "1. A001 pukul 00:01 WIB P\n\n2) A003 0002")

    page.get_by_test_id("enter-list").click()

    expect(rows(page).locator(".fault:visible")).to_have_text(["Sebelum A003, nomor A002 belum ada."])
    assert typed(page) == [("A001", "00.01"), ("A003", "00.02"), ("A004", "")]
    expect(rows(page).first.locator(".row-priority input")).to_be_checked()


def test_whether_somebody_was_served_is_asked_of_a_day_that_is_over_only(page: Page) -> None:
    served = rows(page).first.locator(".row-served")
    expect(served).to_be_hidden()

    page.locator("#day").select_option(index=1)

    expect(served).to_be_visible()
