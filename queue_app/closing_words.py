"""Why no number is given and when it opens, in words: the same at the server and at a kiosk that is cut off."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from queue_app.domain.office import hours
from queue_app.domain.office.hours import Availability
from queue_app.texts import clock_time, long_date, translate, zone_label


def words(answer: Availability, time_zone: str, *, now: datetime, lang: str) -> str:
    """As "Belum buka. Buka pukul 07.30 WIB."; nothing for what is open."""
    if answer.code is None:
        return ""
    reason = translate(lang, hours.CLOSED[answer.code], name=answer.name, reason=closing(answer, lang))
    return f"{reason} {opens(answer, time_zone, now=now, lang=lang)}".strip()


def closing(answer: Availability, lang: str) -> str:
    """The reason of who closed it by hand."""
    return translate(lang, hours.CLOSINGS.get(answer.name, hours.CLOSINGS[hours.UNSAID]))


def opens(answer: Availability, time_zone: str, *, now: datetime, lang: str) -> str:
    """When it opens, where that is known."""
    if answer.opens_at is None:
        return ""
    zone = ZoneInfo(time_zone)
    opens_at = answer.opens_at.astimezone(zone)
    texts = hours.EXPECTED if answer.code == "closed_by_hand" else hours.OPENS
    return translate(
        lang,
        texts[hours.how_soon(opens_at, now.astimezone(zone))],
        day=long_date(opens_at.date(), lang=lang),
        time=f"{clock_time(opens_at, time_zone)} {zone_label(time_zone)}",
    )
