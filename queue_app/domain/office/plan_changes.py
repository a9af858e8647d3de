"""What differs between two set-ups of an office, and what stays of what was taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypeVar

from queue_app.domain.office.plan import (
    KEYS,
    LISTS,
    OFFICE_FIELDS,
    ONES,
    CounterPlan,
    OfficePlan,
    OfficerPlan,
    ServicePlan,
    key_of,
)
from queue_app.domain.paper.ticket_layout import TicketLinePlan

ORDERED = ("group", "service", "zone")  # whose order people see
T = TypeVar("T", ServicePlan, CounterPlan, OfficerPlan)  # these stay: tickets and events refer to them


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of the set-up that is new (`before` is empty), gone (`after` is empty) or changed: only what differs.

    what: a table of the set-up file, "standard" or "order". Values are plain: texts, numbers, lists.
    """

    what: str
    key: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def field_names(self) -> str:
        """The names of the fields that differ, with spaces between."""
        return " ".join(dict.fromkeys([*self.before, *self.after]))


def with_what_was_removed(before: OfficePlan, wanted: OfficePlan) -> OfficePlan:
    """`wanted`, and, out of use, each service, counter and officer of `before` that it leaves out, with its group.

    A counter out of use is in no zone that has gone.
    """
    services = (*wanted.services, *_gone(before.services, wanted.services, "code"))
    needed = {each.group for each in services if not each.is_active} - {each.code for each in wanted.groups}
    return replace(
        wanted,
        groups=(*wanted.groups, *(each for each in before.groups if each.code in needed)),
        services=services,
        counters=[_in_a_zone_that_is(wanted, each)
                  for each in (*wanted.counters, *_gone(before.counters, wanted.counters, "number"))],
        officers=(*wanted.officers, *_gone(before.officers, wanted.officers, "username")),
    )  # fmt: skip


def differences(before: OfficePlan, after: OfficePlan) -> list[Difference]:
    """Every difference, in the order of the tables; none when the set-ups say the same. Passwords do not count."""
    old, new = dict(_parts(before)), dict(_parts(after))
    found = [
        _difference(part, old.get(part, {}), new.get(part, {})) for part in [*new, *(p for p in old if p not in new)]
    ]
    return [each for each in (*found, *_orders(before, after)) if each.before != each.after]


def _gone(before: Sequence[T], wanted: Sequence[T], key: str) -> Iterator[T]:
    there = {getattr(each, key) for each in wanted}
    return (replace(each, is_active=False) for each in before if getattr(each, key) not in there)


def _in_a_zone_that_is(plan: OfficePlan, counter: CounterPlan) -> CounterPlan:
    """What is out of use holds no zone back, and comes back without one that has gone."""
    is_lost = not counter.is_active and counter.zone not in {zone.code for zone in plan.zones}
    return replace(counter, zone="") if is_lost else counter


def _difference(part: tuple[str, str], old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    changed = [name for name in {**old, **new} if not (old and new and old[name] == new[name])]
    return Difference(
        *part,
        before={name: old[name] for name in changed if name in old},
        after={name: new[name] for name in changed if name in new},
    )


def _parts(plan: OfficePlan) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """(what, key) -> the fields of everything in the plan."""
    yield ("office", plan.slug), {name: _plain(getattr(plan, name)) for name in OFFICE_FIELDS}
    yield from (((name, ""), asdict(getattr(plan, name))) for name in ONES)
    yield ("ticket_line", ""), {"lines": [_unusual_fields(each) for each in plan.ticket]}
    for what, (attribute, _kind) in LISTS.items():
        for each in getattr(plan, attribute) if KEYS[what] else ():
            key = key_of(what, each)
            yield (what, key), _fields(each)
            for standard in getattr(each, "standards", ()):
                yield ("standard", f"{key} {standard.valid_from}"), _fields(standard)


def _fields(each: Any) -> dict[str, Any]:
    if hasattr(each, "ranks"):
        return {"ranks": dict(sorted(each.ranks().items())), "is_active": each.is_active, "zone": each.zone}
    return {name: _plain(value) for name, value in asdict(each).items() if name not in {"password", "standards"}}


def _unusual_fields(line: TicketLinePlan) -> dict[str, Any]:
    """What differs from a part as it usually is."""
    usual = asdict(TicketLinePlan(line.what))
    return {name: value for name, value in asdict(line).items() if name == "what" or value != usual[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _orders(before: OfficePlan, after: OfficePlan) -> Iterator[Difference]:
    for what in ORDERED:
        old, new = ([each.code for each in getattr(plan, LISTS[what][0])] for plan in (before, after))
        yield Difference("order", what, {"codes": _common(old, new)}, {"codes": _common(new, old)})


def _common(codes: Sequence[str], others: Sequence[str]) -> list[str]:
    there = set(others)
    return [code for code in codes if code in there]
