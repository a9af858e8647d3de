"""What a screen of the office's does to ask a visit: finds it by its number, and takes what its citizen answers."""

from __future__ import annotations

from typing import Any

from flask import Response, g, request
from limits import RateLimitItemPerSecond
from sqlalchemy import Connection

from queue_app.actions.citizen.survey import answer as taking
from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.domain.log.errors import TooManyTries
from queue_app.domain.log.survey_errors import AlreadyAnswered, SurveyOver
from queue_app.places import PACKAGE, find
from queue_app.screens.survey import tablet
from queue_app.screens.survey.asked import Stand
from queue_app.store.desk import OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.store.queue import tickets
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import LANGUAGES, language, zone_label
from queue_app.web.frame import client
from queue_app.web.frame.auth import device, signed_in
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import build, desk
from queue_app.web.frame.payloads import answer, read
from queue_app.web.frame.script_texts import SHARED, classic_texts
from queue_app.web.frame.throttle import throttle
from queue_app.web.survey import keys
from queue_app.web.survey.keys import Asked
from queue_app.web.survey.sheet import Filled, Invitation, Noted, Pressed, TypedNumber, about, asked_in

# Of one screen or address: in ten minutes a tablet asks ten people or so; who tries out numbers needs hundreds.
NUMBERS = RateLimitItemPerSecond(20, 600)
SCRIPTS = (*sorted((PACKAGE / "web" / "static").glob("survey*.js")), find("kiosk") / "page" / "taps.js", *SHARED)


def boot(connection: Connection, office: OfficeNow, place: str, **more: Any) -> dict[str, Any]:
    """What the page starts with. place: where it stands: counter, exit or kiosk."""
    return {
        "texts": {},
        "texts_by_lang": {each: classic_texts(each, SCRIPTS) for each in LANGUAGES},
        "office": {
            "slug": office.slug, "name": office.name, "time_zone": office.time_zone,
            "zone_label": zone_label(office.time_zone),
        },
        "place": place,
        "letters": sorted({each.letter for each in catalogue.services(connection, office.id)}),
        "questions": asked_in(SKM_2017),
        "about": about(),
        "accent": office.room.accent,
        "base": request.script_root,
        "build": build(),
        **more,
    }  # fmt: skip


def invitation(office: OfficeKey, found: TicketLeg, counter_id: int | None) -> Invitation:
    """Asks this visit, at the counter or elsewhere."""
    key = keys.key(office.id, Asked(found.leg.ticket_id, counter_id))
    return Invitation(turn=found.leg.leg_id, number=found.shown, key=key)


def find_number(office: OfficeKey) -> Response:
    """The visit whose number was typed. Raises NoSuchVisit, WhichLetter, AlreadyAnswered, SurveyOver, TooManyTries."""
    refuse_foreign_page()
    typed = read(TypedNumber)
    g.lang = language(typed.lang)
    screen = device()
    who = ("survey", str(office.id), f"device {screen.id}" if screen else client.block())
    if not throttle().hit(NUMBERS, *who):
        raise TooManyTries(seconds=NUMBERS.get_expiry())
    with desk().reading() as connection:
        found = tablet.numbered(connection, office, typed.number, now=desk().clock())
        shown = office_now(connection, office.id)
        stand = tablet.standing(connection, desk().seal, shown, found.leg.ticket_id, now=desk().clock()).survey
    if stand is not Stand.OFFERED:
        raise AlreadyAnswered if stand is Stand.ANSWERED else SurveyOver
    return answer(invitation(office, found, None))


def take_answers(office: OfficeKey, channel: Channel) -> Response:
    """Takes the answers of a visit that was asked. Raises QuestionGone, and what the survey refuses."""
    refuse_foreign_page()
    filled = read(Filled)
    g.lang = language(filled.lang)
    asked = keys.read(office.id, filled.key)
    taking.answer(
        desk(), office.id, ticket_id=asked.ticket_id, token=_token(asked), channel=channel, values=filled.values,
        respondent=filled.respondent, is_own_device=_is_own(asked),
    )  # fmt: skip
    return answer(Noted())


def take_rating(office: OfficeKey) -> Response:
    """Takes one press on a face. Raises QuestionGone, and what the survey refuses."""
    refuse_foreign_page()
    pressed = read(Pressed)
    g.lang = language(pressed.lang)
    asked = keys.read(office.id, pressed.key)
    taking.rate(desk(), office.id, ticket_id=asked.ticket_id, token=_token(asked), score=pressed.score)
    return answer(Noted())


def _token(asked: Asked) -> str:
    with desk().reading() as connection:
        return tickets.token(connection, asked.ticket_id)


def _is_own(asked: Asked) -> bool:
    """Whether an officer stands at it: the counter's own tablet, or a computer on which somebody is signed in."""
    return asked.counter_id is not None or signed_in() is not None
