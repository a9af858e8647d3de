"""Bytes that are no HTTP, or HTTP that two readers understand in two ways: refused, and the next one is served.

Sent to the real server as they are; no library of ours would write them.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from random import Random

import pytest

from tests.databases import Databases
from tests.people import Person
from tests.served import server
from tests.servers.antrean import Antrean

ROUNDS = 20 * int(os.environ.get("ROUNDS", "10"))  # make test-long: 1000
TIMEOUT_S = 20.0


@pytest.fixture(scope="module")
def running(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Antrean]:
    folder = tmp_path_factory.mktemp("raw")
    with server(folder, databases.founded("sqlite", folder)) as started:
        yield started


@pytest.fixture(autouse=True)
def is_well_afterwards(running: Antrean) -> Iterator[None]:
    before = running.log_text().count(" failed with ")  # of a greenlet that nobody caught
    yield
    assert Person(running.url).ask("GET", "/healthz")[0] == 200
    assert running.log_text().count(" failed with ") == before


def said_to(running: Antrean, sent: bytes) -> bytes:
    """All that the server answers until it hangs up, or has nothing to say for what it still waits for."""
    address = ("127.0.0.1", int(running.url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=TIMEOUT_S) as line:
        heard = b""
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while more := line.recv(65536):
                heard += more
        except ConnectionError:
            pass  # hung up while we still spoke
    return heard


def statuses(heard: bytes) -> list[int]:
    """Of each answer on the line."""
    return [int(line.split()[1]) for line in heard.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def asking(*headers: bytes, method: bytes = b"GET", path: bytes = b"/healthz", body: bytes = b"") -> bytes:
    own = (b"%s %s HTTP/1.1" % (method, path), b"Host: localhost", *headers)
    return b"\r\n".join(own) + b"\r\n\r\n" + body


HIDDEN = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = {"method": b"POST", "path": b"/sign-in"}
AMBIGUOUS: dict[str, bytes] = {
    "CL.TE": asking(b"Content-Length: %d" % (len(HIDDEN) + 5), b"Transfer-Encoding: chunked",
                    body=b"0\r\n\r\n" + HIDDEN, **POST),
    "TE.CL": asking(b"Transfer-Encoding: chunked", b"Content-Length: 4", body=b"0\r\n\r\n" + HIDDEN, **POST),
    "two lengths": asking(b"Content-Length: 0", b"Content-Length: %d" % len(HIDDEN), body=HIDDEN, **POST),
    "a length of plus": asking(b"Content-Length: +0", body=HIDDEN, **POST),
    "a negative length": asking(b"Content-Length: -1", body=HIDDEN, **POST),
    "a length in hex": asking(b"Content-Length: 0x0", body=HIDDEN, **POST),
    "a length with a line in it": asking(b"Content-Length: 0\x0b", body=HIDDEN, **POST),
    "a space before the colon": asking(b"Content-Length : %d" % len(HIDDEN), body=HIDDEN, **POST),
    "an unknown encoding": asking(b"Transfer-Encoding: xchunked", body=HIDDEN, **POST),
    "a folded encoding": asking(b"Transfer-Encoding:\r\n chunked", body=b"0\r\n\r\n" + HIDDEN, **POST),
    "a chunk of minus": asking(b"Transfer-Encoding: chunked", body=b"-1\r\n" + HIDDEN, **POST),
    "a chunk that is no number": asking(b"Transfer-Encoding: chunked", body=b"zz\r\n" + HIDDEN, **POST),
    "a chunk without its end": asking(b"Transfer-Encoding: chunked", body=b"5\r\nabcdeXX0\r\n\r\n" + HIDDEN, **POST),
}  # fmt: skip


@pytest.mark.parametrize("sent", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_no_request_hides_in_the_body_of_another(running: Antrean, sent: bytes) -> None:
    heard = statuses(said_to(running, sent))

    assert len(heard) <= 1
    assert [each for each in heard if each < 400] == []


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00" * 100,
        b"GET\r\n\r\n",
        b"GET /healthz HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xab" * 200,  # a browser that speaks TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        asking(path=b"/\xff\xfe"),
        asking(path=b"/\x00"),
        asking(path=b"/%00"),
        asking(path=b"/" + b"a" * 20_000),
        asking(path=b"/static/../../../etc/passwd"),
        asking(path=b"/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
        asking(path=b"http://evil.test/healthz"),
        asking(b"Cookie: " + b"a" * 70_000),
        asking(*(b"X-%d: a" % number for number in range(2000))),
        asking(b"no colon at all"),
        asking(b"Cookie: \xff\xfe\x00"),
        asking(b"Host: evil.test"),
        asking(b"Range: bytes=0-" + b"9" * 4000, path=b"/static/base.css"),
        asking(b"If-None-Match: " + b'"a",' * 3000, path=b"/static/base.css"),
        asking(b"Upgrade: websocket", b"Connection: Upgrade", path=b"/socket.io/?EIO=4&transport=websocket"),
        asking(b"Content-Type: multipart/form-data; boundary=", b"Content-Length: 4", body=b"--\r\n", **POST),
        asking(b"Content-Type: application/json", b"Content-Length: 6000", body=b"[" * 6000, **POST),
    ],
    ids=lambda sent: repr(sent[:24]),
)
def test_what_is_no_request_of_ours_is_answered_or_dropped_and_never_a_fault(running: Antrean, sent: bytes) -> None:
    heard = said_to(running, sent)

    assert [each for each in statuses(heard) if each >= 500] == []
    assert b"root:" not in heard


def test_no_header_of_an_answer_is_written_by_the_asker(running: Antrean) -> None:
    ways = [b"/sign-in?next=%0d%0aSet-Cookie:%20a=b", b"/?lang=en%0d%0aX-Own:%201", b"/kiosk/%0d%0aX-Own:%201"]

    heard = [said_to(running, asking(b"Connection: close", path=way)).partition(b"\r\n\r\n")[0] for way in ways]

    assert [each for each in heard if b"\nX-Own" in each or b"\nSet-Cookie: a=b" in each] == []


def test_who_sends_a_letter_now_and_then_keeps_nobody_waiting(running: Antrean) -> None:
    address = ("127.0.0.1", int(running.url.rpartition(":")[2]))
    slow = [socket.create_connection(address, timeout=TIMEOUT_S) for _ in range(100)]
    try:
        for line in slow:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: local")

        assert [Person(running.url).ask("GET", "/healthz")[0] for _ in range(5)] == [200] * 5
    finally:
        for line in slow:
            line.close()


WHOLE = asking(b"Content-Type: application/x-www-form-urlencoded", b"Content-Length: 21", b"Cookie: antrean_lang=id",
               body=b"username=a&password=b", **POST)  # fmt: skip


def spoilt(chance: Random) -> bytes:
    """A request of a browser with a few bytes put in, taken out, doubled or turned."""
    made = bytearray(WHOLE)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made))
        what = chance.randrange(4)
        if what == 0:
            made[at] = chance.randrange(256)
        elif what == 1:
            made[at:at] = chance.choice([b"\r\n", b"\x00", b"\xff", b":", b" ", b"Content-Length: 3\r\n", b"\r"])
        elif what == 2:
            del made[at : at + chance.randint(1, 9)]
        else:
            made[at:at] = made[at : at + 20]
    return bytes(made)


@pytest.mark.slow("two hundred requests, each on a line of its own")
def test_a_request_that_lost_or_gained_some_bytes_is_never_a_fault(running: Antrean) -> None:
    chance = Random(16)
    worst = {sent: statuses(said_to(running, sent)) for sent in (spoilt(chance) for _ in range(ROUNDS))}

    assert {sent: found for sent, found in worst.items() if max(found, default=0) >= 500} == {}
