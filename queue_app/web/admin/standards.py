"""The standard of a service: 14 components in versions, each in force from its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import OfficePlan, ServicePlan, StandardPlan
from queue_app.domain.office.standards import COMPONENTS, in_force
from queue_app.texts import long_date, translate
from queue_app.web.admin.form.fields import Blank, Day, Line, Paragraphs, _
from queue_app.web.admin.form.forms import Edit, Part, SetupForm, attempt, change, current, make_form
from queue_app.web.admin.form.section import Values, by_lang
from queue_app.web.admin.lists import today
from queue_app.web.frame.address import DAY, LARGE, REDIRECT, Address
from queue_app.web.frame.pages import lang

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

HEAD = Part("", (
    Blank("valid_from", _("In force from"), Day, looks="short"),
    Blank("decree", _("Number of the decree (SK)"), Line),
))  # fmt: skip


def _blanks(*, is_public: bool) -> tuple[Blank, ...]:
    wanted = {key: each for key, each in COMPONENTS.items() if each.is_public == is_public}
    return tuple(Blank(key, each.name, Paragraphs, looks="whole") for key, each in wanted.items())


PARTS = (
    HEAD,
    Part(
        _("Published"),
        _blanks(is_public=True),
        _("Everyone can read these 6 on the service's own page."),
        mark="public",
    ),
    Part(
        _("Within the office"),
        _blanks(is_public=False),
        _("These 8 are for the house and are not shown to the public."),
        mark="internal",
    ),
)


def _asked() -> Iterator[Blank]:
    return (blank for part in PARTS for blank in part.blanks)


@blueprint.get("/admin/services/standard/<code>", endpoint="standards")
@Address(Right.SET_UP, "The versions of a service's standard")
def versions(code: str) -> str:
    plan = current()
    service = _service(plan, code)
    now = in_force(service.standards, today(plan))
    rows = [
        (each, long_date(each.valid_from, lang=lang()), each == now, each.valid_from > today(plan),
         sum(bool(each.components.get(key)) for key in COMPONENTS))
        for each in sorted(service.standards, key=lambda each: each.valid_from, reverse=True)
    ]  # fmt: skip
    return render_template(
        "admin/standards.html", here="services", plan=plan, service=service, name=by_lang(service), rows=rows
    )


@blueprint.route("/admin/services/standard/<code>/add", endpoint="standard_add", methods=["GET", "POST"])
@Address(Right.SET_UP, "Adds a version", body=lambda _way: _asked(), gives=REDIRECT, limit=LARGE)
def add(code: str) -> AnyResponse:
    """A new version; it starts as a copy of the last one, from tomorrow."""
    plan = current()
    last = max(_service(plan, code).standards, key=lambda each: each.valid_from, default=None)
    start = {**(last.components if last else {}), "valid_from": today(plan) + timedelta(days=1), "decree": ""}
    return _edited(plan, code, None, start)


@blueprint.route("/admin/services/standard/<code>/<day>", endpoint="standard_edit", methods=["GET", "POST"])
@Address(
    Right.SET_UP, "Changes a version", body=lambda _way: _asked(), gives=REDIRECT, blanks={"day": DAY}, limit=LARGE
)
def edit(code: str, day: str) -> AnyResponse:
    plan = current()
    version = _version(_service(plan, code), day)
    return _edited(plan, code, day, {**version.components, "valid_from": version.valid_from, "decree": version.decree})


@blueprint.post("/admin/services/standard/<code>/<day>/remove", endpoint="standard_remove")
@Address(Right.SET_UP, "Deletes a version that has not begun", gives=REDIRECT, blanks={"day": DAY})
def remove(code: str, day: str) -> AnyResponse:
    """Only of a version that has not begun: what was in force stays known."""
    plan = current()
    if _version(_service(plan, code), day).valid_from <= today(plan):
        raise NotFound(what="page")
    change(_with(code, day, None))
    flash(translate(lang(), "{name}: deleted.", name=translate(lang(), "Service standard")))
    return redirect(url_for("admin.standards", code=code))


def _edited(plan: OfficePlan, code: str, day: str | None, start: Values) -> AnyResponse:
    form = make_form(_asked(), plan, values=start)
    name = by_lang(_service(plan, code))
    others: Sequence[str] | None = ()
    if request.method == "POST":
        others = attempt(form, _with(code, day, form), field_of=_field_of)
    if others is None:
        flash(translate(lang(), "{name}: the standard was saved.", name=name))
        return redirect(url_for("admin.standards", code=code))
    page = render_template(
        "admin/standard.html", here="services", form=form, parts_of=PARTS, code=code, name=name, others=others,
        day=long_date(date.fromisoformat(day), lang=lang()) if day else None,
    )  # fmt: skip
    return make_response(page, 400 if request.method == "POST" else 200)


def _with(code: str, day: str | None, form: SetupForm | None) -> Edit:
    """The plan with the version of that day as the form has it (None: without it), or with one more (day None)."""

    def edit(plan: OfficePlan) -> OfficePlan:
        service = _service(plan, code)
        standards = list(service.standards)
        place = len(standards) if day is None else standards.index(_version(service, day))
        standards[place : place + 1] = [_standard(form.values())] if form else []
        services = [replace(each, standards=standards) if each == service else each for each in plan.services]
        return replace(plan, services=services)

    return edit


def _standard(values: Values) -> StandardPlan:
    return StandardPlan(values["valid_from"], values["decree"], {key: values[key] for key in COMPONENTS if values[key]})


def _field_of(fault: Fault) -> str | None:
    return str(fault.where[-1]) if "standard" in fault.where else None


def _service(plan: OfficePlan, code: str) -> ServicePlan:
    for each in plan.services:
        if each.code == code:
            return each
    raise NotFound(what="service")


def _version(service: ServicePlan, day: str) -> StandardPlan:
    for each in service.standards:
        if each.valid_from.isoformat() == day:
            return each
    raise NotFound(what="page")
