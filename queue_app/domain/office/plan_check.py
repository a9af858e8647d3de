"""Every fault of a set-up, not the first: what its fields may not hold, and what does not fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queue_app.domain.hall.room import SLIDES
from queue_app.domain.log.rights import Role
from queue_app.domain.office import intervals, limits, nip
from queue_app.domain.office.faults import Fault, Where, shown
from queue_app.domain.office.plan import (
    COMPONENT,
    KEYS,
    LEAST_PASSWORD,
    LINE,
    LISTS,
    NORMAL,
    ONES,
    WEEKDAYS,
    OfficePlan,
    key_at,
    tables,
)
from queue_app.domain.office.standards import COMPONENTS
from queue_app.domain.office.weak_passwords import is_weak
from queue_app.domain.paper import ticket_layout

Found = Iterator[Fault]
_ORDER = ["office", *ONES, *LISTS]


def check(plan: OfficePlan, *, today: date, before: OfficePlan | None = None) -> list[Fault]:
    """Every fault of the plan, in the order of its tables. `before`: the set-up that it is to replace, if any."""
    found = [fault for where, each in tables(plan) for fault in limits.faults(where, each)]
    found += [fault for rule in _RULES for fault in rule(plan)]
    found += _of_staff(plan, today)
    if before is not None:
        found += _what_must_stay(plan, before)
    return sorted((replace(each, of=key_at(plan, each.where)) for each in found), key=_place)


def _place(fault: Fault) -> tuple[int, int]:
    table, *rest = fault.where
    return _ORDER.index(str(table)), rest[0] if rest and isinstance(rest[0], int) else -1


def _requirements(plan: OfficePlan) -> Found:
    for index, service in enumerate(plan.services):
        for name in ("requirements_id", "requirements_en"):
            for place, line in enumerate(getattr(service, name)):
                where = ("service", index, name, place)
                if len(line.splitlines()) > 1:  # they are kept as lines of one text
                    yield Fault(where, "not_one_line")
                else:
                    yield from filter(None, [LINE.fault(where, line)])


def _components(plan: OfficePlan) -> Found:
    for index, service in enumerate(plan.services):
        for version, standard in enumerate(service.standards):
            for key, text in standard.components.items():
                where = ("service", index, "standard", version, "components", key)
                if key not in COMPONENTS:
                    yield Fault(where, "unknown_component", {"key": key})
                yield from filter(None, [COMPONENT.fault(where, text)])


def _zone(plan: OfficePlan) -> Found:
    try:
        ZoneInfo(plan.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, as "Asia"
        yield Fault(("office", "time_zone"), "bad_zone", {"zone": plan.time_zone})


def _there_is_one(plan: OfficePlan) -> Found:
    for name in ("counter", "officer"):  # an office may begin without services, and name them as it comes to know them
        if not getattr(plan, LISTS[name][0]):
            yield Fault((name,), "none")


def _doubled(plan: OfficePlan) -> Found:
    for name, key in KEYS.items():
        if not key:
            continue
        listed = enumerate(getattr(plan, LISTS[name][0]))
        yield from _twice(((name, index, key[0]), [getattr(each, part) for part in key]) for index, each in listed)
    for index, service in enumerate(plan.services):
        yield from _twice(
            (("service", index, "standard", version, "valid_from"), [standard.valid_from])
            for version, standard in enumerate(service.standards)
        )


def _twice(placed: Iterable[tuple[Where, list[Any]]]) -> Found:
    seen: set[tuple[Any, ...]] = set()
    for where, key in placed:
        if tuple(key) in seen:
            yield Fault(where, "doubled", {"value": " ".join(map(shown, key))})
        seen.add(tuple(key))


def _references(plan: OfficePlan) -> Found:
    groups, services, zones = ({each.code for each in things} for things in (plan.groups, plan.services, plan.zones))
    for index, service in enumerate(plan.services):
        if service.group not in groups:
            yield Fault(("service", index, "group"), "unknown_group", {"code": service.group})
    for index, counter in enumerate(plan.counters):
        if counter.zone and counter.zone not in zones:
            yield Fault(("counter", index, "zone"), "unknown_zone", {"code": counter.zone})
        offers = [(("counter", index, *where), code) for where, code in counter.offers()]
        yield from _twice((where, [code]) for where, code in offers)
        for where, code in offers:
            if code not in services:
                yield Fault(where, "unknown_service", {"code": code})


def _own_work(plan: OfficePlan) -> Found:
    offered = {code for counter in plan.counters if counter.is_active for code in counter.services}
    for index, service in enumerate(plan.services):
        if service.is_active and service.code not in offered:
            yield Fault(("service", index, "code"), "no_counter", {"code": service.code})


def _opening_hours(plan: OfficePlan) -> Found:
    texts = [(("hours", index, day), getattr(each, day)) for index, each in enumerate(plan.hours) for day in WEEKDAYS]
    texts += [(("special_day", index, "hours"), each.hours) for index, each in enumerate(plan.special_days)]
    for where, text in texts:
        try:
            intervals.parse(text)
        except ValueError:
            yield Fault(where, "bad_hours")


def _seasons(plan: OfficePlan) -> Found:
    templates = {NORMAL, *(each.template for each in plan.hours)}
    for index, season in enumerate(plan.seasons):
        if season.last < season.first:
            yield Fault(("season", index, "last"), "bad_period")
        if season.template not in templates:
            yield Fault(("season", index, "template"), "unknown_template", {"template": season.template})
    by_first = sorted(enumerate(plan.seasons), key=lambda each: each[1].first)
    for (_, one), (index, other) in pairwise(by_first):
        if other.first <= one.last:
            yield Fault(("season", index, "first"), "overlap", {"first": one.first})


def _slides(plan: OfficePlan) -> Found:
    words = plan.room.slides.split()
    for key in dict.fromkeys(words):
        if key not in SLIDES:
            yield Fault(("room", "slides"), "unknown_slide", {"key": key})
        elif words.count(key) > 1:
            yield Fault(("room", "slides"), "doubled", {"value": key})


def _ticket(plan: OfficePlan) -> Found:
    return ticket_layout.misfits(plan.ticket)


_RULES: tuple[Callable[[OfficePlan], Found], ...] = (
    _zone, _there_is_one, _doubled, _references, _own_work, _requirements, _components, _opening_hours, _seasons,
    _slides, _ticket,
)  # fmt: skip


def _of_staff(plan: OfficePlan, today: date) -> Found:
    numbers: set[str] = set()
    for index, officer in enumerate(plan.officers):
        where: Where = ("officer", index, "nip")  # never with its value: it is nobody else's business
        if code := nip.fault(officer.nip, employment=officer.employment, today=today):
            yield Fault(where, code)
        if officer.nip in numbers:
            yield Fault(where, "nip_doubled")
        if officer.nip:
            numbers.add(officer.nip)
        password = officer.password  # none: the one that there is stays
        if password and (len(password) < LEAST_PASSWORD or password.strip().lower() == officer.username):
            yield Fault(("officer", index, "password"), "password_weak", {"length": LEAST_PASSWORD})
        elif password and is_weak(password, names=(officer.username,)):
            yield Fault(("officer", index, "password"), "password_common")


def _what_must_stay(plan: OfficePlan, before: OfficePlan) -> Found:
    if plan.slug != before.slug:
        yield Fault(("office", "slug"), "slug_kept")
    if _has_administrator(before) and not _has_administrator(plan):
        yield Fault(("officer",), "last_administrator")


def _has_administrator(plan: OfficePlan) -> bool:
    return any(each.role is Role.ADMINISTRATOR and each.is_active for each in plan.officers)
