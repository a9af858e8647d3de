"""Displays as the room lives with them: when a call is heard, what a page takes after months, how soon all are back."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from http.client import HTTPConnection

from playwright.sync_api import Browser, Page

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import OfficePlan, ZonePlan
from tests.benchmarks.offices import BenchOffice, filling, found, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.returning import come_back
from tests.benchmarks.table import Row, latency
from tests.benchmarks.waiting_room import COUNTERS, Counters
from tests.display.conftest import Handler, Site
from tests.display.week import BATCH, live
from tests.servers.antrean import Antrean
from tests.servers.chromium import running_chromium

CALLS, WARM_UP = 30, COUNTERS
BRIEF = RoomRules(repeat=1, rate_pct=130)
SPACED_S = 1.0  # with a hall for each counter no call waits for the one before it
SOUND_AIM, HEAP_AIM, BACK_AIM = {"p50_ms": 250.0, "p99_ms": 500.0}, {"heap_mb": 3.0}, {"back_s": 5.0}
LIVED_CALLS = 20_000
DISPLAYS, AWAY_S = 500, 3.0
# When the audio clock will let the first clip sound, by this machine's clock, in milliseconds.
SOUNDS = """() => {
    const own = AudioScheduledSourceNode.prototype.start;
    window.sounds = [];
    AudioBufferSourceNode.prototype.start = function (at) {
        window.sounds.push(Date.now() + (at - this.context.currentTime) * 1000);
        own.call(this, at);
    };
}"""


def sound(place: Place) -> list[Row]:
    """From the press of "call next" to the first sound of the chime at a display in Chromium."""
    url = f"sqlite:///{place.folder / 'sound.db'}"
    with filling(url) as desk:
        office = found(desk, "bench", counters=COUNTERS)
        setup.change(desk, office.id, by=None, edit=_a_hall_for_each_counter)
        wait(desk, office, count=CALLS + WARM_UP + 10)
    with told("call to sound"), place.server(url, paper=NO_PAPER) as server, running_chromium() as browser:
        pages = [_display(browser, server, hall) for hall in _halls()]
        waits = _until_sound(pages, server, office, calls=place.count(CALLS) + WARM_UP)
    measured = waits[WARM_UP:]
    name = f"call to the start of its sound, {len(measured)} calls, {len(pages)} displays (p99: the slowest)"
    return [Row(name, latency(measured), SOUND_AIM)]


def _halls() -> list[str]:
    return [f"hall{number}" for number in range(1, COUNTERS + 1)]


def _a_hall_for_each_counter(plan: OfficePlan) -> OfficePlan:
    counters = [replace(counter, zone=hall) for counter, hall in zip(plan.counters, _halls(), strict=True)]
    return replace(
        plan, room=BRIEF, counters=counters, zones=[ZonePlan(hall, hall, hall, hall=hall) for hall in _halls()]
    )


def _display(browser: Browser, server: Antrean, hall: str) -> Page:
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{server.url}/display/bench?zone={hall}")
    page.wait_for_function("Antrean.display && !Antrean.clips.isLoading()")
    page.evaluate(SOUNDS)
    return page


def _until_sound(pages: Sequence[Page], server: Antrean, office: BenchOffice, *, calls: int) -> list[float]:
    counter, waits = Counters(server.port, office), []
    for number in range(calls):
        page = pages[number % len(pages)]
        counter.make_free(number)
        page.wait_for_function("!Antrean.player.isBusy()")
        page.evaluate("window.sounds = []")
        time.sleep(SPACED_S)
        sent_at = time.time()
        counter.call(number)
        page.wait_for_function("sounds.length > 0")
        waits.append(page.evaluate("sounds[0]") / 1000 - sent_at)
    counter.close()
    return waits


def memory(place: Place) -> list[Row]:
    """The heap of a display's page, garbage collected, after so many calls; its growth since it had settled."""
    calls = place.count(LIVED_CALLS) // BATCH * BATCH
    with told(f"{calls} calls"), Site(("127.0.0.1", 0), Handler) as site, running_chromium() as browser:
        site.answers = {}
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        sizes = list(live(browser.new_context().new_page(), site, calls=calls))
        site.shutdown()
    name = f"memory of a display after {calls:,} calls ({sizes[0].heap / 1e6:.2f} MB after {BATCH})"
    return [Row(name, {"heap_mb": sizes[-1].heap / 1e6}, HEAP_AIM)]


def reconnect(place: Place) -> list[Row]:
    """All displays join, the server is stopped and started; the time is from its first answer to the last display."""
    url = f"sqlite:///{place.folder / 'reconnect.db'}"
    with filling(url) as desk:
        found(desk, "bench", counters=COUNTERS)
    displays = place.count(DISPLAYS)
    with told(f"{displays} displays come back"), place.server(url, paper=NO_PAPER) as server:
        with come_back(server.port, "bench", displays) as last_joined:
            server.kill9()
            time.sleep(AWAY_S)
            server.start()
            answered_at = time.monotonic()
            back_at = last_joined()
        link = HTTPConnection("127.0.0.1", server.port)
        link.request("GET", "/healthz")
        assert link.getresponse().status == 200
    name = f"{displays} displays back after a restart of the server"
    return [Row(name, {"back_s": max(back_at - answered_at, 0.0)}, BACK_AIM)]
