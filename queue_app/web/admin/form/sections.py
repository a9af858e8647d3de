"""Everything of an office that comes in lists: which fields each has, and what may be done with one. Tables only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from queue_app.domain.office.plan import EMPLOYMENTS, NORMAL, OfficePlan
from queue_app.texts import translate
from queue_app.web.admin.form.fields import Blank, Check, Choice, Day, Line, Lines, Nip, Number, Options, Several, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.admin.form.section import (
    ROLES,
    STAFF,
    Section,
    Values,
    by_lang,
    counter_name,
    dated,
    template_name,
    translated,
)
from queue_app.web.frame.pages import lang


def _counters(plan: OfficePlan) -> list[tuple[str, str]]:
    return [(str(each.number), str(each.number)) for each in plan.counters if each.is_active]


def _services(plan: OfficePlan) -> list[tuple[str, str]]:
    """All of them: what is out of use stays where it was, for the day it comes back."""
    out = translate(lang(), "out of use")
    return [(each.code, by_lang(each) if each.is_active else f"{by_lang(each)} ({out})") for each in plan.services]


def _weeks(plan: OfficePlan) -> list[tuple[str, str]]:
    """All but the usual one: a season of it would change nothing."""
    return [(each.template, template_name(each.template)) for each in plan.hours if each.template != NORMAL]


def _once(plan: OfficePlan, counter: Any, _values: Values) -> OfficePlan:
    """What became own work or help has no later rank any more."""
    near = {*counter.services, *counter.helps}
    further = [[code for code in codes if code not in near] for codes in counter.further]
    counters = [replace(each, further=further) if each is counter else each for each in plan.counters]
    return replace(plan, counters=counters)


def _own_work(plan: OfficePlan, service: Any, values: Values) -> OfficePlan:
    """The service becomes the own work of the counters that were ticked, and of no other that is in use."""
    counters = []
    for each in plan.counters:
        is_own, is_wanted = service.code in each.services, str(each.number) in values["counters"]
        if each.is_active and is_own != is_wanted:
            left = [[code for code in codes if code != service.code] for codes in (each.services, each.helps)]
            further = [[code for code in codes if code != service.code] for codes in each.further]
            left[0] += [service.code] if is_wanted else []
            each = replace(each, services=left[0], helps=left[1], further=further)  # noqa: PLW2901
        counters.append(each)
    return replace(plan, counters=counters)


def _in_zone(plan: OfficePlan, zone: Any, values: Values) -> OfficePlan:
    """The counters that were ticked are in the zone; the others that are in use have left it."""
    counters = []
    for each in plan.counters:
        is_wanted = str(each.number) in values["counters"]
        if each.is_active and is_wanted != (each.zone == zone.code):
            each = replace(each, zone=zone.code if is_wanted else "")  # noqa: PLW2901
        counters.append(each)
    return replace(plan, counters=counters)


def _counters_in(plan: OfficePlan, zone: Any) -> Values:
    return {"counters": [str(each.number) for each in plan.counters if zone and each.zone == zone.code]}


def _own_counters(plan: OfficePlan, service: Any) -> Values:
    return {"counters": [str(each.number) for each in plan.counters if service and service.code in each.services]}


USE = (_("Take out of use"), _("Put back into use"))
ACCOUNT = (_("Close the account"), _("Open the account"))
_IN_USE = Blank("is_active", _("In use"), Check, when="edit", looks="whole")
_NAMES = (
    Blank("name_id", _("Name in Indonesian"), Line),
    Blank("name_en", _("Name in English"), Line),
)
_CODE = Blank(
    "code", _("Code"), Line, _("A short word for files and reports. It never changes."), when="add", looks="alone"
)

SECTIONS: dict[str, Section] = {
    "groups": Section(
        "group", _("Groups & series"), _("Add a group"),
        (Part("", (_CODE, *_NAMES)),),
        by_lang,
        _("Groups are the headings on the kiosk, in this order."),
        is_ordered=True,
        may_remove=lambda plan, group: all(each.group != group.code for each in plan.services),
    ),
    "services": Section(
        "service", _("Services"), _("Add a service"),
        (
            Part(_("Name"), (_CODE, *_NAMES)),
            Part(_("At the office"), (
                Blank("group", _("Group"), Choice,
                      choices=lambda plan: [(each.code, by_lang(each)) for each in plan.groups]),
                Blank("series", _("Series"), Line, _("The letter before the number. Services may share one queue."),
                      looks="short"),
                Blank("standard_minutes", _("Standard time (minutes)"), Number, _("At the counter, for one visit."),
                      looks="short"),
                Blank("daily_quota", _("Tickets a day at most"), Number, _("Empty: as many as come."), looks="short",
                      options={"is_needed": False}),
                Blank("counters", _("Counters whose own work it is"), Several, choices=_counters, looks="whole"),
                _IN_USE,
            )),
            Part(_("Requirements"), (
                Blank("requirements_id", _("In Indonesian"), Lines, _("One document a line.")),
                Blank("requirements_en", _("In English"), Lines, _("In the same order.")),
            ), _("What citizens bring. The kiosk shows it, and the officer ticks it off.")),
        ),
        by_lang,
        _("What citizens come for, as the kiosk lists it."),
        switch=USE, is_ordered=True, finish=_own_work, ask=_own_counters,
    ),
    "counters": Section(
        "counter", _("Counters"), _("Add a counter"),
        (
            Part("", (Blank("number", _("Number"), Number, _("As on its sign. It never changes."), when="add",
                            looks="short"), _IN_USE)),
            Part(_("Services"), (
                Blank("services", _("Own work"), Several, choices=_services, looks="column"),
                Blank("helps", _("Helps with"), Several, choices=_services, looks="column"),
            ), _("Own work is called first; help is called here once it has waited too long.")),
        ),
        counter_name,
        switch=USE, home="counters", finish=_once,
    ),
    "zones": Section(
        "zone", _("Zones"), _("Add a zone"),
        (
            Part("", (
                _CODE, *_NAMES,
                Blank("hall", _("Hall"), Line, looks="short",
                      help=_("Zones with the same word here hear each other: their calls take turns.")),
                Blank("counters", _("Its counters"), Several, choices=_counters, looks="whole"),
            )),
        ),
        by_lang,
        _("Parts of the building with displays of their own. A counter without a zone is on all of them."),
        is_ordered=True, finish=_in_zone, ask=_counters_in,
        may_remove=lambda plan, zone: all(each.zone != zone.code for each in plan.counters if each.is_active),
    ),
    "officers": Section(
        "officer", _("Officers"), _("Add an officer"),
        (
            Part(_("Account"), (
                Blank("username", _("User name"), Line, _("Small letters and digits. It never changes."), when="add",
                      options={"render_kw": {"autocomplete": "off", "autocapitalize": "none"}}),
                Blank("password", _("First password"), Line, _("At least 10 characters. Tell it to nobody else."),
                      when="add", options={"is_needed": True, "render_kw": {"autocomplete": "off"}}),
                Blank("name", _("Name"), Line, _("As colleagues and reports show it.")),
                Blank("role", _("Role"), Choice, choices=lambda _plan: translated(ROLES, list(ROLES))),
                Blank("may_pick", _("May call out of order, with a reason"), Check, looks="whole"),
                Blank("is_active", _("The account is open"), Check, when="edit", looks="whole"),
            )),
            Part(_("Employment"), (
                Blank("employment", _("Status"), Options, looks="row",
                      choices=lambda _plan: translated(STAFF, EMPLOYMENTS)),
                Blank("nip", _("NIP or NI PPPK"), Nip, _("18 digits; empty for those who are not ASN."),
                      options={"render_kw": {"inputmode": "numeric", "autocomplete": "off"}}),
            )),
        ),
        lambda each: str(each.name),
        _("Who signs in, with which role. A NIP is shown in full in its own form only."),
        switch=ACCOUNT,
    ),
    "seasons": Section(
        "season", _("Seasons"), _("Add a season"),
        (Part("", (
            Blank("template", _("Week"), Choice, choices=_weeks),
            Blank("first", _("First day"), Day, looks="short"),
            Blank("last", _("Last day"), Day, looks="short"),
        )),),
        lambda each: dated(each.first, template_name(each.template)),
        _("Between two dates another week holds, as in Ramadan."),
        may_remove=lambda _plan, _season: True, home="hours",
        lacks=lambda plan: "" if _weeks(plan) else _("Fill in the Ramadan column of the opening hours first."),
    ),
    "special-days": Section(
        "special_day", _("Special days"), _("Add a special day"),
        (Part("", (
            Blank("day", _("Day"), Day, looks="short"),
            Blank("name", _("Name"), Line, _("Citizens read it when the office is closed.")),
            Blank("hours", _("Hours"), Line, _("As 08.00-12.00 13.00-16.00. Empty: closed.")),
        )),),
        lambda each: dated(each.day, each.name),
        _("One date with hours of its own, or none. It outweighs holidays and the week."),
        may_remove=lambda _plan, _day: True, home="hours",
    ),
    "holidays": Section(
        "holiday", _("Holidays"), _("Add a local holiday"),
        (Part("", (
            Blank("day", _("Day"), Day, looks="short"),
            Blank("name", _("Name"), Line),
            Blank("is_estimate", _("The date is an estimate"), Check, when="edit", looks="whole",
                  help=_("Take the tick away once the date is decreed.")),
            Blank("is_active", _("The office is closed on this day"), Check, when="edit", looks="whole"),
        )),),
        lambda each: dated(each.day, each.name),
        switch=(_("Open on this day"), _("Close on this day")),
        may_remove=lambda _plan, holiday: bool(holiday.kind == "local"),
        new={"kind": "local"}, home="holidays",
    ),
}  # fmt: skip
