"""Services of which only the names are told yet: their codes, their letters, and who does them at first."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from queue_app.domain.office.plan import GroupPlan, OfficePlan, ServicePlan

FIRST_GROUP = GroupPlan("LAYANAN", "Layanan", "Services")  # of an office that has none
LONGEST_CODE = 10


@dataclass(frozen=True, slots=True)
class Named:
    """name_en "": the same as in Indonesian."""

    name_id: str
    name_en: str
    standard_minutes: int


def with_named(plan: OfficePlan, named: Sequence[Named]) -> OfficePlan:
    """The plan with these services in its first group, each a queue of its own as long as letters are left.

    They are the own work of every counter in use, until the office parts them.
    """
    groups = plan.groups or (FIRST_GROUP,)
    services = list(plan.services)
    for each in named:
        services.append(_service(each, groups[0].code, services))
    codes = [each.code for each in services[len(plan.services) :]]
    counters = [replace(each, services=[*each.services, *codes]) if each.is_active else each for each in plan.counters]
    return replace(plan, groups=groups, services=services, counters=counters)


def _service(named: Named, group: str, others: Sequence[ServicePlan]) -> ServicePlan:
    code, name_en = code_for(named.name_id, {each.code for each in others}), named.name_en or named.name_id
    return ServicePlan(code, group, next_letter(others), named.name_id, name_en, named.standard_minutes)


def next_letter(others: Sequence[ServicePlan]) -> str:
    """For the numbers of one more service: the first letter that none of the others has; Z once none is left."""
    used = {each.series for each in others}
    letters = [each for each in string.ascii_uppercase if each not in used and each not in "IO"]  # no figures
    return (letters or ["Z"])[0]


def code_for(name: str, taken: set[str]) -> str:
    """The initials of a name of several words, the beginning of one; with a number where they are taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain)
    first = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)
    base = first[: LONGEST_CODE - 3] or "L"
    return next(each for each in chain([base], (f"{base}{number}" for number in count(2))) if each not in taken)
