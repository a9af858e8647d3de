"""All offices side by side, as other programs read them."""

from __future__ import annotations

import msgspec

from queue_app.screens.office_page import WaitRange
from queue_app.web.frame.answers import ByLanguage, Time


class CityMonth(msgspec.Struct, forbid_unknown_fields=True):
    """The calendar month before this one. null: of fewer than 30 cases. Percentages of 0 to 100."""

    month: str
    median_wait_s: float | None
    within_standard_pct: float | None
    within_60_min_pct: float | None


class CityIndex(msgspec.Struct, forbid_unknown_fields=True):
    """The satisfaction index (IKM, 25 to 100) that the office published last, with its grade (A to D)."""

    period: str
    ikm: float
    grade: str
    respondents: int


class CityOffice(msgspec.Struct, forbid_unknown_fields=True):
    """waiting: null where nobody records who waits. wait: from the shortest of its services to the longest.

    why, opens_at: null while it gives numbers. month: null while it is being counted. ikm: null before the first one.
    """

    slug: str
    name: str
    address: str
    time_zone: str
    is_open: bool
    why: ByLanguage | None
    opens_at: Time | None
    waiting: int | None
    wait: WaitRange | None
    given_today: int
    month: CityMonth | None
    ikm: CityIndex | None


class Together(msgspec.Struct, forbid_unknown_fields=True):
    """The plain mean of the offices' indices of one period: each office counts once, whatever its respondents."""

    period: str
    ikm: float
    grade: str
    offices: int
    respondents: int


class City(msgspec.Struct, forbid_unknown_fields=True):
    """offices: by name. together: null of fewer than two offices."""

    name: str
    at: Time
    offices: list[CityOffice]
    together: Together | None
