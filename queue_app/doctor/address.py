"""The address that phones reach: it stands in the code on every ticket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from queue_app import machine
from queue_app.config import Config
from queue_app.doctor.finding import Finding, _, fault, fine, warning
from queue_app.doctor.patient import Patient

ANSWER_S = 4.0
_DIRECT = build_opener(ProxyHandler({}))  # as phones in the building go, whatever proxy this computer has
LOCAL = {"localhost", "127.0.0.1", "::1"}


def for_phones(config: Config) -> str:
    """The address; "" where none is known."""
    own = machine.lan_address()
    return config.server.public_url.rstrip("/") or (f"http://{own}:{config.server.port}" if own else "")


def reaches(patient: Patient) -> Iterator[Finding]:
    """Whether the address leads to this server, as far as that can be told from here."""
    address = for_phones(patient.config)
    parts = urlsplit(address)
    if not address:
        yield warning(
            _("No address is known that phones reach, so tickets have no code."),
            _("Connect the computer to the network, or set server.public_url."),
        )
    elif parts.hostname in LOCAL:
        yield fault(
            _("The code on tickets leads to {address}, which is every phone itself."),
            _("Set server.public_url to the name or number of this server."), address=address,
        )  # fmt: skip
    else:
        yield from _resolved(address, parts.hostname or "")
    if parts.scheme == "https" and not patient.config.server.proxies:
        yield warning(
            _("{address} is served by a proxy, but server.proxies is 0: all browsers count as one address."),
            _("Set server.proxies to the number of proxies, usually 1."), address=address,
        )  # fmt: skip


def _resolved(address: str, host: str) -> Iterator[Finding]:
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        yield fault(
            _("The name {host} of the address on tickets is not known here."),
            _("Have the name entered (DNS), or set server.public_url to a number."), host=host,
        )  # fmt: skip
        return
    try:
        with _DIRECT.open(f"{address}/healthz", timeout=ANSWER_S) as answer:
            is_ours = answer.status == 200
    except (URLError, OSError, ValueError) as exc:
        reason = getattr(exc, "reason", None) or exc
        yield warning(
            _("{address}, the address on tickets, does not answer from here: {reason}"),
            _("Start the server; if it runs, look at firewall and proxy. Then scan a ticket's code with a phone."),
            address=address, reason=reason,
        )  # fmt: skip
        return
    if is_ours:
        yield fine(_("{address}, the address on tickets, answers from here."), address=address)
