"""Whoever books on a phone, recognised again by a secret of its browser: no account, no name."""

from __future__ import annotations

import re
import secrets

from flask import request
from werkzeug.wrappers import Response

from queue_app.actions.citizen.booking.book import device_mark
from queue_app.domain.citizen.booking.holder import Holder, phone
from queue_app.store.citizen.booking import bookings
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow
from queue_app.texts import long_time
from queue_app.web.frame import cookies
from queue_app.web.frame.pages import desk, lang

LASTS_S = 180 * 24 * 3600
_SECRET = re.compile(r"[A-Za-z0-9_-]{20,60}\Z")


def device() -> str | None:
    """The secret of this browser; None for one that has none yet, or keeps none."""
    kept = request.cookies.get(cookies.own_name("antrean_booking"), "")
    return kept if _SECRET.match(kept) else None


def remembered(response: Response) -> Response:
    """The answer, with a secret for a browser that has none."""
    if device() is None:
        response.set_cookie(
            cookies.own_name("antrean_booking"), secrets.token_urlsafe(24), max_age=LASTS_S, httponly=True,
            samesite="Lax", secure=request.is_secure,
        )  # fmt: skip
    return response


def holder(typed_phone: str, form_key: str) -> Holder:
    """form_key: of the very form, which stands in for a browser that keeps nothing: two presses of it are one."""
    return Holder(phone=phone(typed_phone), device=device() or form_key)


def own_bookings(office: OfficeNow) -> list[dict[str, str]]:
    """What still stands of this browser's: the token of each page, the service, and when."""
    secret = device()
    if secret is None:
        return []
    with desk().reading() as connection:
        names = {each.id: each.name(lang()) for each in catalogue.services(connection, office.id)}
        rows = bookings.active_of(connection, office.id, [device_mark(desk().seal, secret)])
    return [
        {"token": each.token, "service": names.get(each.service_id, ""),
         "time": long_time(each.slot_at, office.time_zone, lang=lang())}
        for each in rows
        if each.holds(desk().clock())
    ]  # fmt: skip


def is_of(row: BookingRow) -> bool:
    """Whether this browser is the one that booked it."""
    secret = device()
    return secret is not None and row.device_mark == device_mark(desk().seal, secret)
