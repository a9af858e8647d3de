"""The kiosk and a server that is away: said within three seconds, healed alone, and one press is one ticket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from queue_app.store.engines import Database
from queue_app.store.hall.tables import Screen
from queue_app.store.queue.tables import Ticket
from tests.browser.conftest import Hall
from tests.browser.silent_line import SilentLine
from tests.served import rows
from tests.servers.chromium import stop_clock
from tests.servers.waiting import becomes_true

MOST_MS = 3000
PING_MS = 1000


@pytest.fixture
def line(hall: Hall) -> Iterator[SilentLine]:
    with SilentLine(hall.server.port) as found:
        yield found


def joined(hall: Hall, url: str) -> Page:
    """A kiosk at this address of the server that has joined, and whose clock the test moves on."""
    kiosk = hall.screen("kiosk")
    stop_clock(kiosk)
    kiosk.goto(f"{url}/kiosk/uji")
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, Screen.key)))
    return kiosk


def with_answers(kiosk: Page) -> list[str]:
    """Joins anew; gets what the server says from now on."""
    heard: list[str] = []
    kiosk.on("websocket", lambda wire: wire.on("framereceived", lambda frame: heard.append(str(frame))))
    kiosk.reload()
    assert becomes_true(lambda: kiosk.evaluate("1") == 1 and any('"state"' in each for each in heard))
    return heard


def test_a_network_that_falls_silent_without_a_close_is_told_within_three_seconds_and_heals(
    hall: Hall, line: SilentLine
) -> None:
    kiosk = joined(hall, line.url)
    heard = with_answers(kiosk)
    for _ in range(4):
        before = len(heard)
        kiosk.clock.run_for(PING_MS)
        assert becomes_true(lambda before=before: kiosk.evaluate("1") == 1 and len(heard) > before)  # type: ignore[misc]
    expect(kiosk.get_by_test_id("cut")).to_have_count(0)

    line.hush()
    kiosk.clock.run_for(MOST_MS)
    expect(kiosk.get_by_test_id("cut")).to_be_visible()
    kiosk.clock.run_for(8000)  # it has given the dead line up by now, and knocks in vain
    line.heal()
    kiosk.clock.resume()

    expect(kiosk.get_by_test_id("cut")).to_have_count(0)


def test_a_server_that_is_killed_is_told_within_three_seconds(hall: Hall) -> None:
    kiosk = joined(hall, hall.server.url)

    hall.server.kill9()
    kiosk.clock.run_for(MOST_MS)

    expect(kiosk.get_by_test_id("cut")).to_be_visible()


@pytest.mark.parametrize("is_heard", [True, False], ids=["the answer is lost", "the press is lost"])
def test_a_press_that_the_network_swallows_is_resolved_by_its_key(hall: Hall, line: SilentLine, is_heard: bool) -> None:
    kiosk = joined(hall, line.url)
    kiosk.get_by_test_id("service-KTP").click()

    if is_heard:
        line.hush_answers()
    else:
        line.hush()
    kiosk.get_by_test_id("take").click()
    assert becomes_true(lambda: len(rows(hall.database_url, Ticket.id)) == int(is_heard))
    kiosk.clock.run_for(4500)
    expect(kiosk.get_by_test_id("taking")).to_contain_text("Masih dicoba")
    assert len(rows(hall.database_url, Ticket.id)) == int(is_heard)
    line.heal()
    kiosk.clock.resume()

    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001")
    assert len(rows(hall.database_url, Ticket.id)) == 1


def test_a_kiosk_says_that_it_is_there_and_keeps_its_key(hall: Hall) -> None:
    kiosk = hall.kiosk()
    seen = (Screen.key, Screen.kind, Screen.version, Screen.sound)
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, *seen)))
    key = kiosk.evaluate("localStorage.getItem('antrean.screen')")
    build = kiosk.evaluate("JSON.parse(document.getElementById('boot').textContent).build")
    of_an_older_build(hall)

    kiosk.reload()
    assert becomes_true(
        lambda: (
            kiosk.evaluate("1") == 1 and [version for (version,) in rows(hall.database_url, Screen.version)] == [build]
        )
    )

    assert [tuple(row) for row in rows(hall.database_url, *seen)] == [(key, "kiosk", build, "none")]


def test_a_kiosk_whose_page_somebody_closes_is_missed_by_nobody(hall: Hall) -> None:
    kiosk = hall.kiosk()
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(hall.database_url, Screen.key)))

    kiosk.close()

    assert becomes_true(lambda: rows(hall.database_url, Screen.key) == [])


def of_an_older_build(hall: Hall) -> None:
    """As if the screens had been loaded before an update: then what they tell is written at once."""
    database = Database(hall.database_url)
    with database.writer.transaction() as connection:
        connection.execute(update(Screen).values(version=""))
    database.close()
