"""Two people share one browser: the counter of the first does not act in the name of the second."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.people import Person
from tests.served import take_number

WHO = "Yang masuk di peramban ini sekarang adalah Joko"


def second_tab(hall: Hall, page: Page, username: str) -> Page:
    tab = page.context.new_page()
    tab.goto(hall.server.url + "/sign-in")
    hall.enter(tab, username)
    return tab


@pytest.mark.slow("two people sign in, and a page is read before it is loaded anew")
def test_a_counter_whose_officer_has_gone_says_so_and_loads_anew(hall: Hall) -> None:
    take_number(Person(hall.server.url), hall.names.services["KTP"])
    watis = hall.at_counter("wati", 1)

    jokos = second_tab(hall, watis, "joko")

    expect(watis.get_by_test_id("handed-over")).to_contain_text(WHO)
    watis.keyboard.press("p")
    jokos.get_by_test_id("open-2").click()
    expect(jokos.get_by_test_id("place")).to_have_text("Loket 2")
    expect(watis.get_by_test_id("place")).to_have_text("Loket 2")
    assert jokos.get_by_test_id("open-number").count() == 0
