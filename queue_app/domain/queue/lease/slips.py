"""A number that a kiosk gave while it was cut off, as it hands it in, and what becomes of it. Pure.

Nobody's paper is lost: whoever holds one waits from the moment when it was given, also where something is not as it
should be; that is told to the supervisor. Only what no kiosk of the office gave makes nobody wait.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime

MOST_AT_ONCE = 100  # slips of one transaction: between two of them others get their turn
HANDED_IN = (
    "-luring"  # behind the key of the press: the same press may have made a number that the kiosk never heard of
)
LONGEST_KEY = 64 - len(HANDED_IN)
FAULTS: dict[str, str] = {  # code -> msgid
    "closed": "{number}: its service was closed when the kiosk gave it. Whoever holds it waits with the others.",
    "quota": "{number}: the day's numbers of its service were used up. Whoever holds it waits with the others.",
    "number_taken": "{number} was given twice. Whoever holds the kiosk's paper waits as {other}: please tell them.",
    "unknown_lease": "{number} was lent before the database was put back. Whoever holds it waits with the others.",
    "unpaired": "{number} was given by a kiosk that was unpaired by then. Please look whether somebody holds it.",
    "day_over": "{number} was handed in after its day. Nobody waits for it any more.",
    "no_service": "{number}: its service is not there any more. Please help whoever holds it.",
    "forged": "{number} does not bear the sign of a kiosk of this office. Nobody waits for it.",
}
KINDS: dict[str, str] = {  # code -> msgid, of the kind alone
    "closed": "its service was closed",
    "quota": "the day's numbers were used up",
    "number_taken": "the number was given twice",
    "unknown_lease": "lent before the database was put back",
    "unpaired": "given by a kiosk that was unpaired",
    "day_over": "handed in after its day",
    "no_service": "its service is not there any more",
    "forged": "without the sign of a kiosk of this office",
}
NOBODY_WAITS = {"no_service", "forged"}  # and nothing of it is in the log


@dataclass(frozen=True, slots=True)
class Slip:
    """As the kiosk wrote it down before it was printed. key: of the press. taken_ms: since 1970, by the server's clock.

    token: of the citizen's page, made at the kiosk so that the code on the paper leads there later. sign: of `signed`.
    """

    key: str
    day: date
    series_id: int
    number: int
    service_id: int
    is_priority: bool
    party: int
    taken_ms: int
    token: str
    sign: str = ""

    @property
    def press_key(self) -> str:
        """Under which its ticket is kept."""
        return self.key + HANDED_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the server knows when a slip comes. lease_of: whose block holds its number; None: nobody's.

    secret: of the computer that holds the block, else of the one that hands it in. unpaired_at: of the same.
    is_taken: somebody else has the number. is_open, has_places: of its service at the moment when it was taken.
    """

    secret: str
    today: date
    is_lent: bool
    unpaired_at: datetime | None
    has_service: bool
    is_taken: bool
    is_open: bool
    has_places: bool


def signed(slip: Slip, secret: str) -> str:
    """The sign of a kiosk under a slip: HMAC-SHA256 of what it says, in hexadecimal digits.

    secret: the hash of its token, which the server knows too, and nobody else.
    """
    said = (
        slip.key, slip.day.isoformat(), slip.series_id, slip.number, slip.service_id, int(slip.is_priority),
        slip.party, slip.taken_ms, slip.token,
    )  # fmt: skip
    return hmac.digest(secret.encode(), "|".join(map(str, said)).encode(), "sha256").hex()


def believed(taken_at: datetime, *, contact_at: datetime, now: datetime) -> datetime:
    """When a slip was taken, within what is possible: not before the kiosk heard its server last, and not to come.

    So whoever forges an earlier time wins at most the time since then.
    """
    return min(max(taken_at, contact_at), now)


def contact(known: datetime | None, *, heard_at: datetime | None, now: datetime) -> datetime:
    """Since when a computer may have been cut off: from the last answer on that it has heard, as it says itself.

    Not from the last question that came: it may have been under way since before the cable was pulled, and arrive when
    the cable is back. known: the contact so far, heard_at: by the server's clock; None: there was none.
    """
    if heard_at is None:
        return known or now
    return min(max(known or heard_at, heard_at), now)


def fault_of(slip: Slip, known: Known, *, taken_at: datetime) -> str | None:
    """What is not as it should be: a key of FAULTS, the gravest first; None where nothing is wrong."""
    checks = (
        ("forged", not hmac.compare_digest(slip.sign, signed(slip, known.secret))),
        ("no_service", not known.has_service),
        ("day_over", slip.day < known.today),
        ("number_taken", known.is_taken),
        ("unpaired", known.unpaired_at is not None and taken_at >= known.unpaired_at),
        ("unknown_lease", not known.is_lent),
        ("closed", not known.is_open),
        ("quota", not known.has_places),
    )
    return next((fault for fault, holds in checks if holds), None)
