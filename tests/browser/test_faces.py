"""The kiosk's button beside the form of its group, as it will be."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Hall
from tests.browser.test_ticket_layout import administrator


def test_the_button_of_the_kiosk_follows_what_is_chosen(hall: Hall) -> None:
    page = administrator(hall, "/admin/groups/edit/umum")

    page.locator("input[name=pictogram][value=stamp]").check()
    page.locator("input[name=hue][value=teal]").check()
    page.locator("#name_id").fill("Legalisir")

    expect(page.locator(".face-button")).to_have_class("face-button hue-teal")
    assert str(page.locator(".face use").get_attribute("href")).endswith("#stamp")
    expect(page.locator(".face strong")).to_have_text("Legalisir")
