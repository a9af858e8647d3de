"""The citizen's own page, behind the QR on the ticket."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from sqlalchemy import Connection

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens import ticket, visit
from queue_app.screens.audience import Audience, state_of
from queue_app.screens.line import OfficeLine
from queue_app.screens.wishes import wishes_told
from queue_app.store.office.now import OfficeNow
from queue_app.texts import clock_time, zone_label
from queue_app.web.frame.address import Address
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.line_shim import lines
from queue_app.web.frame.pages import boot, config, desk, lang, one_office
from queue_app.web.frame.payloads import answer
from queue_app.web.frame.qr import qr_svg
from queue_app.web.frame.script_texts import FOLDER, SHARED, classic_texts

blueprint = Blueprint("citizen", __name__)


@blueprint.get("/t/<token>")
@Address(Right.OPEN, "The citizen's own ticket")
def page(token: str) -> str:
    audience = _audience(token)
    with one_office(audience) as (connection, office):
        updated = f"{clock_time(desk().clock(), office.time_zone)} {zone_label(office.time_zone)}"
        texts = classic_texts(lang(), (FOLDER / "ticket.js", *SHARED))
        shown = boot(connection, audience, office, token=token, updated_text=updated, texts=texts)
        beside = visit.visit(connection, office, audience.ticket_id or 0, lang=audience.lang)
        wishes = wishes_told(
            connection, office, audience.ticket_id or 0, now=desk().clock(), lang=audience.lang,
            told=request.args.get("wish", ""),
        )  # fmt: skip
        return render_template(
            "ticket.html", boot=shown, visit=beside, standard=_standard(connection, audience, office),
            wishes=wishes, token=token,
        )  # fmt: skip


@blueprint.get("/t/<token>/state")
@Address(Right.OPEN, "How the ticket stands now", gives=ticket.TicketState)
def state(token: str) -> Response:
    audience = _audience(token)
    with desk().reading() as connection:
        return answer(state_of(connection, audience, now=desk().clock(), config=config()))


@blueprint.get("/o/<slug>/line")
@Address(Right.OPEN, "Everybody who waits, is called or served, by number, for all phones at once", gives=OfficeLine)
def office_line(slug: str) -> Response:
    status, headers, body = lines().of(slug, request.environ)
    return Response(body, status, headers)


@blueprint.get("/t/<token>/qr.svg")
@Address(Right.OPEN, "The code that leads to the ticket's page", gives="image/svg+xml")
def qr(token: str) -> Response:
    """The code that leads to this ticket's page; drawn apart from taking the number, which it would slow fivefold."""
    _audience(token)
    base = link_base()
    if not base:
        raise NotFound(what="page")
    response = Response(qr_svg(f"{base}/t/{token}"), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def _standard(connection: Connection, audience: Audience, office: OfficeNow) -> str | None:
    """The address of what the office promises of the ticket's service, where it has published it."""
    today = business_date(desk().clock(), office.time_zone)
    code = ticket.standard_in_force(connection, audience.ticket_id or 0, day=today)
    return url_for("standards.sheet", slug=office.slug, code=code) if code else None


def _audience(token: str) -> Audience:
    with desk().reading() as connection:
        ticket_id, office_id = ticket.find_ticket(connection, token)
    return Audience("ticket", desk().office(office_id), lang(), ticket_id=ticket_id)
