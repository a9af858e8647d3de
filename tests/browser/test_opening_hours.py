"""Opening hours by time fields."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hall
from tests.browser.test_ticket_layout import administrator


@pytest.fixture
def page(hall: Hall) -> Page:
    return administrator(hall, "/admin/hours")


def day(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=f"Setiap minggu, {name}")


def test_a_break_is_added_and_the_day_copied_to_the_others(page: Page) -> None:
    day(page, "Senin").get_by_label("Senin", exact=True).check()
    day(page, "Senin").get_by_role("button", name="+ Istirahat").click()
    day(page, "Senin").get_by_role("button", name="Salin ke hari lain").click()
    page.get_by_role("dialog").get_by_label("Jumat").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Salin").click()

    expect(page.get_by_test_id("copied")).to_have_text("Jam Senin disalin ke: Selasa, Rabu, Kamis. Belum disimpan.")
    page.get_by_test_id("save").click()
    expect(page.locator(".week dd")).to_have_text([*["08.00–12.00, 13.00–16.00"] * 4, *["tutup"] * 3])


def test_what_is_wrong_stands_beside_its_day_with_what_was_typed(page: Page) -> None:
    day(page, "Rabu").get_by_label("Rabu", exact=True).check()
    day(page, "Rabu").get_by_label("Rabu, dari").fill("17")

    page.get_by_test_id("save").click()

    expect(day(page, "Rabu").locator(".fault")).to_contain_text("Jam ditulis seperti 08.00-12.00")
    expect(day(page, "Rabu").get_by_label("Rabu, dari")).to_have_value("17.00")
    page.get_by_test_id("faults").get_by_role("link").click()
    expect(day(page, "Rabu").get_by_label("Rabu, dari")).to_be_in_viewport()


def test_hours_typed_as_text_are_in_the_fields(page: Page) -> None:
    page.get_by_role("button", name="Ketik sebagai teks").click()
    page.get_by_role("textbox", name="Setiap minggu, Kamis").fill("08.00-11.00 13.00-15.00")
    page.get_by_role("button", name="Isi dengan kolom jam").click()

    times = [each.input_value() for each in day(page, "Kamis").locator(".span input").all()]

    assert times == ["08.00", "11.00", "13.00", "15.00"]


def test_what_no_time_field_can_hold_stays_a_text_and_is_saved_as_the_server_reads_it(page: Page) -> None:
    kamis = page.get_by_role("textbox", name="Setiap minggu, Kamis")
    page.get_by_role("button", name="Ketik sebagai teks").click()
    kamis.fill("8-12, 13 s/d 16")
    for way in ("Isi dengan kolom jam", "Ketik sebagai teks", "Isi dengan kolom jam"):
        page.get_by_role("button", name=way).click()
        expect(kamis).to_have_value("8-12, 13 s/d 16")
        expect(kamis).to_be_visible()

    page.get_by_test_id("save").click()

    expect(page.locator(".week dd").nth(3)).to_have_text("08.00–12.00, 13.00–16.00")


def test_on_a_narrow_screen_no_button_lies_over_a_time(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    senin = day(page, "Senin")
    senin.get_by_label("Senin", exact=True).check()

    times = senin.get_by_label("Senin, sampai").bounding_box()
    button = senin.get_by_role("button", name="+ Istirahat").bounding_box()

    assert times is not None
    assert button is not None
    assert button["y"] >= times["y"] + times["height"] or button["x"] >= times["x"] + times["width"]
