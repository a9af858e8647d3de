"""The public page of an office in a browser: it renews itself, says when it cannot, and is whole without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from queue_app.web.frame.kept_answers import KEPT_S
from tests.browser.conftest import Hall
from tests.people import Person
from tests.served import take_number

RENEWED_MS = 30_000


@pytest.mark.slow("what everybody gets alike is kept for five seconds")
def test_the_page_renews_what_it_says_of_now_and_leaves_open_what_was_opened(hall: Hall) -> None:
    page = hall.screen("phone")
    page.clock.install()
    page.goto(hall.server.url + "/o/uji")
    ktp = page.get_by_test_id("service-KTP")
    ktp.locator("summary").click()
    expect(ktp).to_contain_text("Tidak ada yang menunggu")
    take_number(Person(hall.server.url), hall.names.services["KTP"])

    page.wait_for_timeout(1000 * KEPT_S)
    page.clock.fast_forward(RENEWED_MS)

    expect(ktp).to_contain_text("1 orang menunggu")
    expect(ktp.locator("details")).to_have_attribute("open", "")


def test_a_cut_is_told_and_ends_by_itself(hall: Hall) -> None:
    page = hall.screen("phone")
    page.clock.install()
    page.goto(hall.server.url + "/o/uji")
    page.context.set_offline(offline=True)
    page.clock.fast_forward(RENEWED_MS)
    expect(page.locator("#cut")).to_be_visible()

    page.context.set_offline(offline=False)
    page.clock.fast_forward(RENEWED_MS)

    expect(page.locator("#cut")).to_be_hidden()
