"""The live line of a real server: joining, rights, changes, beats, and what a restart does to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import websocket

from queue_app.actions.office import accounts
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Ticket
from tests.databases import Databases
from tests.live.wire import Wire
from tests.people import Person
from tests.served import names, open_counter, rows, server, take_number
from tests.servers.antrean import Antrean

KTP, AKTA = "KTP", "AKTA"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def office(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Antrean, str]]:
    """One server for this module's tests, on SQLite: each test makes what it looks for."""
    folder = tmp_path_factory.mktemp("live")
    url = databases.founded("sqlite", folder)
    with server(folder, url, live={"beat_s": 0.2}, display={"fresh_s": 300}) as running:
        yield running, url


@pytest.fixture(scope="module")
def wati(office: tuple[Antrean, str]) -> Person:
    return open_counter(office[0].url, "wati", names(office[1]).counters[1])


@pytest.fixture(scope="module")
def joko(office: tuple[Antrean, str]) -> Person:
    return open_counter(office[0].url, "joko", names(office[1]).counters[2])


def press(office: tuple[Antrean, str], service: str = KTP) -> dict[str, Any]:
    return take_number(Person(office[0].url), names(office[1]).services[service])


def call(officer: Person) -> dict[str, Any]:
    """The ticket called; what was open there before is done."""
    open_now = officer.get("/counter/state")["state"]["open"]
    if open_now:
        if open_now["state"] == "called":
            officer.post("/counter/start", {"leg_id": open_now["leg_id"]})
        officer.post("/counter/finish", {"leg_id": open_now["leg_id"]})
    status, answer = officer.post("/counter/call-next")
    assert status == 200, answer
    found: dict[str, Any] = answer["open"]
    return found


@contextmanager
def another_worker(url: str) -> Iterator[Desk]:
    """On the same database, and no message tells the server of what it does."""
    database = Database(url)
    yield Desk(database)
    database.close()


