"""The first steps as the administrator sees them: what is done, what is next, and whether the office is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.actions.office import wizard
from queue_app.domain.log.events import TrainingHeld
from queue_app.domain.log.rights import DeviceKind, Right, may
from queue_app.domain.office import first_steps as steps
from queue_app.domain.office import hours, intervals
from queue_app.domain.office.first_steps import Known, Progress
from queue_app.domain.office.plan import NORMAL, WEEKDAYS, HoursPlan, OfficePlan
from queue_app.store.hall import devices, presence
from queue_app.store.office import availability, first_steps
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import translate
from queue_app.web.admin.calendar import DAYS
from queue_app.web.admin.form.fields import _
from queue_app.web.admin.form.forms import current
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk, lang

TOLD_BY_STEPS = {"admin.add", "devices.page"}  # endpoints of what the overview need not say beside the steps
KINDS = (DeviceKind.KIOSK, DeviceKind.DISPLAY)
SEVERAL: dict[str, str] = {  # step -> msgid of what there is of it
    "services": _("{services} services, {counters} counters"),
    "officers": _("{officers} people may call"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list. fact: what there is of it already, in words, or ""."""

    name: str  # a key of first_steps.STEPS
    is_done: bool
    is_next: bool
    fact: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """closed_now: why the office gives no numbers at this moment, in words; "" while it does.

    may_open_today: a day without end would let it give some.
    """

    steps: list[Step]
    done: int
    progress: Progress
    closed_now: str
    may_open_today: bool
    week: list[tuple[str, str]]  # days, and their hours in words


def checklist() -> Checklist:
    """Of the administrator's own office."""
    plan = current()
    with desk().reading() as connection:
        office = office_now(connection, officer().office_id)
        screens = {kind: _screens(connection, plan, office.id, kind) for kind in KINDS}
        known = _known(connection, plan, office, screens)
    found = steps.progress(known)
    facts = _facts(plan, known, screens)
    listed = [
        Step(name, is_done, name == found.next, facts[name]() if is_done else "")
        for name, is_done in found.done.items()
    ]
    local = desk().clock().astimezone(ZoneInfo(office.time_zone))
    left_min = hours.DAY_MIN - local.hour * 60 - local.minute
    return Checklist(
        listed, found.count, found, _closed_now(office), left_min > office.calendar.last_ticket_min, week(plan)
    )


def in_sight(plan: OfficePlan) -> Checklist | None:
    """What the overview shows of it: nothing once it is done or put away; the demo office has done its own."""
    with desk().reading() as connection:
        is_away = plan.is_demo or "away" in first_steps.said(connection, officer().office_id)
    found = None if is_away else checklist()
    return found if found and found.progress.next else None


def week(plan: OfficePlan) -> list[tuple[str, str]]:
    """The usual week: neighbouring days with the same hours in one line."""
    if not plan.hours:
        return [(_span([*WEEKDAYS]), translate(lang(), "open day and night"))]
    usual = next((each for each in plan.hours if each.template == NORMAL), HoursPlan())
    told = [(day, intervals.told(intervals.parse(getattr(usual, day)))) for day in WEEKDAYS]
    return [(_span([day for day, _hours in days]), text) for text, days in
            ((text, list(days)) for text, days in groupby(told, key=lambda each: each[1]))]  # fmt: skip


def _span(days: list[str]) -> str:
    names = [translate(lang(), DAYS[day]) for day in days]
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _known(
    connection: Connection, plan: OfficePlan, office: OfficeNow, screens: Mapping[DeviceKind, list[str]]
) -> Known:
    return Known(
        services=sum(each.is_active for each in plan.services),
        officers=sum(each.is_active and may(each.role, Right.SERVE) for each in plan.officers),
        kiosks=len(screens[DeviceKind.KIOSK]),
        displays=len(screens[DeviceKind.DISPLAY]),
        has_logo=office.media.logo is not None,
        has_own_hours=list(plan.hours) not in ([], [wizard.HOURS]),
        has_trained=first_steps.has_happened(connection, office.id, TrainingHeld.kind),
        said=first_steps.said(connection, office.id),
    )


def _screens(connection: Connection, plan: OfficePlan, office_id: int, kind: DeviceKind) -> list[str]:
    """Names of those that are paired; where nothing is paired, of each that was seen."""
    if plan.pairs_devices:
        return [each.name for each in devices.paired(connection, office_id) if each.kind is kind]
    return ["" for each in presence.of_office(connection, office_id) if each.kind is kind]


def _facts(plan: OfficePlan, known: Known, screens: Mapping[DeviceKind, list[str]]) -> dict[str, Callable[[], str]]:
    counts = {
        "services": known.services,
        "officers": known.officers,
        "counters": sum(each.is_active for each in plan.counters),
    }
    return {
        **{name: lambda msgid=msgid: translate(lang(), msgid, **counts) for name, msgid in SEVERAL.items()},  # type: ignore[misc]
        "kiosk": lambda: ", ".join(filter(None, screens[DeviceKind.KIOSK])),
        "display": lambda: ", ".join(filter(None, screens[DeviceKind.DISPLAY])),
        "logo": lambda: "" if known.has_logo else translate(lang(), "Without a logo"),
        "hours": lambda: "; ".join(f"{days} {text}" for days, text in week(plan) if text),
        "training": lambda: "",
    }


def _closed_now(office: OfficeNow) -> str:
    now = desk().clock()
    found = hours.office_hours(office.calendar, now.astimezone(ZoneInfo(office.time_zone)))
    return availability.words(found, office, now=now, lang=lang())
