"""How much whoever asks may ask, and that an office at its busiest is far from it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queue_app import simulate
from queue_app.actions.office import setup
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log.tables import LoggedEvent
from queue_app.web.frame import limits
from queue_app.web.frame.limits import PER_MIN, PROGRAM, STRANGER, Pace
from queue_app.web.frame.throttle import Throttle
from tests.offices import Office, make_office
from tests.servers.redis import Redis
from tests.web.visitors import Site, Visitor

REQUESTS_A_PRESS = 4  # the press, the page's own look, a search, a picture


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can reach: four, of which the first is not told to others."""
    monkeypatch.setattr(limits, "PER_MIN", dict.fromkeys(PER_MIN, 4))


def asked(visitor: Visitor, path: str, times: int) -> list[int]:
    return [visitor.get(path).status_code for _ in range(times)]


def test_every_role_and_every_kind_of_device_has_its_limit() -> None:
    assert set(PER_MIN) == {STRANGER, PROGRAM, *DeviceKind, *Role}


def test_a_stranger_who_asks_too_much_is_told_for_how_long_and_others_go_on(site: Site, few: None) -> None:
    stranger = site.visitor()

    statuses = asked(stranger, "/o/uji", 7)
    refused = stranger.get("/o/uji")

    assert statuses == [200] * 5 + [429] * 2
    assert (refused.headers["Retry-After"], "Silakan tunggu 60 detik." in refused.text) == ("60", True)
    assert asked(site.visitor(), "/o/uji", 1) == [200]


def test_a_person_is_counted_in_all_browsers_together_and_no_colleague_with_them(site: Site, few: None) -> None:
    here, elsewhere, joko = site.signed_in("wati"), site.signed_in("wati"), site.signed_in("joko")

    statuses = asked(here, "/counter/state", 3) + asked(elsewhere, "/counter/state", 3)

    assert statuses == [200] * 5 + [429]
    assert asked(joko, "/counter/state", 1) == [200]


def test_a_script_is_told_in_its_own_words(site: Site, few: None) -> None:
    wati = site.signed_in("wati")
    asked(wati, "/counter/state", 5)

    refusal: Any = wati.get("/counter/state").json
    assert refusal["error"] == "too_many_requests"


def test_being_counted_is_no_use_of_a_session(site: Site) -> None:
    wati = site.signed_in("wati")
    for _ in range(4):
        site.office.clock.tick(minutes=20)
        wati.get("/o/uji")

    assert wati.get("/counter/state").status_code == 401


def test_whatever_comes_from_this_machine_itself_is_not_counted(site: Site, few: None) -> None:
    visitor = site.visitor()
    for own in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        visitor.browser.environ_base["REMOTE_ADDR"] = own

        assert asked(visitor, "/o/uji", 6) == [200] * 6


def test_after_a_minute_it_begins_anew(site: Site, monkeypatch: pytest.MonkeyPatch, few: None) -> None:
    now = [0.0]
    pace = Pace(clock=lambda: now[0])

    with site.app.app_context():
        before = [pace.is_within(STRANGER, "10.0.0.1") for _ in range(6)]
        now[0] = 61.0
        after = pace.is_within(STRANGER, "10.0.0.1")

    assert (before, after) == ([True] * 5 + [False], True)


def test_with_redis_the_workers_count_together_from_a_quarter_on(
    site: Site, redis_server: Redis, monkeypatch: pytest.MonkeyPatch, few: None
) -> None:
    one, other = Pace(), Pace()
    site.app.extensions["antrean.throttle"] = Throttle(redis_server.url)

    with site.app.app_context():
        found = [pace.is_within(STRANGER, "10.0.0.2") for pace in (one, other) for _ in range(4)]

    assert found == [True] * 6 + [False] * 2  # a quarter each, and four together


def test_no_more_are_remembered_than_memory_has_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KNOWN", 10)
    pace = Pace()

    with site.app.app_context():
        assert all(pace.is_within(STRANGER, f"10.0.0.{number}") for number in range(50))
    assert len(pace._counts) <= 10


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Office]:
    """The simulator's morning, three times as many people as a usual one."""
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    schema.migrate(url)
    database = Database(url)
    setup.ensure_demo(Desk(database))
    office = make_office(database, 1)
    simulate.play(office.desk, seed=7, tickets=300, speed=0, force=False)
    yield office
    database.close()


@pytest.mark.timeout(300)
@pytest.mark.slow("plays a busy morning")
def test_an_office_at_its_busiest_is_four_times_away_from_every_limit(morning: Office) -> None:
    presses: Counter[tuple[str, str]] = Counter()
    own = (LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data)
    for at, kind, data in zip(*map(morning.rows, own), strict=True):
        who = str(json.loads(data).get("officer_id") or "kiosk")
        presses[who, f"{at:%H:%M}"] += kind.startswith(("ticket.", "desk."))

    busiest = {who: max(n for (name, _), n in presses.items() if name == who) for who, _ in presses}

    assert len(busiest) > 2
    assert max(n for who, n in busiest.items() if who != "kiosk") * REQUESTS_A_PRESS * 4 <= PER_MIN[Role.OFFICER]
    assert busiest["kiosk"] * REQUESTS_A_PRESS * 4 <= PER_MIN[DeviceKind.KIOSK]
