"""What an office's set-up lacks, or says without being sure: told to the administrator, refused by nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from queue_app.domain.log.rights import DeviceKind, Right, may
from queue_app.domain.office.plan import NORMAL, OfficePlan
from queue_app.domain.office.plan_check import check
from queue_app.domain.office.standards import in_force
from queue_app.web.admin.form.fields import _

SOON = timedelta(days=120)  # of an estimated holiday: people plan so far ahead
NEXT_YEAR_FROM = 10  # the month in which the decree on next year's holidays is out
UNPAIRED: Mapping[tuple[DeviceKind, ...], str] = {  # kinds of which there is none -> msgid
    (DeviceKind.KIOSK, DeviceKind.DISPLAY): _("No kiosk and no display is paired yet."),
    (DeviceKind.KIOSK,): _("No kiosk is paired yet."),
    (DeviceKind.DISPLAY,): _("No display is paired yet."),
}

UNKNOWN_PROXY = _("Requests come through a proxy, but server.proxies is 0: all browsers count as one address.")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at. text: a msgid for `values`; endpoint, way: the page that mends it."""

    text: str
    endpoint: str
    way: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    is_fault: bool = False  # the set-up is not sound with it
    step: str = ""  # a msgid: what to do there, where the office cannot begin without it

    @property
    def blocks(self) -> bool:
        """Whether nobody can be served, or nothing be set up, before it is mended."""
        return self.is_fault or bool(self.step)


def doubts(
    plan: OfficePlan, today: date, *, paired: Collection[DeviceKind], is_forwarded: bool, backup_fault: str = ""
) -> list[Doubt]:  # fmt: skip
    """Everything that is missing or doubtful, first what stands in the office's way.

    paired: kinds of which a device is paired. is_forwarded: requests come through a proxy that no setting tells of.
    backup_fault: why there is no backup of today.
    """
    found = [
        *_faults(plan, today), *_work(plan), *_people(plan), *_hours(plan), *_screens(plan, paired), *_zones(plan),
        *_holidays(plan, today), *_services(plan, today), *_texts(plan),
    ]  # fmt: skip
    if backup_fault:
        text, step = _("The server could not make its backup: {reason}"), _("See what to do")
        found.insert(0, Doubt(text, "doctor.page", values={"reason": backup_fault}, step=step))
    if is_forwarded:
        found.insert(0, Doubt(UNKNOWN_PROXY, "admin.page"))
    if not plan.pairs_devices:
        text = _("Everyone who opens the address of a kiosk or display may use it: pairing is off.")
        found.append(Doubt(text, "admin.setting", {"setting": "office"}))
    return sorted(found, key=lambda each: not each.blocks)


def _faults(plan: OfficePlan, today: date) -> Iterator[Doubt]:
    pages = {"service": "services", "officer": "officers", "group": "groups", "zone": "zones"}
    for fault in check(plan, today=today):
        section = pages.get(str(fault.where[0]))
        way: dict[str, Any] = {"section": section} if section else {}
        yield Doubt(fault.message, "admin.listing" if section else "admin.page", way, fault.values, is_fault=True)


def _work(plan: OfficePlan) -> Iterator[Doubt]:
    """Nobody can take a number without a service, or be called without a counter."""
    if not any(each.is_active for each in plan.services):
        yield Doubt(_("There is no service yet."), "admin.add", {"section": "services"}, step=_("Add a service"))
    if not any(each.is_active for each in plan.counters):
        yield Doubt(_("There is no counter yet."), "admin.add", {"section": "counters"}, step=_("Add a counter"))


def _people(plan: OfficePlan) -> Iterator[Doubt]:
    if not any(each.is_active and may(each.role, Right.SERVE) for each in plan.officers):
        text, step = _("No officer can serve at a counter yet."), _("Add an officer")
        yield Doubt(text, "admin.add", {"section": "officers"}, step=step)


def _screens(plan: OfficePlan, paired: Collection[DeviceKind]) -> Iterator[Doubt]:
    missing = tuple(kind for kind in (DeviceKind.KIOSK, DeviceKind.DISPLAY) if kind not in paired)
    if plan.pairs_devices and missing:
        yield Doubt(UNPAIRED[missing], "devices.page", step=_("Pair a screen"))


def _zones(plan: OfficePlan) -> Iterator[Doubt]:
    used = {each.zone for each in plan.counters if each.is_active}
    for zone in plan.zones:
        if zone.code not in used:
            text = _("No counter is in the zone {zone}: its displays show nothing of their own.")
            yield Doubt(text, "admin.edit", {"section": "zones", "key": zone.code}, {"zone": zone.code})


def _hours(plan: OfficePlan) -> Iterator[Doubt]:
    if not plan.hours:
        text, step = _("No opening hours are set: numbers are given day and night."), _("Set the hours")
        yield Doubt(text, "admin.hours", step=step)
    elif all(each.template != NORMAL for each in plan.hours):
        text, step = _("There are no hours for the weeks outside every season."), _("Set the hours")
        yield Doubt(text, "admin.hours", step=step)


def _holidays(plan: OfficePlan, today: date) -> Iterator[Doubt]:
    years = [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM else [today.year]
    for year in years:
        if all(each.day.year != year or each.kind == "local" for each in plan.holidays):
            way = {"year": year}
            yield Doubt(_("The holidays of {year} have not been taken over."), "admin.holidays", way, way)
    unsure = [each.day for each in plan.holidays if each.is_estimate and each.is_active and today <= each.day]
    for year in sorted({day.year for day in unsure if day <= today + SOON}):
        values = {"count": sum(day.year == year for day in unsure), "year": year}
        yield Doubt(_("Holidays of {year} not yet certain: {count}"), "admin.holidays", {"year": year}, values)


def _services(plan: OfficePlan, today: date) -> Iterator[Doubt]:
    active = [each for each in plan.services if each.is_active]
    way = {"section": "services"}
    without_standard = [each.code for each in active if in_force(each.standards, today) is None]
    if without_standard:
        values = {"count": len(without_standard), "codes": ", ".join(without_standard)}
        yield Doubt(_("Services without a standard in force ({count}): {codes}"), "admin.listing", way, values)
    without_needs = [each.code for each in active if not each.requirements_id]
    if without_needs:
        values = {"codes": ", ".join(without_needs)}
        yield Doubt(_("Services that name no requirement: {codes}"), "admin.listing", way, values)
    idle = [each.number for each in plan.counters if each.is_active and not each.services]
    if idle:
        values = {"numbers": ", ".join(map(str, idle))}
        yield Doubt(_("Counters without own work: {numbers}"), "admin.counters", {}, values)


def _texts(plan: OfficePlan) -> Iterator[Doubt]:
    if all(each.key != "maklumat" or not each.text_id for each in plan.texts):
        yield Doubt(_("The service pledge (maklumat) is empty."), "admin.setting", {"setting": "texts"})
