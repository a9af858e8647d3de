"""Between a password that was right and the code beside it: who that is, kept in the browser, and how often it tries.

Of a browser in which the person has signed in before the tries are its own; of all others of one account together they
are few, whatever addresses they come from. So nobody guesses a code, and a stranger who has learned a password keeps
its owner out of no browser of the owner's.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from flask import Response, request
from limits import RateLimitItemPerSecond

from queue_app.actions.office.accounts import Half
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.domain.log.sign_in_errors import TooManyCodes
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.pages import desk
from queue_app.web.frame.sign_in_door import Door
from queue_app.web.frame.throttle import throttle

COOKIE = "antrean_half"
LASTS_S = 300
HOUR_S = 3600
OF_BROWSER = RateLimitItemPerSecond(10, HOUR_S)  # of a million codes three are right at a time
OF_STRANGERS = RateLimitItemPerSecond(20, HOUR_S)  # all browsers together that the account never signed in from


@dataclass(frozen=True, slots=True)
class HalfWay:
    """by: what stood in the place of the password, as second_factor.sign_in takes it. wished: the page to lead to."""

    half: Half
    username: str
    wished: str
    by: str
    at_s: int


def keep(response: Response, half: Half, *, username: str, wished: str, by: str = "") -> None:
    """The browser shows it with the code; closed, so that nobody reads or makes one."""
    held = msgspec.json.encode(HalfWay(half, username, wished, by, int(desk().clock().timestamp())))
    response.set_cookie(
        own_name(COOKIE), desk().seal.close_bytes(held).hex(), max_age=LASTS_S, httponly=True, samesite="Lax",
        secure=request.is_secure,
    )  # fmt: skip


def found() -> HalfWay | None:
    """Whose password was right in this browser within LASTS_S."""
    try:
        held = desk().seal.open_bytes(bytes.fromhex(request.cookies.get(own_name(COOKIE), "")))
    except (ValueError, SealBroken):
        return None
    read = msgspec.json.decode(held, type=HalfWay)
    return read if 0 <= desk().clock().timestamp() - read.at_s <= LASTS_S else None


def forget(response: Response) -> None:
    response.delete_cookie(own_name(COOKIE))


def knock(who: HalfWay) -> None:
    """Counts one try. Raises TooManyCodes."""
    door = Door(who.username)
    if not throttle().hit(OF_BROWSER, "code", *door.who):
        raise TooManyCodes
    if not door.is_known and not throttle().hit(OF_STRANGERS, "code", "strangers", str(who.half.officer_id)):
        raise TooManyCodes


def opened(who: HalfWay) -> None:
    """The code was right: the tries of this browser are forgiven, those of strangers are not."""
    door = Door(who.username)
    throttle().clear(OF_BROWSER, "code", *door.who)
    door.forgive()


def knock_again(officer_id: int) -> None:
    """The same of somebody who is signed in. Raises TooManyCodes."""
    if not throttle().hit(OF_BROWSER, "code again", str(officer_id)):
        raise TooManyCodes


def opened_again(officer_id: int) -> None:
    throttle().clear(OF_BROWSER, "code again", str(officer_id))
