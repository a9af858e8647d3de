"""A newcomer on a Sunday: from four questions to the first call of their own office, as a person does it.

The server's clock is ahead, so that the day is a Sunday whenever the test runs; the seconds that pass are real.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_app.store import schema
from tests.databases import Databases
from tests.served import write_config
from tests.servers.antrean import Antrean

SUNDAY = datetime.fromisoformat("2026-11-29T10:00:00+07:00")
ADDRESS = re.compile(r"http://\S+/setup\?key=\w+")
CODE = re.compile(r"^\d{3} \d{3}$")
WITHIN_S = 240  # of a person's four minutes; a machine types faster, and tests share it with others
PEOPLE = ("Siti Rahmawati", "Budi Santoso", "Siti Aminah")
OpenScreen = Callable[[str], Page]


@pytest.fixture
def empty_office(databases: Databases, tmp_path: Path) -> Iterator[Antrean]:
    """A server before a database without an office, on a Sunday."""
    url = databases.empty("sqlite", tmp_path)
    schema.migrate(url)
    running = Antrean(folder=tmp_path, database_url=url, config=write_config(tmp_path, {}))
    ahead = SUNDAY - datetime.now(UTC)
    command, place = running.program.command, running.program.command.index("queue_app")
    shifted = ["tests.browser.office_hours", str(ahead.total_seconds())]
    running.program.command = [*command[:place], *shifted, *command[place + 1 :]]
    with running:
        yield running


@pytest.fixture
def open_screen(browser: Browser, empty_office: Antrean) -> Iterator[OpenScreen]:
    """Each address in a browser of its own, as on another machine."""
    with ExitStack() as stack:

        def opened(path: str) -> Page:
            context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID", bypass_csp=True)
            stack.callback(context.close)
            page = context.new_page()
            page.goto(path if "://" in path else empty_office.url + path)
            return page

        yield opened


def found(page: Page, kind: str = "disdukcapil") -> None:
    """The four questions."""
    page.fill("#name", "Disdukcapil Kota Kupang")
    page.check(f"#kind-{kind}")
    page.fill("#counters", "2")
    page.fill("#person", "Agus Salim")
    page.fill("#username", "agus")
    page.fill("#password", "kopi-merdeka-2026")
    page.get_by_test_id("found").click()
    expect(page.get_by_test_id("first")).to_be_visible()


def add_people(page: Page) -> tuple[str, str]:
    """Three officers in their rows; answers the user name and the password of the last, as read off the slip."""
    page.get_by_test_id("step-officers").get_by_role("link").click()
    for number, name in enumerate(PEOPLE, start=1):
        page.locator(f"#name-{number}").press_sequentially(name)
    page.get_by_test_id("add-people").click()
    slip = page.get_by_test_id("slip-siti.aminah")
    password = slip.get_by_test_id("secret").inner_text()
    page.get_by_test_id("next").click()
    return "siti.aminah", password


def pair(page: Page, step: str, open_screen: OpenScreen) -> Page:
    """Opens the screen at the address that the step tells, and types its code."""
    page.get_by_test_id(f"step-{step}").get_by_role("link").click()
    screen = open_screen(f"/{page.get_by_test_id('address').inner_text().rpartition('/')[2]}")
    expect(screen.get_by_test_id("code")).to_have_text(CODE)
    page.fill("#code", screen.get_by_test_id("code").inner_text())
    page.get_by_test_id("pair").click()
    expect(page.get_by_test_id(f"step-{step}")).to_have_class("is-done")
    return screen


def sign_in(page: Page, username: str, password: str) -> None:
    page.fill("#username", username)
    page.fill("#password", password)
    page.get_by_test_id("sign-in").click()


def take(kiosk: Page) -> str:
    """Three touches, each on what comes first."""
    kiosk.locator("button[data-testid^=group-]").first.click()
    kiosk.locator("button[data-testid^=service-]").first.press("Enter")  # a finger this fast would be a double tap
    kiosk.get_by_test_id("take").click()
    return kiosk.get_by_test_id("ticket-number").inner_text()


@pytest.mark.slow("a whole first day, in four browsers")
def test_a_newcomer_hears_the_first_call_of_their_own_office_on_a_sunday(
    empty_office: Antrean, open_screen: OpenScreen
) -> None:
    address = ADDRESS.search(empty_office.log_text())
    assert address
    began = time.monotonic()
    page = open_screen("/setup?" + address[0].partition("?")[2])

    found(page)
    username, password = add_people(page)
    kiosk, display = (pair(page, step, open_screen) for step in ("kiosk", "display"))
    expect(page.get_by_test_id("first-closed")).to_contain_text("07.30")
    page.get_by_test_id("admin-open_today").click()
    expect(page.get_by_test_id("first-closed")).to_have_count(0)
    counter = open_screen("/sign-in")
    sign_in(counter, username, password)
    counter.get_by_test_id("open-1").click()
    number = take(kiosk)
    expect(counter.get_by_test_id("call-next")).to_be_enabled()
    counter.keyboard.press("P", delay=100)

    expect(display.locator("#hero")).to_contain_text(number.replace(" ", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert time.monotonic() - began < WITHIN_S


def test_another_kind_of_office_is_calm_without_services_and_names_them_first(
    empty_office: Antrean, open_screen: OpenScreen
) -> None:
    address = ADDRESS.search(empty_office.log_text())
    assert address
    page = open_screen("/setup?" + address[0].partition("?")[2])
    found(page, "lainnya")
    kiosk = pair(page, "kiosk", open_screen)
    expect(kiosk.get_by_test_id("no-services")).to_be_visible()

    page.get_by_test_id("step-services").get_by_role("link").click()
    page.fill("#name_id-1", "Pengaduan")
    page.get_by_test_id("add-services").click()

    expect(page.get_by_test_id("step-services")).to_have_class("is-done")
    expect(kiosk.get_by_test_id("no-services")).to_have_count(0)
