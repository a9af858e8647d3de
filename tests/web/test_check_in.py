"""Checking in a booking, at the kiosk and with an officer."""

from __future__ import annotations

from queue_app.store.queue.tables import Ticket
from queue_app.web.check_in import GUESSES
from tests.bookings import booked, take_bookings
from tests.web.admin.forms import fields
from tests.web.test_numbers import by_test_id
from tests.web.visitors import Site

CHECK_IN = "/kiosk/uji/check-in"


def test_the_kiosk_answers_a_code_with_its_number_and_again_with_the_same(site: Site) -> None:
    take_bookings(site.office)
    code = booked(site.office).code
    site.office.clock.tick(minutes=40)
    kiosk = site.visitor()

    first, again = (kiosk.post(CHECK_IN, {"code": code, "lang": "en"}) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert [(each.json or {})["number"] for each in (first, again)] == ["A001", "A001"]
    assert site.office.rows(Ticket.source) == ["booking"]


def test_who_is_too_early_is_told_when_in_the_language_of_the_screen(site: Site) -> None:
    take_bookings(site.office)
    code = booked(site.office).code

    answer = site.visitor().post(CHECK_IN, {"code": code, "lang": "id"})

    assert answer.status_code == 409
    assert (answer.json or {})["message"] == "Belum waktunya: Anda bisa lapor datang mulai pukul 08.30 WIB."


def test_whoever_guesses_codes_is_stopped_soon(site: Site) -> None:
    kiosk = site.visitor()
    answers = [kiosk.post(CHECK_IN, {"code": "ABCD2345"}).status_code for _ in range(GUESSES.amount + 1)]

    assert answers == [404] * GUESSES.amount + [429]


def test_a_page_of_another_site_checks_nobody_in(site: Site) -> None:
    answer = site.visitor().browser.post(
        CHECK_IN, json={"code": "ABCD2345"}, headers={"Origin": "https://elsewhere.test"}
    )

    assert answer.status_code == 403


def test_the_kiosk_is_told_whether_the_office_takes_bookings(site: Site) -> None:
    before = '"booking": false' in site.visitor().get("/kiosk/uji").text
    take_bookings(site.office)

    assert (before, '"booking": true' in site.visitor().get("/kiosk/uji").text) == (True, True)


def test_an_officer_checks_in_who_has_the_code_on_paper(site: Site) -> None:
    take_bookings(site.office)
    code = booked(site.office).code
    site.office.clock.tick(minutes=40)
    wati = site.signed_in("wati", lang="en")
    sent = fields(wati.get("/numbers/check-in").text, "/numbers/check-in#check-in-title")

    page = wati.browser.post("/numbers/check-in", data={**sent, "code": code}).text
    refused = wati.browser.post("/numbers/check-in", data={**sent, "code": "no code"})

    assert by_test_id(page, "given-number") == "A001"
    assert (refused.status_code, by_test_id(refused.text, "check-in-refusal")) == (404, "There is no such booking.")


def test_an_office_that_takes_no_bookings_has_no_such_form(site: Site) -> None:
    wati = site.signed_in("wati")

    assert "tab-check-in" not in wati.get("/numbers").text
