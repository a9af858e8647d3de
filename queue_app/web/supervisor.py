"""The supervisor's board: waits now, today's service times as evidence, and the services to close and open."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, Response, render_template
from flask_wtf.csrf import generate_csrf

from queue_app.actions.office import closing
from queue_app.actions.queue import alerts, carrying
from queue_app.domain.log.errors import BadInput, BrokenLog
from queue_app.domain.log.rights import Right
from queue_app.domain.office.hours import CLOSINGS
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.screens.audience import Audience, state_of
from queue_app.screens.state import plain
from queue_app.screens.usual_day import usual_day
from queue_app.texts import translate
from queue_app.web.frame import answers
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import asset, boot, config, desk, lang, one_office
from queue_app.web.frame.payloads import CloseService, OneAlert, OneService, answer, read
from queue_app.web.frame.script_texts import script_texts

blueprint = Blueprint("supervisor", __name__)


def _audience() -> Audience:
    return Audience("board", desk().office(officer().office_id), lang(), officer=officer())


@blueprint.get("/supervisor")
@Address(Right.WATCH, "The supervisor's board")
def page() -> str:
    shown, usual = _audience(), _usual()
    with one_office(shown) as (connection, office):
        return render_template(
            "supervisor.html",
            boot=boot(
                connection,
                shown,
                office,
                texts=script_texts(lang(), "supervisor.js"),
                csrf=generate_csrf(),
                closings=_closings(),
                usual=usual,
                pictograms=asset("/static/pictograms.svg"),
            ),
            user_name=officer().name,
        )


@blueprint.get("/supervisor/state")
@Address(Right.WATCH, "What the board shows now", gives=answers.BoardScreen)
def state() -> Response:
    return _done()


@blueprint.post("/supervisor/services/close")
@Address.verb(Right.CLOSE_SERVICES, "Closes a service by hand", body=CloseService, gives=answers.BoardScreen)
def close_service() -> Response:
    wish = read(CloseService)
    reopens_at = _moment(wish.reopens_at) if wish.reopens_at else None
    closing.close_service(
        desk(), officer().office_id, service_id=wish.service_id, reason=wish.reason, reopens_at=reopens_at,
        officer_id=officer().officer_id,
    )  # fmt: skip
    return _done()


@blueprint.post("/supervisor/services/reopen")
@Address.verb(Right.CLOSE_SERVICES, "Opens it again", body=OneService, gives=answers.BoardScreen)
def reopen_service() -> Response:
    closing.reopen_service(
        desk(), officer().office_id, service_id=read(OneService).service_id, officer_id=officer().officer_id
    )
    return _done()


@blueprint.post("/supervisor/services/carry-over")
@Address.verb(
    Right.CLOSE_SERVICES,
    "Carries those who wait over to the next working day",
    body=OneService,
    gives=answers.CarriedOver,
)
def carry_over() -> Response:
    carried = carrying.carry_over(
        desk(), officer().office_id, service_id=read(OneService).service_id, officer_id=officer().officer_id
    )
    return _done(carried=len(carried))


@blueprint.post("/supervisor/alerts/acknowledge")
@Address.verb(Right.WATCH, "Says that somebody looks after an alert", body=OneAlert, gives=answers.BoardScreen)
def acknowledge() -> Response:
    alerts.acknowledge(desk(), officer().office_id, read(OneAlert).alert_id, officer_id=officer().officer_id)
    return _done()


def _usual() -> object:
    """The usual day of today's weekday, once a page: it stays the same all day. None where the log is broken."""
    office = desk().office(officer().office_id)
    try:
        return plain(usual_day(desk(), office, business_date(desk().clock(), office.time_zone).weekday()))
    except BrokenLog:  # which the board itself tells
        return None


def _done(**more: object) -> Response:
    """What became of the board, for the one who pressed; everybody else hears of it over the live line."""
    with desk().reading() as connection:
        return answer({"state": state_of(connection, _audience(), now=desk().clock(), config=config()), **more})


def _moment(typed: str) -> datetime:
    """The moment that "14.30" or "2026-11-26 14.30" names on the office's wall clock. Raises BadInput."""
    day, _, clock = typed.rpartition(" ")
    zone = desk().office(officer().office_id).time_zone
    try:
        wanted = date.fromisoformat(day) if day else business_date(desk().clock(), zone)
    except ValueError as exc:  # such as the 30th of February
        raise BadInput(field="reopens_at", expected="YYYY-MM-DD HH.MM") from exc
    hour, minute = map(int, clock.split("."))
    return day_start(wanted, zone).replace(hour=hour, minute=minute)


def _closings() -> list[dict[str, str]]:
    return [{"code": code, "label": translate(lang(), msgid)} for code, msgid in CLOSINGS.items()]
