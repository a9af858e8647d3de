"""A pairing that is used does not end: browsers forget a cookie 400 days after it was given last."""

from __future__ import annotations

import pytest

from queue_app.domain.log.rights import DeviceKind
from tests.web.visitors import Site, Visitor

KINDS = ("antrean_kiosk_", "antrean_display_", "antrean_lang")
KEPT = "Max-Age=34560000"


def given(visitor: Visitor, path: str) -> list[str]:
    return [each for each in visitor.get(path).headers.getlist("Set-Cookie") if each.startswith(KINDS)]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (DeviceKind.KIOSK, "/kiosk/uji"),
        (DeviceKind.KIOSK, "/kiosk/uji/state"),
        (DeviceKind.DISPLAY, "/display/uji"),
        (DeviceKind.DISPLAY, "/display/uji/state"),
        (DeviceKind.DISPLAY, "/display/uji/slides"),
    ],
)
def test_every_visit_of_a_paired_screen_renews_its_pairing(site: Site, kind: DeviceKind, path: str) -> None:
    site.pairs_devices()
    device = site.device(kind)

    (cookie,) = given(device, path)

    assert cookie.startswith(f"antrean_{kind}_uji={device.token};")
    assert {KEPT, "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_a_number_given_renews_the_kiosks_pairing(site: Site) -> None:
    site.pairs_devices()
    kiosk = site.device(DeviceKind.KIOSK)

    answer = kiosk.browser.post("/kiosk/uji/tickets", json=site.press())

    assert (answer.status_code, KEPT in answer.headers["Set-Cookie"]) == (201, True)


def test_nothing_is_renewed_of_a_screen_that_is_not_let_in(site: Site) -> None:
    site.pairs_devices()
    stranger = site.visitor()
    stranger.hold("guessed")

    assert given(stranger, "/kiosk/uji") == []


def test_where_no_screen_is_paired_nothing_is_kept(site: Site) -> None:
    assert given(site.visitor(), "/kiosk/uji") == []


def test_the_language_that_somebody_chose_is_kept_for_another_year_by_each_page(site: Site) -> None:
    reader = site.visitor(lang="en")

    assert [each.partition(";")[0] for each in given(reader, "/sign-in")] == ["antrean_lang=en"]
    assert given(reader, "/static/base.css") == []
