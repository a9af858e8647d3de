"""What an office promises, for everyone: its pledge (maklumat) and the public part of each service's standard."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from queue_app.actions.office import setup
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.office.plan import OfficePlan, ServicePlan
from queue_app.domain.office.standards import COMPONENTS, in_force
from queue_app.domain.queue.numbering import business_date
from queue_app.texts import long_date
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import desk, lang, picture

blueprint = Blueprint("standards", __name__)


@blueprint.get("/standards/<slug>/<code>")
@Address(Right.OPEN, "The public part of a service's standard")
def sheet(slug: str, code: str) -> str:
    plan = _plan(slug)
    service = next((each for each in plan.services if each.code == code and each.is_active), None)
    if service is None:
        raise NotFound(what="service")
    found = in_force(service.standards, business_date(desk().clock(), plan.time_zone))
    public = {key: each for key, each in COMPONENTS.items() if each.is_public}
    return render_template(
        "standard.html",
        plan=plan,
        service=service,
        name=_name(service),
        found=found,
        since=long_date(found.valid_from, lang=lang()) if found else "",
        components=[(each.name, found.components.get(key, "")) for key, each in public.items()] if found else [],
        requirements=getattr(service, f"requirements_{lang()}") or service.requirements_id,
    )


@blueprint.get("/maklumat/<slug>")
@Address(Right.OPEN, "The office's pledge")
def pledge(slug: str) -> str:
    plan = _plan(slug)
    words = picture(desk().office_called(slug).id).texts
    services = [(each.code, _name(each)) for each in plan.services if each.is_active]
    return render_template(
        "maklumat.html", plan=plan, text=words.get("maklumat", {}).get(lang(), ""), services=services
    )


def _plan(slug: str) -> OfficePlan:
    """The office's set-up. Raises NotFound."""
    office = desk().office_called(slug)
    g.time_zone = office.time_zone
    return setup.current(desk(), office.id)


def _name(service: ServicePlan) -> str:
    return str(getattr(service, f"name_{lang()}"))
