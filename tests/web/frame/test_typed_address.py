"""Addresses that people type: a slash too many, a blank behind it, capitals that the screen's keyboard made."""

from __future__ import annotations

import pytest

from tests.web.visitors import Site

TYPED = [
    ("/kiosk/uji/", "/kiosk/uji"),
    ("/Kiosk/Uji", "/kiosk/uji"),
    ("/KIOSK/UJI/%20", "/kiosk/uji"),
    ("/display/uji/?zone=utara", "/display/uji?zone=utara"),
    ("/Sign-in/", "/sign-in"),
    ("/counter/", "/counter"),
    ("/standards/uji/KTP).", "/standards/uji/KTP"),
]
BEHIND_A_LINK = [".", ",", ")", "%22", "%2E", "%E2%80%9D", "%C2%A0", "*", "/.", ".Terima", "_", "?lang=en", ",?lang=en"]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_an_address_nearly_right_leads_to_the_page_that_was_meant(site: Site, typed: str, meant: str) -> None:
    """LMFDB/lmfdb #4162, hotosm/tasking-manager #1797."""
    answer = site.visitor().get(typed)

    assert (answer.status_code, answer.location) == (302, meant)


@pytest.mark.parametrize(
    "path", ["/no/such/page/", "/T/aBcD", "/api/offices/uji/services/", "/%2Fevil.example/", "/kiosk/none"]
)
def test_what_leads_nowhere_leads_nowhere(site: Site, path: str) -> None:
    assert site.visitor().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/kiosk/%0d%0aX-Own:%201", "/%0aX", "/kiosk/uji%0d"])
def test_a_line_break_in_an_address_leads_nowhere(site: Site, path: str) -> None:
    """Found by fuzzing: the way on could be written into no header, and the answer was a 500."""
    assert site.visitor().get(path).status_code == 404


def test_a_press_is_never_sent_on(site: Site) -> None:
    assert site.visitor().post("/kiosk/uji/tickets/", site.press()).status_code == 404


@pytest.mark.parametrize("behind", BEHIND_A_LINK)
def test_a_tickets_link_opens_with_whatever_a_chat_has_put_behind_it(site: Site, behind: str) -> None:
    path = f"/t/{site.office.issue().token}"

    answer = site.visitor().get(path + behind, follow_redirects=True)

    assert (answer.status_code, answer.request.path) == (200, path)


@pytest.mark.parametrize("path", ["/t/none.", "/t/none/qr.svg", "/t/none./state", "/t/."])
def test_a_strangers_guess_with_something_behind_it_is_no_ticket_either(site: Site, path: str) -> None:
    assert site.visitor().get(path, follow_redirects=True).status_code == 404
