"""The first office of an empty database, from four answers: everything else is what such offices usually have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from queue_app.actions.office import setup
from queue_app.domain.log.rights import Role
from queue_app.domain.office import limits, plan_file
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import CounterPlan, HolidayPlan, HoursPlan, OfficePlan, OfficerPlan, ServicePlan
from queue_app.domain.office.plan_check import check
from queue_app.domain.queue import numbering
from queue_app.domain.queue.outcomes import Rules
from queue_app.store.desk import Desk
from queue_app.store.office import catalogue

TEMPLATES = Path(__file__).with_name("templates")
# kind of office -> its name (a msgid), and the file whose groups and services it begins with
KINDS: dict[str, tuple[str, Path]] = {
    "disdukcapil": ("Population and civil registration (Disdukcapil)", setup.DEMO),
    "puskesmas": ("Community health centre (Puskesmas)", TEMPLATES / "puskesmas.toml"),
    "ptsp": ("One-stop service for permits (PTSP)", TEMPLATES / "ptsp.toml"),
    "samsat": ("Vehicle registration and tax (Samsat)", TEMPLATES / "samsat.toml"),
    "lainnya": ("Another kind (starts empty)", TEMPLATES / "lainnya.toml"),
}
MOST_COUNTERS = 60
# Perpres 21/2023: 37 hours 30 minutes a week from 07.30, with 60 minutes of rest, on Fridays 90.
_DAY, _FRIDAY = "07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.30"
HOURS = HoursPlan(mon=_DAY, tue=_DAY, wed=_DAY, thu=_DAY, fri=_FRIDAY)
_RULES = Rules(last_ticket_min=30)
_LONGEST_SLUG = limits.longest(OfficePlan, "slug")


@dataclass(frozen=True, slots=True)
class Answers:
    name: str
    address: str
    time_zone: str
    kind: str  # a key of KINDS
    counters: int  # 1 to MOST_COUNTERS
    person: str  # the administrator's name
    username: str
    password: str


def found(desk: Desk, answers: Answers) -> int | None:
    """Founds the office that the answers describe; answers its id.

    None: there is an office already, if only since these answers were sent. Raises FaultyPlan.
    """
    today = numbering.business_date(desk.clock(), "Asia/Jakarta")
    holidays = setup.national_holidays([today.year, today.year + 1], today=today)
    return setup.found_first_office(desk, plan_of(answers, holidays=holidays))


def faults(desk: Desk, answers: Answers) -> list[Fault]:
    """Everything in the answers for which `found` would refuse them."""
    return check(plan_of(answers), today=desk.clock().date())


def is_first(desk: Desk) -> bool:
    """Whether the database has no office yet."""
    with desk.reading() as connection:
        return not catalogue.offices(connection)


def plan_of(answers: Answers, *, holidays: Sequence[HolidayPlan] = ()) -> OfficePlan:
    """The office of these answers, as setup.found_first_office takes it."""
    groups, services = plan_file.read_services(KINDS[answers.kind][1].read_text(encoding="utf-8"))
    head = OfficerPlan(answers.username, answers.person, answers.password, role=Role.ADMINISTRATOR)
    return OfficePlan(
        slug=short_name(answers.name),
        name=answers.name,
        address=answers.address,
        time_zone=answers.time_zone,
        pairs_devices=True,
        groups=groups,
        services=services,
        counters=spread(services, counters=answers.counters),
        officers=[head],
        rules=_RULES,
        hours=[HOURS],
        holidays=holidays,
    )


def spread(services: Sequence[ServicePlan], *, counters: int) -> list[CounterPlan]:
    """Neighbouring services on one counter each, as many as come out even; each counter helps with all the others.

    With more counters than services, the first services have two; without services, every counter is empty.
    """
    codes = [service.code for service in services]
    parts = max(1, min(counters, len(codes)))
    ends = [len(codes) * part // parts for part in range(parts + 1)]
    shares = [codes[first:last] for first, last in pairwise(ends)]
    own = [shares[number % parts] for number in range(counters)]
    return [
        CounterPlan(number, mine, [code for code in codes if code not in mine])
        for number, mine in enumerate(own, start=1)
    ]


def short_name(name: str) -> str:
    """The office's name as it stands in addresses: "Puskesmas Kota Baru" is puskesmas-kota-baru."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "kantor"
