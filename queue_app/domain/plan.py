"""What an office consists of, as its set-up file tells it: groups, services, counters, officers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queue_app.domain.rights import Role


@dataclass(frozen=True, slots=True)
class GroupPlan:
    code: str
    name_id: str
    name_en: str


@dataclass(frozen=True, slots=True)
class ServicePlan:
    code: str
    group: str
    series: str
    name_id: str
    name_en: str
    standard_minutes: int
    requirements_id: Sequence[str] = ()
    requirements_en: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CounterPlan:
    number: int
    services: Sequence[str]  # service codes


@dataclass(frozen=True, slots=True)
class OfficerPlan:
    username: str
    name: str
    password: str
    role: Role = Role.OFFICER
    employment: str = "NON_ASN"
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class OfficePlan:
    slug: str
    name: str
    address: str
    zone: str
    groups: Sequence[GroupPlan]
    services: Sequence[ServicePlan]
    counters: Sequence[CounterPlan]
    officers: Sequence[OfficerPlan]
    is_demo: bool = False


def from_tables(tables: Mapping[str, Any]) -> OfficePlan:
    """A plan from the tables of its TOML file: [office], [[group]], [[service]], [[counter]], [[officer]].

    Raises KeyError, TypeError or ValueError for a table that is missing or says what it may not.
    """
    officers = [{**officer, "role": Role(officer.get("role", Role.OFFICER))} for officer in tables["officer"]]
    office = OfficePlan(
        **tables["office"],
        groups=[GroupPlan(**each) for each in tables["group"]],
        services=[ServicePlan(**each) for each in tables["service"]],
        counters=[CounterPlan(**each) for each in tables["counter"]],
        officers=[OfficerPlan(**each) for each in officers],
    )
    _check_references(office)
    return office


def _check_references(office: OfficePlan) -> None:
    groups, services = {each.code for each in office.groups}, {each.code for each in office.services}
    if unknown := {each.group for each in office.services} - groups:
        raise ValueError(f"unknown group {', '.join(sorted(unknown))}")
    if unknown := {code for each in office.counters for code in each.services} - services:
        raise ValueError(f"unknown service {', '.join(sorted(unknown))}")
