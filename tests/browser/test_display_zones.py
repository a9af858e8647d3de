"""Four displays in two zones, eight counters that call in bursts: each hears and shows the calls of its zone, once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from queue_app.actions.queue import tickets
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan, ZonePlan
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.hall.tables import Announcement
from queue_app.store.office import catalogue
from queue_app.store.office.founding import found_office
from queue_app.store.office.tables import Counter
from tests.browser.conftest import Hall
from tests.browser.voices import record
from tests.factories import FOUNDED, PASSWORD, cheap_hash, make_plan
from tests.served import ZONE, names, open_counter, rows, server
from tests.servers.waiting import PATIENCE_S, becomes_true

COUNTERS, ROUNDS = 8, 25
CALLS = COUNTERS * ROUNDS
ZONES = ("utara", "selatan")
SEEN = """() => {
    window.seen = [];
    const own = Antrean.player.onstart;
    Antrean.player.onstart = call => {
        own(call);
        const shown = name => document.getElementById("hero-" + name).textContent;
        window.seen.push([call.seq, shown("number"), shown("counter")]);
    };
}"""
HEARD = "Antrean.player.log.map(call => [call.seq, call.number, `Loket ${call.counter}`])"


def two_zones() -> OfficePlan:
    """Counters 1, 3, 5, 7 in the one zone, 2, 4, 6, 8 in the other; the zones are two halls."""
    numbers = range(1, COUNTERS + 1)
    return replace(
        make_plan(),
        time_zone=ZONE,
        zones=[ZonePlan(zone, zone.title(), zone.title(), hall=zone) for zone in ZONES],
        counters=[CounterPlan(number, ["KTP", "AKTA"], zone=ZONES[number % 2]) for number in numbers],
        officers=[OfficerPlan(f"petugas{number}", f"Petugas {number}", PASSWORD) for number in numbers],
        room=RoomRules(repeat=1, chime=False, slides=""),
    )


@pytest.fixture
def zoned(browser: Browser, tmp_path: Path) -> Iterator[Hall]:
    url = f"sqlite:///{tmp_path / 'zones.db'}"
    schema.migrate(url)
    database = Database(url)
    desk = Desk(database)
    office_id = found_office(database, two_zones(), at=FOUNDED, hash_password=cheap_hash)
    record(desk, office_id, tmp_path / "data" / "files")
    with desk.reading() as connection:
        services = [each.id for each in catalogue.services(connection, office_id)]
    for place in range(CALLS):
        tickets.issue(desk, office_id, service_id=services[place % 2], press_key=f"zones-{place:05}")
    database.close()
    running = server(tmp_path, url)
    command = running.program.command
    command[command.index("queue_app")] = "tests.browser.hasty"
    with ExitStack() as stack:
        stack.enter_context(running)
        yield Hall(running, url, names(url), browser, stack)


def displays(hall: Hall) -> dict[str, list[Page]]:
    opened = {}
    for zone in ZONES:
        opened[zone] = [hall.ready(hall.screen("display", f"/display/uji?zone={zone}")) for _ in range(2)]
        for page in opened[zone]:
            page.evaluate(SEEN)
    return opened


def call_all(hall: Hall) -> set[tuple[str, str]]:
    """Eight officers who press in the same moment, until everyone has been called; (number, counter) of each."""
    together = threading.Barrier(COUNTERS)
    faults: list[Any] = []
    called: set[tuple[str, str]] = set()

    def officer(number: int) -> None:
        person = open_counter(hall.server.url, f"petugas{number}", hall.names.counters[number])
        for _ in range(ROUNDS):
            together.wait(PATIENCE_S)
            status, answer = person.post("/counter/call-next")
            if status != 200:
                faults.append(answer)
                continue
            called.add((answer["open"]["number"], f"Loket {number}"))
            for verb in ("start", "finish"):
                person.post(f"/counter/{verb}", {"leg_id": answer["open"]["leg_id"]})

    threads = [threading.Thread(target=officer, args=(number,)) for number in range(1, COUNTERS + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()  # nobody waits for ever: a request and the barrier give up
    assert faults == []
    return called


def announced(hall: Hall) -> dict[str, list[list[Any]]]:
    """What each zone is to hear and see, as the server's rows say: [seq, counter]."""
    counters = {row.id: row for row in rows(hall.database_url, Counter.id, Counter.number, Counter.zone)}
    found = [
        (row.seq, counters[row.counter_id])
        for row in rows(hall.database_url, Announcement.seq, Announcement.counter_id)
    ]
    return {zone: [[seq, f"Loket {at.number}"] for seq, at in found if at.zone == zone] for zone in ZONES}


def everyone_has_spoken(opened: dict[str, list[Page]]) -> bool:
    spoken = "Antrean.player.log.filter(call => call.is_heard).length"
    counts = [page.evaluate(spoken) for pages in opened.values() for page in pages]
    return counts == [CALLS // 2] * 4


@pytest.mark.timeout(280)
@pytest.mark.slow("four displays speak a hundred calls each")
def test_two_hundred_calls_in_bursts_are_each_heard_and_shown_once_in_their_zone(zoned: Hall) -> None:
    opened = displays(zoned)

    called = call_all(zoned)
    assert becomes_true(lambda: everyone_has_spoken(opened), within_s=120)

    expected = announced(zoned)
    for zone, pages in opened.items():
        for page in pages:
            heard = page.evaluate(HEARD)
            assert [[seq, counter] for seq, _number, counter in heard] == expected[zone]
            assert page.evaluate("seen") == heard
    assert {(call[1], call[2]) for pages in opened.values() for call in pages[0].evaluate(HEARD)} == called
    assert len(called) == CALLS
    assert becomes_true(lambda: None not in [row.heard_at for row in rows(zoned.database_url, Announcement.heard_at)])
