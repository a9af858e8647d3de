"""Whom a hook may reach: an address that somebody typed, and the machine that its name stands for just now.

A name is only a promise: the one who owns it can let it stand for this server itself, or for the machine from which a
cloud hands out its keys. So each try asks anew whose number it is, and speaks to that very number.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from queue_app.domain.log.errors import BadInput

LONGEST = 500
PORTS = {"https": 443, "http": 80}
EXPECTED = "https://..."
EXPECTED_PRIVATE = "https://..., http://..."
_NAT64, _6TO4 = ip_network("64:ff9b::/96"), ip_network("2002::/16")
_SHARED = ip_network("100.64.0.0/10")  # of providers and some clouds: inside somebody's network, as the private ones
# Where clouds tell a machine about itself, its keys among it; whatever the settings allow, no hook reaches them.
_METADATA = {ip_address("169.254.169.254"), ip_address("100.100.100.200"), ip_address("fd00:ec2::254")}


class Target(NamedTuple):
    """path: with its query. is_secure: over TLS."""

    host: str
    port: int
    path: str
    is_secure: bool


def target(address: str, *, allow_private: bool) -> Target:
    """Where the address leads. Raises BadInput: no https (http only where the office's network is allowed), a name or
    password in it, or nothing that can be an address.
    """
    wrong = BadInput(field="address", expected=EXPECTED_PRIVATE if allow_private else EXPECTED)
    if len(address) > LONGEST or not (address.isascii() and address.isprintable()) or set(address) & set(" \\"):
        raise wrong
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as exc:
        raise wrong from exc
    schemes = PORTS if allow_private else ("https",)
    if parts.scheme not in schemes or not host or "@" in parts.netloc or parts.fragment or port == 0:
        raise wrong
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port or PORTS[parts.scheme], path, parts.scheme == "https")


def may_reach(number: str, *, is_secure: bool, allow_private: bool) -> bool:
    """Whether a hook may speak to the machine of that number (IPv4 or IPv6).

    Without TLS only within the office's network; what is link-local, multicast, or nobody's, never.
    """
    found = _meant(ip_address(number.partition("%")[0]))
    if found.is_loopback:  # before what is reserved, to which ::1 belongs as well
        return allow_private
    if found in _METADATA or found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved:
        return False
    if found.is_private or found in _SHARED:
        return allow_private
    return is_secure and found.is_global


def _meant(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 number that is written as one of IPv6 is judged as what it is."""
    if isinstance(number, IPv4Address):
        return number
    if number.ipv4_mapped:
        return number.ipv4_mapped
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.sixtofour or number if number in _6TO4 else number


def shown(address: str) -> str:
    """The address without what stands behind a question mark: that may be somebody's key."""
    return address.partition("?")[0]
