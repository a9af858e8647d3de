"""What is said on a line is too long, or is nothing: that line ends, and no other screen hears of it."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from contextlib import suppress

import pytest

from queue_app.live.wire import MESSAGE_LIMIT
from tests.faults.conftest import OnDisk
from tests.faults.slow_reader import FIN, TEXT_FRAME, SlowReader
from tests.live.wire import Wire
from tests.people import Person

BINARY, CLOSE, PING, RESERVED, UNMASKED = 0x2, 0x8, 0x9, 0x70, 0x00
MB = 1024 * 1024


def frame(kind: int, payload: bytes, *, mask: int = 0x80, length: int | None = None) -> bytes:
    """One frame; length: what it says of itself, if that is not true."""
    said = len(payload) if length is None else length
    head = (
        bytes([kind, mask | 127]) + struct.pack(">Q", said)
        if said > 65_535
        else (bytes([kind, mask | 126]) + struct.pack(">H", said) if said > 125 else bytes([kind, mask | said]))
    )
    return head + (bytes(4) if mask else b"") + payload


FRAMES: dict[str, Callable[[], bytes]] = {
    "a text of a megabyte": lambda: frame(FIN | TEXT_FRAME, b"4" * MB),
    "just over the limit": lambda: frame(FIN | TEXT_FRAME, b"4" * (MESSAGE_LIMIT + 1)),
    "a length of exabytes": lambda: frame(FIN | TEXT_FRAME, b"4" * 40_000, length=2**62),
    "pieces without an end": lambda: frame(TEXT_FRAME, b"42[") + frame(0, b"x" * 1000) * 40,
    "a ping of a kilobyte": lambda: frame(FIN | PING, b"x" * 1000),
    "bits that mean nothing yet": lambda: frame(FIN | RESERVED | TEXT_FRAME, b"42[]"),
    "no mask": lambda: frame(FIN | TEXT_FRAME, b"42[]", mask=UNMASKED),
    "what is no UTF-8": lambda: frame(FIN | TEXT_FRAME, b"42\xff\xfe"),
    "a binary packet": lambda: frame(FIN | BINARY, os.urandom(64)),
    "brackets a thousand deep": lambda: frame(FIN | TEXT_FRAME, b"42" + b"[" * 8000),
    "a close of one byte": lambda: frame(FIN | CLOSE, b"x"),
    "a page instead of a frame": lambda: b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}


def end(line: SlowReader) -> None:
    """Reads until the server has hung up; an error of the line is an end, too."""
    with suppress(ConnectionError):
        while line.socket.recv(65536):
            pass


@pytest.mark.slow("a server of its own, for each kind of frame")
def test_a_line_on_which_nonsense_is_said_ends_and_the_others_go_on(office: OnDisk) -> None:
    with Wire(office.server.url) as display:
        display.join("display")
        for name, made in FRAMES.items():
            line = SlowReader(office.server.url, cookie="")
            line.say("40")
            with suppress(ConnectionError):
                line.socket.sendall(made())
            end(line)
            line.close()
            assert display.next("beat", within_s=20), name
        status, said = office.press()
        shown = display.next()

    assert (status, said["number"]) == (201, "A001")
    assert shown["seq"] > 0
    assert "Traceback" not in office.server.log_text()


@pytest.mark.slow("a server of its own")
@pytest.mark.parametrize(
    ("body", "status"),
    [("x" * 20_000, 413), ("[" * 8_000, 400), ('{"key": "' + "k" * 9_000 + '"}', 400), ("\0", 400)],
    ids=["20 kB", "brackets", "a long key", "a NUL"],
)
def test_a_press_that_makes_no_sense_is_refused_in_words(office: OnDisk, body: str, status: int) -> None:
    answer = Person(office.server.url).ask("POST", "/kiosk/uji/tickets", body, **{"Content-Type": "application/json"})

    assert (answer[0], '"message"' in answer[1]) == (status, True)
    assert office.press()[1]["number"] == "A001"
    assert "Traceback" not in office.server.log_text()
