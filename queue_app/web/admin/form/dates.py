"""Seasons, special days and holidays: which fields each has, its list, and what may be done with one."""

from __future__ import annotations

from queue_app.domain.office.plan import NORMAL, OfficePlan
from queue_app.texts import translate
from queue_app.web.admin.form.fields import Blank, Check, Choice, Day, Line, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.admin.form.section import (
    HOLIDAYS,
    TEMPLATES,
    Column,
    Section,
    dated,
    held,
    in_words,
    on_day,
    template_name,
)
from queue_app.web.frame.pages import lang


def _weeks(plan: OfficePlan) -> list[tuple[str, str]]:
    """All but the usual one: a season of it would change nothing."""
    return [(each.template, template_name(each.template)) for each in plan.hours if each.template != NORMAL]


SECTIONS: dict[str, Section] = {
    "seasons": Section(
        "season", _("Seasons"), _("Add a season"),
        (Part("", (
            Blank("template", _("Week"), Choice, choices=_weeks, names=TEMPLATES),
            Blank("first", _("First day"), Day, looks="short"),
            Blank("last", _("Last day"), Day, looks="short"),
        )),),
        lambda each: dated(each.first, template_name(each.template)),
        _("Between two dates another week holds, as in Ramadan."),
        (
            Column(_("Week"), lambda _plan, each, _today: template_name(each.template), "name"),
            Column(_("First day"), on_day("first")),
            Column(_("Last day"), on_day("last")),
        ),
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
        (
            Column(_("Day"), on_day("day"), "name"),
            Column(_("Name"), held("name")),
            Column(_("Hours"), lambda _plan, each, _today: each.hours or translate(lang(), "closed")),
        ),
        may_remove=lambda _plan, _day: True, home="hours",
    ),
    "holidays": Section(
        "holiday", _("Holidays"), _("Add a local holiday"),
        (Part("", (
            Blank("day", _("Day"), Day, looks="short"),
            Blank("name", _("Name"), Line),
            Blank("kind", _("Kind"), Choice, when="never", names=HOLIDAYS),
            Blank("source", _("Source"), Line, when="never"),
            Blank("is_estimate", _("The date is an estimate"), Check, when="edit", looks="whole",
                  help=_("Take the tick away once the date is decreed.")),
            Blank("is_active", _("The office is closed on this day"), Check, when="edit", looks="whole"),
        )),),
        lambda each: dated(each.day, each.name),
        columns=(
            Column(_("Day"), on_day("day"), "name"),
            Column(_("Name"), held("name")),
            Column(_("Kind"), in_words("kind", HOLIDAYS)),
        ),
        switch=(_("Open on this day"), _("Close on this day")),
        may_remove=lambda _plan, holiday: bool(holiday.kind == "local"),
        new={"kind": "local"}, home="holidays",
    ),
}  # fmt: skip
