"""The administrator's pages: their addresses, and the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for

from queue_app.actions.hall import devices
from queue_app.domain.hall.room import SLIDES
from queue_app.domain.office.plan import OfficePlan
from queue_app.texts import long_date, translate, zone_label
from queue_app.web.admin import calendar, counters, file, lists, media, menu, settings, standards, ticket, voice
from queue_app.web.admin.doubts import Doubt, doubts
from queue_app.web.admin.form.forms import current
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.admin.settings import SETTINGS
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("admin", __name__)
LARGE = 512 * 1024  # bytes of a set-up file
BODY_LIMITS = {  # endpoint -> bytes of a request; every other address has the application's own limit
    "admin.file_look": LARGE + 4096,
    "admin.file_apply": 2 * LARGE,  # the same text once more, as a form's field writes it
    "admin.counters": LARGE,  # a cell for each counter and service
    "admin.standard_add": LARGE,  # 14 components of up to 5,000 characters
    "admin.standard_edit": LARGE,
    "admin.setting": 64 * 1024,
    "admin.voice_upload": voice.LARGEST,
    "admin.ticket": 64 * 1024,
}
UPLOADS = ("admin.media_upload", "admin.media_logo")  # each a file of any size, counted while it is read


def page() -> str:
    plan = current()
    day = lists.today(plan)
    found = doubts(plan, day, paired={each.kind for each in devices.screens(desk(), officer().office_id).paired})
    return render_template(
        "admin/overview.html", here="overview", plan=plan, zone=zone_label(plan.time_zone), tiles=_tiles(plan),
        faults=[_line(each) for each in found if each.is_fault],
        doubts=[_line(each) for each in found if not each.is_fault],
    )  # fmt: skip


def _tiles(plan: OfficePlan) -> list[tuple[str, int, str]]:
    """What there is in use: its name, how many, and its page."""
    counted: dict[str, Sequence[Any]] = {
        "services": plan.services,
        "counters": plan.counters,
        "officers": plan.officers,
    }
    return [
        (translate(lang(), SECTIONS[name].title), sum(each.is_active for each in things), url_for_section(name))
        for name, things in counted.items()
    ]


def url_for_section(name: str) -> str:
    return url_for("admin.counters") if name == "counters" else url_for("admin.listing", section=name)


def _line(doubt: Doubt) -> tuple[str, str, str]:
    """The words, the address of the page that mends it, and what to do there."""
    days = {name: long_date(value, lang=lang()) for name, value in doubt.values.items() if isinstance(value, date)}
    text = translate(lang(), doubt.text, **{**doubt.values, **days})
    return text, url_for(doubt.endpoint, **dict(doubt.way)), doubt.step


def _any(names: Iterable[str]) -> str:
    return "any(" + ", ".join(f'"{name}"' for name in names) + ")"


_LISTED = _any(["groups", "services", "zones", "officers"])
_SECTION = _any(SECTIONS)
_VOICES = _any(voice.NAMES)
_ROW = f"int(max={2**31 - 1})"
BOTH = ("GET", "POST")
ROUTES: tuple[tuple[str, str, Callable[..., Any], tuple[str, ...]], ...] = (  # address, endpoint, view, methods
    ("", "page", page, ("GET",)),
    (f"/<{_any(SETTINGS)}:setting>", "setting", settings.page, BOTH),
    (f"/<{_LISTED}:section>", "listing", lists.listing, ("GET",)),
    (f"/<{_SECTION}:section>/add", "add", lists.add, BOTH),
    (f"/<{_SECTION}:section>/edit/<path:key>", "edit", lists.edit, BOTH),
    (f"/<{_SECTION}:section>/use/<path:key>", "use", lists.use, ("POST",)),
    (f"/<{_SECTION}:section>/move/<path:key>", "move", lists.move, ("POST",)),
    (f"/<{_SECTION}:section>/remove/<path:key>", "remove", lists.remove, ("POST",)),
    ("/officers/password/<key>", "password", lists.password, ("POST",)),
    ("/counters", "counters", counters.page, BOTH),
    ("/hours", "hours", calendar.hours, BOTH),
    ("/holidays", "holidays", calendar.holidays, ("GET",)),
    ("/holidays/<int:year>", "holidays", calendar.holidays, ("GET",)),
    ("/holidays/<int:year>", "take_over", calendar.take_over, ("POST",)),
    ("/services/standard/<code>", "standards", standards.versions, ("GET",)),
    ("/services/standard/<code>/add", "standard_add", standards.add, BOTH),
    ("/services/standard/<code>/<day>", "standard_edit", standards.edit, BOTH),
    ("/services/standard/<code>/<day>/remove", "standard_remove", standards.remove, ("POST",)),
    ("/ticket", "ticket", ticket.page, BOTH),
    ("/ticket/preview.png", "ticket_preview", ticket.preview, ("GET",)),
    ("/voice", "voice", voice.page, ("GET",)),
    (f"/voice/<{_VOICES}:language>", "voice", voice.page, ("GET",)),
    (f"/voice/<{_VOICES}:language>/words.csv", "voice_words", voice.words, ("GET",)),
    (f"/voice/<{_VOICES}:language>/upload", "voice_upload", voice.upload, ("POST",)),
    (f"/voice/<{_VOICES}:language>/restore/<name>", "voice_restore", voice.restore, ("POST",)),
    ("/media", "media", media.page, ("GET",)),
    ("/media/upload", "media_upload", media.upload, ("POST",)),
    ("/media/logo", "media_logo", media.upload_logo, ("POST",)),
    (f"/media/<{_ROW}:media_id>", "media_edit", media.edit, ("POST",)),
    (f"/media/<{_ROW}:media_id>/move", "media_move", media.move, ("POST",)),
    (f"/media/<{_ROW}:media_id>/remove", "media_remove", media.remove, ("POST",)),
    (f"/media/slides/<{_any(SLIDES)}:sheet>", "slide", media.slide, ("POST",)),
    ("/file", "file", file.page, ("GET",)),
    ("/file/set-up.toml", "file_download", file.download, ("GET",)),
    ("/file/look", "file_look", file.look, ("POST",)),
    ("/file/apply", "file_apply", file.apply, ("POST",)),
)
for _address, _endpoint, _view, _methods in ROUTES:
    blueprint.add_url_rule(f"/admin{_address}", _endpoint, _view, methods=list(_methods))


blueprint.context_processor(menu.frame)
