"""One's own password."""

from __future__ import annotations

import re

import pytest

from queue_app.config import SignIn
from queue_app.domain.log.errors import PasswordsDiffer, TooManyTries, WeakPassword, WrongPassword
from queue_app.domain.office.faults import FAULTS
from queue_app.texts import translate
from tests.factories import PASSWORD
from tests.web.visitors import Site, Visitor

OTHER = "teh-manis-2026"


def change(visitor: Visitor, *, old: str = PASSWORD, new: str = OTHER, again: str = OTHER) -> tuple[int, str]:
    form = {"csrf_token": visitor.csrf(), "old": old, "new": new, "again": again}
    answer = visitor.browser.post("/account", data=form)
    return answer.status_code, answer.text


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/counter/state").status_code == 200


def test_a_new_password_is_the_only_one_and_other_browsers_are_signed_out(site: Site) -> None:
    here, elsewhere = site.signed_in("wati"), site.signed_in("wati")

    status, _text = change(here)

    assert (status, is_in(here), is_in(elsewhere)) == (302, True, False)
    assert [site.visitor().sign_in("wati", each).status_code for each in (PASSWORD, OTHER)] == [401, 302]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"old": "wrong"}, WrongPassword()),
        ({"new": "short", "again": "short"}, WeakPassword(length=10)),
        ({"again": OTHER.upper()}, PasswordsDiffer()),
        ({"old": ""}, WrongPassword()),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(
    site: Site, fields: dict[str, str], refusal: WrongPassword | WeakPassword | PasswordsDiffer
) -> None:
    wati = site.signed_in("wati")
    before = site.dump()

    status, text = change(wati, **fields)

    assert status == 400
    assert translate("id", refusal.message_id, **refusal.data) in text
    assert site.dump() == before


def test_everything_that_is_wrong_is_told_at_once_beside_its_field(site: Site) -> None:
    _status, text = change(site.signed_in("wati"), old="wrong", new="short", again=OTHER)

    assert re.findall(r'class="fault" id="(\w+)-wrong"', text) == ["old", "new", "again"]


def test_a_password_longer_than_any_is_refused(site: Site) -> None:
    status, text = change(site.signed_in("wati"), new="x" * 201, again="x" * 201)

    assert (status, translate("id", FAULTS["too_long"], most=200) in text) == (400, True)


def test_who_found_an_open_browser_cannot_guess_the_password_at_it(site: Site) -> None:
    wati = site.signed_in("wati")

    statuses = [change(wati, old="wrong")[0] for _ in range(SignIn().tries + 1)]

    assert statuses == [400] * SignIn().tries + [429]
    assert translate("id", TooManyTries().message_id, seconds=60) in change(wati)[1]


def test_it_says_when_it_is_done(site: Site) -> None:
    wati = site.signed_in("wati")
    seen = ['data-testid="done"' in wati.get(path).text for path in ("/account", "/account?done")]

    assert seen == [False, True]
