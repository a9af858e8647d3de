"""Forms on paper, typed in with the keyboard alone: nine digits and Enter."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.survey import papers
from queue_app.actions.citizen.survey.papers import Box
from queue_app.domain.citizen.survey import typed_forms
from queue_app.domain.citizen.survey.typed_forms import MOST_FORMS
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.domain.log.survey_errors import OwnWork
from queue_app.domain.office import typed
from queue_app.store.office import catalogue
from queue_app.texts import translate
from queue_app.web.frame.address import DAY, LARGE, REDIRECT, ROW, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang, picture
from queue_app.web.survey.staff import today_of

blueprint = Blueprint("survey_forms", __name__)
BLANKS: dict[str, Schema] = {"day": DAY, "service": TEXT, "counter": TEXT, "forms": TEXT}
_FORM: Schema = {"type": "object", "properties": BLANKS, "required": ["day", "forms"]}
LETTERS = ("Sex", "Age", "Education", "Occupation", "Disability")  # msgids, in the order in which they are typed
FAULTS: dict[str, str] = {  # field of BadInput -> msgid
    "forms": "Type 1 to {most} forms.",
    "day": "The day is today or earlier, at most two years ago.",
    "service": "Please choose one of the services and counters.",
}


@blueprint.get("/surveys/forms")
@Address(Right.ENTER_FORMS, "Enters survey forms from paper",
         query={"taken": ROW, "day": DAY, "service": TEXT, "counter": TEXT})  # fmt: skip
def page() -> Response:
    taken = request.args.get("taken", "")
    return _page(
        {name: request.args.get(name, "") for name in BLANKS if name != "forms"},
        taken=taken if taken.isdecimal() and len(taken) <= len(str(MOST_FORMS)) else "",
    )


@blueprint.post("/surveys/forms")
@Address(Right.ENTER_FORMS, "Takes a stack of forms", body=_FORM, gives=REDIRECT, refuses=(400, 403), limit=LARGE)
def take() -> AnyResponse:
    given = {name: request.form.get(name, "") for name in BLANKS}
    read = typed_forms.read(given["forms"])
    if read.faults:
        lines = ", ".join(map(str, read.faults[:10]))
        return _page(given, translate(lang(), "No form: line {lines}. Nothing was taken.", lines=lines), 400)
    try:
        taken = papers.enter(desk(), officer().office_id, read.forms, _box(given), by=officer().officer_id)
    except BadInput as exc:
        return _page(given, translate(lang(), FAULTS[str(exc.data["field"])], most=MOST_FORMS), 400)
    except OwnWork as exc:
        return _page(given, message(exc), STATUS[OwnWork])
    kept: dict[str, Any] = {name: given[name] for name in ("day", "service", "counter") if given[name]}
    return redirect(url_for("survey_forms.page", taken=taken, **kept))


@blueprint.get("/surveys/form.pdf")
@Address(Right.ENTER_FORMS, "The survey's form, to print", gives="application/pdf")
def paper() -> Response:
    from queue_app.reports.survey.paper_form import OfOffice, paper_form  # noqa: PLC0415 - fpdf2 takes memory

    office = picture(officer().office_id)
    foot = office.texts.get("survey_foot", {}).get("id", "")
    made = paper_form(OfOffice(office.name, office.address, foot), made_at=desk().clock())
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="skm-{office.slug}.pdf"'
    return response


def _box(given: dict[str, str]) -> Box:
    with desk().reading() as connection:
        services = {each.id for each in catalogue.services(connection, officer().office_id)}
    counters = set(picture(officer().office_id).numbers)
    day = typed.day(given["day"]) or date.max
    return Box(day, _one_of(services, given["service"]), _one_of(counters, given["counter"]))


def _one_of(ids: set[int], text: str) -> int | None:
    if not text:
        return None
    found = {str(each): each for each in ids}.get(text)
    if found is None:
        raise BadInput(field="service", expected="")
    return found


def _page(given: dict[str, str], fault: str = "", status: int = 200, *, taken: str = "") -> Response:
    with desk().reading() as connection:
        services = {each.id: each.name(lang()) for each in catalogue.services(connection, officer().office_id)}
    shown: dict[str, Any] = {"services": services, "counters": picture(officer().office_id).numbers}
    text = render_template(
        "survey/forms.html", office_name=office_name(), given=given, fault=fault, today=today_of().isoformat(),
        taken=taken, most=MOST_FORMS, letters=_letters(), **shown,
    )  # fmt: skip
    return make_response(text, status)


def _letters() -> list[tuple[str, str]]:
    """What each of the five letters is of, and what it may be."""
    told = (("L", "P"), *(tuple(each)[1:] for each in typed_forms.SAID[1:4]), ("Y", "T"))
    return [(translate(lang(), name), " ".join(each)) for name, each in zip(LETTERS, told, strict=True)]
