"""A display, a kiosk and a tablet in real browsers: paired by what stands on them, sent back when they are unpaired."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import update

from queue_app.domain.log.rights import Role
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office.tables import Office, Officer
from tests.browser.conftest import Hall, OpenHall
from tests.people import Person
from tests.servers.waiting import becomes_true

UNPAIRED = 401
CODE = re.compile(r"^\d{3} \d{3}$")
SCREENS = {
    "kiosk": ("/kiosk/uji", "[data-testid=service-KTP]"),
    "display": ("/display/uji", "#hero"),
    "survey": ("/survey/uji", "[data-testid=typed]"),
}


@pytest.fixture
def pairing(open_hall: OpenHall) -> Hall:
    """An office that asks its screens for a pairing; tini is its administrator."""
    hall = open_hall(live={"beat_s": 0.3})
    database = Database(hall.database_url)
    with Desk(database).transaction(1) as work:
        work.connection.execute(update(Office).values(pairs_devices=True))
        work.connection.execute(update(Officer).where(Officer.username == "tini").values(role=Role.ADMINISTRATOR))
    database.close()
    assert becomes_true(lambda: Person(hall.server.url).ask("GET", "/display/uji")[0] == UNPAIRED)
    return hall


def pair(administrator: Page, screen: Page) -> Locator:
    """Types the code that the screen shows; answers its row on the page of devices."""
    expect(screen.get_by_test_id("code")).to_have_text(CODE)
    administrator.fill("#code", screen.get_by_test_id("code").inner_text())
    administrator.fill("#name", "Pintu masuk")
    administrator.get_by_test_id("pair").click()
    row = administrator.locator("tbody tr")
    expect(row).to_contain_text("Pintu masuk")
    return row


def unpair(row: Locator) -> None:
    row.locator("summary", has_text="Putuskan").click()
    row.get_by_role("button", name="Putuskan layar ini").click()
    expect(row).to_have_count(0)


def test_a_tablet_is_paired_by_its_code_and_shows_its_own_page(pairing: Hall) -> None:
    path, own = SCREENS["survey"]
    screen, administrator = pairing.screen("display", path), pairing.signed_in("tini", "/admin/devices")

    pair(administrator, screen)

    expect(screen.locator(own)).to_be_visible()


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_a_screen_is_paired_by_its_code_shows_its_own_page_and_goes_back_to_a_code_when_unpaired(
    pairing: Hall, kind: str
) -> None:
    path, own = SCREENS[kind]
    screen, administrator = pairing.screen("display", path), pairing.signed_in("tini", "/admin/devices")
    row = pair(administrator, screen)
    expect(screen.locator(own)).to_be_visible()

    unpair(row)

    expect(screen.get_by_test_id("code")).to_have_text(CODE)
    expect(screen.locator("h1").first).to_contain_text("Layar ini diputuskan")
