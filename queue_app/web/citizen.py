"""The citizen's own page, behind the QR on the ticket."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for

from queue_app.domain.queue.numbering import business_date
from queue_app.screens import ticket
from queue_app.screens.audience import Room, state_of
from queue_app.store.office import catalogue, standards
from queue_app.store.office.catalogue import OfficeRow
from queue_app.store.queue import tickets
from queue_app.texts import clock_time, zone_label
from queue_app.web.frame.pages import boot, config, desk, lang, link_base
from queue_app.web.frame.payloads import answer
from queue_app.web.frame.qr import qr_svg

blueprint = Blueprint("citizen", __name__)


@blueprint.get("/t/<token>")
def page(token: str) -> str:
    room, office = _room(token)
    updated = f"{clock_time(desk().clock(), office.time_zone)} {zone_label(office.time_zone)}"
    shown = boot(room, office, token=token, updated_text=updated)
    return render_template("ticket.html", boot=shown, standard=_standard(token, office))


@blueprint.get("/t/<token>/state")
def state(token: str) -> Response:
    room, _office = _room(token)
    with desk().reading() as connection:
        return answer(state_of(connection, room, now=desk().clock(), config=config()))


@blueprint.get("/t/<token>/qr.svg")
def qr(token: str) -> Response:
    """The code that leads to this ticket's page; drawn apart from taking the number, which it would slow fivefold."""
    _room(token)
    response = Response(qr_svg(f"{link_base()}/t/{token}"), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def _standard(token: str, office: OfficeRow) -> str | None:
    """The address of what the office promises of the ticket's service, where it has published it."""
    with desk().reading() as connection:
        ticket_id, _office_id = ticket.find_ticket(connection, token)
        service_id = tickets.latest_leg(connection, ticket_id).leg.service_id
        code = standards.code_in_force(connection, service_id, day=business_date(desk().clock(), office.time_zone))
    return url_for("standards.sheet", slug=office.slug, code=code) if code else None


def _room(token: str) -> tuple[Room, OfficeRow]:
    with desk().reading() as connection:
        ticket_id, office_id = ticket.find_ticket(connection, token)
        office = catalogue.office(connection, office_id)
    return Room("ticket", desk().office(office_id), lang(), ticket_id=ticket_id), office
