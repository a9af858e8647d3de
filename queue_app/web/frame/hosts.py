"""Whose name an address may take: this machine's own, what the settings name, and for pages what no stranger can own.

A page of another site can bring a browser of this office here under its own name (DNS rebinding); names of the
internet are therefore answered only where the settings say so. Numbers and names of a local network cannot be had
that way. What goes out on paper is stricter: a code never takes an address that is not known as ours.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import cached_property, lru_cache
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from flask import Flask, current_app, request

from queue_app import machine
from queue_app.config import Server
from queue_app.domain.log.errors import ForeignPage, UnknownHost

logger = logging.getLogger(__name__)

# Names that nobody can have on the internet: RFC 6762, RFC 8375, and what routers call their network.
LOCAL = frozenset({"", "local", "lan", "home", "home.arpa", "internal", "intranet", "localdomain", "corp", "test"})
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - what a server listens on, to be reached by others
PORTS = {"http": 80, "https": 443}
KNOWN_S = 60
LONGEST_TOLD = 100  # letters of what a stranger wrote
MOST_KNOWN = 256  # names that were asked about: a stranger may invent any number
UNDER_ANY_NAME = frozenset({"health.healthz", "health.readyz", "files.shipped"})  # they tell nothing of an office


class Place(NamedTuple):
    """Where something was asked, or where it comes from. port None: the usual one of the scheme."""

    scheme: str
    name: str
    port: int | None

    @property
    def whole(self) -> tuple[str, str, int | None]:
        return self.scheme, self.name, self.port or PORTS.get(self.scheme)


@lru_cache(maxsize=256)
def place(url: str) -> Place | None:
    """The place of an address like "http://host:port"; None for what is none."""
    try:
        parts = urlsplit(url)
        port, name = parts.port, parts.hostname
    except ValueError:
        return None
    is_odd = not name or parts.username is not None or any(letter.isspace() for letter in url)
    if is_odd or parts.path.strip("/") or parts.query or parts.fragment:
        return None
    return Place(parts.scheme, str(name).rstrip("."), port)


class _Machine:
    """What was found out of this machine, for a while: its addresses may change."""

    def __init__(self) -> None:
        self.until = time.monotonic() + KNOWN_S
        self._own: dict[str, bool] = {}

    @cached_property
    def lan_address(self) -> str | None:
        return machine.lan_address()

    def is_own(self, name: str) -> bool:
        if name not in self._own:
            if len(self._own) >= MOST_KNOWN:
                self._own.clear()
            self._own[name] = machine.has_address(name) if _is_number(name) else _is_named_so(name)
        return self._own[name]


class Hosts:
    """The names of one server, by its settings."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._found = _Machine()
        self._public = server.public_url.rstrip("/")
        self._origin = place("/".join(self._public.split("/")[:3])) if self._public else None
        named = [place(each if "://" in each else f"http://{each}") for each in server.hosts]
        self._named = {each.name for each in (*named, self._origin) if each}

    def _facts(self) -> _Machine:
        if self._found.until <= time.monotonic():
            self._found = _Machine()
        return self._found

    def answers(self, asked: Place | None) -> bool:
        """Whether pages are shown under the name."""
        if asked is None:
            return False
        return _is_number(asked.name) or _is_local(asked.name) or self.owns(asked)

    def owns(self, asked: Place) -> bool:
        """Whether the name is known as this server's."""
        return asked.name in self._named or _is_loopback(asked.name) or self._facts().is_own(asked.name)

    def link_base(self, asked: Place | None) -> str:
        """How phones reach this server that a screen reached there; "" where no address is known that they can."""
        if self._public:
            return self._public
        if asked is None or not self.owns(asked):
            return ""
        name = self._facts().lan_address if _is_loopback(asked.name) else asked.name
        return _written(asked._replace(name=name)) if name and self._is_open(asked.name, name) else ""

    def _is_open(self, asked: str, name: str) -> bool:
        """Whether the server, or a proxy before it, listens to more than this machine itself."""
        is_direct = _is_loopback(asked) and not self._server.proxies
        return not is_direct or self._server.host in (*EVERYWHERE, name)

    def asked(self, environ: Mapping[str, Any]) -> list[Place | None]:
        """Where a request was made, as its client says, and behind it as a trusted proxy says; the last one counts."""
        scheme = self._forwarded(environ, "PROTO") or environ.get("wsgi.url_scheme", "http")
        names = [environ.get("HTTP_HOST", ""), self._forwarded(environ, "HOST")]
        return [place(f"{scheme}://{name}") for name in names if name is not None]

    def _forwarded(self, environ: Mapping[str, Any], what: str) -> str | None:
        told = [each.strip() for each in environ.get(f"HTTP_X_FORWARDED_{what}", "").split(",") if each.strip()]
        far = self._server.proxies
        return told[-far] if 0 < far <= len(told) else None

    def allows(self, origin: str, environ: Mapping[str, Any]) -> bool:
        """Whether a page from there may act here: one of this very address, or of the public one.

        A page over HTTPS may act where HTTP arrives: its lock ends at a proxy. Never the other way round.
        """
        came, asked = place(origin), self.asked(environ)
        if came is None or came.scheme not in PORTS or not all(map(self.answers, asked)):
            return False
        last = asked[-1]
        ways = [last, last and last._replace(scheme="https"), self._origin]
        return came.whole in [way.whole for way in ways if way]


def _is_number(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_local(name: str) -> bool:
    first, _dot, rest = name.partition(".")
    return bool(first) and (rest in LOCAL or name.rpartition(".")[2] in LOCAL)


def _is_loopback(name: str) -> bool:
    if _is_number(name):
        return ip_address(name.partition("%")[0]).is_loopback
    return name == "localhost" or name.endswith(".localhost")


def _is_named_so(name: str) -> bool:
    own = machine.name()
    return name == own or (_is_local(name) and name.partition(".")[0] == own.partition(".")[0])


def _written(at: Place) -> str:
    name = f"[{at.name}]" if ":" in at.name else at.name
    return f"{at.scheme}://{name}" + (f":{at.port}" if at.port else "")


def known() -> Hosts:
    """The names of this program's server."""
    found: Hosts = current_app.extensions["antrean.hosts"]
    return found


def link_base() -> str:
    """How phones reach this program, without a slash at its end; "" where no address is known that they can."""
    base = known().link_base(known().asked(request.environ)[-1])
    return base and base + request.script_root


def refuse_foreign_page() -> None:
    """A page of another site must not act through a browser in this office. Raises ForeignPage.

    What is no page, says no origin.
    """
    origin = request.headers.get("Origin")
    if origin and not known().allows(origin, request.environ):
        raise ForeignPage(origin=origin[:LONGEST_TOLD])


def register(app: Flask, server: Server) -> Hosts:
    """No page under a stranger's name."""
    if server.proxies and not server.public_url:
        logger.warning("behind a proxy, and no server.public_url: tickets may carry no code, names may be refused")
    app.extensions["antrean.hosts"] = hosts = Hosts(server)
    app.before_request(_refuse_strangers)
    return hosts


def _refuse_strangers() -> None:
    if request.endpoint in UNDER_ANY_NAME:
        return
    if not all(map(known().answers, known().asked(request.environ))):
        raise UnknownHost(host=request.environ.get("HTTP_HOST", "")[:LONGEST_TOLD])
