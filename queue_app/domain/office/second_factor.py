"""A second factor: codes of six digits that a phone makes of a secret and the time (TOTP), and codes for a lost phone.

Written here because it is twenty lines of one RFC with its own test vectors; no package does more for us.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import quote, urlencode

from queue_app.domain.log.rights import Role

STEP_S = 30
DIGITS = 6
SECRET_BYTES = 20  # as long as what HMAC-SHA1 makes: RFC 4226, section 4, R6
DRIFT = 1  # steps that a phone's clock may be off; RFC 6238, section 5.2, advises no more
RECOVERY_CODES = 10
RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that another is taken for
RECOVERY_LENGTH = 12  # 59 bits
LEADING = frozenset({Role.ADMINISTRATOR, Role.HEAD})  # of whom an office may demand it
WAYS = {  # how somebody was let in -> msgid
    "password": "password",
    "code": "password and code",
    "recovery": "password and recovery code",
    "single_sign_on": "single sign-on",
    "single_sign_on_code": "single sign-on and code",
    "single_sign_on_recovery": "single sign-on and recovery code",
}


def secret_of(random: bytes) -> str:
    """A secret as phones take it, of SECRET_BYTES that nobody can guess: 32 letters and digits (RFC 4648, base32)."""
    return base64.b32encode(random).decode()


def step_of(at: datetime) -> int:
    """The step that a moment lies in, counted since 1970."""
    return int(at.timestamp()) // STEP_S


def code(secret: str, step: int, *, digits: int = DIGITS) -> str:
    """The code of one step. Source: RFC 6238, section 4, with SHA-1; RFC 4226, section 5.3."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 0xF
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def matching_step(secret: str, typed: str, *, at: datetime, after: int) -> int | None:
    """The step whose code was typed: of now, of DRIFT before or of DRIFT later; None: it is none of them.

    after: the step of the last code that was taken; neither it nor one before it counts again.
    """
    now = step_of(at)
    found = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if hmac.compare_digest(code(secret, step).encode(), typed.encode()) and step > after
    ]
    return found[0] if found else None


def bare(typed: str) -> str:
    """A code as it was typed or pasted, without what only parts it: "123 456" is 123456, "ABC-d" abcd."""
    return "".join(each for each in typed.lower() if each.isalnum())


def is_secret(text: str) -> bool:
    """Whether it may be one of new_secret()."""
    try:
        return len(base64.b32decode(text)) == SECRET_BYTES
    except (binascii.Error, ValueError):
        return False


def enrolment(secret: str, *, account: str, issuer: str) -> str:
    """The address that a phone reads from the QR code: key-uri-format of the authenticators."""
    about = urlencode({"secret": secret, "issuer": issuer, "digits": DIGITS, "period": STEP_S}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{about}"


def recovery_codes(choose: Callable[[str], str]) -> list[str]:
    """RECOVERY_CODES codes, parted so that they can be read: "k7wm-3qtz-9xfa".

    choose: a letter out of many, so that nobody can guess it (secrets.choice).
    """
    return [
        _parted([choose(RECOVERY_LETTERS) for _letter in range(RECOVERY_LENGTH)]) for _code in range(RECOVERY_CODES)
    ]


def _parted(letters: Iterable[str]) -> str:
    text = "".join(letters)
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
