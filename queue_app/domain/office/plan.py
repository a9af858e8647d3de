"""What an office consists of: the whole of its set-up, as its file tells it and its rows keep it.

Groups, services and zones are known by their code, series by their letter, counters by their number, officers by their
user name; none of these ever changes. What is taken out of an office stays in its plan with `is_active` False.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Any

from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.hall.hues import HUES
from queue_app.domain.hall.pictograms import PICTOGRAMS
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import Role
from queue_app.domain.office import intervals, nip
from queue_app.domain.office.faults import shown
from queue_app.domain.office.limits import CODE, Between, Length, OneOf, Shape
from queue_app.domain.office.targets import Targets
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # as date.weekday() counts: 0 is Monday
NORMAL = "normal"  # the hours of every day outside a season
# On the kiosk; under the number on paper; the promise of service; the way to the office, on a citizen's page.
TEXTS = ("notice", "ticket_footer", "maklumat", "directions", "survey_foot")
EMPLOYMENTS = ("PNS", "PPPK", "NON_ASN")
HOLIDAY_KINDS = ("national", "collective", "local")
LEAST_PASSWORD = 10
LINE = Length(1, 200)  # of one requirement
COMPONENT = Length(0, 5000)  # of one component of a standard
_SLUG = Shape(re.compile(r"[a-z0-9-]+"), "bad_slug")
_LETTER = Shape(re.compile(r"[A-Z]"), "bad_letter")
_USERNAME = Shape(re.compile(r"[a-z0-9._-]+"), "bad_username")
_CODE_OR_NONE = Shape(re.compile(r"[A-Za-z0-9_-]*"), "bad_code")


def _settle(plan: object, name: str, value: object) -> None:
    object.__setattr__(plan, name, value)  # while it is being made, a frozen plan may still be tidied


class _Settled:
    """Lists become tuples, so that equal set-ups are equal whoever made them."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]
            value = getattr(self, each.name)
            if isinstance(value, list | tuple):
                _settle(self, each.name, tuple(tuple(part) if isinstance(part, list) else part for part in value))


@dataclass(frozen=True, slots=True)
class GroupPlan:
    code: Annotated[str, Length(1, 20, CODE)]
    name_id: Annotated[str, Length(1, 80)]
    name_en: Annotated[str, Length(1, 80)]
    pictogram: Annotated[str, OneOf(("", *PICTOGRAMS))] = ""  # "": the letters of its numbers stand in its place
    hue: Annotated[str, OneOf(("", *HUES))] = ""  # "": one by its place, unlike its neighbours'


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """One version of a service's standard, in force from its date until the next version's."""

    valid_from: date
    decree: Annotated[str, Length(0, 120)] = ""  # number of the SK
    components: Mapping[str, Annotated[str, COMPONENT]] = field(default_factory=dict)  # by key of standards.COMPONENTS


@dataclass(frozen=True, slots=True)
class ServicePlan(_Settled):
    code: Annotated[str, Length(1, 10, CODE)]
    group: Annotated[str, Length(1, 20)]
    series: Annotated[str, Length(1, 1, _LETTER)]  # the letter before the number
    name_id: Annotated[str, Length(1, 120)]
    name_en: Annotated[str, Length(1, 120)]
    standard_minutes: Annotated[int, Between(1, 480)]  # at the counter
    requirements_id: Sequence[Annotated[str, LINE]] = ()
    requirements_en: Sequence[Annotated[str, LINE]] = ()
    daily_quota: Annotated[int | None, Between(1, 9999)] = None  # tickets a day; None: as many as come
    is_active: bool = True
    standards: Sequence[StandardPlan] = ()
    short_cut_s: Annotated[int, Between(0, 600)] = 20  # what is served in less says nothing of anybody's speed
    asks_family: bool = False  # the officer may say at the end for how many people the papers are
    slot_minutes: Annotated[int, Between(5, 240)] = 30  # from one time that can be booked to the next
    per_slot: Annotated[int, Between(0, 100)] = 0  # bookings at each of them; 0: it cannot be booked
    days_ahead: Annotated[int, Between(0, 90)] = 14  # the last day that can be booked, today being 0


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """A part of the building whose counters a display shows."""

    code: Annotated[str, Length(1, 20, CODE)]
    name_id: Annotated[str, Length(1, 80)]
    name_en: Annotated[str, Length(1, 80)]
    hall: Annotated[str, Length(0, 20, _CODE_OR_NONE)] = (
        ""  # zones of one hall hear each other; "": the hall of every zone that names none
    )


