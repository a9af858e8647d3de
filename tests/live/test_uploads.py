"""A large video comes in at a real server: what is too large is refused at once, and the room goes on meanwhile."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.databases import Databases
from tests.live.wire import Wire
from tests.people import Person
from tests.recordings import MP4
from tests.served import make_administrator, names, open_counter, server, take_number
from tests.servers.nginx import running_nginx
from tests.servers.waiting import becomes_true

LIMIT_MB = 120
PIECE = bytes(1_000_000)
SEVERAL = 4  # calls that reach the display while one video comes in; a server that only reads it lets none through
PIECES_BEFORE_CALLS = 60
HUGE = 30_000_000_000
HEADERS = (
    "POST /admin/media/upload?title=Profil HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-CSRFToken: {csrf}\r\n"
)


@dataclass
class Upload:
    """An upload on a socket of its own, as fast as the server takes it, and as others get their turn meanwhile."""

    url: str
    person: Person
    length: str  # the header that tells it
    pieces: int
    is_chunked: bool = False
    status: int = 0
    answer: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    waits_for: int = 0  # so many calls, before the rest is sent
    called: list[str] = field(default_factory=list)  # numbers that reached the display since it began

    def run(self) -> None:
        parts = urlsplit(self.url)
        with socket.create_connection((str(parts.hostname), parts.port), timeout=100) as line:
            head = HEADERS.format(host=parts.netloc, cookie=self.person.cookie, csrf=self.person.csrf)
            kind = "Content-Type: application/octet-stream\r\nAccept: application/json\r\n"
            line.sendall(f"{head}{kind}{self.length}\r\n\r\n".encode())
            with suppress(BrokenPipeError, ConnectionResetError):
                self._send(line)
            answer = HTTPResponse(line)
            answer.begin()
            self.status, self.answer = answer.status, json.loads(answer.read())
            answer.close()

    def _send(self, line: socket.socket) -> None:
        self._piece(line, MP4)
        for number in range(self.pieces):
            # However fast the machine is: the end of the video comes in after these calls.
            assert number < PIECES_BEFORE_CALLS or becomes_true(lambda: len(self.called) >= self.waits_for)
            self._piece(line, PIECE)
        if self.is_chunked:
            line.sendall(b"0\r\n\r\n")

    def _piece(self, line: socket.socket, piece: bytes) -> None:
        line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" if self.is_chunked else piece)
        self.sent += len(piece)


@dataclass
class Hall:
    """An office that runs: its administrator, its officer, and what its display is told."""

    url: str
    folder: Path
    administrator: Person
    officer: Person
    display: Wire
    services: Mapping[str, int]

    def call(self) -> str:
        """A citizen comes, is called, and the display shows it; the number."""
        number = str(take_number(self.officer, self.services["KTP"])["number"])
        status, answer = self.officer.post("/counter/call-next")
        assert status == 200, answer
        self.display.state_where(lambda state: [each["number"] for each in state["calling"]] == [number])
        leg = {"leg_id": answer["open"]["leg_id"]}
        assert [self.officer.post(f"/counter/{verb}", leg)[0] for verb in ("start", "finish")] == [200, 200]
        return number

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def hall(databases: Databases, tmp_path: Path) -> Iterator[Hall]:
    url = databases.founded("sqlite", tmp_path)
    make_administrator(url, "tini")
    with server(tmp_path, url, server={"largest_upload_mb": LIMIT_MB, "files_dir": str(tmp_path / "files")}) as running:
        administrator = Person(running.url)
        administrator.sign_in("tini")
        officer = open_counter(running.url, "wati", names(url).counters[1])
        with Wire(running.url) as display:
            display.join("display")
            yield Hall(running.url, tmp_path / "files", administrator, officer, display, names(url).services)


@contextmanager
def during(upload: Upload) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=upload.run)
    thread.start()
    yield thread
    thread.join()


def test_calls_reach_the_display_while_a_video_comes_in(hall: Hall) -> None:
    size = len(MP4) + 100 * len(PIECE)
    upload = Upload(hall.url, hall.administrator, f"Content-Length: {size}", 100, waits_for=SEVERAL)

    with during(upload) as thread:
        while thread.is_alive():
            upload.called.append(hall.call())

    content = hashlib.sha256(MP4)
    for _ in range(100):
        content.update(PIECE)
    assert (upload.status, upload.answer) == (200, {"name": "Profil"})
    assert hall.files() == [f"{content.hexdigest()}.mp4"]
    assert len(upload.called) >= SEVERAL


def test_a_video_of_30_gb_is_refused_before_it_is_read_and_the_room_goes_on(hall: Hall) -> None:
    upload = Upload(hall.url, hall.administrator, f"Content-Length: {HUGE}", HUGE // len(PIECE))

    with during(upload):
        called = [hall.call() for _ in range(5)]

    assert (upload.status, upload.answer["error"]) == (413, "large_file")
    assert f"{LIMIT_MB} MB" in upload.answer["message"]
    assert upload.sent < HUGE
    assert hall.files() == []
    assert [*called, hall.call()] == [f"A{number:03d}" for number in range(1, 7)]


def test_a_video_of_30_gb_that_does_not_tell_its_length_is_stopped_at_the_limit(hall: Hall) -> None:
    upload = Upload(
        hall.url,
        hall.administrator,
        "Transfer-Encoding: chunked",
        HUGE // len(PIECE),
        is_chunked=True,
        waits_for=SEVERAL,
    )

    with during(upload) as thread:
        while thread.is_alive():
            upload.called.append(hall.call())

    assert (upload.status, upload.answer["error"]) == (413, "large_file")
    assert upload.sent < HUGE
    assert hall.files() == []
    assert len(upload.called) >= SEVERAL


def test_behind_nginx_a_video_comes_in_and_a_larger_one_is_refused_in_our_words(hall: Hall) -> None:
    length = len(MP4) + 5 * len(PIECE)
    with running_nginx([int(hall.url.rpartition(":")[2])]) as nginx:
        administrator = Person(nginx.url)
        administrator.sign_in("tini")
        taken = Upload(nginx.url, administrator, f"Content-Length: {length}", 5)
        refused = Upload(nginx.url, administrator, "Content-Length: 3000000000", 3000)
        taken.run()
        refused.run()

    assert (taken.status, refused.status) == (200, 413)
    assert f"{LIMIT_MB} MB" in refused.answer["message"]


def test_a_video_that_breaks_off_leaves_nothing_behind(hall: Hall) -> None:
    parts = urlsplit(hall.url)
    with socket.create_connection((str(parts.hostname), parts.port)) as line:
        head = HEADERS.format(host=parts.netloc, cookie=hall.administrator.cookie, csrf=hall.administrator.csrf)
        line.sendall(f"{head}Content-Type: application/octet-stream\r\nContent-Length: 90000000\r\n\r\n".encode())
        line.sendall(MP4 + PIECE)
        assert becomes_true(lambda: hall.files() != [])

    assert becomes_true(lambda: hall.files() == [])
    assert hall.call() == "A001"
