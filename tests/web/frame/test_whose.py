"""A page acts for the person it was written for: two who share a browser never act in each other's name."""

from __future__ import annotations

import pytest

from queue_app.domain.log.rights import OF_DEVICES, Right
from queue_app.web.frame.cookies import name_of
from tests.web.addresses import addresses
from tests.web.visitors import Site, Visitor

TOLD = (
    "Yang masuk di peramban ini sekarang adalah Joko, sedangkan halaman ini milik orang lain. Tidak ada yang dilakukan."
)


@pytest.fixture
def watis_page(site: Site) -> Visitor:
    """The browser in which Wati's counter stands open, and where Joko has signed in since, at counter 2."""
    site.office.issue()
    browser = site.at_counter("wati", 1)
    token = browser.csrf()
    browser.sign_in("joko")
    assert browser.post("/counter/open", {"counter_id": site.office.counters[2]}).status_code == 200
    browser._csrf = token
    return browser


def test_a_press_on_watis_page_does_not_call_at_jokos_counter(site: Site, watis_page: Visitor) -> None:
    before = site.dump()

    answer = watis_page.post("/counter/call-next")

    assert (answer.status_code, answer.json) == (409, {"error": "other_person", "message": TOLD})
    assert site.dump() == before


def test_no_form_and_no_verb_of_watis_page_acts_for_joko(site: Site, watis_page: Visitor) -> None:
    of_people = [
        each for each in addresses(site) if each.method == "POST" and each.right not in {Right.OPEN, *OF_DEVICES}
    ]
    before = site.dump()

    answers = {each: watis_page.post(each.path) for each in of_people}

    assert {each: answer.status_code for each, answer in answers.items()} == dict.fromkeys(of_people, 409)
    assert site.dump() == before


def test_a_form_of_watis_is_refused_with_a_page_of_jokos(watis_page: Visitor) -> None:
    answer = watis_page.browser.post("/account", data={"csrf_token": watis_page.csrf()})

    assert (answer.status_code, TOLD in answer.text, ">Joko</a>" in answer.text) == (409, True, True)


def test_watis_page_does_not_read_what_is_jokos(watis_page: Visitor) -> None:
    for path in ("/counter/state", "/counter/search?q=A001", "/paper"):
        assert watis_page.get(path, headers={"X-CSRFToken": watis_page.csrf()}).status_code == 409


def test_watis_page_does_not_sign_joko_out(watis_page: Visitor) -> None:
    watis_page.browser.post("/sign-out", data={"csrf_token": watis_page.csrf()})

    assert watis_page.get("/counter/state").status_code == 200


def test_watis_page_works_again_when_she_has_signed_in_again(watis_page: Visitor) -> None:
    token = watis_page.csrf()
    watis_page.sign_in("wati")
    watis_page._csrf = token

    assert watis_page.post("/counter/call-next").status_code == 200


def test_whoever_signs_in_ends_the_session_of_whoever_was_there(site: Site) -> None:
    browser = site.signed_in("wati")
    cookie = browser.browser.get_cookie(name_of("antrean_session", str(site.app.secret_key)))
    assert cookie is not None

    browser.sign_in("joko")

    before = site.visitor()
    before.browser.set_cookie("antrean_session", cookie.value)
    assert before.get("/counter/state").status_code == 401


def test_a_sign_in_page_that_stood_open_meanwhile_still_signs_in(site: Site) -> None:
    browser = site.visitor()
    token = browser.csrf()
    browser.sign_in("wati")
    browser.get("/counter")

    browser._csrf = token
    assert browser.sign_in("joko").status_code == 302
