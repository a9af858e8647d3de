"""How fast one kiosk, or one address, may take numbers: in the memory of this process, for it is asked at each press.

Where several workers serve an office each counts for itself: so many workers, so many times as much at most. A paired
kiosk is known by its pairing; where an office pairs none, a browser that has had the kiosk's page open for a while is
known by its seat, so that a stranger behind the same router uses up only what strangers may take.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from flask import Flask, Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from limits import RateLimitItemPerSecond

from queue_app.actions.queue import floods
from queue_app.domain.log.errors import TooFast
from queue_app.domain.queue.flood import HOUR_S, Place, Press
from queue_app.store.desk import OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.web.frame import client
from queue_app.web.frame.pages import YEAR_S, at, config, desk
from queue_app.web.frame.throttle import throttle

MOST_PLACES = 5000  # remembered at once
OF_OFFICE = 2  # all strangers of an office together take so many times as much as one address
SEATS = RateLimitItemPerSecond(10, HOUR_S)  # of one address: a hall of kiosks behind one router opens in the morning
GROWN_S = 600  # a seat counts once it is so old
SEAT_LASTS_S = YEAR_S


@dataclass(frozen=True, slots=True)
class Source:
    """Who takes a number, and how many that may be in a minute."""

    name: tuple[str, ...]
    per_min: int


@dataclass(slots=True)
class Floods:
    """All places of this process."""

    clock: Callable[[], float] = time.monotonic
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)

    def of(self, name: tuple[str, ...]) -> Place:
        place = self.places.pop(name, None) or Place()
        self.places[name] = place  # the one asked for last stands last
        if len(self.places) > MOST_PLACES:
            del self.places[next(iter(self.places))]
        return place


def register(app: Flask) -> None:
    app.extensions["antrean.floods"] = Floods()


@contextmanager
def taking(office: OfficeKey, screen: DeviceRow | None) -> Iterator[Callable[[int | None], None]]:
    """One press of the button: what it yields is told the new ticket, or None where there is none.

    A press that is refused or answered again counts for nothing. Raises TooFast, once staff were told.
    """
    known: Floods = current_app.extensions["antrean.floods"]
    at_s, press = known.clock(), Press(known.clock())
    places = [(known.of(each.name), each) for each in _sources(office, screen)]
    for place, source in places:
        if place.is_full(at_s, per_min=source.per_min):
            _tell(office, place, source, at_s)
            raise TooFast
    for place, _source in places:
        place.presses.append(press)

    def taken(ticket_id: int | None) -> None:
        press.ticket_id = ticket_id

    try:
        yield taken
    finally:
        for place, source in places:
            if press.ticket_id is None:
                place.presses.remove(press)
            elif place.was_told_after(at_s):  # of the others, while this one was on its way
                floods.notice(desk(), office.id, place=_mark(source.name), ticket_ids=[press.ticket_id])


def with_seat(response: Response, slug: str) -> Response:
    """The kiosk's page of an office that pairs none: its browser is known from now on, and soon counts for itself."""
    if _seat_age_s(slug) is None and throttle().hit(SEATS, "seat", slug, client.block()):
        seat = str(_seats(str(current_app.secret_key)).dumps(secrets.token_urlsafe(9)))
        response.set_cookie(
            _cookie(slug), seat, max_age=SEAT_LASTS_S, httponly=True, samesite="Lax", secure=request.is_secure,
            path=at("/"),
        )  # fmt: skip
    return response


def known_as(office: OfficeKey, screen: DeviceRow | None) -> tuple[str, ...]:
    """The name under which whoever asks is counted: a kiosk, or the address of a stranger."""
    return _sources(office, screen)[0].name


def _sources(office: OfficeKey, screen: DeviceRow | None) -> list[Source]:
    """Of a paired kiosk it alone; of a seat also those of its address; of a stranger the address and the office."""
    settings, number = config().kiosk, str(office.id)
    if screen is not None:
        return [Source((number, "device", str(screen.id)), settings.most_per_min)]
    block, per_min = client.block(), settings.most_per_min_of_address
    age_s = _seat_age_s(office.slug)
    if age_s is not None and age_s >= GROWN_S:
        return [
            Source((number, "seat", request.cookies[_cookie(office.slug)]), settings.most_per_min),
            Source((number, "seats", block), per_min),  # whoever gathers seats has no more than a hall of kiosks
        ]
    return [Source((number, "address", block), per_min), Source((number, "strangers"), per_min * OF_OFFICE)]


def _tell(office: OfficeKey, place: Place, source: Source, at_s: float) -> None:
    ticket_ids = place.to_tell(at_s)
    if ticket_ids:
        floods.notice(desk(), office.id, place=_mark(source.name), ticket_ids=ticket_ids)


def _mark(name: tuple[str, ...]) -> str:
    """What stands for a place in the database: nobody can tell the address from it."""
    key = str(current_app.secret_key).encode()
    return hmac.digest(key, "\n".join(("flood", *name)).encode(), "sha256").hex()[:20]


def _cookie(slug: str) -> str:
    return f"antrean_seat_{slug}"


def _seat_age_s(slug: str) -> float | None:
    """How long ago the browser got its seat; None where it has none of ours."""
    shown = request.cookies.get(_cookie(slug))
    since = _since(str(current_app.secret_key), shown) if shown else None
    return None if since is None else time.time() - since


@lru_cache(maxsize=256)  # a kiosk shows the same at each press, and to look at it takes longer than all the rest
def _since(key: str, shown: str) -> float | None:
    try:
        _, at = _seats(key).loads(shown, max_age=SEAT_LASTS_S, return_timestamp=True)
    except BadSignature:
        return None
    return float(at.timestamp())


def _seats(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="antrean.seat")
