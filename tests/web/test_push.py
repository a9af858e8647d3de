"""A phone asks at the ticket's page to be woken: only where it is switched on, and only for push services."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from queue_app.config import Push
from queue_app.store.citizen.push_tables import PushSubscription
from tests.offices import Office
from tests.web.visitors import Site, make_site

ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"
ASKED = {"endpoint": ENDPOINT, "p256dh": "B" * 87, "auth": "A" * 22, "lang": "en"}
SAFE = "https://localhost"


@pytest.fixture
def waking(office: Office, tmp_path: Path) -> Site:
    """The program of an office that wakes phones."""
    settings = Push(is_on=True, contact="antrean@medan.test", key_file=str(tmp_path / "push.key"))
    return make_site(office, tmp_path, push=settings)


def ask(site: Site, token: str, *, base_url: str = SAFE, **changes: object) -> int:
    sent: dict[str, Any] = {**ASKED, **changes}
    return site.visitor().browser.post(f"/t/{token}/push", json=sent, base_url=base_url).status_code


def button_of(site: Site, token: str, *, base_url: str = SAFE) -> bool:
    with site.app.test_request_context(f"/t/{token}", base_url=base_url):
        template = site.app.jinja_env.get_template("ticket_push.html")
        page = template.render(boot={"state": {"is_final": False}}, **_context(site))
    return 'data-testid="push"' in page


def _context(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = {}
    site.app.update_template_context(found)
    return found


def test_a_phone_follows_its_ticket_and_leaves_it(waking: Site) -> None:
    issued = waking.office.issue()

    followed = ask(waking, issued.token), waking.office.rows(PushSubscription.endpoint)
    left = ask(waking, issued.token, is_wanted=False), waking.office.rows(PushSubscription.endpoint)

    assert (followed, left) == ((200, [ENDPOINT]), (200, []))


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "https://10.0.0.5/x"}, {"endpoint": "ftp://fcm.googleapis.com/x"},
        {"endpoint": ENDPOINT + "a" * 1000}, {"p256dh": "B"}, {"auth": "A" * 23}, {"name": "Sri"},
    ],
)  # fmt: skip
def test_what_is_no_subscription_of_a_push_service_is_refused(waking: Site, changes: dict[str, str]) -> None:
    issued = waking.office.issue()

    assert ask(waking, issued.token, **changes) == 400
    assert waking.office.rows(PushSubscription.id) == []


def test_a_page_of_another_site_follows_nothing(waking: Site) -> None:
    path, origin = f"/t/{waking.office.issue().token}/push", {"Origin": "https://evil.test"}

    answer = waking.visitor().browser.post(path, json=ASKED, headers=origin, base_url=SAFE)

    assert (answer.status_code, waking.office.rows(PushSubscription.id)) == (403, [])


def test_nobody_follows_a_ticket_that_there_is_not(waking: Site) -> None:
    assert ask(waking, "x" * 22) == 404


@pytest.mark.parametrize(
    ("base_url", "is_offered"),
    [(SAFE, True), ("http://localhost", True), ("http://localhost:8000", True), ("http://antrean.test", False)],
)
def test_it_is_offered_where_a_browser_allows_it(waking: Site, base_url: str, *, is_offered: bool) -> None:
    assert button_of(waking, waking.office.issue().token, base_url=base_url) is is_offered


def test_where_it_is_switched_off_there_is_no_button_and_no_address(site: Site) -> None:
    issued = site.office.issue()

    assert (button_of(site, issued.token), ask(site, issued.token)) == (False, 404)
