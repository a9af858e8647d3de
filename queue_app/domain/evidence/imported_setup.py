"""What an import adds to an office's set-up: people who served there once, and services that it never had itself. Pure.

Both are out of use: nobody signs in as such a person, and no kiosk gives a number for such a service.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from queue_app.domain.evidence.imported_names import alike
from queue_app.domain.evidence.imported_row import Row
from queue_app.domain.office import limits
from queue_app.domain.office.new_services import FIRST_GROUP, code_for, next_letter
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan, ServicePlan
from queue_app.domain.office.usernames import suggested

WITHIN = 0.8  # this share of a service's visits was over within the standard that it gets
UNSERVED_MIN = 15  # the standard of a service of which nobody was served
NAMELESS = "Petugas"  # gives the user name of whoever has no Latin letter in the name
_MINUTES = limits.numbers(ServicePlan)["standard_minutes"]
_CODE = limits.of(ServicePlan)["code"]


def founded(slug: str, time_zone: str) -> OfficePlan:
    """An office that has a past and nothing else: one counter without work, until somebody sets it up."""
    return OfficePlan(
        slug=slug, name=slug, address="", time_zone=time_zone, groups=[FIRST_GROUP], services=(),
        counters=[CounterPlan(1, ())], officers=(),
    )  # fmt: skip


def with_people(plan: OfficePlan, names: Sequence[str], *, is_taken: Callable[[str], bool]) -> OfficePlan:
    """The plan with these people, who work there no more. is_taken: whether somebody anywhere has the user name."""
    people = list(plan.officers)
    own = {each.username for each in people}
    for name in names:
        username = _username(name, lambda each: each in own or is_taken(each))
        own.add(username)
        people.append(OfficerPlan(username, name, is_active=False))
    return replace(plan, officers=people)


def _username(name: str, is_taken: Callable[[str], bool]) -> str:
    return suggested(name, is_taken=is_taken) or suggested(NAMELESS, is_taken=is_taken)


def with_services(plan: OfficePlan, minutes: Mapping[str, int]) -> OfficePlan:
    """The plan with these services, out of use. minutes: what the file calls each -> its standard."""
    groups = plan.groups or (FIRST_GROUP,)
    services = list(plan.services)
    for name, standard in minutes.items():
        taken = {each.code for each in services}
        services.append(ServicePlan(
            code=name if _is_code(name) and name not in taken else code_for(name, taken), group=groups[0].code,
            series=next_letter(services), name_id=name, name_en=name, standard_minutes=standard, is_active=False,
        ))  # fmt: skip
    return replace(plan, groups=groups, services=services)


def _is_code(name: str) -> bool:
    return _CODE.fault((), name) is None  # type: ignore[arg-type]


def standards(rows: Iterable[Row], names: Sequence[str]) -> dict[str, int]:
    """Name of a new service -> minutes within which most of its visits in the file were served, from call to end."""
    served: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.is_served and row.called_at is not None:
            served[alike(row.service)].append((row.finished_at - row.called_at).total_seconds())
    return {name: _standard(sorted(served[alike(name)])) for name in names}


def _standard(seconds: Sequence[float]) -> int:
    least, most = _MINUTES
    if not seconds:
        return UNSERVED_MIN
    return min(max(math.ceil(seconds[math.ceil(len(seconds) * WITHIN) - 1] / 60), least), most)
