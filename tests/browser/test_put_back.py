"""A database that was put back from an older copy: every screen shows what holds now, and nobody loads it anew."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall, press_key
from tests.people import Person
from tests.served import take_number
from tests.servers.chromium import stop_clock
from tests.servers.waiting import becomes_true

NO_LINE = "window.WebSocket = function () { throw new Error('this network lets no socket through'); };"


class Copies:
    """The office's SQLite file: kept, and put back while the server stands still."""

    def __init__(self, hall: Hall, folder: Path) -> None:
        self._hall = hall
        self._file = Path(hall.database_url.removeprefix("sqlite:///"))
        self._kept = folder / "kept.db"

    def keep(self) -> None:
        with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(self._kept)) as target:
            source.backup(target)

    def put_back(self) -> None:
        self._hall.server.stop()
        for beside in self._file.parent.glob(f"{self._file.name}-*"):
            beside.unlink()
        self._kept.replace(self._file)
        self._hall.server.start()


@pytest.fixture
def copies(hall: Hall, tmp_path: Path) -> Copies:
    return Copies(hall, tmp_path)


def number_waits(hall: Hall) -> str:
    """Somebody waits for counter 1; answers the token."""
    token: str = take_number(Person(hall.server.url), hall.names.services["KTP"])["token"]
    return token


WAITING = {
    "counter": "1 orang menunggu di loket ini", "kiosk": "1 menunggu",
    "display": "Silakan ambil nomor di mesin antrean", "phone": "Anda berikutnya. Silakan bersiap.",
}  # fmt: skip
CALLED = {"counter": "A001", "kiosk": "Tidak ada antrean", "display": "A001", "phone": "Silakan menuju loket 1"}
PLACES = {
    "counter": "#stage-title",
    "kiosk": "[data-testid=service-KTP] .queue .visually-hidden",
    "display": "#hero :is(.number, .hero-idle):visible",
    "phone": "#sentence",
}


def come_to_say(screens: dict[str, Page], wanted: dict[str, str]) -> dict[str, str]:
    """What the screens say, once it is this or time is up."""

    def said() -> dict[str, str]:
        found = {name: page.locator(PLACES[name]).inner_text() for name, page in screens.items()}
        return {name: re.split("\n|, ", text)[0] for name, text in found.items()}  # without how long it takes

    becomes_true(lambda: said() == wanted)
    return said()


def test_every_screen_shows_what_a_database_says_that_was_put_back(hall: Hall, copies: Copies) -> None:
    screens = {"counter": hall.at_counter(), "kiosk": hall.kiosk(), "display": hall.display()}
    screens["phone"] = hall.screen("phone", f"/t/{number_waits(hall)}")
    copies.keep()
    press_key(screens["counter"], "P")
    assert come_to_say(screens, CALLED) == CALLED
    for page in screens.values():
        page.evaluate("window.isOldPage = true")

    copies.put_back()

    assert come_to_say(screens, WAITING) == WAITING
    assert [page.evaluate("window.isOldPage") for page in screens.values()] == [True] * len(screens)


def test_a_phone_that_can_only_ask_shows_what_a_database_says_that_was_put_back(hall: Hall, copies: Copies) -> None:
    counter, token = hall.at_counter(), number_waits(hall)
    page = hall.screen("phone")
    page.add_init_script(NO_LINE)
    stop_clock(page)
    page.goto(f"{hall.server.url}/t/{token}")
    copies.keep()
    press_key(counter, "P")
    expect(counter.locator(PLACES["counter"])).to_contain_text("A001")
    _until(page, CALLED["phone"])

    copies.put_back()

    _until(page, WAITING["phone"])


def _until(page: Page, sentence: str) -> None:
    """Lets time pass until the page says so: when it asks is left to chance, and a question may find no server."""
    said = page.get_by_test_id("sentence")

    def a_second_later() -> bool:
        page.clock.run_for(1000)
        return said.inner_text() == sentence

    assert becomes_true(a_second_later)
