"""When the office is open: its weeks, seasons and special days on one page, the holidays of a year on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.office import setup
from queue_app.domain.log.errors import MalformedRequest
from queue_app.domain.log.rights import Right
from queue_app.domain.office import intervals
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.hours import WHOLE_DAY, Interval, day_plan
from queue_app.domain.office.plan import NORMAL, WEEKDAYS, HoursPlan, OfficePlan
from queue_app.texts import long_date, translate
from queue_app.web.admin.form.fields import Blank, Line, _
from queue_app.web.admin.form.forms import SetupForm, attempt, current, make_form
from queue_app.web.admin.form.section import Values, template_name
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.admin.lists import table, today
from queue_app.web.frame.address import REDIRECT, Address, Way
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk, lang, picture

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

DAYS: dict[str, str] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
NEW_WEEK = "ramadan"  # the week that an office needs beside its own
FIRST_YEAR, LAST_YEAR = 2020, 2100


def _weeks(_way: Way) -> Iterator[Blank]:
    """What every office is asked; one that has further weeks is asked them too."""
    return (Blank(f"{week}-{day}", "", Line) for week in (NORMAL, NEW_WEEK) for day in DAYS)


@blueprint.route("/admin/hours", methods=["GET", "POST"])
@Address(Right.SET_UP, "The weeks of the office", body=_weeks, gives=REDIRECT)
def hours() -> AnyResponse:
    plan = current()
    form = _form(plan)
    if request.method != "POST":
        return make_response(_hours_page(form, plan))
    others = attempt(
        form, lambda plan: with_weeks(plan, form.values()),
        field_of=lambda fault: _field_of(with_weeks(plan, form.values()), fault),
    )  # fmt: skip
    if others is not None:
        return make_response(_hours_page(form, plan, others=others), 400)
    flash(translate(lang(), "{name}: saved.", name=translate(lang(), "Opening hours")))
    return redirect(request.path)


def with_weeks(plan: OfficePlan, values: Values) -> OfficePlan:
    """The plan with these hours; a week without any is none."""
    weeks = [HoursPlan(name, **{day: values[f"{name}-{day}"] for day in WEEKDAYS}) for name in _templates(plan)]
    return replace(plan, hours=[each for each in weeks if any(getattr(each, day) for day in WEEKDAYS)])


@blueprint.get("/admin/holidays")
@blueprint.get("/admin/holidays/<int:year>")
@Address(Right.SET_UP, "The holidays of a year", refuses=(400,))
def holidays(year: int | None = None) -> AnyResponse:
    plan = current()
    year = year or today(plan).year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MalformedRequest
    here = [each for each in plan.holidays if each.day.year == year]
    years = sorted({each.day.year for each in plan.holidays} | {today(plan).year, today(plan).year + 1, year})
    estimates = [each for each in here if each.is_estimate and each.is_active and each.day >= today(plan)]
    return make_response(render_template(
        "admin/holidays.html", here="holidays", year=year, years=years, estimates=len(estimates), others=(),
        table=table("holidays", plan, here), section=SECTIONS["holidays"],
    ))  # fmt: skip


@blueprint.post("/admin/holidays/<int:year>")
@Address(Right.SET_UP, "Adds the national holidays of a year", gives=REDIRECT)
def take_over(year: int) -> AnyResponse:
    """Adds the national holidays and the collective leave of the year that the office lacks."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MalformedRequest
    before = len(current().holidays)
    after = setup.seed_holidays(desk(), officer().office_id, by=officer().officer_id, years=[year])
    flash(translate(lang(), "{count} holidays of {year} were added.", count=len(after.holidays) - before, year=year))
    return redirect(url_for("admin.holidays", year=year))


def _templates(plan: OfficePlan) -> list[str]:
    """The normal week first, then Ramadan, then what else the office has."""
    return list(dict.fromkeys([NORMAL, NEW_WEEK, *(each.template for each in plan.hours)]))


def _form(plan: OfficePlan) -> SetupForm:
    weeks = {each.template: each for each in plan.hours}
    blanks, values = [], {}
    for template in _templates(plan):
        for day in WEEKDAYS:
            name = f"{template}-{day}"
            blanks.append(Blank(name, f"{template_name(template)}, {translate(lang(), DAYS[day])}", Line))
            values[name] = getattr(weeks.get(template), day, "")
    return make_form(blanks, plan, values=values)


def _field_of(plan: OfficePlan, fault: Fault) -> str | None:
    if fault.where[0] != "hours" or len(fault.where) < 3:
        return None
    return f"{plan.hours[int(fault.where[1])].template}-{fault.where[2]}"


def _hours_page(form: SetupForm, plan: OfficePlan, *, others: Sequence[str] = ()) -> str:
    return render_template(
        "admin/hours.html", here="hours", form=form, others=others, plan=plan, days=DAYS, week=_this_week(plan),
        templates=[(each, template_name(each)) for each in _templates(plan)], gaps=list(_gaps(plan)),
        filled=[each.template for each in plan.hours],
        seasons=table("seasons", plan), special_days=table("special-days", plan),
    )  # fmt: skip


def _gaps(plan: OfficePlan) -> Iterator[str]:
    """Of each further week the days on which it is closed and the usual one is open: meant so, or forgotten."""
    usual = next((each for each in plan.hours if each.template == NORMAL), HoursPlan())
    for week in plan.hours:
        days = [translate(lang(), name) for day, name in DAYS.items() if getattr(usual, day) and not getattr(week, day)]
        if days:
            told = {"week": template_name(week.template), "days": ", ".join(days)}
            yield translate(lang(), "{week}: closed on {days}, although the usual week is open.", **told)


def _this_week(plan: OfficePlan) -> list[tuple[str, str, bool]]:
    """Each day of the present week, what citizens find on it, and whether it is today."""
    found, day = picture(officer().office_id).calendar, today(plan)
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=ahead) for ahead in range(7)]
    plans = [day_plan(found, each) for each in week]
    return [
        (long_date(each, lang=lang()), _words(its.intervals, its.closed_because, its.name), each == day)
        for each, its in zip(week, plans, strict=True)
    ]


def _words(hours: Sequence[Interval], closed_because: str | None, name: str) -> str:
    if closed_because:
        return translate(lang(), "closed: {name}", name=name) if name else translate(lang(), "closed")
    if hours == WHOLE_DAY.intervals:
        return translate(lang(), "open day and night")
    return intervals.told(hours)
