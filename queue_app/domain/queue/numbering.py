"""Numbers, tokens and business dates: how a ticket is named."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from queue_app.domain.office.typed import plain

LAST_NUMBER = 9000  # that a series counts up to; the display has room for a letter and four digits, spoken one by one
LENT = range(9001, 10000)  # behind it: lent to kiosks in blocks, so that what is counted has no gap and meets none
ORDER_STEP = 1024  # between the places of two arrivals, so that a restored ticket can stand there
# How a ticket came to be: code -> msgid. Kept with the ticket; of a torn-off number nobody knows when its citizen came.
SOURCES: dict[str, str] = {
    "kiosk": "Taken at the kiosk",
    "reception": "Handed out by staff",
    "manual": "Written on paper, entered afterwards",
    "roll": "Torn off the paper roll",
    "booking": "Booked beforehand",
    "offline": "Given by a kiosk that was cut off",
}
# Sources whose citizen holds a paper already that no print job made; nothing was promised to them of their wait.
ON_PAPER = {"manual", "roll", "offline"}
BY_ARRIVAL = {"manual", "offline"}  # sources whose place in the queue was found afterwards, by when the citizen came
TOKEN_LENGTH = 22
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
UUID_LIKE = re.compile(r"[0-9A-Za-z_-]{8,64}\Z")

_TYPED = re.compile(r"(?:NO\.?\s*)?([A-Z]?)[\s./-]*+0*(\d{1,4})", re.ASCII)


def typed(text: str) -> tuple[str, int] | None:
    """Letter and number of a ticket as people type it: "A012", "a 12", "A-12", or "12" without its letter ("")."""
    found = _TYPED.fullmatch(plain(text).strip().upper())
    return (found[1], int(found[2])) if found else None


def shown(letter: str, number: int) -> str:
    """A ticket's number as everyone sees and hears it: letter and at least three digits, "A001"."""
    return f"{letter}{number:03d}"


def business_date(now: datetime, time_zone: str) -> date:
    """The office's own calendar day at `now` (aware). A ticket taken at 23:59 there belongs to that day."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def day_start(day: date, time_zone: str) -> datetime:
    """The moment (aware) at which the office's calendar turns to `day`."""
    return datetime.combine(day, time(), ZoneInfo(time_zone))


def token(day: date, secret: str) -> str:
    """A ticket's name in addresses: four letters of its day before what nobody can guess, TOKEN_LENGTH together.

    The tokens of one day stand together in their index. Scattered over those of a million tickets, each new one would
    change a page of its own.
    """
    left, letters = day.toordinal(), ""
    for _ in range(4):
        left, place = divmod(left, len(DIGITS))
        letters = DIGITS[place] + letters
    return letters + secret


def day_of_token(token: str) -> date | None:
    """The day that a token names, whether or not there is such a ticket; None where it cannot be a token of ours."""
    if len(token) != TOKEN_LENGTH or not UUID_LIKE.match(token):
        return None
    try:
        return date.fromordinal(int(token[:4], len(DIGITS)))
    except (ValueError, OverflowError):
        return None


def is_press_key(key: str) -> bool:
    """Whether `key` can name one press of a kiosk button: 8 to 64 letters, digits, "-" or "_"."""
    return UUID_LIKE.match(key) is not None
