"""The columns of the administrator's lists: a heading, and what stands under it for one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.standards import in_force
from queue_app.texts import long_date, short_date, translate
from queue_app.web.admin.form.fields import _
from queue_app.web.admin.form.section import ROLES, STAFF, by_lang, template_name
from queue_app.web.frame.pages import lang

NONE = "–"
YES_NO: dict[bool, str] = {True: _("yes"), False: _("no")}
SHOWN_OF_NIP = 4


@dataclass(frozen=True, slots=True)
class Column:
    """label: a msgid. of: answers the cell's text from the plan, the thing and today. looks: a class."""

    label: str
    of: Callable[[OfficePlan, Any, date], str]
    looks: str = ""


def masked(number: str | None) -> str:
    """A NIP that colleagues beside the screen cannot read: its last digits only."""
    return f"··· {number[-SHOWN_OF_NIP:]}" if number else NONE


def _counters_of(plan: OfficePlan, service: Any) -> str:
    return ", ".join(str(each.number) for each in plan.counters if each.is_active and service.code in each.services)


def _counters_in(plan: OfficePlan, zone: Any) -> str:
    return ", ".join(str(each.number) for each in plan.counters if each.is_active and each.zone == zone.code)


def _standard(service: Any, today: date) -> str:
    found = in_force(service.standards, today)
    return translate(lang(), "since {day}", day=short_date(found.valid_from, lang=lang())) if found else NONE


COLUMNS: dict[str, tuple[Column, ...]] = {
    "groups": (
        Column(_("Name"), lambda _p, each, _t: by_lang(each), "name"),
        Column(_("Code"), lambda _p, each, _t: each.code),
        Column(_("Services"), lambda plan, each, _t: str(sum(s.group == each.code for s in plan.services)), "count"),
    ),
    "services": (
        Column(_("Series"), lambda _p, each, _t: each.series, "letter"),
        Column(_("Name"), lambda _p, each, _t: by_lang(each), "name"),
        Column(_("Code"), lambda _p, each, _t: each.code),
        Column(_("Minutes"), lambda _p, each, _t: str(each.standard_minutes), "count"),
        Column(_("Tickets a day"), lambda _p, each, _t: str(each.daily_quota or NONE), "count"),
        Column(_("Counters"), lambda plan, each, _t: _counters_of(plan, each) or NONE),
        Column(_("Standard"), lambda _p, each, today: _standard(each, today)),
    ),
    "counters": (
        Column(_("Number"), lambda _p, each, _t: str(each.number), "name"),
        Column(_("Own work"), lambda _p, each, _t: ", ".join(each.services) or NONE),
    ),
    "zones": (
        Column(_("Name"), lambda _p, each, _t: by_lang(each), "name"),
        Column(_("Code"), lambda _p, each, _t: each.code),
        Column(_("Hall"), lambda _p, each, _t: each.hall or NONE),
        Column(_("Counters"), lambda plan, each, _t: _counters_in(plan, each) or NONE),
    ),
    "officers": (
        Column(_("Name"), lambda _p, each, _t: each.name, "name"),
        Column(_("User name"), lambda _p, each, _t: each.username),
        Column(_("Role"), lambda _p, each, _t: translate(lang(), ROLES[each.role])),
        Column(_("Status"), lambda _p, each, _t: translate(lang(), STAFF[each.employment])),
        Column(_("NIP"), lambda _p, each, _t: masked(each.nip), "nip"),
        Column(_("Out of order"), lambda _p, each, _t: translate(lang(), "may") if each.may_pick else ""),
    ),
    "seasons": (
        Column(_("Week"), lambda _p, each, _t: template_name(each.template), "name"),
        Column(_("First day"), lambda _p, each, _t: long_date(each.first, lang=lang())),
        Column(_("Last day"), lambda _p, each, _t: long_date(each.last, lang=lang())),
    ),
    "special-days": (
        Column(_("Day"), lambda _p, each, _t: long_date(each.day, lang=lang()), "name"),
        Column(_("Name"), lambda _p, each, _t: each.name),
        Column(_("Hours"), lambda _p, each, _t: each.hours or translate(lang(), "closed")),
    ),
    "holidays": (
        Column(_("Day"), lambda _p, each, _t: long_date(each.day, lang=lang()), "name"),
        Column(_("Name"), lambda _p, each, _t: each.name),
        Column(_("Kind"), lambda _p, each, _t: translate(lang(), HOLIDAYS[each.kind])),
    ),
}
HOLIDAYS: dict[str, str] = {
    "national": _("National holiday"),
    "collective": _("Collective leave (cuti bersama)"),
    "local": _("Local holiday"),
}
