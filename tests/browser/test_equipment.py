"""The page of screens and printers: what needs a person first, then each kind for itself."""

from __future__ import annotations

from playwright.sync_api import expect

from queue_app.actions.hall import presence
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import Hall


def tell(hall: Hall, key: str, kind: DeviceKind, sound: str) -> None:
    """A screen that says how it is."""
    database = Database(hall.database_url)
    presence.seen(Desk(database), 1, key=key, kind=kind, version="old", sound=sound, zone="", device_id=None)
    database.close()


def test_a_mute_display_stands_above_the_rest_and_a_kiosk_among_its_own(hall: Hall) -> None:
    tell(hall, "layar-aaaa", DeviceKind.DISPLAY, "locked")
    tell(hall, "layar-bbbb", DeviceKind.DISPLAY, "ok")
    tell(hall, "kios-cccc", DeviceKind.KIOSK, "none")

    page = hall.signed_in("tini", "/stations")

    expect(page.locator("h2")).to_have_text(["Perlu ditangani", "Kios", "Layar", "Printer"])
    expect(page.get_by_test_id("group-help").locator("li strong")).to_have_text(["Layar panggilan ··aaaa"])
    expect(page.get_by_test_id("group-help")).to_contain_text("Terkunci: sentuh layar satu kali")
    expect(page.locator(".state-word")).to_have_text(["Tidak bersuara", "Berfungsi", "Berfungsi"])


def test_where_nobody_is_needed_one_line_says_so(hall: Hall) -> None:
    tell(hall, "kios-cccc", DeviceKind.KIOSK, "none")

    page = hall.signed_in("tini", "/stations")

    expect(page.get_by_test_id("summary")).to_have_text("Semua yang dikenal berfungsi.")
    expect(page.get_by_test_id("group-help")).to_have_count(0)
