"""The number of a civil servant (NIP, 18 digits) or of an employee by agreement (NI PPPK).

YYYYMMDD birth, YYYYMM appointment, 1 (L) or 2 (P), NNN serial; a PPPK has 21 where others have the month.
Source: Perka BKN 22/2007 and 43/2007. There is no check digit, and whoever knows two dates can guess most of it: it is
never a password, an address or a line in a log, and it is shown to its holder and to those who manage staff only.
"""

from __future__ import annotations

import re
from datetime import date

from queue_app.domain.office.typed import plain

LENGTH = 18
PPPK_MONTH = "21"
FIRST_AGE, LAST_AGE = 16, 60  # at the appointment
GROUPS = (8, 6, 1, 3)


def digits(text: str) -> str:
    """The number as it is kept, without the spaces, dots and dashes of print."""
    return re.sub(r"[\s.-]", "", plain(text))


def grouped(number: str) -> str:
    """The number as it is printed: 19900101 201505 1 999."""
    ends = [sum(GROUPS[: place + 1]) for place in range(len(GROUPS))]
    return " ".join(number[end - size : end] for end, size in zip(ends, GROUPS, strict=True))


def fault(number: str | None, *, employment: str, today: date) -> str | None:
    """What is wrong with an employee's number: a key of faults.FAULTS, or None when nothing is.

    number: digits as `digits` answers them. employment: one of plan.EMPLOYMENTS.
    """
    if employment == "NON_ASN":
        return "nip_of_non_asn" if number else None
    if not number:
        return "nip_missing"
    if not re.fullmatch(f"[0-9]{{{LENGTH}}}", number):
        return "nip_length"
    if (number[12:14] == PPPK_MONTH) != (employment == "PPPK"):
        return "nip_appointment"
    return _fault_of_parts(number, today)


def _fault_of_parts(number: str, today: date) -> str | None:
    born = _day(number[:8])
    if born is None or born > today:
        return "nip_birth"
    month = "01" if number[12:14] == PPPK_MONTH else number[12:14]
    appointed = _day(number[8:12] + month + "01")
    if appointed is None or appointed > today:
        return "nip_appointment"
    if number[14] not in "12":
        return "nip_sex"
    if number[15:] == "000":
        return "nip_serial"
    age = appointed.year - born.year - ((appointed.month, 1) < (born.month, born.day))
    if number[12:14] == PPPK_MONTH:
        age = appointed.year - born.year  # reached in that year: the month is not told
    return None if FIRST_AGE <= age <= LAST_AGE else "nip_age"


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
