"""Who asks, as far as the network tells: limits count whoever holds an address, in whatever way it is written."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

IPV6_BLOCK = 64  # bits: whoever has one address of IPv6 has all of its block
WITH_PORT = re.compile(r"(?P<v4>\d+(?:\.\d+){3}):\d+|\[(?P<v6>[^\]]*)\](?::\d+)?")


def block() -> str:
    """The IPv4 address of whoever asks, or the IPv6 network that is all theirs; "" where none is told."""
    return _block(request.remote_addr or "")


def told_bare(app: WSGIApplication) -> WSGIApplication:
    """Lets the program see addresses in one way of writing.

    Some proxies add the connection's port, which would make each connection a stranger of its own; a server that
    listens on `::` tells IPv4 addresses as IPv6 ones of one block, which would make all of them one.
    """

    def told(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = bare(environ.get("REMOTE_ADDR") or "")
        return app(environ, start_response)

    return told


@lru_cache(maxsize=1024)
def bare(address: str) -> str:
    """The address without port, brackets and scope, of IPv4 as IPv4; what is none stays as it is."""
    found = WITH_PORT.fullmatch(address)
    host = (found["v4"] or found["v6"]) if found else address
    try:
        read = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return address
    return str(getattr(read, "ipv4_mapped", None) or read)


@lru_cache(maxsize=1024)
def _block(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ipaddress.ip_network((found, IPV6_BLOCK), strict=False))
