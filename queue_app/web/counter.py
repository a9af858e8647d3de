"""The officer's counter: each verb is one POST, answered by what it made of the counter.

The whole state follows over the live line, as after every change; an answer that repeated it would cost more than the
verb itself.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, render_template
from flask_wtf.csrf import generate_csrf

from queue_app.actions import counter, desks
from queue_app.actions.rooms import Room, state_of
from queue_app.actions.screens import ScreenState
from queue_app.domain.errors import NotFound
from queue_app.domain.lifecycle import AT_COUNTER
from queue_app.domain.routing import Ratio
from queue_app.store import catalogue
from queue_app.store.tickets import TicketLeg
from queue_app.web.auth import officer
from queue_app.web.pages import boot, config, desk, lang
from queue_app.web.payloads import Nothing, OneLeg, OpenCounter, Transfer, answer, read

blueprint = Blueprint("counter", __name__)

VERBS: dict[str, Callable[..., TicketLeg]] = {
    "recall": counter.recall,
    "start": counter.start,
    "finish": counter.finish,
    "no-show": counter.no_show,
}


def _room() -> Room:
    return Room("desk", desk().office(officer().office_id), lang(), officer=officer())


def _state() -> ScreenState:
    with desk().reading() as connection:
        return state_of(connection, _room(), now=desk().clock(), config=config())


def _opened(found: TicketLeg) -> Response:
    leg = found.leg
    is_here = leg.state in AT_COUNTER
    brief = {"leg_id": leg.leg_id, "number": found.shown, "state": leg.state, "call_count": leg.call_count}
    return answer({"open": brief if is_here else None})


@blueprint.get("/counter")
def page() -> str:
    with desk().reading() as connection:
        office = catalogue.office(connection, officer().office_id)
    return render_template("counter.html", boot=boot(_room(), office, csrf=generate_csrf()), user_name=officer().name)


@blueprint.get("/counter/state")
def state() -> Response:
    return answer({"state": _state()})


@blueprint.post("/counter/open")
def open_counter() -> Response:
    who = officer()
    held = desks.open_desk(desk(), who.office_id, counter_id=read(OpenCounter).counter_id, officer_id=who.officer_id)
    return answer({"desk": held.counter_id})


@blueprint.post("/counter/close")
def close_counter() -> Response:
    read(Nothing)
    desks.close_desk(desk(), officer().office_id, officer_id=officer().officer_id)
    return answer({"desk": None})


@blueprint.post("/counter/call-next")
def call_next() -> Response:
    read(Nothing)
    who = officer()
    ratio = Ratio(config().queue.regular_per_priority)
    return _opened(counter.call_next(desk(), who.office_id, officer_id=who.officer_id, ratio=ratio))


@blueprint.post("/counter/transfer")
def transfer() -> Response:
    asked, who = read(Transfer), officer()
    moved = counter.transfer(
        desk(), who.office_id, leg_id=asked.leg_id, officer_id=who.officer_id, service_id=asked.service_id
    )
    return _opened(moved)


@blueprint.post("/counter/<verb>")
def with_leg(verb: str) -> Response:
    if verb not in VERBS:
        raise NotFound(what="page")
    asked, who = read(OneLeg), officer()
    return _opened(VERBS[verb](desk(), who.office_id, leg_id=asked.leg_id, officer_id=who.officer_id))