def test_joining_gives_the_whole_state(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as wire:
        keys = {room: sorted(wire.join(room)["state"]) for room in ("display", "kiosk")}

    assert keys == {
        "display": [
            "announcements",
            "build",
            "calling",
            "closed",
            "cursor",
            "last",
            "mark",
            "now",
            "over",
            "say",
            "seq",
            "setup",
            "shut",
            "slides",
            "waiting",
        ],
        "kiosk": ["build", "closed", "now", "papers", "seq", "services", "setup", "waits_until"],
    }


def test_desk_and_board_are_for_those_who_have_the_right(office: tuple[Antrean, str], wati: Person) -> None:
    supervisor = Person(office[0].url)
    supervisor.sign_in("tini")
    answers = []

    for person in (Person(office[0].url), wati, supervisor):
        with Wire(office[0].url, cookie=person.cookie, page=person.csrf) as wire:
            answers += [wire.join(room).get("error", "in") for room in ("desk", "board")]

    assert answers == ["sign_in_required", "sign_in_required", "in", "not_allowed", "in", "in"]


@pytest.mark.parametrize(
    ("asked", "error", "named"),
    [
        ({"room": "ticket", "token": "guess"}, "not_found", "tiket"),
        ({"room": "display", "office": "medan"}, "not_found", "kantor"),
        ({"room": "display", "office": "u\x00ji"}, "malformed_request", "dipahami"),
        ({"room": "kitchen", "office": "uji"}, "bad_input", "room"),
        ({"room": "display", "office": "uji", "role": "supervisor"}, "malformed_request", "dipahami"),
        ({"office": "uji"}, "malformed_request", "dipahami"),
        ("display", "malformed_request", "dipahami"),
        (None, "malformed_request", "dipahami"),
    ],
)
def test_a_room_that_is_not_there_is_refused_with_a_reason(
    office: tuple[Antrean, str], asked: object, error: str, named: str
) -> None:
    with Wire(office[0].url) as wire:
        answer = wire.emit("join", asked)

    assert answer["error"] == error
    assert named in answer["message"].lower()


def test_a_refused_screen_hears_nothing(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as refused, Wire(office[0].url) as display:
        refused.join("desk")
        display.join("display")
        press(office)
        display.next()
        heard = []
        with pytest.raises(websocket.WebSocketTimeoutException):
            heard.append(refused.next(within_s=0.5))

    assert heard == []


def test_every_screen_gets_the_new_state_after_a_change(office: tuple[Antrean, str], wati: Person) -> None:
    token = press(office)["token"]
    with Wire(office[0].url, cookie=wati.cookie, page=wati.csrf) as wire:
        seqs = [wire.join(room, token=token)["state"]["seq"] for room in ("display", "desk", "kiosk", "ticket")]
        ticket = call(wati)
        called = wire.state_where(lambda state: state.get("open") and state["open"]["leg_id"] == ticket["leg_id"])

    assert called["seq"] > max(seqs)
    assert called["open"]["number"] == ticket["number"]


def test_a_citizens_page_hears_of_its_call(office: tuple[Antrean, str], wati: Person) -> None:
    given = press(office)
    with Wire(office[0].url) as wire:
        state = wire.join("ticket", token=given["token"])["state"]
        while call(wati)["number"] != given["number"]:
            pass
        called = wire.state_where(lambda each: each["state"] == "called")

    assert (state["state"], called["number"], called["counter"]) == ("waiting", given["number"], 1)


def test_two_calls_in_one_instant_are_both_announced_in_order(
    office: tuple[Antrean, str], wati: Person, joko: Person
) -> None:
    """Bug of a peer: of two calls within one refresh the display showed and said only the last (FQM, NovoSGA)."""
    for service in (KTP, AKTA, AKTA):
        press(office, service)
    called = []
    with Wire(office[0].url) as display:
        first_seq = display.join("display")["state"]["cursor"]
        at_once = threading.Barrier(2)

        def call_at_once(officer: Person) -> None:
            at_once.wait()
            called.append(call(officer)["number"])

        threads = [threading.Thread(target=call_at_once, args=[each]) for each in (wati, joko)]
        for thread in threads:
            thread.start()
        new = display.state_where(lambda state: len(since(state, first_seq)) == 2)
        for thread in threads:
            thread.join()

    announced = since(new, first_seq)
    assert sorted(each["number"] for each in announced) == sorted(called)
    assert announced == sorted(announced, key=lambda each: each["seq"])
    assert {each["number"] for each in new["calling"]} >= set(called)


def since(state: dict[str, Any], seq: int) -> list[dict[str, Any]]:
    return [each for each in state["announcements"] if each["seq"] > seq]


def test_a_beat_carries_the_number_of_the_last_event(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as wire:
        joined = wire.join("display")["state"]
        press(office)
        shown = wire.state_where(lambda state: state["seq"] > joined["seq"])
        beat = wire.next("beat")
        while beat["seq"] < shown["seq"]:
            beat = wire.next("beat")

    assert beat["seq"] == shown["seq"]
    assert beat["now"] > shown["now"]


def test_states_never_go_back(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as wire:
        seqs = [wire.join("kiosk")["state"]["seq"]]
        for _ in range(20):
            press(office)
        last = seqs[0] + 20
        while seqs[-1] < last:
            seqs.append(wire.next()["seq"])

    assert seqs == sorted(seqs)


def test_a_screen_that_joins_another_room_of_its_kind_has_left_the_one_before(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as moved:
        for lang in ("en", "id"):
            moved.join("display", lang=lang)
        for _ in range(3):
            press(office)
        seqs = [moved.next()["seq"]]
        while seqs[-1] < seqs[0] + 2:
            press(office)
            seqs.append(moved.next()["seq"])

    assert seqs == sorted(set(seqs))


def test_a_screen_finds_everything_again_after_a_restart(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    with server(tmp_path, url, display={"fresh_s": 300}) as running:
        officer = open_counter(running.url, "wati", names(url).counters[1])
        take_number(Person(running.url), names(url).services[KTP])
        called = call(officer)
        wire = Wire(running.url)
        wire.join("display")

        running.stop()
        with wire, pytest.raises((ConnectionError, websocket.WebSocketException)):
            wire.state_where(lambda _state: False)
        running.start()

        with Wire(running.url) as again:
            state = again.join("display")["state"]
        assert [each["number"] for each in state["announcements"]] == [called["number"]]
        assert officer.get("/counter/state")["state"]["open"]["number"] == called["number"]
    assert len(rows(url, Ticket.number)) == 1


def test_a_board_is_cut_off_before_it_hears_that_its_session_has_ended(office: tuple[Antrean, str]) -> None:
    supervisor, other = Person(office[0].url), Person(office[0].url)
    for each in (supervisor, other):
        each.sign_in("tini")
    with (
        Wire(office[0].url, cookie=supervisor.cookie, page=supervisor.csrf) as wire,
        Wire(office[0].url, cookie=other.cookie, page=other.csrf) as still,
    ):
        wire.join("board")
        seq = still.join("board")["state"]["seq"]

        supervisor.sign_out()
        press(office)

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda state: state["seq"] > seq)
        assert still.state_where(lambda state: state["seq"] > seq)


def test_a_board_whose_session_ended_elsewhere_hears_nothing_of_what_follows(office: tuple[Antrean, str]) -> None:
    supervisor = Person(office[0].url)
    supervisor.sign_in("tini")
    with Wire(office[0].url, cookie=supervisor.cookie, page=supervisor.csrf) as wire, another_worker(office[1]) as desk:
        seq = wire.join("board")["state"]["seq"]

        token = next(each.partition("=")[2] for each in supervisor.cookie.split("; ") if "_session" in each)
        who = accounts.holder(desk, token, idle=DAY, absolute=DAY)
        assert who
        accounts.sign_out(desk, token, who=who)
        press(office)

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda state: state["seq"] > seq)


def test_a_board_hears_nothing_more_once_its_session_has_ended(office: tuple[Antrean, str]) -> None:
    supervisor = Person(office[0].url)
    supervisor.sign_in("tini")
    with Wire(office[0].url, cookie=supervisor.cookie, page=supervisor.csrf) as wire:
        assert "state" in wire.join("board")
        wire.next("beat")

        supervisor.sign_out()

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda _state: False)


def test_a_screen_that_talks_without_end_keeps_nobody_from_being_heard(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as shouting, Wire(office[0].url) as display:
        shouting.shout("join", {"room": "kiosk", "office": "uji"}, times=2000)

        assert "state" in display.join("display")
        assert press(office)["number"]
