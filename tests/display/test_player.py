"""The voice: one call after another, and a turn on the screen even where there is no sound."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.display.conftest import Screen, Site, make_announcement, make_state
from tests.servers.chromium import ARGUMENTS
from tests.servers.program import find_program

SOUND_LOCKED = "--autoplay-policy=document-user-activation-required"  # the last one given counts
FIRST_CALL = "chime nomor-antrean a nol nol satu silakan-menuju loket dua"
SECOND_CALL = "chime nomor-antrean f nol satu empat silakan-menuju loket dua belas"
TWO_AT_ONCE = [make_announcement(101, "A001", 2), make_announcement(102, "F014", 12)]


def test_two_calls_of_one_instant_are_spoken_one_after_the_other(screen: Screen) -> None:
    screen.open(make_state())

    screen.fire("state", make_state(102, announcements=TWO_AT_ONCE))
    screen.page.wait_for_function("Antrean.player.log.length === 2", timeout=20_000)
    screen.wait_until_quiet()

    first, second = screen.page.evaluate("Antrean.player.log")
    assert [" ".join(call["clips"]) for call in (first, second)] == [FIRST_CALL, SECOND_CALL]
    assert (first["is_heard"], second["is_heard"]) == (True, True)
    assert first["started_at"] < first["ended_at"] < second["started_at"] < second["ended_at"]


def test_a_missing_clip_leaves_the_call_its_turn_on_the_screen_and_the_queue_goes_on(screen: Screen) -> None:
    screen.page.clock.install()
    screen.open(make_state(), voice={"lang": "id", "base": "/display/voice/id/", "repeat": 1, "clips": {}})

    screen.fire("state", make_state(102, announcements=TWO_AT_ONCE))
    shown_first = screen.page.inner_text("#hero-number")
    screen.page.clock.run_for(7_500)
    shown_second = screen.page.inner_text("#hero-number")

    assert [shown_first, shown_second] == ["A001", "F014"]
    assert screen.page.evaluate("Antrean.player.log.map(entry => entry.is_heard)") == [False, False]


def test_the_call_being_spoken_stands_large_until_it_has_ended(screen: Screen) -> None:
    screen.open(make_state())

    screen.fire("state", make_state(101, announcements=TWO_AT_ONCE[:1]))
    screen.page.wait_for_selector("#hero.is-announced")
    shown = screen.page.inner_text("#hero-counter")
    screen.page.wait_for_selector("#hero:not(.is-announced)", timeout=20_000)

    assert shown == "Loket 2"
    assert screen.page.is_visible("#hero-idle")


@pytest.fixture
def locked_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that holds sound back until the first touch."""
    path = os.environ.get("CHROMIUM") or find_program("chromium", "chromium-browser", "google-chrome")
    locked = browser.browser_type.launch(executable_path=path, args=[*ARGUMENTS, SOUND_LOCKED])
    yield locked.new_page()
    locked.close()


def test_where_sound_is_locked_one_tap_on_one_button_lets_it_go(locked_page: Page, site: Site) -> None:
    screen = Screen(locked_page, site)
    screen.open(make_state())

    locked_page.click("#unlock")
    locked_page.wait_for_selector("#unlock", state="hidden")

    assert locked_page.evaluate("Antrean.player.isLocked()") is False
