"""Requests of the kiosk's browser are passed on to the server, as if it had opened the server's own address."""

from __future__ import annotations

import contextlib
import http.client
import select
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from .keeper import AWAY, Away

PRESS_WITHIN_S = 6.0  # then a number is given here: nobody shall stand before a screen that only thinks
STATE_WITHIN_S = 3.0  # the page asks again by itself, and waits four seconds for each
CONNECT_WITHIN_S = 4.0
PAGE_WITHIN_S = 20.0  # of everything else: a server that is slow with a page is not away
HOP = {  # of one connection only, or ours to say
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
    "upgrade", "host", "content-length", "accept-encoding", "strict-transport-security",
}  # fmt: skip
PIECE = 64 * 1024
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Passed:
    """The server's answer."""

    status: int
    reason: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        return next((value for each, value in self.headers if each.lower() == name), "")


class Passing:
    """To one server. own: the origins under which the browser knows this computer."""

    def __init__(self, url: str, own: Iterable[str]) -> None:
        self._server: SplitResult = urlsplit(url)
        self._own = tuple(own)
        self._origin = f"{self._server.scheme}://{self._server.netloc}"

    def ask(
        self, method: str, address: str, headers: Headers, body: bytes | None = None, *,
        within_s: float | None = None,
    ) -> Passed:  # fmt: skip
        """Raises Away where there is no answer, or one that says that nothing can be done."""
        connection = self._connection(within_s or PAGE_WITHIN_S)
        try:
            connection.request(method, address, body, dict(self._rewritten(headers)))
            answer = connection.getresponse()
            found = Passed(answer.status, answer.reason, self._answered(answer.getheaders()), answer.read())
        except (OSError, http.client.HTTPException) as exc:
            raise Away.by(exc) from exc
        finally:
            connection.close()
        if found.status in AWAY:
            raise Away(f"HTTP {found.status}")
        return found

    def _connection(self, within_s: float) -> http.client.HTTPConnection:
        host, port = str(self._server.hostname), self._server.port
        if self._server.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=within_s)
        return http.client.HTTPConnection(host, port, timeout=within_s)

    def tunnel(self, head: str, headers: Headers, browser: socket.socket) -> None:
        """Carries a websocket both ways until either end is gone. Raises Away where it cannot begin."""
        lines = [head, f"Host: {self._server.netloc}", "Connection: Upgrade", "Upgrade: websocket"]
        lines += [f"{name}: {value}" for name, value in self._rewritten(headers)]
        try:
            server = self._socket()
            server.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        except OSError as exc:
            raise Away(str(exc)) from exc
        with server, contextlib.suppress(OSError, ValueError):
            _carry(browser, server)

    def _socket(self) -> socket.socket:
        is_tls = self._server.scheme == "https"
        host = str(self._server.hostname)
        bare = socket.create_connection((host, self._server.port or (443 if is_tls else 80)), timeout=CONNECT_WITHIN_S)
        return ssl.create_default_context().wrap_socket(bare, server_hostname=host) if is_tls else bare

    def _rewritten(self, headers: Headers) -> Headers:
        """What the browser says of this computer, it says of the server; what another page says stays as it is."""
        return [(name, self._as_server(name, value)) for name, value in headers if name.lower() not in HOP]

    def _as_server(self, name: str, value: str) -> str:
        for own in self._own if name.lower() in {"origin", "referer"} else ():
            if value == own or value.startswith(own + "/"):
                return self._origin + value.removeprefix(own)
        return value

    def _answered(self, headers: Headers) -> Headers:
        """A redirect within the server stays here; a cookie for HTTPS is kept by a browser that came without."""
        return [
            (name, _here(name, value, self._origin)) for name, value in headers if name.lower() not in HOP
        ]  # fmt: skip


def _here(name: str, value: str, origin: str) -> str:
    if name.lower() == "location":
        return value.removeprefix(origin) or "/"
    if name.lower() == "set-cookie":
        return "; ".join(each for each in value.split("; ") if each.lower() != "secure")
    return value


def _carry(browser: socket.socket, server: socket.socket) -> None:
    other = {browser: server, server: browser}
    while True:
        for end in select.select([browser, server], [], [])[0]:
            data = end.recv(PIECE)
            if not data:
                return
            other[end].sendall(data)