@dataclass(frozen=True, slots=True)
class CounterPlan(_Settled):
    number: Annotated[int, Between(1, 999)]
    services: Sequence[str]  # codes of rank 1: its own work
    helps: Sequence[str] = ()  # codes of rank 2: called here when they have waited too long
    further: Sequence[Sequence[str]] = ()  # codes of rank 3, of rank 4, ...
    is_active: bool = True
    zone: str = ""  # a zone's code; "": every display shows it

    def ranks(self) -> dict[str, int]:
        """Code of each service it offers -> rank, from 1."""
        by_rank = enumerate([self.services, self.helps, *self.further], start=1)
        return {code: rank for rank, codes in by_rank for code in codes}

    def offers(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Each code it names with its place in the counter's table: ("helps", 0)."""
        for name in ("services", "helps"):
            for place, code in enumerate(getattr(self, name)):
                yield (name, place), code
        for rank, codes in enumerate(self.further):
            for place, code in enumerate(codes):
                yield ("further", rank, place), code


@dataclass(frozen=True, slots=True)
class OfficerPlan:
    username: Annotated[str, Length(1, 40, _USERNAME)]
    name: Annotated[str, Length(1, 80)]
    password: Annotated[str, Length(0, 200)] = ""  # only on the way in, to set it; a plan that was read has none
    role: Role = Role.OFFICER
    employment: Annotated[str, OneOf(EMPLOYMENTS)] = "NON_ASN"
    nip: str | None = None
    may_pick: bool = False  # may call out of order
    is_active: bool = True

    def __post_init__(self) -> None:
        _settle(self, "username", self.username.strip().lower())
        _settle(self, "nip", nip.digits(self.nip or "") or None)


@dataclass(frozen=True, slots=True)
class HoursPlan:
    """The opening hours of a week: "08.00-12.00 13.00-16.00", several intervals a day, or "" for a closed day."""

    template: Annotated[str, Length(1, 20, CODE)] = NORMAL
    mon: str = ""
    tue: str = ""
    wed: str = ""
    thu: str = ""
    fri: str = ""
    sat: str = ""
    sun: str = ""

    def __post_init__(self) -> None:
        for weekday in WEEKDAYS:
            _settle(self, weekday, intervals.tidy(getattr(self, weekday)))


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    """From `first` to `last`, both included, the hours of `template` hold."""

    template: Annotated[str, Length(1, 20)]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SpecialDayPlan:
    day: date
    name: Annotated[str, Length(1, 120)]
    hours: Annotated[str, Length(0, 80)] = ""  # as HoursPlan's; "": closed

    def __post_init__(self) -> None:
        _settle(self, "hours", intervals.tidy(self.hours))


@dataclass(frozen=True, slots=True)
class HolidayPlan:
    day: date
    name: Annotated[str, Length(1, 120)]
    kind: Annotated[str, OneOf(HOLIDAY_KINDS)] = "national"
    source: Annotated[str, Length(0, 80)] = ""
    is_active: bool = True  # False: the office opens all the same
    is_estimate: bool = False  # the date is not decreed yet


@dataclass(frozen=True, slots=True)
class TextPlan:
    key: Annotated[str, OneOf(TEXTS)]
    text_id: Annotated[str, Length(0, 2000)]
    text_en: Annotated[str, Length(0, 2000)]


@dataclass(frozen=True, slots=True)
class OfficePlan(_Settled):
    slug: Annotated[str, Length(1, 40, _SLUG)]
    name: Annotated[str, Length(1, 120)]
    address: Annotated[str, Length(0, 200)]
    time_zone: Annotated[str, Length(1, 40)]
    groups: Sequence[GroupPlan]
    services: Sequence[ServicePlan]
    counters: Sequence[CounterPlan]
    officers: Sequence[OfficerPlan]
    is_demo: bool = False
    pairs_devices: bool = False  # kiosks and displays need a pairing
    policy: Policy = field(default_factory=Policy)
    rules: Rules = field(default_factory=Rules)
    targets: Targets = field(default_factory=Targets)
    hours: Sequence[HoursPlan] = ()  # none: always open
    seasons: Sequence[SeasonPlan] = ()
    special_days: Sequence[SpecialDayPlan] = ()
    holidays: Sequence[HolidayPlan] = ()
    texts: Sequence[TextPlan] = ()
    zones: Sequence[ZonePlan] = ()  # none: one waiting room
    room: RoomRules = field(default_factory=RoomRules)
    ticket: Sequence[TicketLinePlan] = ()  # none: the layout that every office has
    evidence_from: date | None = None  # the first day of which there are reports about officers; None: a trial period
    booking: BookingRules = field(default_factory=BookingRules)

    def series(self) -> tuple[str, ...]:
        """The letters of its tickets, in the order of its services."""
        return tuple(dict.fromkeys(service.series for service in self.services))


# The tables of a set-up file: name -> the plan's attribute and what one of it is.
LISTS: dict[str, tuple[str, type[Any]]] = {
    "group": ("groups", GroupPlan),
    "service": ("services", ServicePlan),
    "zone": ("zones", ZonePlan),
    "counter": ("counters", CounterPlan),
    "officer": ("officers", OfficerPlan),
    "hours": ("hours", HoursPlan),
    "season": ("seasons", SeasonPlan),
    "special_day": ("special_days", SpecialDayPlan),
    "holiday": ("holidays", HolidayPlan),
    "text": ("texts", TextPlan),
    "ticket_line": ("ticket", TicketLinePlan),
}
# Those of which there is one: name -> what it is. The plan's attribute is called the same.
ONES: dict[str, type[Any]] = {
    "policy": Policy,
    "rules": Rules,
    "targets": Targets,
    "room": RoomRules,
    "booking": BookingRules,
}
TABLES: dict[str, type[Any]] = {  # every table -> what one of it is
    "office": OfficePlan,
    **ONES,
    **{name: kind for name, (_attribute, kind) in LISTS.items()},
    "standard": StandardPlan,
}
# What each of a list is known by; a line of the ticket by its place alone.
KEYS: dict[str, tuple[str, ...]] = {
    "group": ("code",),
    "service": ("code",),
    "zone": ("code",),
    "counter": ("number",),
    "officer": ("username",),
    "hours": ("template",),
    "season": ("first",),
    "special_day": ("day",),
    "holiday": ("day", "name"),
    "text": ("key",),
    "ticket_line": (),
}
# What stands in the office's own table.
OFFICE_FIELDS = tuple(
    each.name
    for each in fields(OfficePlan)
    if each.name not in {*ONES, *(attribute for attribute, _ in LISTS.values())}
)


def tables(plan: OfficePlan) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Everything in the plan with its place in a set-up file: ("office",), ("service", 3), ..."""
    yield ("office",), plan
    for name in ONES:
        yield (name,), getattr(plan, name)
    for name, (attribute, _kind) in LISTS.items():
        for index, each in enumerate(getattr(plan, attribute)):
            yield (name, index), each
            for version, standard in enumerate(getattr(each, "standards", ())):
                yield (name, index, "standard", version), standard


def key_of(table: str, thing: object) -> str:
    """What the thing is known by, as addresses and the log write it. table: a key of LISTS."""
    return " ".join(shown(getattr(thing, name)) for name in KEYS[table])


def key_at(plan: OfficePlan, where: tuple[str | int, ...]) -> str:
    """What the thing at a place of the set-up file is known by; "" where the place is none in a list."""
    table, *rest = where
    if table not in LISTS or not rest or not isinstance(rest[0], int):
        return ""
    return key_of(str(table), getattr(plan, LISTS[str(table)][0])[rest[0]])
