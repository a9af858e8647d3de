"""Whatever a screen says on its line, the server answers or drops it, and goes on serving the others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import websocket
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from queue_app.actions.hall import devices
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.databases import Databases
from tests.live.wire import Wire
from tests.served import server
from tests.servers.antrean import Antrean

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=100),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
ROUNDS = int(os.environ.get("ROUNDS", "10"))  # make test-long: 50
ROOMS = st.sampled_from(["display", "desk", "kiosk", "board", "ticket", "", "office:1"])
JOINS = JSON | st.fixed_dictionaries(
    {"room": ROOMS | JSON},
    optional={"office": st.just("uji") | JSON, "token": JSON, "lang": st.just("en") | JSON, "more": JSON},
)
NAMES = st.sampled_from(["leave", "message", "connect", "disconnect", "state", "*"]) | st.text(max_size=20)
SAID = {  # of each event that the server knows beside "join", what it may carry
    "claim": ("office", "job", "attempt"),
    "printed": ("office", "job", "attempt", "outcome", "reason", "condition", "paper", "length_mm"),
    "printer": ("office", "condition", "paper"),
    "here": ("office", "key", "kind", "version", "sound", "zone"),
    "left": ("office", "key", "kind"),
    "heard": ("office", "seq", "key"),
    "ping": (),
}
PRINTER = {"version": "1", "kind": "network", "paper_width_mm": 58}
LIKELY = JSON | st.sampled_from(
    ["uji", "display", "printer", "confirmed", "ok", "locked", "s-1234", 1, 2**31, 2**63, -1]
)
FRAMES = st.text(max_size=40) | st.builds(
    lambda head, tail: head + tail,
    st.sampled_from(["0", "1", "2", "3", "4", "40", "41", "42", "43", "44", "45", "451-", "42/other,", "421", "6"]),
    st.text(max_size=20) | JSON.map(json.dumps),
)
QUIETLY = settings(
    max_examples=2 * ROUNDS, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="module")
def database_url(databases: Databases, folder: Path) -> str:
    return databases.founded("sqlite", folder)


@pytest.fixture(scope="module")
def running(database_url: str, folder: Path) -> Iterator[Antrean]:
    with server(folder, database_url) as started:
        yield started


@pytest.fixture(scope="module")
def printer(database_url: str) -> Iterator[str]:
    """The cookie of a paired printer."""
    database = Database(database_url)
    desk = Desk(database)
    asked = devices.begin(desk, desk.office(1), DeviceKind.PRINTER)
    devices.pair(desk, 1, code=asked.code, name="Lobi", by=1)
    yield f"antrean_printer_uji={asked.token}"
    database.close()


@pytest.fixture(autouse=True)
def is_well_afterwards(running: Antrean) -> Iterator[None]:
    yield
    with Wire(running.url) as wire:
        assert "state" in wire.join("display")


def test_every_join_is_answered_with_a_state_or_a_reason(running: Antrean) -> None:
    with Wire(running.url) as wire:

        @QUIETLY
        @given(JOINS)
        def join(said: Any) -> None:
            answer = wire.emit("join", said)
            assert list(answer) in (["state"], ["error", "message"])

        join()


@pytest.mark.parametrize("event", SAID)
@pytest.mark.parametrize("room", ["printer", "display"])
def test_whatever_a_printer_or_a_screen_tells_is_taken_or_refused(
    running: Antrean, printer: str, room: str, event: str
) -> None:
    with Wire(running.url, cookie=printer) as wire:
        wire.emit("join", {"room": room, "office": "uji", **(PRINTER if room == "printer" else {})})

        @QUIETLY
        @given(st.fixed_dictionaries({}, optional=dict.fromkeys(SAID[event], LIKELY)) | JSON)
        def say(said: Any) -> None:
            assert set(wire.emit(event, said)) in ({"error", "message"}, {"jobs"}, {"lines"}, set())

        say()
    assert "Traceback" not in running.log_text()


def test_events_that_nobody_knows_are_dropped(running: Antrean) -> None:
    @QUIETLY
    @given(NAMES, JSON)
    def say(name: str, said: Any) -> None:
        wire.shout(name, said, times=1)

    with Wire(running.url) as wire:
        say()


def test_frames_that_are_no_socket_io_cut_only_their_own_line(running: Antrean) -> None:
    @QUIETLY
    @given(st.lists(FRAMES | st.binary(max_size=40), min_size=1, max_size=4))
    def send(frames: list[str | bytes]) -> None:
        wire = Wire(running.url)
        try:
            for frame in frames:
                kind = websocket.ABNF.OPCODE_BINARY if isinstance(frame, bytes) else websocket.ABNF.OPCODE_TEXT
                wire._socket.send(frame, kind)
        except (OSError, websocket.WebSocketException):
            pass  # the server has hung up
        finally:
            wire.close()

    before = running.log_text().count("Traceback")
    send()
    assert running.log_text().count("Traceback") == before


@pytest.mark.parametrize("frame", ["", "x", "9", "²"])
def test_a_frame_that_is_no_packet_ends_its_line_without_a_traceback(running: Antrean, frame: str) -> None:
    before = running.log_text().count("Traceback")

    with Wire(running.url) as wire:
        wire._socket.send(frame)
        with pytest.raises(ConnectionError):
            wire.next()

    assert running.log_text().count("Traceback") == before
