"""The kiosk: services to choose from, a number for each press of its button, and notices while nobody is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, render_template, request
from sqlalchemy import Connection

from queue_app.actions.citizen import promises
from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import tickets
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.log.rights import Right
from queue_app.domain.paper.jobs import CONDITIONS
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.screens import kiosk, notices
from queue_app.screens.audience import state_of
from queue_app.screens.state import plain
from queue_app.store.desk import OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.now import OfficeNow
from queue_app.texts import LANGUAGES, language, long_time, translate
from queue_app.web import newcomers, speech
from queue_app.web.frame import answers, flood
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.auth import device
from queue_app.web.frame.hosts import link_base, refuse_foreign_page
from queue_app.web.frame.pages import FOLDERS, asset, at, boot, config, desk, public_screen
from queue_app.web.frame.payloads import TakeNumber, answer, read
from queue_app.web.frame.script_texts import SHARED, classic_texts

SCRIPTS = (*sorted(FOLDERS["/kiosk/page/"].glob("*.js")), *SHARED)

blueprint = Blueprint("kiosk", __name__)


@blueprint.get("/kiosk/<slug>")
@Address(Right.TAKE_NUMBERS, "The kiosk", query={"printer": TEXT, "seat": TEXT})
def page(slug: str) -> Response:
    settings, screen = config().kiosk, device()
    with public_screen(slug, "kiosk") as (connection, shown, office):
        page = render_template(
            "kiosk.html",
            boot=boot(
                connection,
                shown,
                office,
                groups=plain(kiosk.offered(connection, office, now=desk().clock())),
                priorities=[
                    {"code": code, "name": {lang: translate(lang, msgid) for lang in LANGUAGES}}
                    for code, msgid in CATEGORIES.items()
                ],
                texts={},
                texts_by_lang={each: _texts(each) for each in LANGUAGES},
                return_s=settings.return_s,
                still_here_s=settings.still_here_s,
                rest_s=settings.rest_s,
                pictograms=asset("/static/pictograms.svg"),
                is_low=screen.is_low if screen else request.args.get("seat") == "low",
                speech={"server": speech.program() is not None},
                conditions=CONDITIONS,
                survey=f"/kiosk/{slug}/survey" if office.rules.survey_is_on else None,
                voice=None if current_app.config.get("IS_TRAINING") else f"/kiosk/{slug}/voice",
                booking=office.booking.takes_bookings,
                booking_qr=_booking_qr(office),
                linkless=None if link_base() else request.host,
                **_words_and_look(office),
                **_printer(connection, office, screen),
            ),
        )
    return make_response(page) if screen else flood.with_seat(make_response(page), slug)


@blueprint.get("/kiosk/<slug>/state")
@Address(Right.TAKE_NUMBERS, "What the kiosk shows now", gives=answers.KioskScreen)
def state(slug: str) -> Response:
    with public_screen(slug, "kiosk") as (connection, shown, _office):
        return answer({"state": state_of(connection, shown, now=desk().clock(), config=config())})


@blueprint.post("/kiosk/<slug>/tickets")
@Address(
    Right.TAKE_NUMBERS,
    "Takes a number; the same key again answers the same number",
    body=TakeNumber,
    gives=answers.Number,
    statuses=(200, 201),
    refuses=(403, 409, 429),
    has_session=False,
)
def take_number(slug: str) -> Response:
    refuse_foreign_page()
    press = read(TakeNumber)
    office = desk().office_called(slug)
    g.lang = lang = language(press.lang)  # the kiosk changes its language without a cookie
    screen = device()
    wish = PaperWish(
        lang, link_base(), printer_id=screen.printer_id if screen else press.printer_id,
        server_kind=config().printing.kind,
    )  # fmt: skip
    with flood.taking(office, screen) as taken:
        issued = tickets.issue(
            desk(), office.id, service_id=press.service_id, press_key=press.key, priority=press.priority,
            party=press.party, print_it=wish,
            promise=promises.newcomer(desk(), office.id, press.service_id, is_priority=press.priority is not None),
        )  # fmt: skip
        taken(issued.ticket_id if issued.is_new else None)
    return answer(shown(issued, office, lang), 201 if issued.is_new else 200)


def shown(issued: Issued, office: OfficeKey, lang: str) -> dict[str, Any]:
    """A number as the kiosk is answered."""
    base = link_base()
    return {
        "number": issued.shown,
        "ahead": issued.ahead,
        "is_priority": issued.is_priority,
        "service": {"id": issued.service.name_id, "en": issued.service.name_en},
        "group": issued.service.group_code,
        "token": issued.token,
        "url": f"{base}/t/{issued.token}" if base else "",
        "qr_url": at(f"/t/{issued.token}/qr.svg") if base else "",
        "taken_at_text": long_time(issued.arrived_at, office.time_zone, lang=lang),
        "expected": newcomers.told(issued.promised, office),
        "paper": issued.paper,
    }


def _booking_qr(office: OfficeNow) -> str:
    """The code that leads phones to the page for booking; "" where they cannot reach it."""
    is_there = office.booking.takes_bookings and link_base() and not current_app.config.get("IS_TRAINING")
    return at(f"/book/{office.slug}/qr.svg") if is_there else ""


def _texts(lang: str) -> Mapping[str, str]:
    """What the kiosk may say in a language. It changes its language at once, and while the line is cut."""
    return classic_texts(lang, SCRIPTS, also=tuple(CONDITIONS.values()))


def _words_and_look(office: OfficeNow) -> dict[str, Any]:
    """The office's own words and look, and what takes turns while nobody is there."""
    return {
        "notice": office.texts.get("notice"),
        "notices": notices.notices(office, now=desk().clock()),
        "room": {"accent": office.room.accent, "logo": office.logo_url, "slide_s": office.room.slide_s},
    }


def _printer(connection: Connection, office: OfficeNow, screen: DeviceRow | None) -> dict[str, Any]:
    """Which printer this kiosk asks for: its pairing says so, else the address; a wrong one there is told to staff."""
    asked = str(screen.printer_id or "") if screen else request.args.get("printer", "")
    found = kiosk.printer_asked_for(connection, office.id, asked)
    return {"printer": found, "unknown_printer": asked[:20] if asked and found is None else None}
