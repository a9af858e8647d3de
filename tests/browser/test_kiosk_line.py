"""The kiosk and a server that is away: said within three seconds, healed alone, and one press is one ticket."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from queue_app.store.room_tables import Screen
from queue_app.store.tables import Ticket
from tests.browser.conftest import Hall
from tests.browser.silent_line import SilentLine
from tests.served import rows
from tests.servers.waiting import becomes_true

MOST_S = 3.0
ON_THE_WAY_S = 0.3  # until Playwright sees what the page shows


@pytest.fixture
def line(hall: Hall) -> Iterator[SilentLine]:
    with SilentLine(hall.server.port) as found:
        yield found


def behind(line: SilentLine, hall: Hall) -> Page:
    """A kiosk behind the line, which has joined."""
    kiosk = hall.screen("kiosk")
    kiosk.goto(f"{line.url}/kiosk/uji")
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, Screen.key)))
    return kiosk


def seconds_until_cut(kiosk: Page) -> float:
    began = time.monotonic()
    expect(kiosk.get_by_test_id("cut")).to_be_visible(timeout=5000)
    return time.monotonic() - began


def test_a_network_that_falls_silent_without_a_close_is_told_within_three_seconds_and_heals(
    hall: Hall, line: SilentLine
) -> None:
    kiosk = behind(line, hall)
    kiosk.wait_for_timeout(3500)
    expect(kiosk.get_by_test_id("cut")).to_have_count(0)

    line.hush()
    told_after = seconds_until_cut(kiosk)
    kiosk.wait_for_timeout(8000)  # it has given the dead line up by now, and knocks in vain
    line.heal()
    expect(kiosk.get_by_test_id("cut")).to_have_count(0, timeout=10_000)

    assert told_after < MOST_S + ON_THE_WAY_S


def test_a_server_that_is_killed_is_told_within_three_seconds(hall: Hall) -> None:
    kiosk = hall.kiosk()
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, Screen.key)))

    hall.server.kill9()

    assert seconds_until_cut(kiosk) < MOST_S + ON_THE_WAY_S


@pytest.mark.parametrize("is_heard", [True, False], ids=["the answer is lost", "the press is lost"])
def test_a_press_that_the_network_swallows_is_resolved_by_its_key(hall: Hall, line: SilentLine, is_heard: bool) -> None:
    kiosk = behind(line, hall)
    kiosk.get_by_test_id("service-KTP").click()

    if is_heard:
        line.hush_answers()
    else:
        line.hush()
    kiosk.get_by_test_id("take").click()
    expect(kiosk.get_by_test_id("taking")).to_contain_text("Masih dicoba", timeout=8000)
    assert len(rows(hall.database_url, Ticket.id)) == int(is_heard)
    line.heal()

    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001", timeout=15_000)
    assert len(rows(hall.database_url, Ticket.id)) == 1


def test_a_kiosk_says_that_it_is_there_and_keeps_its_key(hall: Hall) -> None:
    kiosk = hall.kiosk()
    seen = (Screen.key, Screen.kind, Screen.version, Screen.sound)
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, *seen)))

    kiosk.reload()
    kiosk.wait_for_timeout(1500)

    key = kiosk.evaluate("localStorage.getItem('antrean.screen')")
    build = kiosk.evaluate("JSON.parse(document.getElementById('boot').textContent).build")
    assert [tuple(row) for row in rows(hall.database_url, *seen)] == [(key, "kiosk", build, "none")]
