"""The display in small beside its settings: the real page, in a theme and a colour that nobody has saved yet."""

from __future__ import annotations

from babel.numbers import format_decimal
from flask import Blueprint, Response, render_template, request

from queue_app.domain.hall.contrast import BLACK, contrast
from queue_app.domain.hall.room import COLOUR, THEMES
from queue_app.domain.log.errors import MalformedRequest
from queue_app.domain.log.rights import Right
from queue_app.screens.audience import Audience
from queue_app.screens.display import LastCall
from queue_app.screens.state import plain
from queue_app.texts import translate
from queue_app.web import display
from queue_app.web.admin.form.fields import _
from queue_app.web.frame import answers
from queue_app.web.frame.address import TEXT, Address, words
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import asset, boot, desk, lang, one_office
from queue_app.web.frame.payloads import answer

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

SAMPLE = {"number": "A012", "counter": 3}
BEFORE = [LastCall("A011", 2), LastCall("K007", 4), LastCall("A010", 1), LastCall("K006", 4), LastCall("A009", 2)]
VERY_EASY = 7  # contrast ratio; WCAG 2.2, 1.4.6
SWATCHES: dict[str, str] = {  # colour -> msgid of its name
    "": _("The theme’s own"),
    "#0b5c58": _("Teal"),
    "#1c5d99": _("Blue"),
    "#6a3d9a": _("Purple"),
    "#a4201d": _("Red"),
    "#c2560c": _("Orange"),
    "#f2b134": _("Yellow"),
    "#256d3f": _("Green"),
}


@blueprint.get("/admin/room/miniature", endpoint="miniature")
@Address(Right.SET_UP, "The display in small, with a call that nobody made")
def miniature() -> str:
    seen = Audience("display", desk().office(officer().office_id), lang())
    with one_office(seen) as (connection, office):
        told = display.told_of(office, display.Place("", speaks=False))
        started = boot(connection, seen, office, **told, look="", texts={})
    started["voice"]["sample"] |= SAMPLE
    started["room"]["colours_url"] = started["room"]["theme_url"]  # its own are the page's around it to set
    started["state"] |= {"slides": None, "shut": None, "closed": [], "last": plain(BEFORE)}
    return render_template("display.html", boot=started, line="still")


@blueprint.get("/admin/room/look/state")
@Address(
    Right.SET_UP,
    "What a theme and a colour make of the display",
    gives=answers.Look,
    query={"theme": words(THEMES), "accent": TEXT},
    refuses=(400,),
)
def look() -> Response:
    theme, wished = request.args.get("theme", ""), request.args.get("accent", "").strip().lower()
    if theme not in THEMES or not COLOUR.pattern.fullmatch(wished):
        raise MalformedRequest
    accent, text = display.colours(theme, wished)
    said = [_read(accent, text)]
    if wished and accent != wished:
        said.append(translate(lang(), "The colour is shifted a little, so that the number can be read."))
    return answer({
        "theme_url": asset(f"/display/themes/{theme}/theme.css"), "accent": accent, "on_accent": text,
        "told": " ".join(said),
    })  # fmt: skip


def _read(accent: str, text: str) -> str:
    """How well a call is read, in words."""
    ratio = contrast(accent, text)
    told = {
        "grade": translate(lang(), _("Very easy to read") if ratio >= VERY_EASY else _("Easy to read")),
        "letters": translate(lang(), _("black letters") if text == BLACK else _("white letters")),
        "ratio": format_decimal(round(ratio, 1), locale=lang()),
    }
    return translate(lang(), "{grade}: {letters}, contrast {ratio} to 1.", **told)
