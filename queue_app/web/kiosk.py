"""The kiosk: services to choose from, and a number for each press of its button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request

from queue_app.actions import tickets
from queue_app.actions.rooms import Room, state_of
from queue_app.actions.tickets import Issued, PaperWish
from queue_app.domain.errors import NotAllowed
from queue_app.domain.priority import CATEGORIES
from queue_app.store import catalogue, texts
from queue_app.store.desk import OfficeKey
from queue_app.texts import LANGUAGES, language, long_time, translate
from queue_app.texts import catalogue as texts_of
from queue_app.web.pages import boot, config, desk, link_base, office_room
from queue_app.web.payloads import TakeNumber, answer, read

blueprint = Blueprint("kiosk", __name__)


@blueprint.get("/kiosk/<slug>")
def page(slug: str) -> str:
    room, office = office_room(slug, "kiosk")
    return render_template(
        "kiosk.html",
        boot=boot(
            room,
            office,
            groups=_groups(room),
            notice=_notice(room),
            priorities=[
                {"code": code, "name": {lang: translate(lang, msgid) for lang in LANGUAGES}}
                for code, msgid in CATEGORIES.items()
            ],
            texts_by_lang={lang: texts_of(lang) for lang in LANGUAGES},
            return_s=config().kiosk.return_s,
        ),
    )


@blueprint.get("/kiosk/<slug>/state")
def state(slug: str) -> Response:
    room, _office = office_room(slug, "kiosk")
    with desk().reading() as connection:
        return answer({"state": state_of(connection, room, now=desk().clock(), config=config())})


@blueprint.post("/kiosk/<slug>/tickets")
def take_number(slug: str) -> Response:
    _refuse_foreign_page()
    press = read(TakeNumber)
    office = desk().office_called(slug)
    g.lang = lang = language(press.lang)  # the kiosk changes its language without a cookie
    wish = PaperWish(lang, link_base()) if config().printing.kind != "none" else None
    issued = tickets.issue(
        desk(), office.id, service_id=press.service_id, press_key=press.key, priority=press.priority,
        party=press.party, print_it=wish,
    )  # fmt: skip
    return answer(_shown(issued, office, lang), 201 if issued.is_new else 200)


def _refuse_foreign_page() -> None:
    """A page of another site must not take numbers through a browser in this office."""
    origin = request.headers.get("Origin")
    if origin and origin.split("://", 1)[-1] != request.host:
        raise NotAllowed


def _shown(issued: Issued, office: OfficeKey, lang: str) -> dict[str, Any]:
    url = f"{link_base()}/t/{issued.token}"
    return {
        "number": issued.shown,
        "ahead": issued.ahead,
        "is_priority": issued.is_priority,
        "service": {"id": issued.service.name_id, "en": issued.service.name_en},
        "token": issued.token,
        "url": url,
        "qr_url": f"/t/{issued.token}/qr.svg",
        "taken_at_text": long_time(issued.arrived_at, office.zone, lang=lang),
        "paper": "queued" if issued.has_paper and config().printing.kind != "dummy" else "none",
    }


def _notice(room: Room) -> dict[str, str] | None:
    """The office's own words on the first screen, in each language."""
    with desk().reading() as connection:
        return texts.of_office(connection, room.office.id).get("notice")


def _groups(room: Room) -> list[dict[str, Any]]:
    with desk().reading() as connection:
        services = catalogue.services(connection, room.office.id)
    groups: dict[str, dict[str, Any]] = {}
    for service in services:
        group = groups.setdefault(
            service.group_code,
            {"code": service.group_code, "name": {"id": service.group_id, "en": service.group_en}, "services": []},
        )
        group["services"].append(
            {
                "id": service.id,
                "code": service.code,
                "series": service.letter,
                "name": {lang: service.name(lang) for lang in LANGUAGES},
                "requirements": {lang: service.requirements(lang) for lang in LANGUAGES},
                "standard_minutes": service.standard_minutes,
            }
        )
    return list(groups.values())
