"""Where a reminder may be sent, as far as the settings let this server send any."""

from __future__ import annotations

import re

from queue_app.domain.citizen.booking.holder import Reminder
from queue_app.domain.log.errors import BadInput
from queue_app.texts import translate
from queue_app.web.frame.pages import config, lang

LONGEST = 120
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+\Z")


def are_sent() -> bool:
    """Whether this server can send letters."""
    return bool(config().mail.host and config().mail.sender)


def wished(typed: str) -> Reminder | None:
    """Where somebody wishes to be reminded; None for nowhere. Raises BadInput for what is no address."""
    address = typed.strip()
    if not address or not are_sent():
        return None
    if len(address) > LONGEST or not _ADDRESS.match(address):
        raise BadInput(field=translate(lang(), "Mail address"), expected="nama@contoh.id")
    return Reminder(address, lang())
