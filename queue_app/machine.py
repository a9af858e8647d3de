"""What this computer is called, and the addresses that it has on its networks."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module, util
from ipaddress import ip_address, ip_network
from pathlib import Path

ELSEWHERE = ("192.0.2.1", 9)  # RFC 5737: nobody's; nothing is sent there, only the way to it is asked for
SIOCGIFADDR = 0x8915  # of Linux: the address of a network card
VIRTUAL = ("lo", "docker", "br-", "veth", "virbr", "lxc", "tun", "wg")
CONTAINERS = (Path("/.dockerenv"), Path("/run/.containerenv"))
BEHIND = (ip_network("172.16.0.0/12"), ip_network("10.88.0.0/16"))  # of containers, reached by their host alone


def name() -> str:
    """The computer's own name, as it was given."""
    return socket.gethostname().lower()


def has_address(address: str) -> bool:
    """Whether the address is one of this computer's own: only such a one can be taken by a socket."""
    try:
        parsed = ip_address(address)
        if parsed.is_unspecified or parsed.is_multicast:
            return False
        with socket.socket(socket.AF_INET6 if parsed.version == 6 else socket.AF_INET, socket.SOCK_DGRAM) as taken:
            taken.bind((address, 0))
    except (OSError, ValueError):
        return False
    return True


def lan_address() -> str | None:
    """The address under which others on the network reach this computer; None where it has none that is known."""
    return next(filter(_is_reached, _candidates()), None)


def _is_reached(address: str) -> bool:
    parsed = ip_address(address)
    is_behind = any(mark.exists() for mark in CONTAINERS) and any(parsed in network for network in BEHIND)
    return not (parsed.is_loopback or parsed.is_unspecified or is_behind)


def _candidates() -> Iterator[str]:
    """The likeliest first."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(ELSEWHERE)
        yield str(asking.getsockname()[0])
    yield from _of_cards()  # a network without a way out of it
    with suppress(OSError):
        yield from (str(each[4][0]) for each in socket.getaddrinfo(name(), None, socket.AF_INET))


def _of_cards() -> Iterator[str]:
    if util.find_spec("fcntl") is None:  # Windows, whose own name has all its addresses
        return
    ioctl = import_module("fcntl").ioctl
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _index, card in socket.if_nameindex():
            if not card.startswith(VIRTUAL):
                with suppress(OSError):
                    told = ioctl(asking.fileno(), SIOCGIFADDR, struct.pack("256s", card.encode()[:15]))
                    yield socket.inet_ntoa(told[20:24])
