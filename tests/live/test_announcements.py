"""What a real server tells its displays to say, and what it tells the counters when nobody said it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import CounterPlan, OfficePlan, ZonePlan
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.hall.tables import Announcement, Screen
from tests.databases import Databases
from tests.live.wire import Wire
from tests.people import Person
from tests.served import found, large_plan, names, open_counter, rows, server, take_number
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

BRIEF = RoomRules(repeat=1, chime=False, rate_pct=130)  # some four seconds a call
UNHEARD_S = 3
LONG_S = 300  # however late a display is told of a call, it is not too late to say it


def in_two_halls(plan: OfficePlan) -> OfficePlan:
    """Counter 1 on the left, counter 2 on the right."""
    return replace(
        plan,
        room=BRIEF,
        zones=[ZonePlan("kiri", "Kiri", "Left", hall="satu"), ZonePlan("kanan", "Kanan", "Right", hall="dua")],
        counters=[CounterPlan(1, ["KTP", "AKTA"], zone="kiri"), CounterPlan(2, ["KTP", "AKTA"], zone="kanan")],
    )


@dataclass(frozen=True)
class Hall:
    server: Antrean
    url: str  # of the database
    wati: Person
    joko: Person

    def call(self, officer: Person) -> dict[str, Any]:
        """A new ticket is called; what was open at the counter is done."""
        open_now = officer.get("/counter/state")["state"]["open"]
        if open_now:
            if open_now["state"] == "called":
                officer.post("/counter/start", {"leg_id": open_now["leg_id"]})
            officer.post("/counter/finish", {"leg_id": open_now["leg_id"]})
        take_number(Person(self.server.url), names(self.url).services["KTP"])
        status, answer = officer.post("/counter/call-next")
        assert status == 200, answer
        found: dict[str, Any] = answer["open"]
        return found

    def heard(self, wire: Wire, seq: int, key: str = "tv-1") -> dict[str, Any]:
        return wire.emit("heard", {"office": "uji", "seq": seq, "key": key})

    def is_here(self, wire: Wire, key: str = "tv-1") -> None:
        """The screen tells of itself, and staff see it."""
        told = {"office": "uji", "key": key, "kind": "display", "version": "1", "sound": "none", "zone": ""}
        assert wire.emit("here", told) == {}
        assert becomes_true(lambda: (key,) in rows(self.url, Screen.key))


@pytest.fixture(scope="module")
def hall(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("hall")
    url = databases.founded("sqlite", folder)
    database = Database(url)
    setup.change(Desk(database), 1, by=None, edit=in_two_halls)
    database.close()
    with server(folder, url, live={"beat_s": 0.2}, display={"fresh_s": LONG_S, "unheard_s": UNHEARD_S}) as running:
        counters = names(url).counters
        officers = [open_counter(running.url, name, counters[n]) for n, name in enumerate(("wati", "joko"), start=1)]
        yield Hall(running, url, *officers)


def joined(wire: Wire, zone: str = "") -> int:
    """The newest announcement when the display joined."""
    return int(wire.join("display", zone=zone)["state"]["cursor"])


def said(state: dict[str, Any], since: int) -> list[str]:
    return [each["number"] for each in state["announcements"] if each["seq"] > since]


def await_turn(announcement: dict[str, Any]) -> None:
    time.sleep(max(0, announcement["starts_at"] / 1000 - time.time() + 0.1))


def unheard(state: dict[str, Any]) -> bool:
    return bool(state["open"]) and state["open"].get("unheard", False) is True


@pytest.mark.slow("waits until a call counts as unheard")
def test_the_counter_and_the_board_are_told_of_a_call_that_nobody_spoke_until_somebody_has(hall: Hall) -> None:
    tini = Person(hall.server.url)
    tini.sign_in("tini")
    with (
        Wire(hall.server.url) as tv,
        Wire(hall.server.url, cookie=hall.wati.cookie, page=hall.wati.csrf) as desk,
        Wire(hall.server.url, cookie=tini.cookie, page=tini.csrf) as board,
    ):
        joined(tv)
        here = {"office": "uji", "key": "tv-1", "kind": "display", "version": "1", "sound": "locked", "zone": ""}
        assert tv.emit("here", here) == {}
        desk.join("desk")
        board.join("board")
        number = hall.call(hall.wati)["number"]
        seq = tv.state_where(lambda state: number in said(state, 0))["cursor"]

        desk.state_where(unheard)
        board.state_where(lambda state: state["counters"][0]["is_unheard"])
        hall.heard(tv, seq)
        desk.state_where(lambda state: not unheard(state))
        board.state_where(lambda state: not state["counters"][0]["is_unheard"])


def test_each_display_is_told_of_the_calls_of_its_zone_at_once(hall: Hall) -> None:
    with Wire(hall.server.url) as left, Wire(hall.server.url) as right, Wire(hall.server.url) as all_of_it:
        since = [joined(left, "kiri"), joined(right, "kanan"), joined(all_of_it, "no-such-zone")][0]
        one, other = (hall.call(officer)["number"] for officer in (hall.wati, hall.joko))

        told = all_of_it.state_where(lambda state: len(said(state, since)) == 2)
        assert said(told, since) == [one, other]
        assert said(left.state_where(lambda state: state["seq"] >= told["seq"]), since) == [one]
        assert said(right.state_where(lambda state: state["seq"] >= told["seq"]), since) == [other]


def test_a_display_tells_that_it_has_spoken_and_saying_so_twice_changes_nothing(hall: Hall) -> None:
    with Wire(hall.server.url) as wire, Wire(hall.server.url) as later:
        joined(wire)
        hall.is_here(wire)
        number = hall.call(hall.wati)["number"]
        told = wire.state_where(lambda state: number in said(state, 0))
        seq = told["announcements"][-1]["seq"]
        await_turn(told["announcements"][-1])

        answers = [hall.heard(wire, seq), hall.heard(wire, seq)]
        calls = later.join("display")["state"]["announcements"]

    assert answers == [{}, {}]
    assert [each for each in calls if each["seq"] == seq] == []


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"office": "uji", "seq": 1, "key": "tv"}, "not_allowed"),  # of a screen that has not joined
        ({"office": "uji", "seq": 0, "key": "tv"}, "malformed_request"),
        ({"office": "uji", "seq": "1", "key": "tv"}, "malformed_request"),
        ({"office": "uji", "seq": 1, "key": "a b"}, "malformed_request"),
        (None, "malformed_request"),
    ],
)
def test_whoever_has_spoken_nothing_is_not_believed(hall: Hall, said: object, error: str) -> None:
    with Wire(hall.server.url) as wire:
        assert wire.emit("heard", said)["error"] == error


def test_a_screen_that_was_not_shown_a_call_cannot_have_spoken_it(hall: Hall) -> None:
    with Wire(hall.server.url) as left, Wire(hall.server.url) as right:
        joined(left, "kiri")
        hall.is_here(left, "tv-left")
        joined(right, "kanan")
        hall.is_here(right, "tv-right")
        number = hall.call(hall.wati)["number"]
        seq = left.state_where(lambda state: number in said(state, 0))["announcements"][-1]["seq"]

        answers = [
            hall.heard(right, seq, "tv-right"),  # it stands in the other hall
            hall.heard(right, 2**40, "tv-right"),
            hall.heard(left, seq, "tv-right"),  # a second name of one socket
            hall.heard(left, seq, "tv-left"),
        ]

    assert [each.get("error") for each in answers] == ["not_allowed", "not_allowed", "not_allowed", None]


def test_a_socket_is_one_screen_however_many_it_says_it_is(hall: Hall) -> None:
    before = len(rows(hall.url, Screen.key))
    with Wire(hall.server.url) as wire:
        joined(wire)
        hall.is_here(wire, "made-up-0")

        told = {"office": "uji", "kind": "display", "version": "1", "sound": "ok", "zone": ""}
        answers = [wire.emit("here", {**told, "key": f"made-up-{number}"}).get("error") for number in range(5)]

    assert answers == [None, *["not_allowed"] * 4]
    assert len(rows(hall.url, Screen.key)) == before + 1


def test_whoever_tells_nobody_of_itself_is_not_believed_to_have_spoken(hall: Hall) -> None:
    with Wire(hall.server.url) as wire:
        joined(wire)
        number = hall.call(hall.wati)["number"]
        seq = wire.state_where(lambda state: number in said(state, 0))["announcements"][-1]["seq"]

        assert hall.heard(wire, seq, "nobody-knows")["error"] == "not_allowed"


def test_more_calls_than_one_state_holds_follow_by_themselves_as_the_first_are_spoken(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'antrean.db'}"
    found(url, replace(large_plan(10), room=BRIEF))
    with server(tmp_path, url, display={"fresh_s": LONG_S}) as running, Wire(running.url) as wire:
        since = joined(wire)
        place = Hall(running, url, Person(running.url), Person(running.url))
        place.is_here(wire)
        counters = names(url).counters
        officers = [open_counter(running.url, f"petugas{number}", counters[number]) for number in counters]
        called = {place.call(each)["number"] for each in officers}
        known: set[str] = set()
        while known != called:
            state = wire.next()  # raises once none comes any more
            known |= set(said(state, since))
            for first in state["announcements"][:1]:
                await_turn(first)
                assert place.heard(wire, first["seq"]) == {}


def test_the_stream_goes_on_after_a_restart(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    with server(tmp_path, url, display={"fresh_s": LONG_S}) as running:
        place = Hall(running, url, open_counter(running.url, "wati", names(url).counters[1]), Person(running.url))
        before = place.call(place.wati)["number"]
        running.stop()
        running.start()
        after = place.call(place.wati)["number"]
        with Wire(running.url) as wire:
            state = wire.join("display")["state"]

    assert said(state, 0) == [before, after]
    assert [each["seq"] for each in state["announcements"]] == [1, 2]
    (_, first_ends), (second_starts, _) = rows(url, Announcement.starts_at, Announcement.ends_at)
    assert second_starts >= first_ends
