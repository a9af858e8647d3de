"""What the kiosk's browser opens on its own computer: the server's kiosk while it answers, and else this one's own."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from queue_app.texts import LANGUAGES, translate

from . import passing
from .book import Given, Paper
from .issuing import Issuer, NotGiven, read
from .keeper import Away, Keeper
from .kept_pages import KeptPages, Page, files_in, may_be_kept, with_state
from .passing import Headers, Passed, Passing
from .server_clock import ServerClock
from .state import kiosk_state

logger = logging.getLogger("antrean-kiosk")

MOST_SENT = 64 * 1024  # bytes of a press
RELOAD_S = 5
USUAL_PORT = 80
NEVER_SEEN = "The kiosk is starting. Please ask an officer for a number."
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. address: path and question."""

    method: str
    address: str
    headers: Headers
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.address).path


class Front:
    """Answers every request of the browser. print_it: puts a slip on paper, somewhere else."""

    def __init__(
        self, slug: str, *, keeper: Keeper, clock: ServerClock, issuer: Issuer, pages: KeptPages, server: Passing,
        print_it: Callable[[Given, str], object], condition: Callable[[], str | None],
    ) -> None:  # fmt: skip
        self._page = f"/kiosk/{slug}"
        self._keeper, self._clock, self._issuer = keeper, clock, issuer
        self._pages, self._passing = pages, server
        self._print_it, self._condition = print_it, condition

    def answer(self, asked: Asked) -> Passed:
        """The server's answer, or our own where there is none."""
        if asked.path == "/":
            return Passed(HTTPStatus.FOUND, "Found", [("Location", self._page)], b"")
        if self._is_press(asked) and (known := self._known(asked)):
            return known
        if not self._keeper.is_alone:
            try:
                return self._passed(asked)
            except Away as exc:
                logger.debug("%s %s: %s", asked.method, asked.path, exc)
                if not (exc.is_sure or self._is_press(asked)):
                    self._keeper.doubt()  # it may only be slow
                    return _away()
                self._keeper.lost()
        return self._alone(asked)

    def tunnel(self, head: str, headers: Headers, browser: Any) -> None:
        """A websocket. Raises Away while there is no server to carry it to."""
        if self._keeper.is_alone:
            raise Away
        self._passing.tunnel(head, headers, browser)

    def _is_press(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path == f"{self._page}/tickets"

    def _known(self, asked: Asked) -> Passed | None:
        """A press that this computer has answered by itself is answered so for ever, also once the server is back."""
        try:
            press = read(json.loads(asked.body))
        except (ValueError, NotGiven):
            return None
        given = self._issuer.known(press)
        return self._told(HTTPStatus.OK, given, press.lang) if given else None

    def _told(self, status: HTTPStatus, given: Given, lang: str) -> Passed:
        """Its paper is asked for again, too: whether anything of it went out is known from the book."""
        if given.paper is Paper.DUE:
            self._print_it(given, lang)
        comes = {Paper.DUE: "queued", Paper.DONE: "queued", Paper.NONE: "none"}
        return _json(status, {**given.answer, "paper": comes.get(given.paper, "failing")})

    def _passed(self, asked: Asked) -> Passed:
        found = self._passing.ask(
            asked.method, asked.address, asked.headers, asked.body or None, within_s=self._patience_s(asked)
        )
        if asked.method == "GET" and found.status == HTTPStatus.OK:
            self._keep(asked, found)
        return found

    def _patience_s(self, asked: Asked) -> float | None:
        if self._is_press(asked):
            return passing.PRESS_WITHIN_S
        return passing.STATE_WITHIN_S if asked.path == f"{self._page}/state" else None

    def _keep(self, asked: Asked, found: Passed) -> None:
        page = Page(found.header("content-type"), found.header("content-security-policy"), found.body)
        if asked.path == self._page:
            self._pages.keep(self._page, page)
            threading.Thread(target=self._fetch, args=(self._page, page), name="files", daemon=True).start()
        elif may_be_kept(asked.path) and not self._pages.has(asked.address):
            self._pages.keep(asked.address, page)

    def _fetch(self, address: str, page: Page) -> None:
        """The files of a page that its browser may have kept itself, and would not ask for here."""
        for each in files_in(address, page):
            if self._pages.has(each):
                continue
            try:
                found = self._passing.ask("GET", each, [])
            except Away:
                return
            if found.status == HTTPStatus.OK:
                file = Page(found.header("content-type"), found.header("content-security-policy"), found.body)
                self._pages.keep(each, file)
                self._fetch(each, file)

    def _alone(self, asked: Asked) -> Passed:
        if self._is_press(asked):
            return self._give(asked)
        if asked.method != "GET":
            return _away()
        if asked.path == f"{self._page}/state":
            state = self._state()
            return _json(HTTPStatus.OK, {"state": state}) if state else _away()
        if asked.path == self._page:
            return self._kiosk()
        kept = self._pages.find(asked.address)
        return _page(kept) if kept else _away()

    def _state(self) -> dict[str, Any] | None:
        office = self._keeper.office()
        return kiosk_state(office, now=self._clock.now(), seq=0, condition=self._condition()) if office else None

    def _kiosk(self) -> Passed:
        kept, state = self._pages.find(self._page), self._state()
        if kept is None or state is None:
            return _never_seen()
        return _page(with_state(kept, state))

    def _give(self, asked: Asked) -> Passed:
        try:
            press = read(json.loads(asked.body))
        except ValueError:
            return _json(HTTPStatus.BAD_REQUEST, {"error": "malformed_request"})
        except NotGiven as exc:
            return _refused(exc)
        office = self._keeper.office()
        if office is None:
            return _away()
        try:
            given = self._issuer.give(office, press)
        except NotGiven as exc:
            return _refused(exc)
        return self._told(HTTPStatus.CREATED, given, press.lang)


def _json(status: HTTPStatus, told: object) -> Passed:
    headers = [("Content-Type", JSON), ("Cache-Control", "no-store")]
    return Passed(status, status.phrase, headers, json.dumps(told).encode())


def _refused(why: NotGiven) -> Passed:
    return _json(HTTPStatus(why.status), {"error": why.code, "message": why.message})


def _away() -> Passed:
    return _json(HTTPStatus.SERVICE_UNAVAILABLE, {"error": "away"})


def _page(kept: Page) -> Passed:
    headers = [("Content-Type", kept.type), ("Cache-Control", "no-store")]
    if kept.policy:
        headers.append(("Content-Security-Policy", kept.policy))
    return Passed(HTTPStatus.OK, "OK", headers, kept.body)


def _never_seen() -> Passed:
    """Before the server has ever answered here: it is tried again by itself."""
    words = "".join(f"<p lang={lang}>{translate(lang, NEVER_SEEN)}</p>" for lang in LANGUAGES)
    body = (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="{RELOAD_S}"><title>Antrean</title>'
        f'<body style="font: 2rem sans-serif; text-align: center; padding-top: 30vh">{words}'
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return Passed(status, status.phrase, [("Content-Type", "text/html; charset=utf-8")], body.encode())


class LocalServer(ThreadingHTTPServer):
    """Listens on this computer alone, and answers nobody who calls it by another name (DNS rebinding)."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, make_front: Callable[[tuple[str, ...]], Front]) -> None:
        """make_front: with the origins under which the browser knows this computer. Raises OSError."""
        super().__init__(("127.0.0.1", port), _Handler)
        usual = ("",) if self.server_port == USUAL_PORT else ()  # of which browsers say nothing
        ports = (f":{self.server_port}", *usual)
        self.names = tuple(name + port for name in ("127.0.0.1", "localhost") for port in ports)
        self.front = make_front(tuple(f"http://{name}" for name in self.names))
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), name="front", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: LocalServer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        headers = list(self.headers.items())
        if self.headers.get("Host") not in self.server.names or self._is_foreign():
            self._send(_json(HTTPStatus.FORBIDDEN, {"error": "foreign_page"}))
        elif self.headers.get("Upgrade", "").lower() == "websocket":
            self._tunnel(headers)
        else:
            self._send(self._answered(headers))

    def _is_foreign(self) -> bool:
        """A page of another site must not press buttons here; what is no page, says no origin."""
        origin = self.headers.get("Origin")
        return origin is not None and origin.removeprefix("http://") not in self.server.names

    def _answered(self, headers: Headers) -> Passed:
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_SENT:
            self.close_connection = True
            return _json(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "too_large"})
        body = self.rfile.read(length) if length else b""
        try:
            return self.server.front.answer(Asked(self.command, self.path, headers, body))
        except (OSError, sqlite3.Error):
            logger.exception("%s %s failed", self.command, self.path)
            return _away()

    def _tunnel(self, headers: Headers) -> None:
        self.close_connection = True
        try:
            self.server.front.tunnel(f"GET {self.path} HTTP/1.1", headers, self.connection)
        except Away:
            self._send(_away())

    def _send(self, answer: Passed) -> None:
        self.send_response(answer.status, answer.reason)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library calls it so
        logger.debug(format, *args)
