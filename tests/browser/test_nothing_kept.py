"""A browser that keeps nothing: its storage is forbidden by a policy or its owner, is not there, or has no room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall

FORBIDDEN = "Object.defineProperty(window, '{}', {{ get() {{ throw new DOMException('denied', 'SecurityError') }} }})"
MISSING = "Object.defineProperty(window, '{}', {{ get() {{ return null }} }})"
FULL = "Storage.prototype.setItem = () => {{ throw new DOMException('{}', 'QuotaExceededError') }}"


def without(hall: Hall, storage: str, kind: str) -> Page:
    page = hall.screen(kind)
    for name in ("localStorage", "sessionStorage"):
        page.add_init_script(storage.format(name))
    return page


@pytest.mark.parametrize("storage", [FORBIDDEN, MISSING, FULL], ids=["forbidden", "missing", "full"])
def test_a_kiosk_gives_a_number(hall: Hall, storage: str) -> None:
    """Quasar #1258, tomayac/SVGcode #86."""
    page = without(hall, storage, "kiosk")
    page.goto(f"{hall.server.url}/kiosk/uji")

    page.get_by_test_id("service-KTP").click()
    page.get_by_test_id("take").click()

    expect(page.get_by_test_id("ticket-number")).to_have_text("A001")


@pytest.mark.parametrize("storage", [FORBIDDEN, MISSING, FULL], ids=["forbidden", "missing", "full"])
def test_an_officer_opens_a_counter(hall: Hall, storage: str) -> None:
    page = without(hall, storage, "counter")
    page.goto(f"{hall.server.url}/counter")
    hall.enter(page, "wati")

    page.get_by_test_id("open-1").click()

    expect(page.get_by_test_id("place")).to_have_text("Loket 1")
