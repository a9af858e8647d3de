"""Groups, services, counters and zones: which fields each has, its list, and what may be done with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from queue_app.domain.hall.hues import HUES
from queue_app.domain.hall.pictograms import PICTOGRAMS
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.standards import in_force
from queue_app.texts import short_date, translate
from queue_app.web.admin.form import booking, standard_time
from queue_app.web.admin.form.fields import Blank, Check, Choice, Line, Lines, Number, Options, Several, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.admin.form.section import (
    NONE,
    Column,
    Section,
    Values,
    by_lang,
    counter_name,
    held,
    named,
)
from queue_app.web.frame.pages import lang


def _counters(plan: OfficePlan) -> list[tuple[str, str]]:
    return [(str(each.number), str(each.number)) for each in plan.counters if each.is_active]


def _services(plan: OfficePlan) -> list[tuple[str, str]]:
    """All of them: what is out of use stays where it was, for the day it comes back."""
    out = translate(lang(), "out of use")
    return [(each.code, by_lang(each) if each.is_active else f"{by_lang(each)} ({out})") for each in plan.services]


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


def _numbers_in(plan: OfficePlan, zone: Any) -> Values:
    return {"counters": [str(each.number) for each in plan.counters if zone and each.zone == zone.code]}


def _own_numbers(plan: OfficePlan, service: Any) -> Values:
    return {"counters": [str(each.number) for each in plan.counters if service and service.code in each.services]}


def _services_in(plan: OfficePlan, group: Any, _today: date) -> str:
    return str(sum(each.group == group.code for each in plan.services))


def _counters_of(plan: OfficePlan, service: Any, _today: date) -> str:
    own = (each for each in plan.counters if each.is_active and service.code in each.services)
    return ", ".join(str(each.number) for each in own) or NONE


def _counters_in(plan: OfficePlan, zone: Any, _today: date) -> str:
    return ", ".join(str(each.number) for each in plan.counters if each.is_active and each.zone == zone.code) or NONE


def _own_work_of(_plan: OfficePlan, counter: Any, _today: date) -> str:
    return ", ".join(counter.services) or NONE


def _standard(_plan: OfficePlan, service: Any, today: date) -> str:
    found = in_force(service.standards, today)
    return translate(lang(), "since {day}", day=short_date(found.valid_from, lang=lang())) if found else NONE


USE = (_("Take out of use"), _("Put back into use"))
_IN_USE = Blank("is_active", _("In use"), Check, when="edit", looks="whole")
_NAMES = (
    Blank("name_id", _("Name in Indonesian"), Line),
    Blank("name_en", _("Name in English"), Line),
)
_CODE = Blank(
    "code", _("Code"), Line, _("A short word for files and reports. It never changes."), when="add", looks="alone"
)

_NONE = {"default": ""}
_PICTOGRAMS = {"": _("Letter of the number"), **PICTOGRAMS}
_HUES = {"": _("By its place"), **{key: each.name for key, each in HUES.items()}}

SECTIONS: dict[str, Section] = {
    "groups": Section(
        "group", _("Groups & series"), _("Add a group"),
        (
            Part("", (_CODE, *_NAMES)),
            Part(_("On the kiosk"), (
                Blank("pictogram", _("Pictogram"), Options, names=_PICTOGRAMS, looks="pictograms", options=_NONE),
                Blank("hue", _("Hue"), Options, names=_HUES, looks="hues", options=_NONE),
            ), _("Its button, its tickets and the displays carry both, so that citizens find their queue again.")),
        ),
        by_lang,
        _("Groups are the headings on the kiosk, in this order."),
        (
            Column(_("Name"), named, "name"),
            Column(_("Code"), held("code")),
            Column(_("Services"), _services_in, "count"),
        ),
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
                Blank("short_cut_s", _("Very short below (seconds)"), Number, looks="short",
                      help=_("Such services are counted, and are in no comparison of times.")),
                Blank("asks_family", _("Ask for the number of family members"), Check, looks="whole",
                      help=_("The officer may type it when finishing: larger families take longer.")),
                Blank("daily_quota", _("Tickets a day at most"), Number, _("Empty: as many as come."), looks="short",
                      options={"is_needed": False}),
                Blank("counters", _("Counters whose own work it is"), Several, choices=_counters, looks="whole"),
                _IN_USE,
            )),
            booking.OF_SERVICE,
            Part(_("Requirements"), (
                Blank("requirements_id", _("In Indonesian"), Lines, _("One document a line."),
                      alone=_("Requirements in Indonesian")),
                Blank("requirements_en", _("In English"), Lines, _("In the same order."),
                      alone=_("Requirements in English")),
            ), _("What citizens bring. The kiosk shows it, and the officer ticks it off.")),
        ),
        by_lang,
        _("What citizens come for, as the kiosk lists it."),
        (
            Column(_("Series"), held("series"), "letter"),
            Column(_("Name"), named, "name"),
            Column(_("Code"), held("code")),
            Column(_("Minutes"), held("standard_minutes"), "count"),
            Column(_("Tickets a day"), held("daily_quota"), "count"),
            Column(_("Counters"), _counters_of),
            Column(_("Standard"), _standard),
        ),
        switch=USE, is_ordered=True, finish=_own_work, ask=_own_numbers, told=standard_time.told,
    ),
    "counters": Section(
        "counter", _("Counters"), _("Add a counter"),
        (
            Part("", (Blank("number", _("Number"), Number, _("As on its sign. It never changes."), when="add",
                            looks="short"), _IN_USE, Blank("zone", _("Zone"), Choice, when="never"))),
            Part(_("Services"), (
                Blank("services", _("Own work"), Several, choices=_services, looks="column"),
                Blank("helps", _("Helps with"), Several, choices=_services, looks="column"),
            ), _("Own work is called first; help is called here once it has waited too long.")),
        ),
        counter_name,
        columns=(Column(_("Number"), held("number"), "name"), Column(_("Own work"), _own_work_of)),
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
        (
            Column(_("Name"), named, "name"),
            Column(_("Code"), held("code")),
            Column(_("Hall"), held("hall")),
            Column(_("Counters"), _counters_in),
        ),
        is_ordered=True, finish=_in_zone, ask=_numbers_in,
        may_remove=lambda plan, zone: all(each.zone != zone.code for each in plan.counters if each.is_active),
    ),
}  # fmt: skip
