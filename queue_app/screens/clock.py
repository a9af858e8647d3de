"""That the server's clock stands behind what the office has noted already, told to its staff. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.log.clock import stands_behind
from queue_app.store.desk import OfficeKey
from queue_app.store.log.chain import latest_at
from queue_app.texts import long_time, translate


def behind(connection: Connection, office: OfficeKey, *, now: datetime, lang: str) -> str:
    """What to tell whoever can set the clock; "" where it may be right."""
    noted = latest_at(connection, office.id)
    if noted is None or not stands_behind(now, noted):
        return ""
    words = translate(lang, "The server's clock says {now}, but its log goes to {noted}. Set it: dates are wrong.")
    said = {"now": now, "noted": noted}
    return words.format(**{name: long_time(at, office.time_zone, lang=lang) for name, at in said.items()})
