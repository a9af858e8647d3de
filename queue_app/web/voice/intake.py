"""For whoever stands at a counter without a phone, and for what came on paper: staff write it down.

Whoever is complained about must not be the one to write it: the page shows first how the citizen does it alone. It
keeps nothing: no draft, and the receipt is cleared by one press.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, render_template, request

from queue_app.actions.citizen.complaints import sending
from queue_app.domain.citizen.complaints.kinds import Via
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.store.office.now import OfficeNow
from queue_app.texts import translate
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import config, desk, lang, picture
from queue_app.web.voice import form
from queue_app.web.voice.page import categories, kinds, receipt, unkept

blueprint = Blueprint("intake", __name__)


@blueprint.get("/complaints-intake")
@Address(Right.SERVE, "Takes a complaint in for whoever stands at the counter: the form")
def counter() -> Response:
    return _form(Via.COUNTER)


@blueprint.post("/complaints-intake")
@Address(Right.SERVE, "Takes a complaint in for whoever stands at the counter", body=form.FORM, refuses=(400,))
def take() -> Response:
    return _taken(Via.COUNTER)


@blueprint.get("/complaints-intake/paper")
@Address(Right.COMPLAINTS, "Enters a form that came on paper: the form")
def paper() -> Response:
    return _form(Via.PAPER)


@blueprint.post("/complaints-intake/paper")
@Address(Right.COMPLAINTS, "Enters a form that came on paper", body=form.FORM, refuses=(400,))
def enter() -> Response:
    return _taken(Via.PAPER)


def _taken(via: Via) -> Response:
    office, typed = _office(), request.form
    with desk().reading() as connection:
        offered = form.choices(connection, office, lang())
    try:
        wanted = form.lodged(typed, offered, via)
        code = sending.send(
            desk(), office.id, lodged=wanted, key=form.key_of(typed), folder=Path(config().server.files_dir),
            by_id=officer().officer_id,
        )  # fmt: skip
    except BadInput as refusal:
        return _form(via, translate(lang(), form.fault(refusal)), 400)
    return unkept(receipt(office, code, wanted, by_staff=True))


def _form(via: Via, told: str = "", status: int = 200) -> Response:
    office, typed = _office(), request.form
    with desk().reading() as connection:
        offered = form.choices(connection, office, lang())
    return unkept(
        render_template(
            "voice/intake.html", office=office, office_name=office.name, offered=offered, typed=typed, told=told,
            who=form.WHO, kinds=kinds(), categories=categories(), key=form.key_of(typed), is_paper=via is Via.PAPER,
            has_link=bool(link_base()),
        ),
        status,
    )  # fmt: skip


def _office() -> OfficeNow:
    return picture(officer().office_id)
