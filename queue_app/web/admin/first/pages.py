"""The page of the first steps, and what is said or done there with one press."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.office import first_steps
from queue_app.domain.log.rights import Right
from queue_app.domain.office.first_steps import SAID
from queue_app.texts import translate
from queue_app.web.admin.first.checklist import checklist
from queue_app.web.admin.form.forms import current
from queue_app.web.frame.address import REDIRECT, Address, steps
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import config, desk, lang

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name


@blueprint.get("/admin/first-steps", endpoint="first_steps")
@Address(Right.SET_UP, "The first steps of the office, and which of them are done")
def page() -> str:
    return render_template(
        "admin/first/steps.html", here="first", list=checklist(), plan=current(),
        limit_mb=config().server.largest_upload_mb,
    )  # fmt: skip


@blueprint.post("/admin/first-steps/say", endpoint="first_say")
@Address(Right.SET_UP, "Says of a first step what no row tells", body=steps(SAID), gives=REDIRECT)
def say() -> AnyResponse:
    first_steps.say(desk(), officer().office_id, request.form.get("way", ""), by=officer().officer_id)
    return redirect(url_for("admin.page"))


@blueprint.post("/admin/first-steps/unsay", endpoint="first_unsay")
@Address(Right.SET_UP, "Takes it back", body=steps(SAID), gives=REDIRECT)
def unsay() -> AnyResponse:
    first_steps.unsay(desk(), officer().office_id, request.form.get("way", ""), by=officer().officer_id)
    return redirect(url_for("admin.first_steps"))


@blueprint.post("/admin/first-steps/open-today", endpoint="open_today")
@Address(Right.SET_UP, "Opens the office today, whatever its week says", gives=REDIRECT)
def open_today() -> AnyResponse:
    name = translate(lang(), "Open today")
    first_steps.open_today(desk(), officer().office_id, name=name, by=officer().officer_id)
    flash(translate(lang(), "The office is open today until midnight. It stands among the special days."))
    return redirect(url_for("admin.page"))
