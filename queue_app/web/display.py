"""The waiting room's display: its page, its look and what it starts with."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from queue_app.domain.hall import speech
from queue_app.domain.hall.contrast import carrying
from queue_app.domain.hall.room import THEMES, RoomRules
from queue_app.domain.log.rights import Right
from queue_app.domain.office.plan import ZonePlan
from queue_app.places import find
from queue_app.screens.audience import state_of
from queue_app.screens.state import ByLanguage
from queue_app.store.office.now import OfficeNow
from queue_app.texts import LANGUAGES, translate
from queue_app.web.frame import answers
from queue_app.web.frame.address import TEXT, Address, words
from queue_app.web.frame.auth import device
from queue_app.web.frame.pages import FOLDERS, YEAR_S, asset, at, boot, config, desk, lang, public_screen
from queue_app.web.frame.payloads import answer
from queue_app.web.frame.script_texts import page_texts

blueprint = Blueprint("display", __name__)

SAMPLE = ("A001", 1)  # number and counter that a test of the sound says

ASKED = {"zone": TEXT, "sound": words(["off"])}  # where the office pairs no screens


@dataclass(frozen=True, slots=True)
class Place:
    """What one display shows and whether it speaks. zone: "" shows every call."""

    zone: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """A folder of display/themes."""

    name_id: str
    name_en: str
    accent: str
    contrast: float


@blueprint.get("/display/<slug>")
@Address(Right.SHOW_CALLS, "The waiting room's display", query=ASKED)
def page(slug: str) -> str:
    with public_screen(slug, "display") as (connection, shown, office):
        place = _place(office)
        told = told_of(office, place)
        seen = replace(shown, zone=place.zone)
        page_boot = boot(connection, seen, office, **told, look=_mark(told), texts={})  # they are the room's
        return render_template("display.html", boot=page_boot)


@blueprint.get("/display/<slug>/theme.css")
@Address(Right.SHOW_CALLS, "The office's colours over those of its theme", gives="text/css")
def theme(slug: str) -> Response:
    """The office's own colour over those of its theme."""
    with public_screen(slug, "display") as (_connection, _shown, office):
        response = make_response(_stylesheet(office.room))
    response.mimetype = "text/css"
    response.cache_control.max_age = YEAR_S  # its address names the colours
    return response


@blueprint.get("/display/<slug>/state")
@Address(Right.SHOW_CALLS, "What the display shows now", gives=answers.DisplayScreen, query=ASKED)
def state(slug: str) -> Response:
    with public_screen(slug, "display") as (connection, shown, office):
        seen = replace(shown, zone=_place(office).zone)
        return answer({"state": state_of(connection, seen, now=desk().clock(), config=config())})


def told_of(office: OfficeNow, place: Place) -> dict[str, Any]:
    """What a display starts with beside its state."""
    return {
        "voice": _voice(office),
        "room": _look(office),
        "zone": place.zone,
        "zone_name": _zone_name(office.zones.get(place.zone)),
        "speaks": place.speaks,
        "slides_url": at(f"/display/{office.slug}/slides"),
        "fresh_s": config().display.fresh_s,
    }


@cache
def themes() -> dict[str, Theme]:
    """The shipped themes by their folder."""
    folder = find("display") / "themes"
    return {name: Theme(**tomllib.loads((folder / name / "theme.toml").read_text(encoding="utf-8"))) for name in THEMES}


def _place(office: OfficeNow) -> Place:
    """As the administrator placed the paired screen; in an office that pairs none, as the address says."""
    paired = device()
    zone = paired.zone if paired else request.args.get("zone", "")
    is_silent = paired.is_silent if paired else request.args.get("sound") == "off"
    return Place(zone if zone in office.zones else "", not is_silent)


def _zone_name(zone: ZonePlan | None) -> ByLanguage | None:
    return None if zone is None else {"id": zone.name_id, "en": zone.name_en}


def _look(office: OfficeNow) -> dict[str, Any]:
    rules, languages = office.room, _languages(office.room)
    colours = hashlib.sha256(_stylesheet(rules).encode()).hexdigest()[:12]
    return {
        "theme": rules.theme,
        "theme_url": asset(f"/display/themes/{rules.theme}/theme.css"),
        "colours_url": at(f"/display/{office.slug}/theme.css?v={colours}"),
        "logo": office.logo_url,
        "languages": languages,
        "texts": {each: page_texts(each, FOLDERS["/display/page/"]) for each in languages},
        "ticker": [{"lang": each, "text": line} for each in languages for line in _ticker(office, each)],
        "ticker_moves": rules.ticker_moves,
        "slide_s": rules.slide_s,
    }


def colours(theme: str, accent: str) -> tuple[str, str]:
    """Of a call in this theme: its ground and its text. accent: what the office wishes; "": the theme's own."""
    chosen = themes()[theme]
    return carrying(accent or chosen.accent, least=chosen.contrast)


def _stylesheet(rules: RoomRules) -> str:
    accent, text = colours(rules.theme, rules.accent)
    return f":root {{ --accent: {accent}; --on-accent: {text}; }}\n"


def _languages(rules: RoomRules) -> list[str]:
    """In which the screen is read, one at a time: the page's own first, then those that are spoken."""
    return [each for each in dict.fromkeys([lang(), *rules.languages.split()]) if each in LANGUAGES]


def _ticker(office: OfficeNow, lang: str) -> list[str]:
    notice = office.texts.get("notice", {}).get(lang, "")
    own = [" ".join(line.split()) for line in notice.splitlines() if line.strip()]
    return [*own, translate(lang, "Missed your number? Please speak to an officer.")]


def _voice(office: OfficeNow) -> dict[str, Any]:
    rules, languages = office.room, office.spoken()
    number, counter = SAMPLE
    say = [
        {"lang": lang, "phrases": speech.sentence(number, counter, reading=rules.reading, lang=lang)}
        for lang in languages
    ]
    return {
        "packs": {lang: {"clips": {name: clip.url for name, clip in office.voice[lang].items()}} for lang in languages},
        "pauses": speech.PAUSES,
        "repeat": rules.repeat,
        "rate_pct": rules.rate_pct,
        "chime": rules.chime,
        "browser_voice": rules.browser_voice,
        "sample": {"seq": None, "number": number, "counter": counter, "say": say},
    }


def _mark(told: dict[str, Any]) -> str:
    """Changes with anything that a display must load its page for."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
