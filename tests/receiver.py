"""A program on this machine that is told what happens, as a real web server that can be told to misbehave."""

from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Heard:
    """One message as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def data(self) -> dict[str, Any]:
        return dict(json.loads(self.body)["data"])

    @property
    def kind(self) -> str:
        return str(json.loads(self.body)["type"])

    @property
    def number(self) -> str:
        return str(self.data["ticket"]["number"])

    def is_signed_with(self, secret: str) -> bool:
        """As Standard Webhooks has it: one of the signatures is of this secret."""
        signed = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        key = base64.b64decode(secret.removeprefix("whsec_"))
        mine = "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
        return mine in self.headers["webhook-signature"].split(" ")


@dataclass
class Receiver:
    """answer: the status for a message. taken: what was answered with 200, in the order in which it came."""

    url: str = ""
    answer: Callable[[Heard], int] = lambda _heard: 200
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    taken: list[Heard] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def told(self) -> list[tuple[str, str]]:
        """Kind and number of each ticket's message that was taken."""
        return [(each.kind, each.number) for each in self.taken]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Gives it while it listens."""
    found = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_address[1]}/news"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def _handler(found: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard = Heard({name.lower(): value for name, value in self.headers.items()}, body)
            status = found.answer(heard)
            with found.lock:
                found.heard.append(heard)
                if status == 200:
                    found.taken.append(heard)
            self.send_response(status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_about: object) -> None:
            pass

    return Handler
