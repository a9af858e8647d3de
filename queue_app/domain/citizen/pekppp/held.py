"""What an office holds of itself in a year: the facts from which levels follow, and nothing that is only said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class StandardVersion(NamedTuple):
    """One version of a service's standard. public, house: how many of its 6 and 8 components say something."""

    valid_from: date
    has_decree: bool
    public: int
    house: int


class FollowUpDone(NamedTuple):
    """The follow-up plans of the surveys that were looked at. months: the last was done so long after publication.

    None where some are not done, or nothing was published to count from.
    """

    planned: int = 0
    done: int = 0
    months: int | None = None


class Settled(NamedTuple):
    """Complaints of the year on the service track: how many came, how many came to an end; None: not counted here."""

    received: int
    done: int


NO_PLAN = FollowUpDone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """until: the last day that was looked at. All counts are of the year up to it.

    standards: of each active service its versions in force by then, the oldest first. days: business dates on which
    numbers were given. noon_days: those on which somebody was called in each half hour from 12.00 to 13.00.
    public_host: where the server is reached from outside; "": nowhere that is known.
    """

    year: int
    until: date
    standards: Sequence[Sequence[StandardVersion]] = ()
    has_pledge: bool = False
    has_hours: bool = False
    opens_at_noon: bool = False
    opens_at_weekends: bool = False
    opens_all_day: bool = False
    days: int = 0
    noon_days: int = 0
    numbers: int = 0
    priority_numbers: int = 0
    series: int = 0
    handed_out: int = 0  # numbers by staff, who guide
    booked: int = 0
    displays: int = 0
    speaking: int = 0  # displays that speak
    kiosks: int = 0
    low_kiosks: int = 0
    public_host: str = ""
    criteria: int = 0
    courses: int = 0
    assessed: int = 0  # officers' reports that are locked
    answers: int = 0
    published: int = 0  # periods of the survey
    follow_up: FollowUpDone = NO_PLAN
    forum_groups: int = 0
    own: Settled | None = None
    lapor: Settled | None = None
    is_recap_public: bool = False
