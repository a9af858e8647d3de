"""The citizen's own page, behind the QR on the ticket."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy import Connection

from queue_app.domain.citizen.causes import CAUSES
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.press_errors import TicketUnknown
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date, day_of_token
from queue_app.screens import promises, ticket, visit
from queue_app.screens.audience import Audience, state_of
from queue_app.screens.line import OfficeLine
from queue_app.screens.survey.asked import Asked, asked
from queue_app.screens.wishes import TOLD, wishes_told
from queue_app.store.office.now import OfficeNow
from queue_app.texts import clock_time, translate, zone_label
from queue_app.web.frame.address import Address, words
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.line_shim import lines
from queue_app.web.frame.pages import asset, boot, config, desk, lang, one_office, packed
from queue_app.web.frame.payloads import answer
from queue_app.web.frame.qr import qr_svg
from queue_app.web.frame.script_texts import FOLDER, SHARED, classic_texts

blueprint = Blueprint("citizen", __name__)
OF_THESE_DAYS = timedelta(days=2)  # of an unknown ticket whose citizen may still hold its paper
NEAR = 3  # so few people ahead, and the page holds a line of its own, so that a call is there at once
SCRIPTS = (
    "/browser/page.js", "/browser/clock.js", "/static/ticket_view.js", "/static/ticket_poll.js",
    "/static/ticket_note.js", "/static/ticket.js",
)  # fmt: skip
WIRE = ("/static/ticket_wire.js", "/browser/spare.js", "/browser/line.js")  # of that line: loaded with it
_PICTOGRAMS = FOLDER / "pictograms.svg"
_SOURCES = (*(FOLDER / f"ticket{part}.js" for part in ("", "_view", "_poll", "_note")), *SHARED)


@blueprint.get("/t/<token>")
@Address(Right.OPEN, "The citizen's own ticket", query={"wish": words(TOLD)})
def page(token: str) -> Response:
    audience = _audience(token)
    with one_office(audience) as (connection, office):
        updated = f"{clock_time(desk().clock(), office.time_zone)} {zone_label(office.time_zone)}"
        texts = classic_texts(lang(), _SOURCES, also=tuple(CAUSES.values()))
        shown = boot(
            connection, audience, office, token=token, updated_text=updated, texts=texts, near=NEAR, causes=CAUSES,
            wire=[asset(each) for each in WIRE],
        )  # fmt: skip
        beside = visit.visit(connection, office, audience.ticket_id or 0, lang=audience.lang)
        wishes = wishes_told(
            connection, office, audience.ticket_id or 0, now=desk().clock(), lang=audience.lang,
            told=request.args.get("wish", ""),
        )  # fmt: skip
        text = render_template(
            "ticket.html", boot=shown, visit=beside, standard=_standard(connection, audience, office), near=NEAR,
            scripts=SCRIPTS, range_text=partial(_range_text, zone=office.time_zone), cause_text=_cause_text,
            unsure_text=_unsure_text,
            kept_of_ten=_kept_of_ten(connection, office), symbol=_symbol, wishes=wishes, token=token,
            survey=_survey(connection, office, audience, token),
        )  # fmt: skip
    return packed(Response(text, mimetype="text/html"))


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


def _range_text(expected: dict[str, Any], *, zone: str) -> str:
    """From when to when, by the office's clock: "08.40–08.55"."""
    ends = (expected["from_at"], expected["to_at"])
    return "–".join(clock_time(datetime.fromtimestamp(each / 1000, UTC), zone) for each in ends)


def _cause_text(expected: dict[str, Any] | None) -> str:
    """Why the range is another one than before; "" where it is the first."""
    msgid = CAUSES.get((expected or {}).get("cause") or "")
    return translate(lang(), "Last change: {cause}", cause=translate(lang(), msgid)) if msgid else ""


def _unsure_text(ticket: dict[str, Any]) -> str:
    """Why nothing is promised, or no more."""
    why, unknown = ticket.get("unsure_why"), CAUSES["unknown"]
    if not why:
        return translate(lang(), "Not enough data for an estimate yet")
    told = (CAUSES.get(why, unknown), unknown)
    return " ".join(translate(lang(), msgid) for msgid in dict.fromkeys(told))


def _kept_of_ten(connection: Connection, office: OfficeNow) -> int | None:
    return promises.kept_of_ten(connection, office.id, business_date(desk().clock(), office.time_zone))


@cache
def _symbol(name: str) -> Markup:
    """The drawing of one pictogram: all of them together would be a tenth of what the page weighs."""
    drawn = re.search(
        rf'<symbol id="{re.escape(name)}".*?</symbol>', _PICTOGRAMS.read_text(encoding="utf-8"), re.DOTALL
    )
    return Markup(drawn[0] if drawn else "")  # noqa: S704 - a file of ours


def _survey(connection: Connection, office: OfficeNow, audience: Audience, token: str) -> Asked | None:
    """How it stands, also before the visit is finished: its page stays open until then. None: nobody is asked."""
    if not office.rules.survey_is_on:
        return None
    return asked(connection, office, audience.ticket_id or 0, token=token, seal=desk().seal, now=desk().clock())


def _standard(connection: Connection, audience: Audience, office: OfficeNow) -> str | None:
    """The address of what the office promises of the ticket's service, where it has published it."""
    today = business_date(desk().clock(), office.time_zone)
    code = ticket.standard_in_force(connection, audience.ticket_id or 0, day=today)
    return url_for("standards.sheet", slug=office.slug, code=code) if code else None


def _audience(token: str) -> Audience:
    with desk().reading() as connection:
        try:
            ticket_id, office_id = ticket.find_ticket(connection, token)
        except NotFound as exc:
            raise _unknown(token) or exc from None
    return Audience("ticket", desk().office(office_id), lang(), ticket_id=ticket_id)


def _unknown(token: str) -> TicketUnknown | None:
    """For a paper of these days: the database was put back from an older copy, and its citizen still stands here."""
    day, today = day_of_token(token), desk().clock().date()
    return TicketUnknown() if day is not None and abs(day - today) <= OF_THESE_DAYS else None
